/** The panel stays whole within the window, whatever is done to it. */
import { describe, expect, it } from "vitest";
import { dropped, firstPlace, keepWithin, LEAST, MARGIN, moved, readPlace, resized, shownAt, type Place, type Size } from "./geometry";

const desktop: Size = { width: 1440, height: 900 };
const place: Place = { x: 700, y: 100, width: 380, height: 500, dock: "free", collapsed: false };

function within(p: Place, window: Size): void {
  expect(p.x).toBeGreaterThanOrEqual(MARGIN);
  expect(p.y).toBeGreaterThanOrEqual(MARGIN);
  expect(p.x + p.width).toBeLessThanOrEqual(window.width - MARGIN);
  expect(p.y + p.height).toBeLessThanOrEqual(window.height - MARGIN);
}

describe("the panel's place", () => {
  it.each([
    ["far left", { x: -5_000, y: 0 }],
    ["far right", { x: 5_000, y: 0 }],
    ["far up", { x: 0, y: -5_000 }],
    ["far down", { x: 0, y: 5_000 }],
  ])("stays in the window when dragged %s", (_name, by) => {
    within(moved(place, desktop, by), desktop);
  });

  it("fits again when the window shrinks", () => {
    within(keepWithin({ ...place, width: 640, height: 850 }, { width: 700, height: 480 }), { width: 700, height: 480 });
  });

  it("never gets smaller than readable nor loses its opposite edge", () => {
    const small = resized(place, desktop, "left", { x: 5_000, y: 0 });
    expect(small.width).toBe(LEAST.width);
    expect(small.x + small.width).toBe(place.x + place.width);
    const big = resized(place, desktop, "corner", { x: 5_000, y: 5_000 });
    within(big, desktop);
    expect(big.x).toBe(place.x);
    expect(big.y).toBe(place.y);
  });

  it("docks when let go of at a side, and is let go of when moved again", () => {
    const left = dropped(moved(place, desktop, { x: -5_000, y: 0 }), desktop);
    expect(left.dock).toBe("left");
    expect(shownAt(left, desktop)).toMatchObject({ x: MARGIN, y: MARGIN, height: 900 - 2 * MARGIN });
    expect(dropped(place, desktop).dock).toBe("free");
    expect(moved(left, desktop, { x: 200, y: 0 }).dock).toBe("free");
  });

  it("lets a collapsed panel go down to the window's lower edge", () => {
    const down = moved({ ...place, collapsed: true }, desktop, { x: 0, y: 5_000 });
    expect(down.y).toBeGreaterThan(800);
  });

  it("comes back from storage, and begins anew when that is no place", () => {
    expect(readPlace(JSON.stringify(place), desktop)).toEqual(place);
    for (const broken of [null, "", "{", "[]", '{"x":1}', JSON.stringify({ ...place, x: null })]) {
      expect(readPlace(broken, desktop)).toEqual(firstPlace(desktop));
    }
    within(readPlace(JSON.stringify({ ...place, x: 9_000 }), desktop), desktop);
  });
});
