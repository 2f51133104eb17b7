/** The address stands; the page comes from the call. */
export function MeetPage() {
  return null;
}
