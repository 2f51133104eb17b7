/** The browser's recogniser: keys, restarts, and what happens to words that never became final. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Spoken } from "../outbox";
import { Recogniser, type EarState, type SpeechRecognitionLike } from "../recogniser";

class PlayedEar implements SpeechRecognitionLike {
  lang = "";
  continuous = false;
  interimResults = false;
  maxAlternatives = 0;
  aborted = false;
  onstart: SpeechRecognitionLike["onstart"] = null;
  onresult: SpeechRecognitionLike["onresult"] = null;
  onerror: SpeechRecognitionLike["onerror"] = null;
  onend: SpeechRecognitionLike["onend"] = null;

  start(): void {
    this.onstart?.();
  }

  abort(): void {
    this.aborted = true;
  }

  hears(transcript: string, isFinal: boolean): void {
    this.onresult?.({ resultIndex: 0, results: [Object.assign([{ transcript }], { isFinal })] });
  }
}

let ears: PlayedEar[];
let words: Spoken[];
let states: EarState[];
let recogniser: Recogniser;
const ear = (): PlayedEar => {
  const last = ears.at(-1);
  if (!last) throw new Error("nothing listens");
  return last;
};

beforeEach(() => {
  vi.useFakeTimers();
  ears = [];
  words = [];
  states = [];
  recogniser = new Recogniser({
    onWords: (spoken) => words.push(spoken),
    onState: (state) => states.push(state),
    make: () => {
      ears.push(new PlayedEar());
      return ear();
    },
    prefix: "dev",
  });
});

afterEach(() => {
  recogniser.listen(null);
  vi.useRealTimers();
});

describe("the browser's recogniser", () => {
  it("gives interim and final words of one utterance the same key, and the next one another", () => {
    recogniser.listen("it");
    expect(ear().lang).toBe("it-IT");
    ear().hears("quanto", false);
    ear().hears("quanto costa", true);
    ear().hears("capisco", true);
    expect(words.map(({ key, text, final }) => [key, text, final])).toEqual([
      ["dev-0", "quanto", false],
      ["dev-0", "quanto costa", true],
      ["dev-1", "capisco", true],
    ]);
    expect(words[1]?.startedAt).toBe(words[0]?.startedAt);
  });

  it("begins again when the browser stops by itself", () => {
    recogniser.listen("en");
    ear().onend?.();
    vi.advanceTimersByTime(300);
    expect(ears).toHaveLength(2);
    expect(states).not.toContain("failing");
  });

  it("counts words as said when the browser stopped before their final form", () => {
    recogniser.listen("en");
    ear().hears("too expensive", false);
    ear().onend?.();
    expect(words.at(-1)).toMatchObject({ text: "too expensive", final: true, key: "dev-0" });
  });

  it("makes words final that stay interim for good", () => {
    recogniser.listen("en");
    ear().hears("let me think", false);
    vi.advanceTimersByTime(2_600);
    expect(words.at(-1)).toMatchObject({ text: "let me think", final: true });
    expect(ears).toHaveLength(2);
  });

  it("stops at once when told to, and says nothing more", () => {
    recogniser.listen("en");
    const old = ear();
    recogniser.listen(null);
    expect(old.aborted).toBe(true);
    old.hears("private", true);
    vi.advanceTimersByTime(60_000);
    expect(words).toEqual([]);
    expect(ears).toHaveLength(1);
    expect(states.at(-1)).toBe("off");
  });

  it("tells of failures in a row and goes on trying; a denial ends it", () => {
    recogniser.listen("en");
    for (let round = 0; round < 3; round += 1) {
      ear().onerror?.({ error: "network" });
      ear().onend?.();
      vi.advanceTimersByTime(10_000);
    }
    expect(states).toContain("failing");
    expect(ears.length).toBeGreaterThan(3);
    const before = ears.length;
    ear().onerror?.({ error: "not-allowed" });
    ear().onend?.();
    vi.advanceTimersByTime(60_000);
    expect(ears).toHaveLength(before);
    expect(states.at(-1)).toBe("denied");
  });

  it("says so where the browser has none", () => {
    const deaf = new Recogniser({ onWords: () => {}, onState: (state) => states.push(state), make: () => null });
    deaf.listen("en");
    expect(states).toEqual(["unsupported"]);
  });
});
