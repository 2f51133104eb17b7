/**
 * The words of the live sockets: facts, signals, commands and what a guest may hear, as the server's domain writes
 * them. Types only: nothing here runs, and nothing is translated into other shapes.
 */

export type Language = "it" | "en";
export type Side = "seller" | "customer" | "agent" | "other";
export type Presence = "waiting" | "admitted" | "refused" | "gone";
export type Tone = "green" | "yellow" | "red";
export type ObjectionType =
  | "price"
  | "competitor"
  | "timing"
  | "authority"
  | "need"
  | "trust"
  | "fit"
  | "effort"
  | "stall";
export type ObjectionStatus = "raised" | "addressed" | "overcome" | "open" | "deferred";
export type SuggestionReason =
  | "unanswered_question"
  | "long_monologue"
  | "interruption"
  | "missed_point"
  | "buying_signal"
  | "no_next_step";

export interface Participant {
  id: string;
  name: string;
  side: Side;
  user: string | null;
  presence: Presence;
}

export interface Redaction {
  start: number;
  end: number;
  kind: string;
}

export interface Utterance {
  id: string;
  speaker: string;
  start: number;
  end: number;
  text: string;
  language: Language;
  source: string;
  redactions?: Redaction[];
}

export interface Tick {
  point: string;
  evidence: string | null;
  quote: string | null;
  confidence: number;
  by: "engine" | "model" | "person";
}

export interface Objection {
  id: string;
  kind: ObjectionType;
  speaker: string;
  evidence: string;
  quote: string;
  at: number;
  card: string | null;
  status: ObjectionStatus;
}

export interface ToneChange {
  speaker: string;
  tone: Tone;
  score: number;
  at: number;
  words: string[];
}

export interface Suggestion {
  id: string;
  reason: SuggestionReason;
  text: string | null;
  evidence: string | null;
  point: string | null;
  at: number;
}

export type Insight =
  | { kind: "ticked"; value: Tick }
  | { kind: "objection_raised"; value: Objection }
  | { kind: "objection_moved"; value: { id: string; status: ObjectionStatus } }
  | { kind: "card_raised"; value: { card: string; objection: string } }
  | { kind: "tone_changed"; value: ToneChange }
  | { kind: "asked"; value: { speaker: string; evidence: string; text: string; at: number } }
  | { kind: "promised"; value: { what: string; who: Side; due: string | null; evidence: string } }
  | { kind: "suggested"; value: Suggestion };

export type Attachment =
  | { kind: "text"; title: string; lines: string[] }
  | { kind: "image"; url: string; alt: string };

export interface Point {
  id: string;
  text: string;
  hints: string[];
  importance: number;
}

export interface Phase {
  name: string;
  points: Point[];
}

export interface BattleCard {
  id: string;
  title: string;
  objection: ObjectionType;
  triggers: string[];
  answer: string;
  attachment?: Attachment | null;
}

export interface Script {
  name: string;
  language: Language;
  phases: Phase[];
  cards: BattleCard[];
}

export interface Figures {
  duration: number;
  talk_ratio?: number | null;
  words_per_minute?: number | null;
  longest_monologue: number;
  seller_questions: number;
  customer_questions: number;
  points_covered: number;
  points_total: number;
  adherence?: number | null;
}

export type What =
  | { type: "arrived"; data: Participant }
  | { type: "moved"; data: { participant: string; presence: Presence } }
  | { type: "uttered"; data: Utterance }
  | { type: "noted"; data: Insight }
  | { type: "unticked"; data: { point: string } }
  | { type: "card_dismissed"; data: { card: string } }
  | { type: "card_lowered"; data: { card: string } }
  | { type: "suggestion_dismissed"; data: { suggestion: string } }
  | { type: "presented"; data: Attachment }
  | { type: "presentation_ended" }
  | { type: "playbook_chosen"; data: { playbook: string; version: number } }
  | { type: "ended" }
  | { type: "recapped" };

export type Fact = { number: number; conversation: string; at: number } & What;

export type RecogniserState = "listening" | "silent" | "failing" | "catching_up";

export type Signal =
  | { kind: "interim"; participant: string; text: string }
  | { kind: "figures"; figures: Figures }
  | { kind: "recogniser"; participant: string; state: RecogniserState; provider: string }
  | { kind: "focus"; phase: number; next: string | null }
  | { kind: "recognise"; participant: string; on: boolean; language: Language }
  | { kind: "room"; participants: string[] }
  | { kind: "suggestion_draft"; text: string };

/** What the server says to a seller. */
export type SellerFrame =
  | { type: "fact"; fact: Fact }
  | { type: "signal"; signal: Signal }
  | { type: "ready"; last: number }
  | { type: "error"; code: string; detail?: string }
  | { type: "ack"; key: string }
  | { type: "pong" };

/** Recognised words on their way to the server; the times count back from the moment of sending. */
export interface HeardFrame {
  type: "heard";
  key: string;
  text: string;
  start_ms_ago: number;
  end_ms_ago: number;
  final: boolean;
  language: Language;
}

/** What a seller may ask of the live session. */
export type Command =
  | { type: "tick"; point: string }
  | { type: "untick"; point: string }
  | { type: "dismiss_card"; card: string }
  | { type: "dismiss_suggestion"; suggestion: string }
  | { type: "present"; card: string }
  | { type: "take_down" }
  | { type: "choose_playbook"; playbook: string }
  | { type: "end" };

/** Everything a guest's page ever takes from its socket; anything else is refused. */
export type GuestFrame =
  | { type: "presence"; presence: Presence; room_url?: string | null; room_token?: string | null }
  | { type: "presented"; attachment: Attachment }
  | { type: "taken_down" }
  | { type: "ended" }
  | { type: "recognise"; on: boolean; language: Language }
  | { type: "error"; code: string; detail?: string }
  | { type: "ack"; key: string }
  | { type: "pong" };
