/**
 * The browser as a recogniser (Web Speech API): one person's own microphone to words. It starts itself again whenever
 * the browser stops it, and it listens only while told to. It never sends anything anywhere: words go to `onWords`.
 */
import type { Spoken } from "./outbox";
import type { Language } from "./words";

/** The part of the Web Speech API that is used; not every browser has it, and none has it typed. */
export interface SpeechRecognitionLike {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  maxAlternatives: number;
  onstart: (() => void) | null;
  onresult: ((event: RecognitionEvent) => void) | null;
  onerror: ((event: { error: string }) => void) | null;
  onend: (() => void) | null;
  start(): void;
  abort(): void;
}

export interface RecognitionEvent {
  resultIndex: number;
  results: ArrayLike<ArrayLike<{ transcript: string }> & { isFinal: boolean }>;
}

/** What the recogniser is doing, for the quiet line in the panel. */
export type EarState = "off" | "starting" | "listening" | "unsupported" | "denied" | "failing";

export interface RecogniserOptions {
  onWords: (spoken: Spoken) => void;
  onState: (state: EarState) => void;
  make?: () => SpeechRecognitionLike | null;
  now?: () => number;
  /** Begins every key of this recogniser; unguessable enough to be unique among all devices of a call. */
  prefix?: string;
}

const LOCALE: Record<Language, string> = { it: "it-IT", en: "en-US" };
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;
/** After so many failures in a row the panel says so; it goes on trying. */
const FAILURES_TO_TELL = 3;
/** Interim words go out at most so often: more would not be read. */
const INTERIM_EVERY_MS = 200;
/** Browsers that never call a result final (mobile Safari) have it made final after so long without a change. */
const FINAL_AFTER_MS = 2_500;

/** The browser's own recogniser, if it has one. */
export function browserRecogniser(): SpeechRecognitionLike | null {
  const scope = globalThis as unknown as Record<string, (new () => SpeechRecognitionLike) | undefined>;
  const Made = scope["SpeechRecognition"] ?? scope["webkitSpeechRecognition"];
  return Made ? new Made() : null;
}

export class Recogniser {
  private wanted: Language | null = null;
  private ear: SpeechRecognitionLike | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private count = 0;
  private pending: { startedAt: number; text: string } | null = null;
  private finalTimer: ReturnType<typeof setTimeout> | undefined;
  private lastInterim = 0;
  private state: EarState = "off";
  private readonly now: () => number;
  private readonly prefix: string;

  constructor(private readonly options: RecogniserOptions) {
    this.now = options.now ?? Date.now;
    this.prefix = options.prefix ?? crypto.randomUUID().slice(0, 13);
  }

  /** Listens in this language, or not at all. Asking for what is so already changes nothing. */
  listen(language: Language | null): void {
    if (this.wanted === language) return;
    this.halt();
    this.wanted = language;
    this.failures = 0;
    if (language) this.begin();
    else this.tell("off");
  }

  private begin(): void {
    clearTimeout(this.timer);
    if (!this.wanted || this.ear) return;
    const ear = (this.options.make ?? browserRecogniser)();
    if (!ear) {
      this.tell("unsupported");
      return;
    }
    this.ear = ear;
    ear.lang = LOCALE[this.wanted];
    ear.continuous = true;
    ear.interimResults = true;
    ear.maxAlternatives = 1;
    if (this.state !== "failing" && this.state !== "listening") this.tell("starting");
    ear.onstart = () => this.tell("listening");
    ear.onresult = (event) => this.heard(event);
    ear.onerror = ({ error }) => this.failed(error);
    ear.onend = () => {
      this.ear = null;
      this.closePending();
      this.again();
    };
    try {
      ear.start();
    } catch {
      this.ear = null;
      this.failures += 1;
      this.again();
    }
  }

  private heard(event: RecognitionEvent): void {
    this.failures = 0;
    this.tell("listening");
    let interim = "";
    for (let index = event.resultIndex; index < event.results.length; index += 1) {
      const result = event.results[index];
      const words = result?.[0]?.transcript ?? "";
      if (result?.isFinal) this.finish(words);
      else interim += words;
    }
    if (interim.trim()) this.interim(interim.trim());
  }

  private interim(text: string): void {
    const now = this.now();
    this.pending = { startedAt: this.pending?.startedAt ?? now - likelyDuration(text), text };
    clearTimeout(this.finalTimer);
    this.finalTimer = setTimeout(() => this.restart(), FINAL_AFTER_MS);
    if (now - this.lastInterim < INTERIM_EVERY_MS) return;
    this.lastInterim = now;
    this.say(text, this.pending.startedAt, false);
  }

  private finish(text: string): void {
    clearTimeout(this.finalTimer);
    const startedAt = this.pending?.startedAt ?? this.now() - likelyDuration(text);
    this.pending = null;
    if (!text.trim()) return;
    this.say(text.trim(), startedAt, true);
    this.count += 1;
  }

  /** Interim words whose final form will never come count as said. */
  private closePending(): void {
    clearTimeout(this.finalTimer);
    if (this.pending) this.finish(this.pending.text);
  }

  private restart(): void {
    this.halt();
    this.begin();
  }

  private say(text: string, startedAt: number, final: boolean): void {
    if (!this.wanted) return;
    const key = `${this.prefix}-${this.count}`;
    this.options.onWords({ key, text, startedAt, endedAt: this.now(), final, language: this.wanted });
  }

  private failed(error: string): void {
    if (error === "no-speech" || error === "aborted") return;
    if (error === "not-allowed" || error === "service-not-allowed") {
      this.halt();
      this.wanted = null;
      this.tell("denied");
      return;
    }
    this.failures += 1;
    if (this.failures >= FAILURES_TO_TELL) this.tell("failing");
  }

  private again(): void {
    if (!this.wanted) return;
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(this.failures, 8));
    this.timer = setTimeout(() => this.begin(), pause);
  }

  private halt(): void {
    clearTimeout(this.timer);
    this.closePending();
    const ear = this.ear;
    this.ear = null;
    if (!ear) return;
    ear.onstart = ear.onresult = ear.onerror = ear.onend = null;
    ear.abort();
  }

  private tell(state: EarState): void {
    if (this.state === state) return;
    this.state = state;
    this.options.onState(state);
  }
}

/** About how long these words took to say: 2.5 words a second is an ordinary pace. */
export function likelyDuration(text: string): number {
  const words = text.trim().split(/\s+/u).length;
  return Math.min(30_000, Math.max(400, words * 400));
}
