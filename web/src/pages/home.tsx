/** A page on its way. */
export function FirstPage() {
  return null;
}
