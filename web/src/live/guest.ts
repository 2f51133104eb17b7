/**
 * The guest's side of a live call: at the door, in the room, what is shown, and their own recognised words going out.
 * It reads a closed list of frames and refuses everything else; nothing of the copilot has a word here.
 */
import { Courier, NOTHING_WAITS, type Delivery } from "./courier";
import { Line, socketAddress, type LineState, type SocketLike } from "./line";
import type { Spoken } from "./outbox";
import { Source } from "./source";
import type { Attachment, GuestFrame, Language, Presence } from "./words";

export interface GuestView extends Delivery {
  line: LineState;
  presence: Presence | null;
  /** The way into the room, once admitted. */
  room: { url: string; token: string } | null;
  presented: Attachment | null;
  ended: boolean;
  /** Whether this browser shall recognise its own speaker's words. */
  recognise: { on: boolean; language: Language } | null;
  error: string | null;
}

export interface GuestOptions {
  open?: (address: string) => SocketLike;
  origin?: string;
  now?: () => number;
}

/** The door answers at once; longer than this, the line is down and the next try will do. */
const NEW_WAY_WITHIN_MS = 6_000;
const PRESENCES: readonly string[] = ["waiting", "admitted", "refused", "gone"];
const NOBODY: GuestView = {
  line: "connecting",
  presence: null,
  room: null,
  presented: null,
  ended: false,
  recognise: null,
  error: null,
  ...NOTHING_WAITS,
};

export class GuestLine extends Source<GuestView> {
  private readonly line: Line;
  private readonly courier: Courier;

  constructor(link: string, token: string, options: GuestOptions = {}) {
    super(NOBODY);
    this.line = new Line({
      address: () => socketAddress(`/api/meet/${encodeURIComponent(link)}/socket`, options.origin),
      onOpen: () => {
        this.line.send({ type: "hello", token });
        this.courier.opened();
      },
      onFrame: (frame) => {
        const known = readGuestFrame(frame);
        if (known) this.take(known);
      },
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

  /** The guest's own recognised words. */
  hear(spoken: Spoken): void {
    this.courier.hear(spoken);
  }

  /** Asks for a new way into the room, when the one in hand no longer opens it: the door answers a new greeting. */
  async newWay(): Promise<GuestView["room"]> {
    const before = this.snapshot().room;
    this.line.restart();
    return new Promise((done) => {
      const finish = () => {
        clearTimeout(timer);
        unsubscribe();
        done(this.snapshot().room);
      };
      const timer = setTimeout(finish, NEW_WAY_WITHIN_MS);
      const unsubscribe = this.subscribe(() => {
        if (this.snapshot().room !== before || this.snapshot().line === "closed") finish();
      });
    });
  }

  private take(frame: GuestFrame): void {
    switch (frame.type) {
      case "presence":
        this.change({ presence: frame.presence, error: null, room: this.roomOf(frame) });
        if (frame.presence === "refused") this.line.stop();
        return;
      case "presented":
        this.change({ presented: frame.attachment });
        return;
      case "taken_down":
        this.change({ presented: null });
        return;
      case "ended":
        this.change({ ended: true, presented: null, recognise: null });
        this.line.stop();
        return;
      case "recognise":
        this.change({ recognise: { on: frame.on, language: frame.language } });
        return;
      case "ack":
        this.courier.acknowledged(frame.key);
        return;
      case "error":
        this.courier.refused(frame);
        this.change({ error: frame.code });
    }
  }

  /** A new token for a room we are in already is kept for the next connection without disturbing this one. */
  private roomOf(frame: Extract<GuestFrame, { type: "presence" }>): GuestView["room"] {
    if (frame.presence !== "admitted") return null;
    if (frame.room_url && frame.room_token) return { url: frame.room_url, token: frame.room_token };
    return this.snapshot().room;
  }
}

/** Reads a frame if it is one a guest may have; whatever else arrives is nothing. */
export function readGuestFrame(raw: unknown): GuestFrame | null {
  if (!isObject(raw)) return null;
  switch (raw.type) {
    case "presence":
      if (typeof raw.presence !== "string" || !PRESENCES.includes(raw.presence)) return null;
      return {
        type: "presence",
        presence: raw.presence as Presence,
        room_url: text(raw.room_url),
        room_token: text(raw.room_token),
      };
    case "presented": {
      const attachment = readAttachment(raw.attachment);
      return attachment && { type: "presented", attachment };
    }
    case "taken_down":
    case "ended":
    case "pong":
      return { type: raw.type };
    case "recognise":
      if (typeof raw.on !== "boolean" || (raw.language !== "it" && raw.language !== "en")) return null;
      return { type: "recognise", on: raw.on, language: raw.language };
    case "ack":
      return typeof raw.key === "string" ? { type: "ack", key: raw.key } : null;
    case "error":
      if (typeof raw.code !== "string") return null;
      return { type: "error", code: raw.code, detail: "", key: text(raw.key), retry: raw.retry === true };
    default:
      return null;
  }
}

function readAttachment(raw: unknown): Attachment | null {
  if (!isObject(raw)) return null;
  if (raw.kind === "image" && typeof raw.url === "string") {
    return { kind: "image", url: raw.url, alt: text(raw.alt) ?? "" };
  }
  if (raw.kind === "text" && typeof raw.title === "string") {
    const lines = Array.isArray(raw.lines) ? raw.lines.filter((line) => typeof line === "string") : [];
    return { kind: "text", title: raw.title, lines };
  }
  return null;
}

type Field =
  | "type"
  | "presence"
  | "room_url"
  | "room_token"
  | "attachment"
  | "on"
  | "language"
  | "key"
  | "code"
  | "retry"
  | "kind"
  | "url"
  | "alt"
  | "title"
  | "lines";

function isObject(raw: unknown): raw is Partial<Record<Field, unknown>> {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw);
}

function text(raw: unknown): string | null {
  return typeof raw === "string" ? raw : null;
}
