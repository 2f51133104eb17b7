/** What somebody chose before the call: which devices, on or off, and what stands behind them. Remembered on this device. */
import type { Background } from "./camera/background";

export interface Choices {
  camera: boolean;
  microphone: boolean;
  background: Background;
  /** Whether the browser takes keyboards and fans out of one's sound; music wants it off. */
  quiet: boolean;
  cameraId?: string | undefined;
  microphoneId?: string | undefined;
  speakerId?: string | undefined;
}

const STORED_AS = "sottovoce.devices";
const PLAIN: Choices = { camera: true, microphone: true, background: "none", quiet: true };

export function storedChoices(): Choices {
  try {
    const raw: unknown = JSON.parse(localStorage.getItem(STORED_AS) ?? "null");
    return typeof raw === "object" && raw !== null ? { ...PLAIN, ...raw } : PLAIN;
  } catch {
    return PLAIN;
  }
}

/** Changes part of what is remembered. */
export function keepChoices(part: Partial<Choices>): void {
  try {
    localStorage.setItem(STORED_AS, JSON.stringify({ ...storedChoices(), ...part }));
  } catch {
    // storage may be forbidden; then the choice lasts as long as the page
  }
}
