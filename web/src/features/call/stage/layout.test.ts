/** Who is large and how tiles share the stage. */
import { describe, expect, it } from "vitest";
import { arrange, bestGrid } from "./layout";

describe("the grid", () => {
  it.each([
    [1, 1440, 800, 1],
    [2, 1440, 800, 2],
    [3, 1440, 800, 2],
    [4, 1440, 800, 2],
    [6, 1440, 800, 3],
    [9, 1440, 800, 3],
    [10, 1440, 800, 4],
    [2, 390, 700, 1],
    [3, 390, 700, 1],
    [4, 390, 700, 1],
    [5, 390, 700, 2],
  ])("puts %i tiles on %i×%i in %i columns", (count, width, height, columns) => {
    const grid = bestGrid(count, width, height, 8);
    expect(grid.columns).toBe(columns);
    expect(grid.width * grid.columns + 8 * (grid.columns - 1)).toBeLessThanOrEqual(width);
    expect(grid.height * grid.rows + 8 * (grid.rows - 1)).toBeLessThanOrEqual(height);
  });
});

describe("who is large", () => {
  const base = { tiles: ["ann", "bob", "me"], shares: [], pinned: null, slide: null, layout: "grid", speaker: "ann" } as const;
  const large = (change: Partial<Parameters<typeof arrange>[0]>) => arrange({ ...base, tiles: [...base.tiles], shares: [], ...change }).large;

  it("is nobody in a grid, the speaker in the speaker layout", () => {
    expect(large({})).toBeNull();
    expect(large({ layout: "speaker" })).toBe("ann");
    expect(large({ layout: "speaker", speaker: "left-long-ago" })).toBe("ann");
  });

  it("is a share before a speaker, a slide before a share, a pin before all", () => {
    expect(large({ layout: "speaker", shares: ["screen"] })).toBe("screen");
    expect(large({ shares: ["screen"], slide: "slide" })).toBe("slide");
    expect(large({ shares: ["screen"], slide: "slide", pinned: "bob" })).toBe("bob");
    expect(large({ pinned: "left-long-ago" })).toBeNull();
  });

  it("leaves everybody else beside it, each once", () => {
    expect(arrange({ ...base, tiles: [...base.tiles], shares: ["screen"], slide: "slide" }).small).toEqual(["screen", "ann", "bob", "me"]);
  });
});
