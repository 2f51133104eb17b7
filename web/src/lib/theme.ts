/** Light, dark, or as the system has it. public/theme.js sets it before the first paint; here it is changed. */
import { useSyncExternalStore } from "react";

export type Theme = "light" | "dark" | "system";
const KEPT = "sottovoce.theme";
const listeners = new Set<() => void>();

export function chosenTheme(): Theme {
  try {
    const kept = localStorage.getItem(KEPT);
    return kept === "light" || kept === "dark" ? kept : "system";
  } catch {
    return "system"; // storage may be forbidden
  }
}

function systemIsDark(): boolean {
  return matchMedia("(prefers-color-scheme: dark)").matches;
}

function apply(theme: Theme) {
  document.documentElement.dataset.theme = theme === "dark" || (theme === "system" && systemIsDark()) ? "dark" : "light";
  listeners.forEach((tell) => tell());
}

export function chooseTheme(theme: Theme): void {
  try {
    if (theme === "system") localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, theme);
  } catch {
    // storage may be forbidden; then the choice lasts as long as the page
  }
  apply(theme);
}

/** Follows the system while nothing else was chosen. */
export function followSystemTheme(): void {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    if (chosenTheme() === "system") apply("system");
  });
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, chosenTheme);
}

/** What is on the screen now; charts draw by it. */
export function useShownTheme(): "light" | "dark" {
  return useSyncExternalStore(subscribe, () => (document.documentElement.dataset.theme === "dark" ? "dark" : "light"));
}
