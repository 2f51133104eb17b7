/**
 * The seller's side of a live call: facts and signals in, commands and recognised words out. It replays from the last
 * fact it has after every reconnect and keeps one immutable state for the screen. No React here.
 */
import { Line, socketAddress, type LineState, type SocketLike } from "./line";
import { heardFrame, Outbox, type Spoken } from "./outbox";
import { EMPTY, takeFacts, takePeople, takeSignal, type CallState } from "./state";
import type { Command, Fact, Participant, SellerFrame } from "./words";

export interface FeedView {
  call: CallState;
  line: LineState;
  /** Everything said before is here: what comes now is happening. */
  ready: boolean;
  /** The last refusal, as a word the interface translates. */
  error: string | null;
  /** Recognised words that wait for their confirmation. */
  unsent: number;
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

export class Feed {
  private view: FeedView = { call: EMPTY, line: "connecting", ready: false, error: null, unsent: 0 };
  private readonly listeners = new Set<() => void>();
  private readonly line: Line;
  private readonly outbox = new Outbox();
  private commands: Command[] = [];
  private facts: Fact[] = [];
  private flushing = false;
  /** The fact after which a hole was seen; seen again, the server itself has nothing in between. */
  private holeAfter: number | null = null;
  private readonly soon: (flush: () => void) => void;
  private readonly now: () => number;

  constructor(
    readonly conversation: string,
    options: FeedOptions = {},
  ) {
    this.soon = options.soon ?? ((flush) => setTimeout(flush, 16));
    this.now = options.now ?? Date.now;
    this.line = new Line({
      address: () =>
        socketAddress(
          `/api/live/${encodeURIComponent(conversation)}/socket?after=${this.view.call.last}`,
          options.origin,
        ),
      onOpen: () => this.opened(),
      onFrame: (frame) => this.take(frame as SellerFrame),
      onState: (line) => this.change({ line }),
      ...(options.open ? { open: options.open } : {}),
    });
  }

  start(): void {
    this.line.start();
  }

  stop(): void {
    this.line.stop();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): FeedView => this.view;

  /** Asks something of the session; kept for the next connection when there is none. */
  command(command: Command): void {
    if (this.line.send(command)) return;
    this.commands = [...this.commands, command].slice(-MOST_COMMANDS);
  }

  /** The seller's own recognised words. */
  hear(spoken: Spoken): void {
    if (spoken.final) this.outbox.add(spoken);
    else this.line.send(heardFrame(spoken, this.now()));
    this.deliver();
  }

  /** People known from elsewhere. */
  meet(people: readonly Participant[]): void {
    this.change({ call: takePeople(this.view.call, people) });
  }

  private opened(): void {
    this.facts = [];
    this.outbox.reconnected();
    const commands = this.commands;
    this.commands = [];
    for (const command of commands) this.command(command);
    this.deliver();
  }

  private deliver(): void {
    this.outbox.deliver(this.now(), (frame) => this.line.send(frame));
    this.count();
  }

  private take(frame: SellerFrame): void {
    switch (frame.type) {
      case "fact":
        this.facts.push(frame.fact);
        this.flushSoon();
        return;
      case "signal":
        this.flush();
        this.change({ call: takeSignal(this.view.call, frame.signal) });
        return;
      case "ready":
        this.flush();
        this.change({ ready: true, error: null });
        return;
      case "ack":
        this.outbox.acknowledged(frame.key);
        this.count();
        return;
      case "error":
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
    const { last } = this.view.call;
    const { state, hole } = takeFacts(this.view.call, facts, this.holeAfter === last);
    this.change({ call: state });
    if (!hole) return;
    this.holeAfter = state.last;
    this.line.restart();
  }

  private count(): void {
    if (this.outbox.waiting !== this.view.unsent) this.change({ unsent: this.outbox.waiting });
  }

  private change(part: Partial<FeedView>): void {
    this.view = { ...this.view, ...part };
    for (const listener of this.listeners) listener();
  }
}
