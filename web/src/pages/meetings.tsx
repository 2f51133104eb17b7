/** A page on its way. */
export function MeetingsPage() {
  return null;
}
