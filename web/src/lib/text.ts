/** Small knowledge about text. */

/** A text as it is searched: without case and without accents. */
export function folded(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase();
}

/** Whether every word of the search stands somewhere in the text. */
export function contains(text: string, search: string): boolean {
  const within = folded(text);
  return folded(search)
    .split(/\s+/u)
    .filter(Boolean)
    .every((word) => within.includes(word));
}

/** A place in a text that stands for something taken out, counted in Unicode characters. */
export interface Masked {
  start: number;
  end: number;
  kind: string;
}

export interface Piece {
  text: string;
  /** What was taken out here; null for words as they were said. */
  kind: string | null;
}

/** Cuts a redacted text into what was said and what was masked. Places that overlap or lie outside are left as text. */
export function pieces(text: string, masks: readonly Masked[] = []): Piece[] {
  const letters = [...text];
  const found: Piece[] = [];
  let at = 0;
  for (const mask of [...masks].sort((a, b) => a.start - b.start)) {
    if (mask.start < at || mask.end <= mask.start || mask.end > letters.length) continue;
    if (mask.start > at) found.push({ text: letters.slice(at, mask.start).join(""), kind: null });
    found.push({ text: letters.slice(mask.start, mask.end).join(""), kind: mask.kind });
    at = mask.end;
  }
  if (at < letters.length) found.push({ text: letters.slice(at).join(""), kind: null });
  return found;
}

/** With a capital at its begin, as a label stands alone. */
export function sentence(text: string): string {
  const [first = "", ...rest] = text;
  return first.toUpperCase() + rest.join("");
}
