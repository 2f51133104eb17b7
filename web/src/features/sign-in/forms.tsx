/** Signing in, and making an organisation. */
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { api, ask } from "@/api/client";
import { useLanguage } from "@/lib/use-page";
import { useProblem } from "@/lib/use-problem";
import { Button } from "@/ui/button";
import { Field, Input } from "@/ui/field";
import { Notice } from "@/ui/surface";
import { useArrive, useDemo } from "./enter";
import { SignInFrame } from "./page";

/** The shortest password that is accepted; the server holds the same line. */
export const SHORTEST_PASSWORD = 10;
export const linkClass = "font-medium text-accent underline-offset-4 hover:underline";

export function formText(form: HTMLFormElement, name: string): string {
  const value = new FormData(form).get(name);
  return typeof value === "string" ? value.trim() : "";
}

export function SignIn({ next }: { next?: string | undefined }) {
  const { t } = useTranslation();
  const { say } = useProblem();
  const arrive = useArrive();
  const demo = useDemo();
  const login = useMutation({
    mutationFn: (body: { email: string; password: string }) => ask(api.POST("/api/login", { body })),
    onSuccess: (me) => arrive(me, next),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const password = new FormData(form).get("password");
    login.mutate({ email: formText(form, "email"), password: typeof password === "string" ? password : "" });
  };
  return (
    <SignInFrame
      title={t("sign_in.title")}
      foot={
        <div className="flex flex-col gap-2">
          <p>
            {t("sign_in.new_here")}{" "}
            <Link to="/register" className={linkClass}>
              {t("welcome.create")}
            </Link>
          </p>
          {demo.offered ? (
            <p>
              {t("sign_in.only_looking")}{" "}
              <button type="button" className={linkClass} disabled={demo.busy} onClick={demo.enter}>
                {t("welcome.demo")}
              </button>
            </p>
          ) : null}
        </div>
      }
    >
      <form onSubmit={submit} className="flex flex-col gap-5">
        {login.error ? <Notice tint="poor">{say(login.error)}</Notice> : null}
        <Field label={t("sign_in.email")}>
          <Input name="email" type="email" autoComplete="username" required autoFocus />
        </Field>
        <Field label={t("sign_in.password")}>
          <Input name="password" type="password" autoComplete="current-password" required />
        </Field>
        <div className="flex items-center justify-between gap-4">
          <Button type="submit" size="lg" busy={login.isPending}>
            {t("sign_in.action")}
          </Button>
          <Link to="/forgot" className={linkClass}>
            {t("sign_in.forgot")}
          </Link>
        </div>
      </form>
    </SignInFrame>
  );
}

interface NewOrganisation {
  organisation_name: string;
  name: string;
  email: string;
  password: string;
}

export function Register() {
  const { t } = useTranslation();
  const { say, sayField } = useProblem();
  const language = useLanguage();
  const arrive = useArrive();
  const [password, setPassword] = useState("");
  const register = useMutation({
    mutationFn: (body: NewOrganisation) => ask(api.POST("/api/register", { body: { ...body, language } })),
    onSuccess: (me) => arrive(me),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    register.mutate({
      organisation_name: formText(form, "organisation"),
      name: formText(form, "name"),
      email: formText(form, "email"),
      password,
    });
  };
  return (
    <SignInFrame
      title={t("sign_in.register_title")}
      text={t("sign_in.register_text")}
      foot={
        <p>
          {t("sign_in.have_account")}{" "}
          <Link to="/sign-in" className={linkClass}>
            {t("welcome.sign_in")}
          </Link>
        </p>
      }
    >
      <form onSubmit={submit} className="flex flex-col gap-5">
        {register.error ? <Notice tint="poor">{say(register.error)}</Notice> : null}
        <Field label={t("sign_in.organisation")} error={sayField(register.error, "organisation_name")}>
          <Input name="organisation" autoComplete="organization" required maxLength={120} autoFocus />
        </Field>
        <Field label={t("sign_in.name")} error={sayField(register.error, "name")}>
          <Input name="name" autoComplete="name" required maxLength={120} />
        </Field>
        <Field label={t("sign_in.work_email")} error={sayField(register.error, "email")}>
          <Input name="email" type="email" autoComplete="username" required />
        </Field>
        <NewPassword value={password} onChange={setPassword} error={sayField(register.error, "password")} />
        <Button type="submit" size="lg" busy={register.isPending} className="self-start">
          {t("sign_in.register_action")}
        </Button>
      </form>
    </SignInFrame>
  );
}

interface NewPasswordProps {
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
}

/** A new password: long enough counts, nothing else is asked of it. */
export function NewPassword({ value, onChange, error }: NewPasswordProps) {
  const { t } = useTranslation();
  return (
    <Field label={t("sign_in.password")} hint={t("sign_in.password_hint", { count: SHORTEST_PASSWORD })} error={error}>
      <Input
        name="password"
        type="password"
        autoComplete="new-password"
        required
        minLength={SHORTEST_PASSWORD}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}
