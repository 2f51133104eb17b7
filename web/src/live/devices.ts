/**
 * Cameras and microphones before the call: asking for them, saying plainly why one cannot be had, and measuring how
 * loud a microphone is. Nothing is sent, recorded or recognised here.
 */

/** Why a device cannot be had, in words the interface translates; `blur` when only the blurred background cannot. */
export type DeviceTrouble = "denied" | "missing" | "busy" | "insecure" | "failed" | "system" | "blur";

export interface Devices {
  cameras: MediaDeviceInfo[];
  microphones: MediaDeviceInfo[];
  speakers: MediaDeviceInfo[];
}

export interface Asked {
  stream: MediaStream | null;
  camera: DeviceTrouble | null;
  microphone: DeviceTrouble | null;
}

export interface Wanted {
  camera: boolean;
  microphone: boolean;
  cameraId?: string | undefined;
  microphoneId?: string | undefined;
}

/** What an error of `getUserMedia` means. */
export function troubleOf(error: unknown): DeviceTrouble {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  switch (name) {
    case "NotAllowedError":
    case "PermissionDeniedError":
    case "SecurityError":
      // Chromium's own words when the page may and the machine's settings do not let the browser.
      return /by system/u.test((error as Error).message) ? "system" : "denied";
    case "NotFoundError":
    case "DevicesNotFoundError":
    case "OverconstrainedError":
      return "missing";
    case "NotReadableError":
    case "TrackStartError":
    case "AbortError":
      return "busy";
    case "BlurFailed":
      return "blur";
    default:
      return "failed";
  }
}

/** Whose settings have to be changed to allow a device: each browser keeps them elsewhere. */
export type BrowserKind = "chromium" | "firefox" | "safari" | "ios" | "android";

export function browserKind(agent: string = navigator.userAgent): BrowserKind {
  if (/iPhone|iPad|iPod/u.test(agent)) return "ios";
  if (/Android/u.test(agent)) return "android";
  if (/Firefox\//u.test(agent)) return "firefox";
  return /Safari\//u.test(agent) && !/Chrom(?:e|ium)\//u.test(agent) ? "safari" : "chromium";
}

/** Asks for what is wanted; one device that fails never costs the other. */
export async function askForDevices(wanted: Wanted): Promise<Asked> {
  if (!wanted.camera && !wanted.microphone) return { stream: null, camera: null, microphone: null };
  if (!navigator.mediaDevices) return { stream: null, camera: "insecure", microphone: "insecure" };
  const video: MediaTrackConstraints = { width: { ideal: 1280 }, height: { ideal: 720 } };
  if (wanted.cameraId) video.deviceId = { exact: wanted.cameraId };
  const audio: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
  if (wanted.microphoneId) audio.deviceId = { exact: wanted.microphoneId };
  const both = await ask({ ...(wanted.camera ? { video } : {}), ...(wanted.microphone ? { audio } : {}) });
  if (both.stream) return { stream: both.stream, camera: null, microphone: null };
  if (!wanted.camera) return { stream: null, camera: null, microphone: both.trouble };
  if (!wanted.microphone) return { stream: null, camera: both.trouble, microphone: null };
  const sound = await ask({ audio });
  const picture = await ask({ video });
  const tracks = [...(sound.stream?.getTracks() ?? []), ...(picture.stream?.getTracks() ?? [])];
  return {
    stream: tracks.length > 0 ? new MediaStream(tracks) : null,
    camera: picture.trouble,
    microphone: sound.trouble,
  };
}

async function ask(constraints: MediaStreamConstraints) {
  try {
    return { stream: await navigator.mediaDevices.getUserMedia(constraints), trouble: null };
  } catch (error) {
    return { stream: null, trouble: troubleOf(error) };
  }
}

/** The devices there are; names are empty until a permission was given. */
export async function listDevices(): Promise<Devices> {
  const all = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  const of = (kind: MediaDeviceKind) => all.filter((device) => device.kind === kind && device.deviceId !== "");
  return { cameras: of("videoinput"), microphones: of("audioinput"), speakers: of("audiooutput") };
}

/** Loudness of samples (-1 to 1) on a scale that looks right to people: 0 at -60 dB and below, 1 at -6 dB. */
export function loudness(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const rms = Math.sqrt(sum / Math.max(1, samples.length));
  if (rms === 0) return 0;
  const decibel = 20 * Math.log10(rms);
  return Math.min(1, Math.max(0, (decibel + 60) / 54));
}

/** Measures a stream's sound until stopped, about 20 times a second. */
export function measureSound(stream: MediaStream, onLevel: (level: number) => void): () => void {
  const context = new AudioContext();
  const source = context.createMediaStreamSource(stream);
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    onLevel(loudness(samples));
  }, 50);
  return () => {
    clearInterval(timer);
    source.disconnect();
    void context.close();
  };
}

/** Plays two soft notes on the chosen speaker, and ends when they are over. */
export async function playTestSound(speakerId?: string): Promise<void> {
  const context = new AudioContext();
  const sink = context as AudioContext & { setSinkId?: (id: string) => Promise<void> };
  if (speakerId && sink.setSinkId) await sink.setSinkId(speakerId);
  await context.resume();
  const begin = context.currentTime + 0.05;
  for (const [index, pitch] of [523.25, 783.99].entries()) {
    const tone = context.createOscillator();
    const gain = context.createGain();
    const at = begin + index * 0.28;
    tone.frequency.value = pitch;
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(0.2, at + 0.02);
    gain.gain.exponentialRampToValueAtTime(0.001, at + 0.5);
    tone.connect(gain).connect(context.destination);
    tone.start(at);
    tone.stop(at + 0.55);
  }
  await new Promise((done) => setTimeout(done, 950));
  await context.close();
}
