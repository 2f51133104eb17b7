/** A page on its way. */
export function FramePage() {
  return null;
}
