/** Hand-made facts and a socket played by hand, for the tests of this folder only. */
import type { SocketLike } from "../line";
import type { Fact, Insight, What } from "../words";

export function fact(number: number, what: What): Fact {
  return { number, conversation: "cnv_1", at: number * 1000, ...what };
}

export function noted(number: number, insight: Insight): Fact {
  return fact(number, { type: "noted", data: insight });
}

export function uttered(number: number, speaker: string, text: string): Fact {
  const start = number * 1000;
  return fact(number, {
    type: "uttered",
    data: { id: `utt_${number}`, speaker, start, end: start + 900, text, language: "en", source: "browser" },
  });
}

/** A socket whose other end is the test. */
export class PlayedSocket implements SocketLike {
  readyState = 0;
  sent: { type: string; [field: string]: unknown }[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  constructor(readonly address: string) {}

  send(data: string): void {
    this.sent.push(JSON.parse(data));
  }

  close(): void {
    this.readyState = 3;
  }

  opens(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  says(...frames: unknown[]): void {
    for (const frame of frames) this.onmessage?.({ data: JSON.stringify(frame) });
  }

  /** Ends by accident, or as told. */
  breaks(code = 1006): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }
}

/** A place where sockets are opened; `last` is the newest. */
export class Harbour {
  sockets: PlayedSocket[] = [];
  readonly open = (address: string): PlayedSocket => {
    const socket = new PlayedSocket(address);
    this.sockets.push(socket);
    return socket;
  };

  get last(): PlayedSocket {
    const socket = this.sockets.at(-1);
    if (!socket) throw new Error("no socket was opened");
    return socket;
  }
}
