/**
 * How tiles share the stage: which layout, how many columns, who is large. Pure; a tile is a name here.
 */

/** A tile is never wider than a camera's picture, and higher than wide only on an upright screen. */
const WIDEST = 16 / 9;
const NARROWEST = 1.2;
const NARROWEST_UPRIGHT = 0.75;

export interface Grid {
  columns: number;
  rows: number;
  width: number;
  height: number;
}

/** The columns that make `count` tiles largest in a box, and the size of one tile. */
export function bestGrid(count: number, width: number, height: number, gap: number): Grid {
  const narrowest = width > height ? NARROWEST : NARROWEST_UPRIGHT;
  let best: Grid = { columns: 1, rows: Math.max(1, count), width: 0, height: 0 };
  for (let columns = 1; columns <= Math.max(1, count); columns += 1) {
    const rows = Math.ceil(count / columns);
    const cell = { width: (width - gap * (columns - 1)) / columns, height: (height - gap * (rows - 1)) / rows };
    const tile = {
      width: Math.floor(Math.min(cell.width, cell.height * WIDEST)),
      height: Math.floor(Math.min(cell.height, cell.width / narrowest)),
    };
    if (tile.width * tile.height > best.width * best.height) best = { columns, rows, ...tile };
  }
  return best;
}

export type Layout = "grid" | "speaker";

export interface Arranged {
  /** Who or what is large; none in a grid. */
  large: string | null;
  small: string[];
}

/**
 * Who is large: what is pinned, else a presented slide, else a screen share, else, in the speaker layout, whoever
 * speaks or spoke last, or the first of the others. `tiles` are in a lasting order, oneself last, so that nobody jumps about.
 */
export function arrange(options: {
  tiles: string[];
  shares: string[];
  pinned: string | null;
  slide: string | null;
  layout: Layout;
  speaker: string | null;
}): Arranged {
  const { tiles, shares, pinned, slide, layout, speaker } = options;
  const all = [...(slide ? [slide] : []), ...shares, ...tiles];
  const wished = pinned !== null && all.includes(pinned) ? pinned : (slide ?? shares.at(-1) ?? null);
  const spoke = speaker !== null && tiles.includes(speaker) ? speaker : (tiles[0] ?? null);
  const large = wished ?? (layout === "speaker" && tiles.length > 1 ? spoke : null);
  return { large, small: all.filter((tile) => tile !== large) };
}
