/**
 * Recognised words that the server has not confirmed yet. Each has a key of its own, so that sending one again after
 * a reconnect is never heard twice. Pure: time comes in, frames come out; it never touches a socket.
 */
import type { HeardFrame, Language } from "./words";

/** Words as a recogniser gave them; times are wall-clock milliseconds of this device. */
export interface Spoken {
  key: string;
  text: string;
  startedAt: number;
  endedAt: number;
  final: boolean;
  language: Language;
}

interface Kept {
  spoken: Spoken;
  /** How many pings had gone out when it was last sent; none while unsent. */
  sentBefore: number | null;
  /** When the server confirmed it. */
  confirmedAt: number | null;
}

/**
 * Confirmed words stay this long and go out again after a reconnect: the server may have died between hearing and
 * writing them down, and their key makes a second delivery harmless.
 */
const KEEP_CONFIRMED_MS = 20_000;
/** More unsent words than an hour of talk would be a fault; the oldest go first. */
const MOST_KEPT = 2_000;

export class Outbox {
  private kept = new Map<string, Kept>();
  private pings = 0;
  private pongs = 0;

  /** Takes in words; interim ones are never kept, they go out now or not at all. */
  add(spoken: Spoken): void {
    if (!spoken.final || this.kept.has(spoken.key)) return;
    this.kept.set(spoken.key, { spoken, sentBefore: null, confirmedAt: null });
    if (this.kept.size > MOST_KEPT) {
      const oldest = this.kept.keys().next();
      if (!oldest.done) this.kept.delete(oldest.value);
    }
  }

  /** What has to go out now, in the order it was said. */
  due(now: number): HeardFrame[] {
    const frames: HeardFrame[] = [];
    for (const kept of this.kept.values()) {
      if (kept.sentBefore === null) frames.push(heardFrame(kept.spoken, now));
    }
    return frames;
  }

  /** These were handed to an open line. */
  sent(keys: string[]): void {
    for (const key of keys) {
      const kept = this.kept.get(key);
      if (kept) kept.sentBefore = this.pings;
    }
  }

  /** A ping went out behind what was sent: its pong proves that the server read all of that. */
  pinged(): void {
    this.pings += 1;
  }

  /** A pong came back. The line answers in order, so it confirms whatever was sent before that ping. */
  ponged(now: number): void {
    this.pongs += 1;
    for (const kept of this.kept.values()) {
      if (kept.sentBefore !== null && kept.sentBefore < this.pongs) kept.confirmedAt ??= now;
    }
    this.forget(now);
  }

  /** The server wrote this one down. */
  acknowledged(key: string): void {
    this.kept.delete(key);
  }

  /** The line is new: nothing sent before on it counts any more. */
  reconnected(now: number): void {
    this.forget(now);
    this.pings = 0;
    this.pongs = 0;
    for (const kept of this.kept.values()) {
      kept.sentBefore = null;
      kept.confirmedAt = null;
    }
  }

  /** How many words wait for their confirmation. */
  get waiting(): number {
    let count = 0;
    for (const kept of this.kept.values()) if (kept.confirmedAt === null) count += 1;
    return count;
  }

  private forget(now: number): void {
    for (const [key, kept] of this.kept) {
      if (kept.confirmedAt !== null && now - kept.confirmedAt > KEEP_CONFIRMED_MS) this.kept.delete(key);
    }
  }
}

/** Words as the server takes them, at the moment of sending. */
export function heardFrame(spoken: Spoken, now: number): HeardFrame {
  return {
    type: "heard",
    key: spoken.key,
    text: spoken.text,
    start_ms_ago: Math.max(0, Math.round(now - spoken.startedAt)),
    end_ms_ago: Math.max(0, Math.round(now - spoken.endedAt)),
    final: spoken.final,
    language: spoken.language,
  };
}
