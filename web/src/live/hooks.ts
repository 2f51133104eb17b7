/**
 * The hooks that open the live lines for as long as a page shows them. They hold no rules; those live in the plain files
 * beside this one. Nothing of the room is imported here: a call that is only watched loads without it.
 */
import { useEffect, useRef, useState } from "react";
import { Feed, type FeedView } from "./feed";
import { GuestLine, type GuestView } from "./guest";
import type { Spoken } from "./outbox";
import { Recogniser, type EarState } from "./recogniser";
import { useSource } from "./source";
import type { Language } from "./words";

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
