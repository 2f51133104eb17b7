/** The guest's line: the way in, what is shown, and nothing of the copilot whatever arrives. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { GuestLine, readGuestFrame } from "../guest";
import { fact, Harbour, noted, uttered } from "./frames";

let harbour: Harbour;
let guest: GuestLine;

beforeEach(() => {
  vi.useFakeTimers();
  harbour = new Harbour();
  guest = new GuestLine("link/1", "secret", { open: harbour.open, origin: "https://here" });
  guest.start();
  harbour.last.opens();
});

afterEach(() => {
  guest.stop();
  vi.useRealTimers();
});

describe("the guest's line", () => {
  it("introduces itself first, with the token in the frame and never in the address", () => {
    expect(harbour.last.address).toBe("wss://here/api/meet/link%2F1/socket");
    expect(harbour.last.sent[0]).toEqual({ type: "hello", token: "secret" });
  });

  it("goes from the door into the room", () => {
    harbour.last.says({ type: "presence", presence: "waiting" });
    expect(guest.snapshot()).toMatchObject({ presence: "waiting", room: null });
    harbour.last.says({ type: "presence", presence: "admitted", room_url: "ws://here", room_token: "jwt" });
    expect(guest.snapshot()).toMatchObject({ presence: "admitted", room: { url: "ws://here", token: "jwt" } });
    harbour.last.says({ type: "presence", presence: "admitted" });
    expect(guest.snapshot().room?.token).toBe("jwt");
    harbour.last.says({ type: "presence", presence: "refused" });
    expect(guest.snapshot()).toMatchObject({ presence: "refused", room: null, line: "closed" });
  });

  it("introduces itself again and repeats unconfirmed words after a break", () => {
    guest.hear({ key: "k1", text: "hi", startedAt: 0, endedAt: 0, final: true, language: "it" });
    harbour.last.breaks();
    vi.advanceTimersByTime(1_000);
    harbour.last.opens();
    expect(harbour.last.sent.map(({ type }) => type)).toEqual(["hello", "heard"]);
  });

  it("says words again that could not be written down", () => {
    guest.hear({ key: "k1", text: "hi", startedAt: 0, endedAt: 0, final: true, language: "it" });
    harbour.last.says({ type: "error", code: "busy", detail: "", key: "k1", retry: true });
    vi.advanceTimersByTime(600);
    expect(harbour.last.sent.filter(({ type }) => type === "heard")).toHaveLength(2);
    harbour.last.says({ type: "error", code: "not_admitted", detail: "", key: "k1", retry: false });
    expect(guest.snapshot()).toMatchObject({ unsent: 0, lost: 1 });
  });

  it("shows a slide and takes it down", () => {
    harbour.last.says({ type: "presented", attachment: { kind: "text", title: "Savings", lines: ["a"] } });
    expect(guest.snapshot().presented).toEqual({ kind: "text", title: "Savings", lines: ["a"] });
    harbour.last.says({ type: "taken_down" });
    expect(guest.snapshot().presented).toBeNull();
  });
});

describe("what is not a guest's", () => {
  const planted = "planted-secret";
  const frames: unknown[] = [
    { type: "fact", fact: uttered(1, "par_a", planted) },
    { type: "fact", fact: noted(2, { kind: "card_raised", value: { card: planted, objection: "obj_1" } }) },
    { type: "fact", fact: fact(3, { type: "presented", data: { kind: "text", title: planted, lines: [] } }) },
    { type: "signal", signal: { kind: "interim", participant: "par_a", text: planted } },
    { type: "signal", signal: { kind: "focus", phase: 0, next: planted } },
    { type: "ready", last: 9 },
    { type: "presence", presence: planted },
    { type: "presented", attachment: { kind: "card", answer: planted } },
    { type: "recognise", on: planted, language: "it" },
    planted,
    null,
    [{ type: "ended" }],
  ];

  it("changes nothing on the guest's page", () => {
    const before = guest.snapshot();
    harbour.last.says(...frames);
    expect(guest.snapshot()).toEqual(before);
  });

  it("is left out even when it travels inside a frame a guest may have", () => {
    const read = readGuestFrame({
      type: "presented",
      answer: planted,
      attachment: { kind: "text", title: "Savings", lines: ["ok", { note: planted }], answer: planted, triggers: [planted] },
    });
    expect(read).toEqual({ type: "presented", attachment: { kind: "text", title: "Savings", lines: ["ok"] } });
    expect(JSON.stringify(read)).not.toContain(planted);
  });
});
