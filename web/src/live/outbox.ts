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

/** More unwritten words than an hour of talk would be a fault; the oldest go first. */
const MOST_KEPT = 2_000;

export class Outbox {
  private readonly kept = new Map<string, { spoken: Spoken; sent: boolean }>();

  /** Takes in final words; interim ones are never kept, they go out now or not at all. */
  add(spoken: Spoken): void {
    if (!spoken.final || this.kept.has(spoken.key)) return;
    this.kept.set(spoken.key, { spoken, sent: false });
    if (this.kept.size > MOST_KEPT) {
      const oldest = this.kept.keys().next();
      if (!oldest.done) this.kept.delete(oldest.value);
    }
  }

  /** Hands what has to go out to `send`, in the order it was said, until it says that it could not. */
  deliver(now: number, send: (frame: HeardFrame) => boolean): void {
    for (const kept of this.kept.values()) {
      if (kept.sent) continue;
      if (!send(heardFrame(kept.spoken, now))) return;
      kept.sent = true;
    }
  }

  /** The server wrote this one down. */
  acknowledged(key: string): void {
    this.kept.delete(key);
  }

  /** The line is new: nobody knows whether what went out on the old one arrived. */
  reconnected(): void {
    for (const kept of this.kept.values()) kept.sent = false;
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
