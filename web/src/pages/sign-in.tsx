/** A page on its way. */
export function SignInPage() {
  return null;
}
export function RegisterPage() {
  return null;
}
export function ForgotPage() {
  return null;
}
export function ResetPage() {
  return null;
}
export function VerifyPage() {
  return null;
}
export function InvitePage() {
  return null;
}
