/**
 * The only React of this folder: hooks that open the live lines for as long as a page shows them. They hold no rules;
 * those live in the plain files beside this one.
 */
import type { Room } from "livekit-client";
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { Feed, type FeedView } from "./feed";
import { Gestures, type GesturesView } from "./gestures";
import { GuestLine, type GuestView } from "./guest";
import type { Spoken } from "./outbox";
import { Recogniser, type EarState } from "./recogniser";
import { microphoneOn, sendChat, watchChat, watchRoom, type ChatLine, type RoomState } from "./room";
import type { Language } from "./words";

interface Source<View> {
  subscribe: (listener: () => void) => () => void;
  snapshot: () => View;
}

const nothing = () => () => {};
const none = () => null;

function useSource<View>(source: Source<View> | null): View | null {
  return useSyncExternalStore<View | null>(source?.subscribe ?? nothing, source?.snapshot ?? none);
}

/** The seller's feed of a conversation, open while the page is. */
export function useFeed(conversation: string | null): { feed: Feed | null; view: FeedView | null } {
  const [feed, setFeed] = useState<Feed | null>(null);
  useEffect(() => {
    if (!conversation) return undefined;
    const opened = new Feed(conversation);
    opened.start();
    setFeed(opened);
    return () => {
      opened.stop();
      setFeed(null);
    };
  }, [conversation]);
  return { feed, view: useSource(feed) };
}

/** The guest's line, open from the knock to the end. */
export function useGuestLine(link: string, token: string | null): { guest: GuestLine | null; view: GuestView | null } {
  const [guest, setGuest] = useState<GuestLine | null>(null);
  useEffect(() => {
    if (!token) return undefined;
    const opened = new GuestLine(link, token);
    opened.start();
    setGuest(opened);
    return () => {
      opened.stop();
      setGuest(null);
    };
  }, [link, token]);
  return { guest, view: useSource(guest) };
}

/** Recognises this device's speaker while a language is given; none while muted or when another recogniser listens. */
export function useEars(language: Language | null, onWords: (spoken: Spoken) => void): EarState {
  const [state, setState] = useState<EarState>("off");
  const latest = useRef(onWords);
  const recogniser = useRef<Recogniser | null>(null);
  useEffect(() => {
    latest.current = onWords;
  }, [onWords]);
  useEffect(() => {
    const made = new Recogniser({ onWords: (spoken) => latest.current(spoken), onState: setState });
    recogniser.current = made;
    return () => made.listen(null);
  }, []);
  useEffect(() => {
    recogniser.current?.listen(language);
  }, [language]);
  return state;
}

/** How the room stands. */
export function useRoomState(room: Room): RoomState {
  const [state, setState] = useState<RoomState>("idle");
  useEffect(() => watchRoom(room, setState), [room]);
  return state;
}

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

/** The time, so often anew; for clocks and for "a moment ago". */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

/** The window's inner size. */
export function useWindowSize(): { width: number; height: number } {
  const [size, setSize] = useState(() => ({ width: window.innerWidth, height: window.innerHeight }));
  useEffect(() => {
    const changed = () => setSize({ width: window.innerWidth, height: window.innerHeight });
    window.addEventListener("resize", changed);
    return () => window.removeEventListener("resize", changed);
  }, []);
  return size;
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

/** While this page shows, everything on the screen is dark: pictures of people want a dark wall. */
export function useDarkScreen(): void {
  useEffect(() => {
    const { dataset } = document.documentElement;
    const before = dataset["theme"];
    dataset["theme"] = "dark";
    return () => {
      if (before === undefined) delete dataset["theme"];
      else dataset["theme"] = before;
    };
  }, []);
}
