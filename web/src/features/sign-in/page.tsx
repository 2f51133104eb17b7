/** The frame of every page about signing in: the form on paper, the product's voice on ink beside it. */
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { usePageTitle } from "@/lib/use-page";
import { Wordmark } from "@/ui/brand";
import { LanguageSwitch } from "./language-switch";

interface Props {
  title: string;
  text?: ReactNode;
  children: ReactNode;
  foot?: ReactNode;
}

export function SignInFrame({ title, text, children, foot }: Props) {
  const { t } = useTranslation();
  usePageTitle(title);
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(0,1fr)_minmax(0,0.85fr)]">
      <div className="flex flex-col px-5 sm:px-10">
        <header className="flex h-20 items-center justify-between">
          <Link to="/" className="inline-flex rounded-md">
            <Wordmark />
            <span className="sr-only">{t("ui.home")}</span>
          </Link>
          <LanguageSwitch />
        </header>
        <main className="mx-auto flex w-full max-w-[25rem] flex-1 flex-col justify-center pt-4 pb-24">
          <h1 className="display text-4xl">{title}</h1>
          {text ? <p className="mt-2.5 text-[15px] text-ink-2">{text}</p> : null}
          <div className="mt-8">{children}</div>
          {foot ? <div className="mt-8 text-sm text-ink-2">{foot}</div> : null}
        </main>
      </div>
      <aside aria-hidden="true" className="relative hidden overflow-hidden bg-[#121d24] text-[#f4efe4] lg:block">
        <Rings />
        <div className="absolute inset-x-12 bottom-14 max-w-md">
          <p className="font-serif text-[1.9rem] leading-[1.25] tracking-[-0.01em] italic">{t("sign_in.definition")}</p>
          <p className="mt-4 text-sm text-[#f4efe4]/65">{t("sign_in.definition_note")}</p>
        </div>
      </aside>
    </div>
  );
}

/** The sound that leaves the prompter's box: each ring fainter than the one before. */
function Rings() {
  return (
    <svg viewBox="0 0 600 900" preserveAspectRatio="xMidYMid slice" className="absolute inset-0 size-full" fill="none">
      {Array.from({ length: 11 }, (_, n) => (
        <circle key={n} cx="600" cy="270" r={60 + n * 58} stroke="#76cad5" strokeWidth={1.5} opacity={0.5 * 0.78 ** n} />
      ))}
      <circle cx="600" cy="270" r="26" fill="#76cad5" opacity="0.9" />
    </svg>
  );
}
