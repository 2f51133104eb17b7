/** When somebody stopped speaking, as their microphone heard it, and when words stood on a screen. Both by the wall clock. */
import type { Page } from "playwright-core";

declare global {
  interface Window {
    __pauses: number[];
    __shown: { at: number; text: string }[];
  }
}

/** From the page's start on, notes when each phrase that goes into its microphone ends. */
export async function watchVoice(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.__pauses = [];
    const devices = navigator.mediaDevices;
    const open = devices.getUserMedia.bind(devices);
    devices.getUserMedia = async (wanted) => {
      const stream = await open(wanted);
      if (stream.getAudioTracks().length > 0) listen(stream);
      return stream;
    };
    function listen(stream: MediaStream): void {
      // A phrase is over after so long a silence; shorter ones are breath.
      const SILENCE_MS = 900;
      const LOUD = 0.01;
      const context = new AudioContext();
      const ear = context.createAnalyser();
      ear.fftSize = 512;
      context.createMediaStreamSource(stream).connect(ear);
      const samples = new Float32Array(ear.fftSize);
      let last = 0;
      setInterval(() => {
        ear.getFloatTimeDomainData(samples);
        const now = Date.now();
        const energy = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
        if (Math.sqrt(energy) > LOUD) last = now;
        else if (last > 0 && now - last > SILENCE_MS) {
          window.__pauses.push(last);
          last = 0;
        }
      }, 10);
    }
  });
}

/** Notes from now on what the page's transcript shows, and when it was painted. */
export async function watchTranscript(page: Page): Promise<void> {
  await page.getByRole("tab", { name: /^(Transcript|Trascrizione)$/ }).click();
  await page.getByRole("log").waitFor();
  await page.evaluate(() => {
    window.__shown = [];
    const log = document.querySelector("[role=log]");
    if (!log) return;
    const note = () => requestAnimationFrame(() => window.__shown.push({ at: Date.now(), text: log.textContent }));
    new MutationObserver(note).observe(log, { childList: true, subtree: true, characterData: true });
  });
}

/** For each text, the milliseconds from the end of the phrase before it to its being shown; none for one never shown. */
export async function delays(speaker: Page, screen: Page, texts: readonly string[]): Promise<number[]> {
  const pauses = await speaker.evaluate(() => window.__pauses);
  const shown = await screen.evaluate(() => window.__shown);
  return texts.flatMap((text) => {
    const at = shown.find((each) => each.text.includes(text))?.at;
    const end = at === undefined ? undefined : pauses.filter((pause) => pause < at).at(-1);
    return at === undefined || end === undefined ? [] : [at - end];
  });
}
