/** What arrives by e-mail: a forgotten password, the new one, the address confirmed, an invitation accepted. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleCheck, MailCheck } from "lucide-react";
import { useEffect, useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { api, ask } from "@/api/client";
import { keys } from "@/api/queries";
import { usePageTitle } from "@/lib/use-page";
import { useProblem } from "@/lib/use-problem";
import { Button, buttonClass } from "@/ui/button";
import { Field, Input } from "@/ui/field";
import { Notice, Skeleton } from "@/ui/surface";
import { useArrive } from "./enter";
import { formText, linkClass, NewPassword } from "./forms";
import { SignInFrame } from "./page";

const back = (text: string) => (
  <Link to="/sign-in" className={linkClass}>
    {text}
  </Link>
);

export function Forgot() {
  const { t } = useTranslation();
  const { say } = useProblem();
  const forgot = useMutation({
    mutationFn: (email: string) => ask(api.POST("/api/password/forgot", { body: { email } })),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    forgot.mutate(formText(event.currentTarget, "email"));
  };
  return (
    <SignInFrame title={t("sign_in.forgot_title")} text={t("sign_in.forgot_text")} foot={back(t("sign_in.back"))}>
      {forgot.isSuccess ? (
        <Notice tint="good" icon={<MailCheck size={18} aria-hidden="true" />}>
          {t("sign_in.forgot_sent")}
        </Notice>
      ) : (
        <form onSubmit={submit} className="flex flex-col gap-5">
          {forgot.error ? <Notice tint="poor">{say(forgot.error)}</Notice> : null}
          <Field label={t("sign_in.email")}>
            <Input name="email" type="email" autoComplete="username" required autoFocus />
          </Field>
          <Button type="submit" size="lg" busy={forgot.isPending} className="self-start">
            {t("sign_in.forgot_action")}
          </Button>
        </form>
      )}
    </SignInFrame>
  );
}

export function Reset({ token }: { token: string }) {
  const { t } = useTranslation();
  const { say, sayField } = useProblem();
  const [password, setPassword] = useState("");
  const reset = useMutation({
    mutationFn: () => ask(api.POST("/api/password/reset", { body: { token, password } })),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    reset.mutate();
  };
  return (
    <SignInFrame title={t("sign_in.reset_title")} foot={back(t("sign_in.back"))}>
      {reset.isSuccess ? (
        <Notice tint="good" icon={<CircleCheck size={18} aria-hidden="true" />}>
          {t("sign_in.reset_done")}
        </Notice>
      ) : (
        <form onSubmit={submit} className="flex flex-col gap-5">
          {reset.error ? <Notice tint="poor">{say(reset.error)}</Notice> : null}
          <NewPassword value={password} onChange={setPassword} error={sayField(reset.error, "password")} />
          <Button type="submit" size="lg" busy={reset.isPending} className="self-start">
            {t("sign_in.reset_action")}
          </Button>
        </form>
      )}
    </SignInFrame>
  );
}

export function Verify({ token }: { token: string }) {
  const { t } = useTranslation();
  const { say } = useProblem();
  const { mutate, isSuccess, error } = useMutation({
    mutationFn: () => ask(api.POST("/api/email/verify", { body: { token } })),
  });
  useEffect(() => mutate(), [mutate]);
  return (
    <SignInFrame title={t("sign_in.verify_title")}>
      {error ? <Notice tint="poor">{say(error)}</Notice> : null}
      {isSuccess ? (
        <Notice tint="good" icon={<CircleCheck size={18} aria-hidden="true" />}>
          {t("sign_in.verify_done")}
        </Notice>
      ) : null}
      <Link to="/" className={buttonClass("solid", "lg", "mt-6")}>
        {t("ui.home")}
      </Link>
    </SignInFrame>
  );
}

export function Invite({ token }: { token: string }) {
  const { t } = useTranslation();
  const { say } = useProblem();
  const invitation = useQuery({
    queryKey: keys.invitation(token),
    queryFn: () => ask(api.GET("/api/invitations/by-token/{token}", { params: { path: { token } } })),
    retry: false,
  });
  const found = invitation.data;
  usePageTitle(t("sign_in.invite_tab"));
  if (invitation.error) {
    return (
      <SignInFrame title={t("sign_in.invite_tab")} foot={back(t("sign_in.back"))}>
        <Notice tint="poor">{say(invitation.error)}</Notice>
      </SignInFrame>
    );
  }
  return (
    <SignInFrame
      title={found ? t("sign_in.invite_title", { organisation: found.organisation_name }) : t("sign_in.invite_tab")}
      text={found ? t("sign_in.invite_text", { email: found.email, role: t(`ui.role.${found.role}`) }) : undefined}
    >
      {found ? <Accept token={token} known={found.has_account} /> : <Skeleton className="h-64 w-full" />}
    </SignInFrame>
  );
}

function Accept({ token, known }: { token: string; known: boolean }) {
  const { t } = useTranslation();
  const { say, sayField } = useProblem();
  const arrive = useArrive();
  const [password, setPassword] = useState("");
  const accept = useMutation({
    mutationFn: (name: string) =>
      ask(api.POST("/api/invitations/by-token/{token}/accept", { params: { path: { token } }, body: { name, password } })),
    onSuccess: (me) => arrive(me),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    accept.mutate(formText(event.currentTarget, "name"));
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-5">
      {accept.error ? <Notice tint="poor">{say(accept.error)}</Notice> : null}
      {known ? (
        <Field label={t("sign_in.password")} hint={t("sign_in.invite_known")}>
          <Input type="password" autoComplete="current-password" required value={password} onChange={(event) => setPassword(event.target.value)} />
        </Field>
      ) : (
        <>
          <Field label={t("sign_in.name")} error={sayField(accept.error, "name")}>
            <Input name="name" autoComplete="name" required maxLength={120} autoFocus />
          </Field>
          <NewPassword value={password} onChange={setPassword} error={sayField(accept.error, "password")} />
        </>
      )}
      <Button type="submit" size="lg" busy={accept.isPending} className="self-start">
        {t("sign_in.invite_action")}
      </Button>
    </form>
  );
}
