/** The mood's curve: in order, within its box, and never beyond what was measured. */
import { describe, expect, it } from "vitest";
import { nearest, path, share, smooth, stretch, type Tone } from "./curve";

const tone = (at: number, score: number): Tone => ({ utterance: `u${at}`, speaker: "s", at, score });

describe("the smoothed tones", () => {
  it("are in their order in time and averaged with their neighbours", () => {
    const dots = smooth([tone(1000, 1), tone(0, 0), tone(500, -1)], 1000);
    expect(dots).toEqual([
      { x: 0, y: -1 / 3 },
      { x: 0.5, y: -1 / 4 },
      { x: 1, y: 1 / 3 },
    ]);
  });
  it("of one line are that line's", () => expect(smooth([tone(5, 0.5)], 10)).toEqual([{ x: 0.5, y: 0.5 }]));
  it("of none are none", () => expect(smooth([], 10)).toEqual([]));
});

describe("the stretched curves", () => {
  it("fill the box by the strongest of them, together", () => {
    expect(stretch([[{ x: 0, y: 0.5 }], [{ x: 1, y: -0.25 }]])).toEqual([[{ x: 0, y: 1 }], [{ x: 1, y: -0.5 }]]);
  });
  it("of a calm call stay calm", () => {
    const [dots] = stretch([[{ x: 0, y: 0.07 }]]);
    expect(dots?.[0]?.y).toBeCloseTo(0.2);
  });
});

describe("a place on the call", () => {
  it.each([
    [50, 100, 0.5],
    [150, 100, 1],
    [-1, 100, 0],
    [10, 0, 0],
  ])("%i of %i", (at, duration, place) => expect(share(at, duration)).toBe(place));
  it("has a nearest line", () => {
    const tones = [tone(0, 0), tone(400, 0), tone(900, 0)];
    expect(nearest(tones, 0.55, 1000)?.at).toBe(400);
    expect(nearest([], 0.5, 1000)).toBeNull();
  });
});

describe("the path", () => {
  it("is empty without dots", () => expect(path([], 100, 100)).toBe(""));
  it("goes through every dot and stays between neighbours", () => {
    const dots = [0, 1, -1, -1, 0.5].map((y, n) => ({ x: n / 4, y }));
    const numbers = [...path(dots, 400, 100).matchAll(/-?[\d.]+/gu)].map(Number);
    const ys = numbers.filter((_, n) => n % 2 === 1);
    expect(Math.min(...ys)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...ys)).toBeLessThanOrEqual(100);
    expect(path(dots, 400, 100)).toMatch(/^M0 50C/u);
    expect(numbers.slice(-2)).toEqual([400, 25]);
  });
});
