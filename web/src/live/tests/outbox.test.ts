/** Words are delivered at least once, and with a key that makes it exactly once. */
import { describe, expect, it } from "vitest";
import { heardFrame, Outbox, type Spoken } from "../outbox";

const words = (key: string, final = true): Spoken => ({
  key,
  text: `text of ${key}`,
  startedAt: 1_000,
  endedAt: 2_000,
  final,
  language: "en",
});
const send = (box: Outbox, now = 0, room = Infinity): string[] => {
  const keys: string[] = [];
  box.deliver(now, ({ key }) => keys.length < room && keys.push(key) > 0);
  return keys;
};

describe("the outbox", () => {
  it("counts the times back from the moment of sending", () => {
    expect(heardFrame(words("a"), 5_000)).toMatchObject({ key: "a", start_ms_ago: 4_000, end_ms_ago: 3_000, final: true });
    expect(heardFrame(words("a"), 0)).toMatchObject({ start_ms_ago: 0, end_ms_ago: 0 });
  });

  it("sends each key once on a line that holds", () => {
    const box = new Outbox();
    box.add(words("a"));
    box.add(words("a"));
    expect(send(box)).toEqual(["a"]);
    expect(send(box)).toEqual([]);
    expect(box.waiting).toBe(1);
  });

  it("goes on later where the line stopped taking", () => {
    const box = new Outbox();
    for (const key of ["a", "b", "c"]) box.add(words(key));
    expect(send(box, 0, 1)).toEqual(["a"]);
    expect(send(box)).toEqual(["b", "c"]);
  });

  it("sends what was not written down again after a reconnect, in order", () => {
    const box = new Outbox();
    box.add(words("a"));
    box.add(words("b"));
    send(box);
    box.acknowledged("a");
    box.reconnected();
    box.add(words("c"));
    expect(send(box, 10)).toEqual(["b", "c"]);
  });

  it("forgets what the server wrote down", () => {
    const box = new Outbox();
    box.add(words("a"));
    send(box);
    box.acknowledged("a");
    box.reconnected();
    expect(send(box)).toEqual([]);
    expect(box.waiting).toBe(0);
  });

  it("sends what could not be written down again after a growing pause, and holds up what was said after it", () => {
    const box = new Outbox();
    box.add(words("a"));
    send(box, 1_000);
    expect(box.refused("a", true, 1_000)).toBe(false);
    box.add(words("b"));
    expect(send(box, 1_400)).toEqual([]);
    expect(box.next()).toBe(1_500);
    expect(send(box, 1_500)).toEqual(["a", "b"]);
    expect(box.next()).toBeNull();
    box.refused("a", true, 2_000);
    expect(box.next()).toBe(3_000);
    for (let time = 0; time < 20; time += 1) box.refused("a", true, 5_000);
    expect(box.next()).toBe(20_000);
    box.reconnected();
    expect(send(box, 5_001)).toEqual(["a", "b"]);
  });

  it("lets go of what the server refuses for good, and says so once", () => {
    const box = new Outbox();
    box.add(words("a"));
    send(box);
    expect(box.refused("a", false, 0)).toBe(true);
    expect(box.refused("a", false, 0)).toBe(false);
    expect(box.refused("never heard of", true, 0)).toBe(false);
    expect(box.waiting).toBe(0);
  });

  it("never keeps interim words", () => {
    const box = new Outbox();
    box.add(words("a", false));
    expect(send(box)).toEqual([]);
  });
});
