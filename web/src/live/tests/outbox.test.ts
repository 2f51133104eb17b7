/** Words are delivered at least once, and with a key that makes it exactly once. */
import { describe, expect, it } from "vitest";
import { Outbox, type Spoken } from "../outbox";

const words = (key: string, final = true): Spoken => ({
  key,
  text: `text of ${key}`,
  startedAt: 1_000,
  endedAt: 2_000,
  final,
  language: "en",
});
const send = (box: Outbox, now: number): string[] => {
  const keys = box.due(now).map(({ key }) => key);
  box.sent(keys);
  return keys;
};

describe("the outbox", () => {
  it("counts the times back from the moment of sending", () => {
    const box = new Outbox();
    box.add(words("a"));
    expect(box.due(5_000)).toMatchObject([{ key: "a", start_ms_ago: 4_000, end_ms_ago: 3_000, final: true }]);
  });

  it("sends each key once on a line that holds", () => {
    const box = new Outbox();
    box.add(words("a"));
    box.add(words("a"));
    expect(send(box, 0)).toEqual(["a"]);
    expect(send(box, 0)).toEqual([]);
    expect(box.waiting).toBe(1);
  });

  it("sends what was not confirmed again after a reconnect, in order", () => {
    const box = new Outbox();
    box.add(words("a"));
    box.add(words("b"));
    send(box, 0);
    box.reconnected(10);
    box.add(words("c"));
    expect(send(box, 10)).toEqual(["a", "b", "c"]);
  });

  it("forgets what the server acknowledged", () => {
    const box = new Outbox();
    box.add(words("a"));
    send(box, 0);
    box.acknowledged("a");
    box.reconnected(1);
    expect(send(box, 1)).toEqual([]);
  });

  it("takes the pong of a later ping as a confirmation, not that of an earlier one", () => {
    const box = new Outbox();
    box.pinged();
    box.add(words("a"));
    send(box, 0);
    box.pinged();
    box.ponged(1);
    expect(box.waiting).toBe(1);
    box.ponged(2);
    expect(box.waiting).toBe(0);
  });

  it("repeats what was confirmed just before the line broke, and drops what is long safe", () => {
    const box = new Outbox();
    box.add(words("old"));
    send(box, 0);
    box.pinged();
    box.ponged(0);
    box.add(words("new"));
    send(box, 50_000);
    box.pinged();
    box.ponged(50_000);
    box.reconnected(51_000);
    expect(send(box, 51_000)).toEqual(["new"]);
  });

  it("never keeps interim words", () => {
    const box = new Outbox();
    box.add(words("a", false));
    expect(box.due(0)).toEqual([]);
  });
});
