/**
 * Raised hands and reactions: what people in the room show each other besides face and voice. They pass through the
 * room's data channel as chat does, are kept nowhere, and nothing of the copilot is ever among them.
 */
import { RoomEvent, type Participant, type RemoteParticipant, type Room } from "livekit-client";
import { Source } from "../source";

export const REACTIONS = ["👍", "👏", "❤️", "😂", "😮", "🎉"] as const;
export type Reaction = (typeof REACTIONS)[number];

export interface Shown {
  id: number;
  from: string;
  reaction: Reaction;
}

export interface GesturesView {
  /** Whose hands are up, by identity, whoever raised theirs first in front. */
  hands: readonly string[];
  reactions: readonly Shown[];
}

export type Gesture = { kind: "hand"; up: boolean } | { kind: "reaction"; reaction: Reaction };

const TOPIC = "gesture";
/** Long enough to be noticed, short enough not to stand in anybody's face. */
const SHOWN_MS = 4_000;
/** No more at once: somebody who holds a key down must not fill everybody's screen. */
const MOST = 12;

/** What a packet says; null for whatever we do not know. */
export function readGesture(payload: Uint8Array): Gesture | null {
  try {
    const raw = JSON.parse(new TextDecoder().decode(payload)) as { kind?: unknown; up?: unknown; reaction?: unknown };
    if (raw.kind === "hand" && typeof raw.up === "boolean") return { kind: "hand", up: raw.up };
    const reaction = REACTIONS.find((one) => one === raw.reaction);
    return raw.kind === "reaction" && reaction ? { kind: "reaction", reaction } : null;
  } catch {
    return null;
  }
}

/** One room's gestures, for as long as it is open. */
export class Gestures extends Source<GesturesView> {
  private next = 1;

  constructor(private readonly room: Room) {
    super({ hands: [], reactions: [] });
  }

  /** Listens until what it returns is called, and tells of each hand that somebody else raises. */
  start(onHand: (name: string) => void): () => void {
    const came = (payload: Uint8Array, from?: RemoteParticipant, _kind?: unknown, topic?: string) => {
      const gesture = topic === TOPIC && from ? readGesture(payload) : null;
      if (gesture && from && this.take(from, gesture)) onHand(from.name || from.identity);
    };
    const left = ({ identity }: Participant) => this.hand(identity, false);
    // Whoever comes later has not seen the hand go up.
    const joined = ({ identity, isLocal }: Participant) => {
      if (this.raised && !isLocal) this.remind([identity]);
    };
    // After a break the others saw one leave, and the hand with one.
    const back = () => {
      if (this.raised) this.remind();
    };
    const { room } = this;
    room.on(RoomEvent.DataReceived, came).on(RoomEvent.ParticipantDisconnected, left).on(RoomEvent.ParticipantActive, joined);
    room.on(RoomEvent.Reconnected, back).on(RoomEvent.Connected, back);
    return () => {
      room.off(RoomEvent.DataReceived, came).off(RoomEvent.ParticipantDisconnected, left).off(RoomEvent.ParticipantActive, joined);
      room.off(RoomEvent.Reconnected, back).off(RoomEvent.Connected, back);
    };
  }

  get raised(): boolean {
    return this.snapshot().hands.includes(this.room.localParticipant.identity);
  }

  raise(up: boolean): Promise<void> {
    this.hand(this.room.localParticipant.identity, up);
    return this.tell({ kind: "hand", up });
  }

  react(reaction: Reaction): Promise<void> {
    this.show(this.room.localParticipant.identity, reaction);
    return this.tell({ kind: "reaction", reaction });
  }

  /** Whether it was a hand that was not up before. */
  private take({ identity }: Participant, gesture: Gesture): boolean {
    if (gesture.kind === "reaction") {
      this.show(identity, gesture.reaction);
      return false;
    }
    const fresh = gesture.up && !this.snapshot().hands.includes(identity);
    this.hand(identity, gesture.up);
    return fresh;
  }

  private hand(identity: string, up: boolean): void {
    if (up === this.snapshot().hands.includes(identity)) return;
    const others = this.snapshot().hands.filter((one) => one !== identity);
    this.change({ hands: up ? [...others, identity] : others });
  }

  private show(from: string, reaction: Reaction): void {
    const id = this.next++;
    this.change({ reactions: [...this.snapshot().reactions, { id, from, reaction }].slice(-MOST) });
    setTimeout(() => this.change({ reactions: this.snapshot().reactions.filter((one) => one.id !== id) }), SHOWN_MS);
  }

  /** Best effort: a hand that somebody does not see goes up again with the next break or newcomer. */
  private remind(to?: string[]): void {
    this.tell({ kind: "hand", up: true }, to).catch(() => undefined);
  }

  private tell(gesture: Gesture, to?: string[]): Promise<void> {
    const payload = new TextEncoder().encode(JSON.stringify(gesture));
    return this.room.localParticipant.publishData(payload, { reliable: true, topic: TOPIC, ...(to ? { destinationIdentities: to } : {}) });
  }
}
