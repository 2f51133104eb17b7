/**
 * One immutable view that many may look at and that changes part by part. It knows nothing of what it shows.
 */
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
