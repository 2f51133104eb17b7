/** Which phase a call is in, and what is best said next. */
import { describe, expect, it } from "vitest";
import type { Point, Tick } from "@/live/words";
import { progressOf } from "./script";

const point = (id: string, importance = 2): Point => ({ id, text: id, hints: [], importance });
const script = {
  phases: [
    { name: "Opening", points: [point("o1", 3), point("o2", 1)] },
    { name: "Discovery", points: [point("d1", 2), point("d2", 3), point("d3", 3)] },
    { name: "Closing", points: [point("c1", 3)] },
  ],
};
const at = (...ids: string[]) => {
  const tick = (id: string): Tick => ({ point: id, evidence: null, quote: null, confidence: 1, by: "engine" });
  const { current, next, done, total } = progressOf(script, Object.fromEntries(ids.map((id) => [id, tick(id)])));
  return [script.phases[current]?.name, next?.id ?? null, `${done}/${total}`];
};

describe("progress through the script", () => {
  it.each([
    [[], ["Opening", "o1", "0/6"]],
    [["o1"], ["Discovery", "d2", "1/6"]],
    [["o1", "d1"], ["Discovery", "d2", "2/6"]],
    [["d1"], ["Discovery", "d2", "1/6"]],
    [["o1", "d1", "d2", "d3"], ["Closing", "c1", "4/6"]],
    [["d1", "d2", "d3", "c1"], ["Closing", "o1", "4/6"]],
    [["o1", "d1", "d2", "d3", "c1"], ["Closing", "o2", "5/6"]],
    [["o1", "o2", "d1", "d2", "d3", "c1"], ["Closing", null, "6/6"]],
  ])("after %j", (ticked, expected) => {
    expect(at(...ticked)).toEqual(expected);
  });

  it("follows the session's own view while its point is open", () => {
    const tick: Tick = { point: "d1", evidence: null, quote: null, confidence: 1, by: "engine" };
    expect(progressOf(script, {}, { phase: 1, next: "d1" })).toMatchObject({ current: 1, next: { id: "d1" } });
    expect(progressOf(script, { d1: tick }, { phase: 1, next: "d1" }).next?.id).toBe("d2");
    expect(progressOf(script, {}, { phase: 9, next: "gone" })).toMatchObject({ current: 0, next: { id: "o1" } });
  });

  it("has nothing to say without a script", () => {
    expect(progressOf({ phases: [] }, {})).toMatchObject({ current: 0, next: null, total: 0 });
  });
});
