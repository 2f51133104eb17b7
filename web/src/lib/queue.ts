/**
 * Several files on their way to the server, as pure state: what each one's turn is, and what the screen shows of it.
 * The sending itself is elsewhere.
 */
export type Sending =
  | { state: "waiting" }
  | { state: "sending"; share: number }
  | { state: "done"; conversation: string }
  | { state: "failed"; text: string; line: number | null };

export interface Item<F> {
  id: number;
  file: F;
  sending: Sending;
}

export type Queue<F> = readonly Item<F>[];

export type Step<F> =
  | { type: "add"; files: readonly F[]; firstId: number }
  | { type: "begin"; id: number }
  | { type: "progress"; id: number; share: number }
  | { type: "done"; id: number; conversation: string }
  | { type: "failed"; id: number; text: string; line: number | null }
  | { type: "again"; id: number }
  | { type: "drop"; id: number };

function change<F>(queue: Queue<F>, id: number, to: (item: Item<F>) => Sending): Queue<F> {
  return queue.map((item) => (item.id === id ? { ...item, sending: to(item) } : item));
}

export function step<F>(queue: Queue<F>, what: Step<F>): Queue<F> {
  switch (what.type) {
    case "add":
      return [...queue, ...what.files.map((file, n) => ({ id: what.firstId + n, file, sending: { state: "waiting" } as const }))];
    case "begin":
      return change(queue, what.id, () => ({ state: "sending", share: 0 }));
    case "progress":
      // A late report must not bring a finished file back.
      return change(queue, what.id, ({ sending }) =>
        sending.state === "sending" ? { state: "sending", share: Math.max(sending.share, Math.min(1, what.share)) } : sending,
      );
    case "done":
      return change(queue, what.id, () => ({ state: "done", conversation: what.conversation }));
    case "failed":
      return change(queue, what.id, () => ({ state: "failed", text: what.text, line: what.line }));
    case "again":
      return change(queue, what.id, () => ({ state: "waiting" }));
    case "drop":
      return queue.filter((item) => item.id !== what.id);
  }
}

/** Which files may begin now, when so many travel at once. */
export function next<F>(queue: Queue<F>, atOnce: number): Item<F>[] {
  const busy = queue.filter((item) => item.sending.state === "sending").length;
  return queue.filter((item) => item.sending.state === "waiting").slice(0, Math.max(0, atOnce - busy));
}

export interface Tally {
  done: number;
  failed: number;
  all: number;
}

export function tally<F>(queue: Queue<F>): Tally {
  const count = (state: Sending["state"]) => queue.filter((item) => item.sending.state === state).length;
  return { done: count("done"), failed: count("failed"), all: queue.length };
}
