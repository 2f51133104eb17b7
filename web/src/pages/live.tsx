/** The address stands; the page comes from the call. */
export function LivePage() {
  return null;
}
