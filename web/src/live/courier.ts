/**
 * Brings this device's recognised words to the server over a line, for sellers and guests alike: again after a break or
 * when the server could not write them down, and it counts what waits and what is lost. It opens no line itself.
 */
import type { Line } from "./line";
import { heardFrame, Outbox, type Spoken } from "./outbox";

/** How the words stand. */
export interface Delivery {
  /** Recognised words that wait for their confirmation. */
  unsent: number;
  /** Recognised words that the server refused for good. */
  lost: number;
}

export const NOTHING_WAITS: Delivery = { unsent: 0, lost: 0 };

export interface CourierOptions {
  line: Pick<Line, "send">;
  onChange: (delivery: Delivery) => void;
  now: () => number;
}

export class Courier {
  private readonly outbox = new Outbox();
  private delivery = NOTHING_WAITS;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: CourierOptions) {}

  /** Words of this device: final ones are kept until they are written down, others go now or not at all. */
  hear(spoken: Spoken): void {
    if (spoken.final) this.outbox.add(spoken);
    else this.options.line.send(heardFrame(spoken, this.options.now()));
    this.deliver();
  }

  /** The line is open, perhaps again. */
  opened(): void {
    this.outbox.reconnected();
    this.deliver();
  }

  acknowledged(key: string): void {
    this.outbox.acknowledged(key);
    this.deliver();
  }

  /** Something was not done; only what has a key is about words. */
  refused(frame: { key?: string | null; retry: boolean }): void {
    if (!frame.key) return;
    const lost = this.outbox.refused(frame.key, frame.retry, this.options.now());
    this.deliver(lost ? 1 : 0);
  }

  /** The line is given up: nothing is tried again. */
  stop(): void {
    clearTimeout(this.timer);
  }

  private deliver(lost = 0): void {
    clearTimeout(this.timer);
    const now = this.options.now();
    this.outbox.deliver(now, (frame) => this.options.line.send(frame));
    const next = this.outbox.next();
    if (next !== null) this.timer = setTimeout(() => this.deliver(), Math.max(0, next - now));
    const delivery = { unsent: this.outbox.waiting, lost: this.delivery.lost + lost };
    if (delivery.unsent === this.delivery.unsent && lost === 0) return;
    this.delivery = delivery;
    this.options.onChange(delivery);
  }
}
