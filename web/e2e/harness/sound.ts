/** Speech for the fake microphone: a synthesiser's voice as a WAV file of the kind Chromium takes. */
import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Speaks `phrases` with pauses of `pause` seconds between them, after `lead` seconds of silence. */
export function speech(phrases: readonly string[], { lead = 2, pause = 1.5 } = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "sottovoce-sound-"));
  const silence = (name: string, seconds: number) => {
    const file = join(folder, name);
    execFileSync("ffmpeg", [
      "-v",
      "error",
      "-f",
      "lavfi",
      "-i",
      "anullsrc=r=16000:cl=mono",
      "-t",
      String(seconds),
      file,
    ]);
    return file;
  };
  const parts = [silence("lead.wav", lead)];
  const gap = silence("gap.wav", pause);
  phrases.forEach((phrase, at) => {
    const file = join(folder, `phrase-${at}.wav`);
    execFileSync("flite", ["-voice", "slt", "-t", phrase, "-o", file]);
    parts.push(file, gap);
  });
  const whole = join(folder, "speech.wav");
  const inputs = parts.flatMap((part) => ["-i", part]);
  const filter = `concat=n=${parts.length}:v=0:a=1,aresample=48000`;
  execFileSync("ffmpeg", ["-v", "error", ...inputs, "-filter_complex", filter, "-ac", "1", whole]);
  return whole;
}
