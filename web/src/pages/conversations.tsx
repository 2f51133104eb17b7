/** A page on its way. */
export function ConversationsPage() {
  return null;
}
export function ConversationPage() {
  return null;
}
