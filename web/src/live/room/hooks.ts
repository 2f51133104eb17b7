/** The hooks of a page that is in the room: what people type and show each other, and whether one's microphone is open. */
import type { Room } from "livekit-client";
import { useCallback, useEffect, useRef, useState } from "react";
import { Gestures, type GesturesView } from "./gestures";
import { microphoneOn, sendChat, watchChat, type ChatLine } from "./room";
import { useSource } from "../source";

export interface Chat {
  lines: ChatLine[];
  send: (text: string) => Promise<void>;
}

/** What people in the room type to each other, since this page joined. */
export function useChat(room: Room): Chat {
  const [lines, setLines] = useState<ChatLine[]>([]);
  useEffect(() => watchChat(room, (line) => setLines((known) => [...known, line])), [room]);
  const send = useCallback(
    async (text: string) => {
      const line = await sendChat(room, text);
      setLines((known) => [...known, line]);
    },
    [room],
  );
  return { lines, send };
}

const STILL: GesturesView = { hands: [], reactions: [] };

/** Hands and reactions in the room, and how to give them; told of each hand that somebody else raises. */
export function useGestures(room: Room, onHand: (name: string) => void): { gestures: Gestures; view: GesturesView } {
  const latest = useRef(onHand);
  useEffect(() => {
    latest.current = onHand;
  }, [onHand]);
  const [gestures] = useState(() => new Gestures(room));
  useEffect(() => gestures.start((name) => latest.current(name)), [gestures]);
  return { gestures, view: useSource(gestures) ?? STILL };
}

/** Whether this device's microphone is open in the room, also while the way back into it is being found. */
export function useMicrophoneOn(room: Room | null): boolean {
  const [on, setOn] = useState(false);
  useEffect(() => {
    if (!room) return undefined;
    const changed = () => setOn((before) => microphoneOn(room, before));
    const events = ["trackMuted", "trackUnmuted", "localTrackPublished", "localTrackUnpublished", "connectionStateChanged"] as const;
    for (const event of events) room.on(event, changed);
    changed();
    return () => {
      for (const event of events) room.off(event, changed);
    };
  }, [room]);
  return on && room !== null;
}
