/** Changing a script, as pure steps. Ids are given once and never again, so that past recaps keep their meaning. */
import type { BattleCard, Phase, Point, Script } from "@/api/types";

export type Draft = Script & { phases: Phase[]; cards: BattleCard[] };

export type Edit =
  | { type: "name"; name: string }
  | { type: "language"; language: "it" | "en" }
  | { type: "phase_add"; name: string }
  | { type: "phase_name"; phase: number; name: string }
  | { type: "phase_remove"; phase: number }
  | { type: "phase_move"; phase: number; by: 1 | -1 }
  | { type: "point_add"; phase: number }
  | { type: "point_set"; phase: number; point: string; change: Partial<Omit<Point, "id">> }
  | { type: "point_remove"; phase: number; point: string }
  | { type: "points_order"; phase: number; order: readonly string[] }
  | { type: "point_move"; phase: number; point: string; by: 1 | -1 }
  | { type: "card_add"; title: string }
  | { type: "card_set"; card: string; change: Partial<Omit<BattleCard, "id">> }
  | { type: "card_remove"; card: string }
  | { type: "card_move"; card: string; by: 1 | -1 }
  | { type: "load"; script: Script };

/** The shape every script has here: with its cards, even when there are none. */
export function draftOf(script: Script): Draft {
  return { name: script.name, language: script.language ?? "en", phases: script.phases, cards: script.cards ?? [] };
}

export const EMPTY: Script = { name: "", phases: [{ name: "", points: [] }], cards: [] };

/** The next id of a kind: one more than the highest number in use. */
export function freshId(letter: string, used: readonly string[]): string {
  const numbers = used.map((id) => Number(new RegExp(`^${letter}(\\d+)$`, "u").exec(id)?.[1] ?? 0));
  return `${letter}${Math.max(0, ...numbers) + 1}`;
}

/** The list with the item at `from` moved by one; unchanged where there is no further to go. */
export function moved<T>(list: readonly T[], from: number, by: 1 | -1): T[] {
  const to = from + by;
  const item = list[from];
  if (item === undefined || to < 0 || to >= list.length) return [...list];
  const rest = list.filter((_, n) => n !== from);
  return [...rest.slice(0, to), item, ...rest.slice(to)];
}

function inPhase(draft: Draft, phase: number, change: (phase: Phase) => Phase): Draft {
  return { ...draft, phases: draft.phases.map((one, n) => (n === phase ? change(one) : one)) };
}

const allPoints = (draft: Draft) => draft.phases.flatMap((phase) => phase.points.map((point) => point.id));

/** A point at the edge of its phase goes on into the neighbouring one. */
function movePoint(draft: Draft, phase: number, id: string, by: 1 | -1): Draft {
  const points = draft.phases[phase]?.points ?? [];
  const at = points.findIndex((point) => point.id === id);
  const point = points[at];
  if (!point) return draft;
  const stays = at + by >= 0 && at + by < points.length;
  if (stays) return inPhase(draft, phase, (one) => ({ ...one, points: moved(one.points, at, by) }));
  if (!draft.phases[phase + by]) return draft;
  const without = inPhase(draft, phase, (one) => ({ ...one, points: one.points.filter((other) => other.id !== id) }));
  return inPhase(without, phase + by, (one) => ({ ...one, points: by === 1 ? [point, ...one.points] : [...one.points, point] }));
}

export function edit(draft: Draft, what: Edit): Draft {
  switch (what.type) {
    case "name":
      return { ...draft, name: what.name };
    case "language":
      return { ...draft, language: what.language };
    case "load":
      return draftOf(what.script);
    case "phase_add":
    case "phase_name":
    case "phase_remove":
    case "phase_move":
      return editPhase(draft, what);
    case "point_add":
    case "point_set":
    case "point_remove":
    case "points_order":
    case "point_move":
      return editPoint(draft, what);
    case "card_add":
    case "card_set":
    case "card_remove":
    case "card_move":
      return { ...draft, cards: editCards(draft.cards, what) };
  }
}

function editPhase(draft: Draft, what: Extract<Edit, { type: `phase_${string}` }>): Draft {
  switch (what.type) {
    case "phase_add":
      return { ...draft, phases: [...draft.phases, { name: what.name, points: [] }] };
    case "phase_name":
      return inPhase(draft, what.phase, (phase) => ({ ...phase, name: what.name }));
    case "phase_remove":
      return { ...draft, phases: draft.phases.filter((_, n) => n !== what.phase) };
    case "phase_move":
      return { ...draft, phases: moved(draft.phases, what.phase, what.by) };
  }
}

function editPoint(draft: Draft, what: Extract<Edit, { type: `point${string}` }>): Draft {
  switch (what.type) {
    case "point_add": {
      const point: Point = { id: freshId("p", allPoints(draft)), text: "", hints: [], importance: 2 };
      return inPhase(draft, what.phase, (phase) => ({ ...phase, points: [...phase.points, point] }));
    }
    case "point_set":
      return inPhase(draft, what.phase, (phase) => ({
        ...phase,
        points: phase.points.map((point) => (point.id === what.point ? { ...point, ...what.change } : point)),
      }));
    case "point_remove":
      return inPhase(draft, what.phase, (phase) => ({ ...phase, points: phase.points.filter((point) => point.id !== what.point) }));
    case "points_order":
      return inPhase(draft, what.phase, (phase) => ({
        ...phase,
        points: what.order.flatMap((id) => phase.points.find((point) => point.id === id) ?? []),
      }));
    case "point_move":
      return movePoint(draft, what.phase, what.point, what.by);
  }
}

function editCards(cards: readonly BattleCard[], what: Extract<Edit, { type: `card_${string}` }>): BattleCard[] {
  switch (what.type) {
    case "card_add": {
      const id = freshId("c", cards.map((card) => card.id));
      return [...cards, { id, title: what.title, objection: "price", triggers: [], answer: "" }];
    }
    case "card_set":
      return cards.map((card) => (card.id === what.card ? { ...card, ...what.change } : card));
    case "card_remove":
      return cards.filter((card) => card.id !== what.card);
    case "card_move":
      return moved(cards, cards.findIndex((card) => card.id === what.card), what.by);
  }
}

export type Gap = "name" | "phase" | "point" | "card";

/** The first thing that still lacks its words; none when the script can be saved. */
export function firstGap(draft: Draft): Gap | null {
  const empty = (text: string) => text.trim() === "";
  if (empty(draft.name)) return "name";
  if (draft.phases.some((phase) => empty(phase.name))) return "phase";
  if (draft.phases.some((phase) => phase.points.some((point) => empty(point.text)))) return "point";
  return draft.cards.some((card) => empty(card.title) || empty(card.answer)) ? "card" : null;
}

/** A text of several lines as a list: one item a line, without the empty ones. */
export const lines = (text: string): string[] => text.split("\n").map((line) => line.trim()).filter(Boolean);

const OBJECTIONS = ["price", "competitor", "timing", "authority", "need", "trust", "fit", "effort", "stall"] as const;
export { OBJECTIONS };

type Loose = Record<string, unknown>;
const isLoose = (value: unknown): value is Loose => typeof value === "object" && value !== null && !Array.isArray(value);
const texts = (value: unknown) => (Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : []);

/** Reads a playbook file; null when it is none. Everything that is known is kept, the rest falls away. */
export function readScript(json: string): Script | null {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return null; // no JSON at all
  }
  if (!isLoose(value) || typeof value.name !== "string" || !Array.isArray(value.phases)) return null;
  const used: string[] = [];
  const phases = value.phases.filter(isLoose).map((phase) => ({
    name: typeof phase.name === "string" ? phase.name : "",
    points: (Array.isArray(phase.points) ? phase.points : []).filter(isLoose).map((point) => readPoint(point, used)),
  }));
  const cards = (Array.isArray(value.cards) ? value.cards : []).filter(isLoose).map(readCard);
  return { name: value.name, language: value.language === "it" ? "it" : "en", phases, cards };
}

function readPoint(point: Loose, used: string[]): Point {
  const own = typeof point.id === "string" && point.id !== "" && !used.includes(point.id) ? point.id : freshId("p", used);
  used.push(own);
  const importance = Number(point.importance);
  return {
    id: own,
    text: typeof point.text === "string" ? point.text : "",
    hints: texts(point.hints),
    importance: [1, 2, 3].includes(importance) ? importance : 2,
  };
}

function readCard(card: Loose, at: number): BattleCard {
  const attachment = isLoose(card.attachment) ? readAttachment(card.attachment) : null;
  return {
    id: typeof card.id === "string" && card.id !== "" ? card.id : `c${at + 1}`,
    title: typeof card.title === "string" ? card.title : "",
    objection: OBJECTIONS.find((kind) => kind === card.objection) ?? "price",
    triggers: texts(card.triggers),
    answer: typeof card.answer === "string" ? card.answer : "",
    ...(attachment ? { attachment } : {}),
  };
}

function readAttachment(value: Loose): NonNullable<BattleCard["attachment"]> | null {
  if (value.kind === "image" && typeof value.url === "string") {
    return { kind: "image", url: value.url, alt: typeof value.alt === "string" ? value.alt : "" };
  }
  return typeof value.title === "string" ? { kind: "text", title: value.title, lines: texts(value.lines) } : null;
}
