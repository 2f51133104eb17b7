/**
 * One socket that stays up: JSON frames in and out, a heartbeat, and reconnection with growing pauses. It knows no
 * frame's meaning except the pong, and never decides what is sent again: its owner does, when told it is open.
 */

/** What a line needs of a WebSocket; tests pass their own. */
export interface SocketLike {
  readonly readyState: number;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  send(data: string): void;
  close(): void;
}

export type LineState = "connecting" | "open" | "waiting" | "closed";

export interface LineOptions {
  /** Asked anew at every try, because the place to replay from is part of it. */
  address: () => string;
  onOpen: () => void;
  onFrame: (frame: unknown) => void;
  onState: (state: LineState) => void;
  open?: (address: string) => SocketLike;
  chance?: () => number;
}

const OPEN = 1;
/** The server's word for "do not come back"; any other end of a connection is an accident. */
const FAREWELL = 1000;
/** First pause before a new try; it doubles up to the longest. */
const FIRST_PAUSE_MS = 400;
const LONGEST_PAUSE_MS = 8_000;
/** A ping each quarter minute keeps proxies from closing an idle line; two unanswered ones mean it is dead. */
const PING_EVERY_MS = 15_000;
const SILENCE_MEANS_DEAD_MS = 35_000;

/** The pause before try number `tries` (from 1): doubling, with up to 30% of chance so that clients spread out. */
export function pauseBefore(tries: number, chance: number): number {
  const plain = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (tries - 1));
  return Math.round(plain * (0.85 + 0.3 * chance));
}

/** The address of a socket of this server for a page at `origin`. */
export function socketAddress(path: string, origin: string = location.origin): string {
  return origin.replace(/^http/, "ws") + path;
}

export class Line {
  private socket: SocketLike | null = null;
  private tries = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private heart: ReturnType<typeof setInterval> | undefined;
  private lastHeard = 0;
  private stopped = false;
  private readonly wake = () => this.retryNow();
  private readonly sight = () => {
    if (document.visibilityState === "visible") this.retryNow();
  };

  constructor(private readonly options: LineOptions) {}

  start(): void {
    this.stopped = false;
    globalThis.addEventListener?.("online", this.wake);
    globalThis.document?.addEventListener("visibilitychange", this.sight);
    this.connect();
  }

  /** Sends when the line is open and says whether it did. */
  send(frame: object): boolean {
    if (this.socket?.readyState !== OPEN) return false;
    this.socket.send(JSON.stringify(frame));
    return true;
  }

  /** Drops the connection and begins anew, e.g. when a replay turned out to have a hole. */
  restart(): void {
    if (this.stopped) return;
    this.drop();
    this.again();
  }

  stop(): void {
    this.stopped = true;
    globalThis.removeEventListener?.("online", this.wake);
    globalThis.document?.removeEventListener("visibilitychange", this.sight);
    clearTimeout(this.timer);
    this.drop();
    this.options.onState("closed");
  }

  private connect(): void {
    clearTimeout(this.timer);
    this.options.onState("connecting");
    const open = this.options.open ?? ((address: string) => new WebSocket(address) as unknown as SocketLike);
    const socket = open(this.options.address());
    this.socket = socket;
    socket.onopen = () => {
      this.lastHeard = Date.now();
      this.heart = setInterval(() => this.beat(), PING_EVERY_MS);
      this.options.onState("open");
      this.options.onOpen();
    };
    socket.onmessage = ({ data }) => {
      this.lastHeard = Date.now();
      this.tries = 0;
      const frame = parse(data);
      if (frame !== undefined) this.options.onFrame(frame);
    };
    socket.onclose = ({ code }) => {
      if (this.socket !== socket) return;
      this.drop();
      if (code === FAREWELL) this.stop();
      else this.again();
    };
  }

  private beat(): void {
    if (Date.now() - this.lastHeard > SILENCE_MEANS_DEAD_MS) this.restart();
    else this.send({ type: "ping" });
  }

  private again(): void {
    if (this.stopped) return;
    this.tries += 1;
    this.options.onState("waiting");
    const chance = this.options.chance ?? Math.random;
    this.timer = setTimeout(() => this.connect(), pauseBefore(this.tries, chance()));
  }

  private retryNow(): void {
    if (this.stopped || this.socket) return;
    this.connect();
  }

  private drop(): void {
    clearInterval(this.heart);
    const socket = this.socket;
    this.socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }
}

function parse(data: unknown): unknown {
  if (typeof data !== "string") return undefined;
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
