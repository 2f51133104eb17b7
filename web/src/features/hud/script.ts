/**
 * Where a call stands in its script: which phase it is in and which point is best touched next. Pure; it never ticks
 * anything itself.
 */
import type { Phase, Point, Script, Tick } from "@/live/words";

export interface PhaseProgress {
  phase: Phase;
  done: number;
  total: number;
}

export interface Progress {
  phases: PhaseProgress[];
  /** Index of the phase the call is in; the last one when all is done. */
  current: number;
  next: Point | null;
  done: number;
  total: number;
}

/**
 * The session's own view of where the call is (`focus`) wins while it is fresh. Without one the call is in the latest phase that was touched, until everything important there is done: then in the next one.
 * The best next point is the most important one that is open there, else the earliest must that was left out.
 */
export function progressOf(
  script: Pick<Script, "phases">,
  ticks: Readonly<Record<string, Tick>>,
  focus: { phase: number; next: string | null } | null = null,
): Progress {
  const open = (point: Point) => !ticks[point.id];
  const phases = script.phases.map((phase) => {
    const total = phase.points.length;
    return { phase, total, done: total - phase.points.filter(open).length };
  });
  const touched = phases.reduce((latest, { done }, index) => (done > 0 ? index : latest), 0);
  let current = touched;
  while (current < phases.length - 1 && !script.phases[current]?.points.some((point) => open(point) && weight(point) > 1)) {
    current += 1;
  }
  const here = script.phases[current]?.points.filter(open) ?? [];
  const missedMust = script.phases.flatMap(({ points }) => points).find((point) => open(point) && weight(point) === 3);
  const next = mostImportant(here) ?? missedMust ?? script.phases.flatMap(({ points }) => points).find(open) ?? null;
  const told = script.phases.flatMap(({ points }) => points).find((point) => point.id === focus?.next && open(point));
  return {
    phases,
    current: told && focus && focus.phase < phases.length ? focus.phase : Math.max(0, current),
    next: told ?? next,
    done: phases.reduce((sum, { done }) => sum + done, 0),
    total: phases.reduce((sum, { total }) => sum + total, 0),
  };
}

function mostImportant(points: Point[]): Point | undefined {
  return points.reduce<Point | undefined>((best, point) => (best && weight(best) >= weight(point) ? best : point), undefined);
}

/** 1 (nice to have) to 3 (must); unsaid, it is the middle. */
export function weight(point: Point): number {
  return point.importance ?? 2;
}
