/**
 * Recognised words that the server has not written down yet. Each has a key of its own, so that sending one again after
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
  sent: boolean;
  /** Not to be sent before this moment: the server asked for patience. */
  due: number;
  refusals: number;
}

/** More unwritten words than an hour of talk would be a fault; the oldest go first. */
const MOST_KEPT = 2_000;
/** The first pause after words that could not be written down; it doubles up to the longest. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

export class Outbox {
  private readonly kept = new Map<string, Kept>();

  /** Takes in final words; interim ones are never kept, they go out now or not at all. */
  add(spoken: Spoken): void {
    if (!spoken.final || this.kept.has(spoken.key)) return;
    this.kept.set(spoken.key, { spoken, sent: false, due: 0, refusals: 0 });
    if (this.kept.size > MOST_KEPT) {
      const oldest = this.kept.keys().next();
      if (!oldest.done) this.kept.delete(oldest.value);
    }
  }

  /**
   * Hands what has to go out to `send`, in the order it was said, until it says that it could not. Words that have to
   * wait hold up those said after them.
   */
  deliver(now: number, send: (frame: HeardFrame) => boolean): void {
    for (const kept of this.kept.values()) {
      if (kept.sent) continue;
      if (kept.due > now || !send(heardFrame(kept.spoken, now))) return;
      kept.sent = true;
    }
  }

  /** The server wrote this one down. */
  acknowledged(key: string): void {
    this.kept.delete(key);
  }

  /**
   * The server did not write this one down. If that may pass it is sent again after a while; otherwise it is lost, and
   * the answer is true.
   */
  refused(key: string, retry: boolean, now: number): boolean {
    const kept = this.kept.get(key);
    if (!kept) return false;
    if (!retry) return this.kept.delete(key);
    kept.due = now + Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** kept.refusals);
    kept.refusals += 1;
    kept.sent = false;
    return false;
  }

  /** When there is something to send again; none while nothing waits for its moment. */
  next(): number | null {
    for (const kept of this.kept.values()) if (!kept.sent && kept.due > 0) return kept.due;
    return null;
  }

  /** The line is new: nobody knows whether what went out on the old one arrived. */
  reconnected(): void {
    for (const kept of this.kept.values()) {
      kept.sent = false;
      kept.due = 0;
    }
  }

  /** How many words are not written down yet. */
  get waiting(): number {
    return this.kept.size;
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
