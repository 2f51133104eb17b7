/**
 * The curve of a call's mood: from the tone of each line of words to a smooth path. Pure geometry; the tone itself is
 * measured by the server, and the smoothing here only makes the course of it readable.
 */
export interface Tone {
  utterance: string;
  speaker: string;
  at: number;
  score: number;
}

export interface Dot {
  /** 0 at the call's begin, 1 at its end. */
  x: number;
  /** -1 to 1. */
  y: number;
}

/** How much a line counts beside its neighbours: enough to take the nervousness out of single words, no more. */
const OWN = 2;

/** The tones in their order in time, each averaged with its neighbours (weights 1, 2, 1). */
export function smooth(tones: readonly Tone[], duration: number): Dot[] {
  const sorted = [...tones].sort((a, b) => a.at - b.at);
  return sorted.map((tone, n) => {
    const beside = [sorted[n - 1], sorted[n + 1]].filter((one) => one !== undefined);
    const sum = beside.reduce((total, one) => total + one.score, OWN * tone.score);
    return { x: share(tone.at, duration), y: sum / (OWN + beside.length) };
  });
}

/** Words rarely reach the ends of the scale: a curve fills its box from this strength on, and a calm call stays calm. */
const CALM = 0.35;

/** The curves stretched together so that the strongest of them fills the box. */
export function stretch(curves: readonly Dot[][]): Dot[][] {
  const strongest = Math.max(CALM, ...curves.flat().map((dot) => Math.abs(dot.y)));
  return curves.map((dots) => dots.map(({ x, y }) => ({ x, y: y / strongest })));
}

/** Where on the call a moment lies, 0 to 1. */
export function share(at: number, duration: number): number {
  return duration > 0 ? Math.min(1, Math.max(0, at / duration)) : 0;
}

/** The tone nearest to a place on the call; none without tones. */
export function nearest(tones: readonly Tone[], place: number, duration: number): Tone | null {
  let best: Tone | null = null;
  for (const tone of tones) {
    if (best === null || Math.abs(share(tone.at, duration) - place) < Math.abs(share(best.at, duration) - place)) best = tone;
  }
  return best;
}

/**
 * A path through the dots in a box of this size, -1 at the bottom. Monotone cubic (Fritsch and Carlson 1980): between
 * two dots it never swings beyond them, so the curve shows no mood that was not there.
 */
export function path(dots: readonly Dot[], width: number, height: number): string {
  const points = dots.map(({ x, y }) => ({ x: x * width, y: (1 - (y + 1) / 2) * height }));
  const [first] = points;
  if (!first) return "";
  const slopes = tangents(points);
  let text = `M${round(first.x)} ${round(first.y)}`;
  for (let n = 1; n < points.length; n++) {
    const [a, b] = [points[n - 1], points[n]];
    if (!a || !b) continue;
    const third = (b.x - a.x) / 3;
    const [m, k] = [slopes[n - 1] ?? 0, slopes[n] ?? 0];
    text += `C${round(a.x + third)} ${round(a.y + m * third)} ${round(b.x - third)} ${round(b.y - k * third)} ${round(b.x)} ${round(b.y)}`;
  }
  return text;
}

function tangents(points: readonly { x: number; y: number }[]): number[] {
  const steps = points.slice(1).map((to, n) => {
    const from = points[n] ?? to;
    return to.x > from.x ? (to.y - from.y) / (to.x - from.x) : 0;
  });
  return points.map((_, n) => {
    const [before, after] = [steps[n - 1], steps[n]];
    if (before === undefined || after === undefined) return before ?? after ?? 0;
    if (before * after <= 0) return 0;
    const steepest = 3 * Math.min(Math.abs(before), Math.abs(after));
    const mean = (before + after) / 2;
    return Math.sign(mean) * Math.min(Math.abs(mean), steepest);
  });
}

const round = (value: number) => Math.round(value * 100) / 100;
