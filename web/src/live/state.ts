/**
 * What a seller's screen knows of one call, made of facts and signals alone. Pure: the same frames in the same order
 * give the same state, whether they come live or as a replay. It never talks to a server.
 */
import type {
  Attachment,
  Fact,
  Figures,
  Insight,
  Language,
  Objection,
  Participant,
  RecogniserState,
  Signal,
  Suggestion,
  Tick,
  ToneChange,
  Utterance,
} from "./words";

/** A battle card on the screen. */
export interface RaisedCard {
  card: string;
  objection: string;
}

export interface CallState {
  conversation: string | null;
  /** Number of the last fact taken in. */
  last: number;
  participants: Readonly<Record<string, Participant>>;
  /** Who has a connection to the room right now; none before the server said so. */
  room: readonly string[] | null;
  utterances: readonly Utterance[];
  /** Words that are still being recognised, by speaker. */
  interim: Readonly<Record<string, string>>;
  ticks: Readonly<Record<string, Tick>>;
  /** Points a person took the tick from: only a person may tick them again. */
  unticked: Readonly<Record<string, true>>;
  /** Newest first, at most two. */
  cards: readonly RaisedCard[];
  dismissedCards: Readonly<Record<string, true>>;
  objections: Readonly<Record<string, Objection>>;
  /** Newest first, without those put away. */
  suggestions: readonly Suggestion[];
  dismissedSuggestions: Readonly<Record<string, true>>;
  tones: Readonly<Record<string, ToneChange>>;
  figures: Figures | null;
  /** Where the call is in its script, as the session sees it. */
  focus: { phase: number; next: string | null } | null;
  /** Whose browser shall recognise its speaker's words. */
  recognise: Readonly<Record<string, { on: boolean; language: Language }>>;
  recognisers: Readonly<Record<string, { state: RecogniserState; provider: string }>>;
  presented: Attachment | null;
  playbook: { playbook: string; version: number } | null;
  ended: boolean;
  recapped: boolean;
}

/** More than two cards at once would not be read. */
export const MOST_CARDS = 2;
/** Older suggestions are stale by the time a fifth comes. */
export const MOST_SUGGESTIONS = 4;

export const EMPTY: CallState = {
  conversation: null,
  last: 0,
  participants: {},
  room: null,
  utterances: [],
  interim: {},
  ticks: {},
  unticked: {},
  cards: [],
  dismissedCards: {},
  objections: {},
  suggestions: [],
  dismissedSuggestions: {},
  tones: {},
  figures: null,
  focus: null,
  recognise: {},
  recognisers: {},
  presented: null,
  playbook: null,
  ended: false,
  recapped: false,
};

/** What came of a batch of facts: the new state, and whether a number was skipped. */
export interface Taken {
  state: CallState;
  hole: boolean;
}

/**
 * Takes in facts in their order. One that is known already changes nothing; at the first skipped number it stops and
 * says so, unless `tolerant`, when the server itself has shown to have nothing in between.
 */
export function takeFacts(state: CallState, facts: readonly Fact[], tolerant = false): Taken {
  let next = state;
  let words: Utterance[] | null = null;
  let hole = false;
  for (const fact of facts) {
    if (fact.number <= next.last) continue;
    if (fact.number > next.last + 1 && !tolerant) {
      hole = true;
      break;
    }
    next = { ...next, last: fact.number, conversation: fact.conversation };
    if (fact.type === "uttered") {
      words ??= [...state.utterances];
      words.push(fact.data);
      next = { ...next, interim: without(next.interim, fact.data.speaker) };
    } else {
      next = takeFact(next, fact);
    }
  }
  if (words) next = { ...next, utterances: words };
  return { state: next, hole };
}

function takeFact(state: CallState, fact: Fact): CallState {
  switch (fact.type) {
    case "arrived":
      return { ...state, participants: { ...state.participants, [fact.data.id]: fact.data } };
    case "moved": {
      const who = state.participants[fact.data.participant];
      if (!who) return state;
      const moved = { ...who, presence: fact.data.presence };
      return { ...state, participants: { ...state.participants, [who.id]: moved } };
    }
    case "noted":
      return takeInsight(state, fact.data);
    case "unticked":
      return {
        ...state,
        ticks: without(state.ticks, fact.data.point),
        unticked: { ...state.unticked, [fact.data.point]: true },
      };
    case "card_dismissed":
      return {
        ...lower(state, fact.data.card),
        dismissedCards: { ...state.dismissedCards, [fact.data.card]: true },
      };
    case "card_lowered":
      return lower(state, fact.data.card);
    case "suggestion_dismissed": {
      const { suggestion } = fact.data;
      return {
        ...state,
        suggestions: state.suggestions.filter(({ id }) => id !== suggestion),
        dismissedSuggestions: { ...state.dismissedSuggestions, [suggestion]: true },
      };
    }
    case "presented":
      return { ...state, presented: fact.data };
    case "presentation_ended":
      return { ...state, presented: null };
    case "playbook_chosen":
      return { ...state, playbook: fact.data };
    case "ended":
      return { ...state, ended: true, presented: null, interim: {} };
    case "recapped":
      return { ...state, recapped: true };
    default:
      return state;
  }
}

function takeInsight(state: CallState, insight: Insight): CallState {
  switch (insight.kind) {
    case "ticked":
      return tick(state, insight.value);
    case "objection_raised":
      return { ...state, objections: { ...state.objections, [insight.value.id]: insight.value } };
    case "objection_moved": {
      const objection = state.objections[insight.value.id];
      if (!objection) return state;
      const moved = { ...objection, status: insight.value.status };
      return { ...state, objections: { ...state.objections, [objection.id]: moved } };
    }
    case "card_raised": {
      if (state.dismissedCards[insight.value.card]) return state;
      const others = state.cards.filter(({ card }) => card !== insight.value.card);
      return { ...state, cards: [insight.value, ...others].slice(0, MOST_CARDS) };
    }
    case "tone_changed":
      return { ...state, tones: { ...state.tones, [insight.value.speaker]: insight.value } };
    case "suggested": {
      if (state.dismissedSuggestions[insight.value.id]) return state;
      const others = state.suggestions.filter(({ id }) => id !== insight.value.id);
      return { ...state, suggestions: [insight.value, ...others].slice(0, MOST_SUGGESTIONS) };
    }
    default:
      return state;
  }
}

function tick(state: CallState, value: Tick): CallState {
  const byPerson = value.by === "person";
  if (state.unticked[value.point] && !byPerson) return state;
  const known = state.ticks[value.point];
  if (known && !byPerson) return state;
  return {
    ...state,
    ticks: { ...state.ticks, [value.point]: known?.evidence ? { ...value, evidence: known.evidence, quote: known.quote } : value },
    unticked: without(state.unticked, value.point),
  };
}

function lower(state: CallState, card: string): CallState {
  return { ...state, cards: state.cards.filter((raised) => raised.card !== card) };
}

/** Takes in a passing signal. */
export function takeSignal(state: CallState, signal: Signal): CallState {
  switch (signal.kind) {
    case "interim":
      if (state.ended) return state;
      return {
        ...state,
        interim: signal.text.trim()
          ? { ...state.interim, [signal.participant]: signal.text }
          : without(state.interim, signal.participant),
      };
    case "figures":
      return { ...state, figures: signal.figures };
    case "recogniser": {
      const { participant, state: now, provider } = signal;
      return { ...state, recognisers: { ...state.recognisers, [participant]: { state: now, provider } } };
    }
    case "focus":
      return { ...state, focus: { phase: signal.phase, next: signal.next ?? null } };
    case "recognise": {
      const { participant, on, language } = signal;
      return { ...state, recognise: { ...state.recognise, [participant]: { on, language } } };
    }
    case "room":
      return { ...state, room: signal.participants };
    default:
      return state;
  }
}

/** People known from the conversation's page, for those whose arrival was not in the replay. */
export function takePeople(state: CallState, people: readonly Participant[]): CallState {
  const known: Record<string, Participant> = {};
  for (const person of people) known[person.id] = person;
  return { ...state, participants: { ...known, ...state.participants } };
}

function without<T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  if (!(key in record)) return record;
  const { [key]: _gone, ...rest } = record;
  return rest;
}
