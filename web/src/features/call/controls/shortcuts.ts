/** One key, one action, as long as nobody is typing. The list is also what the help shows. */
import { useEffect, useRef } from "react";

export const SHORTCUTS = {
  microphone: "m",
  camera: "v",
  background: "b",
  share: "s",
  hand: "h",
  chat: "c",
  people: "p",
  layout: "l",
  fullscreen: "f",
  apart: "i",
  help: "?",
} as const;

export type Action = keyof typeof SHORTCUTS;

const ACTIONS = Object.entries(SHORTCUTS) as [Action, string][];

/** What a key press asks for, or nothing while somebody types or holds a modifier. */
export function actionOf(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "repeat" | "target">): Action | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return null;
  const { target } = event;
  if (target instanceof HTMLElement && (target.isContentEditable || /^(?:input|textarea|select)$/iu.test(target.tagName))) return null;
  if (target instanceof HTMLElement && target.closest("[role=dialog],[role=menu],[role=listbox]")) return null;
  const key = event.key.toLowerCase();
  return ACTIONS.find(([, wanted]) => wanted === key)?.[0] ?? null;
}

export function useShortcuts(act: (action: Action) => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  }, [act]);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const action = actionOf(event);
      if (!action) return;
      event.preventDefault();
      latest.current(action);
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, []);
}
