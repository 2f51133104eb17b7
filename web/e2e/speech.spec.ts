/**
 * Real speech once through everything: a synthesiser's voice goes in by the microphone, through the room, voice activity
 * and segments to a real recogniser, and comes out as words under the right speaker.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch } from "./harness/browser";
import { type Server, freeTcpPort, startServer, until } from "./harness/server";
import { speech } from "./harness/sound";
import { admit, host, knock, transcript } from "./harness/steps";
import { delays, watchTranscript, watchVoice } from "./harness/timing";

const PHRASES = [
  "the price is too high for our budget",
  "we already work with another company",
  "can you send me the contract next week",
];

let transcriber: ChildProcess;
let recognition: number[] = [];
let server: Server;
let seller: Browser;
let guest: Browser;

beforeAll(async () => {
  const port = await freeTcpPort();
  transcriber = spawn(process.env["E2E_PYTHON"] ?? "python3", [
    join(import.meta.dirname, "speech/transcriber.py"),
    String(port),
  ]);
  await new Promise<void>((ready, fail) => {
    let trouble = "";
    transcriber.stdout?.once("data", () => ready());
    transcriber.stderr?.on("data", (data: Buffer) => (trouble += data.toString()));
    transcriber.once("exit", () => fail(new Error(`the recogniser ended: ${trouble}`)));
  });
  transcriber.stdout?.on("data", (lines: Buffer) => {
    recognition = [...recognition, ...lines.toString().trim().split("\n").map(Number)];
  });
  server = await startServer({
    SOTTOVOCE_SPEECH__PROVIDER: "openai",
    SOTTOVOCE_SPEECH__URL: `http://127.0.0.1:${port}/v1`,
  });
  // Chromium plays the file from the moment the microphone opens, so the first words wait for the door.
  guest = await launch({ microphone: speech(PHRASES, { lead: 14, pause: 2 }) });
  seller = await launch({ microphone: speech([], { lead: 30 }) });
});

afterAll(async () => {
  await guest.close();
  await seller.close();
  await server.stop();
  transcriber.kill();
});

test("spoken words stand in the transcript under the one who spoke them", async () => {
  const marta = await host(seller, server.url, { lobby: true });
  const paolo = await knock(guest, marta.meeting.guest_url, "Paolo Neri", {}, watchVoice);
  await admit(marta.page, paolo.page, "Paolo Neri");
  await watchTranscript(marta.page);
  let heard = "";
  await until(
    "the three phrases",
    async () => {
      const said = await transcript(marta.member, marta.conversation);
      expect(said.every(({ name }) => name === "Paolo Neri")).toBe(true);
      heard = said.map(({ text }) => text).join(" ");
      return heard.split(" ").length >= 18;
    },
    90,
  );
  const rate = wordErrorRate(PHRASES.join(" "), heard);
  const texts = (await transcript(marta.member, marta.conversation)).map(({ text }) => text);
  const waits = await delays(paolo.page, marta.page, texts);
  console.warn(
    `heard "${heard}"; word error rate ${(100 * rate).toFixed(1)} %; from the end of a phrase to the panel ${waits.join(", ")} ms, of which in the recogniser ${recognition.join(", ")} ms`,
  );
  expect(waits).toHaveLength(texts.length);
  // The recogniser is small and the sound went through Opus and a network: most words, not all.
  expect(rate).toBeLessThan(0.5);
});

/** Levenshtein distance over words, divided by the number of words spoken. */
function wordErrorRate(spoken: string, heard: string): number {
  const words = (text: string): string[] => text.toLowerCase().match(/[a-z']+/g) ?? [];
  const [said, got] = [words(spoken), words(heard)];
  let row = got.map((_, at) => at + 1);
  said.forEach((word, line) => {
    let corner = line;
    let left = line + 1;
    row = row.map((above, at) => {
      const best = Math.min(above + 1, left + 1, corner + (word === got[at] ? 0 : 1));
      corner = above;
      left = best;
      return best;
    });
  });
  return (row.at(-1) ?? said.length) / Math.max(1, said.length);
}
