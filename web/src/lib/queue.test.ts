/** Files on their way: who may begin, and that late news changes nothing that is over. */
import { describe, expect, it } from "vitest";
import { next, step, tally, type Queue, type Step } from "./queue";

const run = (...steps: Step<string>[]) => steps.reduce<Queue<string>>((queue, what) => step(queue, what), []);
const three: Step<string> = { type: "add", files: ["a", "b", "c"], firstId: 1 };

describe("files on their way", () => {
  it("begin a few at a time, in their order", () => {
    expect(next(run(three), 2).map((item) => item.file)).toEqual(["a", "b"]);
    expect(next(run(three, { type: "begin", id: 1 }), 2).map((item) => item.file)).toEqual(["b"]);
    expect(next(run(three, { type: "begin", id: 1 }, { type: "begin", id: 2 }), 2)).toEqual([]);
  });

  it("make room when one is done or fails", () => {
    const queue = run(three, { type: "begin", id: 1 }, { type: "begin", id: 2 }, { type: "failed", id: 1, text: "bad", line: 7 });
    expect(next(queue, 2).map((item) => item.file)).toEqual(["c"]);
    expect(queue[0]?.sending).toEqual({ state: "failed", text: "bad", line: 7 });
  });

  it("only move forward", () => {
    const queue = run(three, { type: "begin", id: 1 }, { type: "progress", id: 1, share: 0.6 }, { type: "progress", id: 1, share: 0.4 });
    expect(queue[0]?.sending).toEqual({ state: "sending", share: 0.6 });
    expect(step(queue, { type: "progress", id: 1, share: 3 })[0]?.sending).toEqual({ state: "sending", share: 1 });
  });

  it("stay done when a report comes late", () => {
    const queue = run(three, { type: "begin", id: 1 }, { type: "done", id: 1, conversation: "cnv_1" }, { type: "progress", id: 1, share: 0.9 });
    expect(queue[0]?.sending).toEqual({ state: "done", conversation: "cnv_1" });
  });

  it("may be tried again or dropped", () => {
    const failed = run(three, { type: "begin", id: 2 }, { type: "failed", id: 2, text: "bad", line: null });
    expect(step(failed, { type: "again", id: 2 })[1]?.sending).toEqual({ state: "waiting" });
    expect(step(failed, { type: "drop", id: 2 }).map((item) => item.file)).toEqual(["a", "c"]);
    expect(tally(failed)).toEqual({ done: 0, failed: 1, all: 3 });
  });
});
