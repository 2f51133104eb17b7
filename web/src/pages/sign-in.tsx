/** The pages about signing in, each a thin door to its feature. */
import { useParams, useSearch } from "@tanstack/react-router";
import { Register, SignIn } from "@/features/sign-in/forms";
import { Forgot, Invite, Reset, Verify } from "@/features/sign-in/tokens";

export function SignInPage() {
  return <SignIn next={useSearch({ from: "/sign-in" }).next} />;
}
export function RegisterPage() {
  return <Register />;
}
export function ForgotPage() {
  return <Forgot />;
}
export function ResetPage() {
  return <Reset token={useParams({ from: "/reset/$token" }).token} />;
}
export function VerifyPage() {
  return <Verify token={useParams({ from: "/verify/$token" }).token} />;
}
export function InvitePage() {
  return <Invite token={useParams({ from: "/invite/$token" }).token} />;
}
