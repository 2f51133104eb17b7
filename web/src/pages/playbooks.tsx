/** A page on its way. */
export function PlaybooksPage() {
  return null;
}
export function PlaybookPage() {
  return null;
}
