/** The seller's line: replay without holes or doubles, and nothing lost while it is down. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Feed } from "../feed";
import { pauseBefore } from "../line";
import { Harbour, noted, uttered } from "./frames";

let harbour: Harbour;
let feed: Feed;

beforeEach(() => {
  vi.useFakeTimers();
  harbour = new Harbour();
  feed = new Feed("cnv_1", { open: harbour.open, origin: "http://here", soon: (flush) => flush() });
  feed.start();
});

afterEach(() => {
  feed.stop();
  vi.useRealTimers();
});

const texts = () => feed.snapshot().call.utterances.map(({ text }) => text);

describe("the seller's feed", () => {
  it("asks for everything first, and after a break only for what it lacks", () => {
    expect(harbour.last.address).toBe("ws://here/api/live/cnv_1/socket?after=0");
    harbour.last.opens();
    harbour.last.says({ type: "fact", fact: uttered(1, "par_a", "one") }, { type: "fact", fact: uttered(2, "par_a", "two") });
    harbour.last.breaks();
    expect(feed.snapshot().line).toBe("waiting");
    vi.advanceTimersByTime(1_000);
    expect(harbour.sockets).toHaveLength(2);
    expect(harbour.last.address).toContain("after=2");
    harbour.last.opens();
    harbour.last.says({ type: "fact", fact: uttered(2, "par_a", "two") }, { type: "fact", fact: uttered(3, "par_a", "three") });
    expect(texts()).toEqual(["one", "two", "three"]);
  });

  it("asks again when a number is missing", () => {
    harbour.last.opens();
    harbour.last.says({ type: "fact", fact: uttered(1, "par_a", "one") }, { type: "fact", fact: uttered(3, "par_a", "three") });
    expect(texts()).toEqual(["one"]);
    vi.advanceTimersByTime(1_000);
    expect(harbour.last.address).toContain("after=1");
    harbour.last.opens();
    harbour.last.says({ type: "fact", fact: uttered(2, "par_a", "two") }, { type: "fact", fact: uttered(3, "par_a", "three") });
    expect(texts()).toEqual(["one", "two", "three"]);
  });

  it("gives in when the server itself lacks a number, rather than asking for ever", () => {
    for (let round = 0; round < 2; round += 1) {
      harbour.last.opens();
      harbour.last.says({ type: "fact", fact: uttered(7, "par_a", "seven") });
      vi.advanceTimersByTime(2_000);
    }
    expect(texts()).toEqual(["seven"]);
    expect(harbour.sockets).toHaveLength(2);
  });

  it("keeps clicks and words for the next connection", () => {
    feed.command({ type: "tick", point: "p1" });
    feed.hear({ key: "k1", text: "hello", startedAt: 0, endedAt: 0, final: true, language: "en" });
    feed.hear({ key: "k2", text: "hel", startedAt: 0, endedAt: 0, final: false, language: "en" });
    harbour.last.opens();
    expect(harbour.last.sent.map(({ type, key, point }) => key ?? point ?? type)).toEqual(["p1", "k1"]);
    harbour.last.breaks();
    vi.advanceTimersByTime(1_000);
    harbour.last.opens();
    expect(harbour.last.sent.filter(({ type }) => type === "heard").map(({ key }) => key)).toEqual(["k1"]);
    expect(harbour.last.sent.some(({ type }) => type === "tick")).toBe(false);
    harbour.last.says({ type: "ack", key: "k1" });
    expect(feed.snapshot().unsent).toBe(0);
  });

  it("says words again that could not be written down, and tells of those that never will be", () => {
    harbour.last.opens();
    const say = (key: string) => feed.hear({ key, text: key, startedAt: 0, endedAt: 0, final: true, language: "en" });
    const heard = () => harbour.last.sent.filter(({ type }) => type === "heard").map(({ key }) => key);
    say("k1");
    harbour.last.says({ type: "error", code: "busy", detail: "", key: "k1", retry: true });
    expect(heard()).toEqual(["k1"]);
    vi.advanceTimersByTime(600);
    expect(heard()).toEqual(["k1", "k1"]);
    harbour.last.says({ type: "ack", key: "k1" });
    say("k2");
    harbour.last.says({ type: "error", code: "text_too_long", detail: "", key: "k2", retry: false });
    expect(feed.snapshot()).toMatchObject({ unsent: 0, lost: 1 });
    vi.advanceTimersByTime(20_000);
    expect(heard()).toEqual(["k1", "k1", "k2"]);
  });

  it("stays away when the server says farewell", () => {
    harbour.last.opens();
    harbour.last.says({ type: "error", code: "not_found", detail: "" });
    harbour.last.breaks(1000);
    expect(feed.snapshot()).toMatchObject({ error: "not_found", line: "closed" });
    vi.advanceTimersByTime(60_000);
    expect(harbour.sockets).toHaveLength(1);
  });

  it("notices a line that has gone dead without saying so", () => {
    harbour.last.opens();
    vi.advanceTimersByTime(50_000);
    expect(harbour.sockets.length).toBeGreaterThan(1);
  });

  it("takes a replayed insight once", () => {
    const suggestion = {
      kind: "suggested",
      value: { id: "sug_1", reason: "missed_point", text: "Ask", evidence: null, point: null, at: 0 },
    } as const;
    harbour.last.opens();
    harbour.last.says({ type: "fact", fact: noted(1, suggestion) }, { type: "fact", fact: noted(1, suggestion) });
    expect(feed.snapshot().call.suggestions).toHaveLength(1);
  });
});

describe("the pause before a new try", () => {
  it("grows and stays within its bounds", () => {
    const pauses = [1, 2, 3, 4, 5, 6, 20].map((tries) => pauseBefore(tries, 0.5));
    expect(pauses).toEqual([400, 800, 1600, 3200, 6400, 8000, 8000]);
    expect(pauseBefore(1, 0)).toBe(340);
    expect(pauseBefore(1, 1)).toBe(460);
  });
});
