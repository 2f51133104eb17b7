/**
 * The seller's side of a live call: facts and signals in, commands and recognised words out. It replays from the last
 * fact it has after every reconnect and keeps one immutable state for the screen. No React here.
 */
import { Courier, NOTHING_WAITS, type Delivery } from "./courier";
import { Line, socketAddress, type LineState, type SocketLike } from "./line";
import type { Spoken } from "./outbox";
import { Source } from "./source";
import { EMPTY, takeFacts, takePeople, takeSignal, type CallState } from "./state";
import type { Command, Fact, Participant, SellerFrame } from "./words";

export interface FeedView extends Delivery {
  call: CallState;
  line: LineState;
  /** Everything said before is here: what comes now is happening. */
  ready: boolean;
  /** The last refusal, as a word the interface translates. */
  error: string | null;
}

export interface FeedOptions {
  open?: (address: string) => SocketLike;
  origin?: string;
  /** Runs a flush soon: frames that come in a burst are shown at once. */
  soon?: (flush: () => void) => void;
  now?: () => number;
}

/** Commands given while the line was down; they are few and safe to repeat. */
const MOST_COMMANDS = 50;

export class Feed extends Source<FeedView> {
  private readonly line: Line;
  private readonly courier: Courier;
  private commands: Command[] = [];
  private facts: Fact[] = [];
  private flushing = false;
  /** The fact after which a hole was seen; seen again, the server itself has nothing in between. */
  private holeAfter: number | null = null;
  private readonly soon: (flush: () => void) => void;

  constructor(
    readonly conversation: string,
    options: FeedOptions = {},
  ) {
    super({ call: EMPTY, line: "connecting", ready: false, error: null, ...NOTHING_WAITS });
    this.soon = options.soon ?? ((flush) => setTimeout(flush, 16));
    this.line = new Line({
      address: () =>
        socketAddress(
          `/api/live/${encodeURIComponent(conversation)}/socket?after=${this.snapshot().call.last}`,
          options.origin,
        ),
      onOpen: () => this.opened(),
      onFrame: (frame) => this.take(frame as SellerFrame),
      onState: (line) => this.change({ line }),
      ...(options.open ? { open: options.open } : {}),
    });
    this.courier = new Courier({
      line: this.line,
      onChange: (delivery) => this.change(delivery),
      now: options.now ?? Date.now,
    });
  }

  start(): void {
    this.line.start();
  }

  stop(): void {
    this.courier.stop();
    this.line.stop();
  }

  /** Asks something of the session; kept for the next connection when there is none. */
  command(command: Command): void {
    if (this.line.send(command)) return;
    this.commands = [...this.commands, command].slice(-MOST_COMMANDS);
  }

  /** The seller's own recognised words. */
  hear(spoken: Spoken): void {
    this.courier.hear(spoken);
  }

  /** People known from elsewhere. */
  meet(people: readonly Participant[]): void {
    this.change({ call: takePeople(this.snapshot().call, people) });
  }

  private opened(): void {
    this.facts = [];
    const commands = this.commands;
    this.commands = [];
    for (const command of commands) this.command(command);
    this.courier.opened();
  }

  private take(frame: SellerFrame): void {
    switch (frame.type) {
      case "fact":
        this.facts.push(frame.fact);
        this.flushSoon();
        return;
      case "signal":
        this.flush();
        this.change({ call: takeSignal(this.snapshot().call, frame.signal) });
        return;
      case "ready":
        this.flush();
        this.change({ ready: true, error: null });
        return;
      case "ack":
        this.courier.acknowledged(frame.key);
        return;
      case "error":
        this.courier.refused(frame);
        this.change({ error: frame.code });
        return;
      default:
    }
  }

  private flushSoon(): void {
    if (this.flushing) return;
    this.flushing = true;
    this.soon(() => this.flush());
  }

  private flush(): void {
    this.flushing = false;
    if (this.facts.length === 0) return;
    const facts = this.facts;
    this.facts = [];
    const { last } = this.snapshot().call;
    const { state, hole } = takeFacts(this.snapshot().call, facts, this.holeAfter === last);
    this.change({ call: state });
    if (!hole) return;
    this.holeAfter = state.last;
    this.line.restart();
  }
}
