/**
 * One immutable view that many may look at and that changes part by part, and how React follows it. It knows nothing of
 * what it shows.
 */
import { useSyncExternalStore } from "react";

export class Source<View extends object> {
  private readonly listeners = new Set<() => void>();

  constructor(private view: View) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): View => this.view;

  protected change(part: Partial<View>): void {
    this.view = { ...this.view, ...part };
    for (const listener of this.listeners) listener();
  }
}

const nothing = () => () => {};
const none = () => null;

/** The view as it is now; null while there is no source. */
export function useSource<View extends object>(source: Source<View> | null): View | null {
  return useSyncExternalStore<View | null>(source?.subscribe ?? nothing, source?.snapshot ?? none);
}
