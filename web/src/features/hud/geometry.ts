/**
 * Where the copilot's panel stands: moving, resizing, docking and staying within the window. Pure arithmetic on
 * pixels; it knows no element and no event.
 */

export interface Size {
  width: number;
  height: number;
}

export interface Place extends Size {
  x: number;
  y: number;
  /** At an edge it takes the full height; free it floats. */
  dock: "free" | "left" | "right";
  collapsed: boolean;
}

/** Narrower, a battle card's answer would not be readable; wider, it would hide the people. */
export const LEAST: Size = { width: 300, height: 260 };
export const MOST: Size = { width: 640, height: 1_200 };
/** The panel keeps this distance from the window's edges, and from the controls below. */
export const MARGIN = 12;
/** A collapsed panel is as high as its heading. */
export const HEADING = 52;
/** Dropped closer to a side than this, it docks there. */
const DOCK_WITHIN = 28;
/** One press of an arrow key, alone and with Shift. */
export const STEP = 16;
export const BIG_STEP = 64;

/** A window this wide has room for people and the panel beside each other. */
const DOCK_FROM = 1_100;

/** A first place: at the right, beside the people where there is room, else over the stage and clear of the controls. */
export function firstPlace(window: Size): Place {
  const width = Math.min(380, window.width - 2 * MARGIN);
  const height = Math.min(680, window.height - 120);
  const dock = window.width >= DOCK_FROM ? "right" : "free";
  return keepWithin({ x: window.width - width - MARGIN, y: MARGIN, width, height, dock, collapsed: false }, window);
}

/** The nearest place that is wholly visible and neither too small nor too large. */
export function keepWithin(place: Place, window: Size): Place {
  const width = between(place.width, LEAST.width, Math.min(MOST.width, window.width - 2 * MARGIN));
  const height = between(place.height, LEAST.height, Math.min(MOST.height, window.height - 2 * MARGIN));
  const shown = place.collapsed ? HEADING : height;
  const x = between(place.x, MARGIN, window.width - width - MARGIN);
  const y = between(place.y, MARGIN, window.height - shown - MARGIN);
  return { ...place, width, height, x, y };
}

/** Where it is drawn: a docked panel takes its whole side of the window. */
export function shownAt(place: Place, window: Size): Place {
  const kept = keepWithin(place, window);
  if (place.dock === "free") return kept;
  const height = Math.max(LEAST.height, window.height - 2 * MARGIN);
  const x = place.dock === "left" ? MARGIN : window.width - kept.width - MARGIN;
  return { ...kept, x, y: MARGIN, height };
}

/** Moved by so many pixels; a docked panel is let go where it is drawn. */
export function moved(place: Place, window: Size, by: { x: number; y: number }): Place {
  return keepWithin({ ...place, dock: "free", x: place.x + by.x, y: place.y + by.y }, window);
}

/** Let go of: close to a side it docks. */
export function dropped(place: Place, window: Size): Place {
  if (place.x <= DOCK_WITHIN) return { ...place, dock: "left" };
  if (place.x + place.width >= window.width - DOCK_WITHIN && place.y <= DOCK_WITHIN) return { ...place, dock: "right" };
  return place;
}

export type Edge = "left" | "right" | "bottom" | "corner";

/** Pulled at an edge; the opposite edge stays where it is. */
export function resized(place: Place, window: Size, edge: Edge, by: { x: number; y: number }): Place {
  const wider = edge === "left" ? -by.x : edge === "bottom" ? 0 : by.x;
  const higher = edge === "bottom" || edge === "corner" ? by.y : 0;
  const room = edge === "left" ? place.x + place.width - MARGIN : window.width - MARGIN - place.x;
  const width = between(place.width + wider, LEAST.width, Math.min(MOST.width, room));
  const height = between(place.height + higher, LEAST.height, Math.min(MOST.height, window.height - MARGIN - place.y));
  const x = edge === "left" ? place.x + place.width - width : place.x;
  return keepWithin({ ...place, x, width, height }, window);
}

/** A stored place, if it is one. */
export function readPlace(stored: string | null, window: Size): Place {
  try {
    const raw: unknown = JSON.parse(stored ?? "null");
    if (isPlace(raw)) return keepWithin(raw, window);
  } catch {
    // Something else was stored under our name: begin anew.
  }
  return firstPlace(window);
}

function isPlace(raw: unknown): raw is Place {
  if (typeof raw !== "object" || raw === null) return false;
  const { x, y, width, height, dock, collapsed } = raw as Partial<Record<keyof Place, unknown>>;
  const numbers = [x, y, width, height].every((value) => typeof value === "number" && Number.isFinite(value));
  return numbers && (dock === "free" || dock === "left" || dock === "right") && typeof collapsed === "boolean";
}

function between(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, Math.max(least, most)));
}
