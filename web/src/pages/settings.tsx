/** A page on its way. */
export function SettingsPage() {
  return null;
}
