/** The first page for whoever is not signed in: what this is, and three ways in. */
import { Link } from "@tanstack/react-router";
import { ArrowRight, Play } from "lucide-react";
import { useTranslation } from "react-i18next";
import { usePageTitle } from "@/lib/use-page";
import { Button, buttonClass } from "@/ui/button";
import { Wordmark } from "@/ui/brand";
import { useDemo } from "./enter";
import { LanguageSwitch } from "./language-switch";
import { Scene } from "./scene";

export function Welcome() {
  const { t } = useTranslation();
  const demo = useDemo();
  usePageTitle("");
  return (
    <div className="mx-auto flex min-h-dvh max-w-7xl flex-col px-5 sm:px-10">
      <header className="flex h-20 items-center justify-between gap-4">
        <Wordmark />
        <div className="flex items-center gap-1 sm:gap-2">
          <LanguageSwitch />
          <Link to="/sign-in" className={buttonClass("quiet")}>
            {t("welcome.sign_in")}
          </Link>
        </div>
      </header>
      <main className="grid flex-1 items-center gap-x-20 gap-y-14 pt-6 pb-16 lg:grid-cols-[minmax(0,1.05fr)_minmax(0,1fr)]">
        <div>
          <h1 className="display text-[clamp(2.6rem,6vw,4.75rem)]">
            {t("welcome.line_1")} <em className="block text-accent">{t("welcome.line_2")}</em>
          </h1>
          <p className="mt-6 max-w-xl text-lg leading-relaxed text-ink-2">{t("welcome.text")}</p>
          <div className="mt-9 flex flex-wrap gap-3">
            <Link to="/register" className={buttonClass("solid", "lg")}>
              {t("welcome.create")}
              <ArrowRight size={18} aria-hidden="true" />
            </Link>
            {demo.offered ? (
              <Button weight="outline" size="lg" icon={<Play size={17} aria-hidden="true" />} busy={demo.busy} onClick={demo.enter}>
                {t("welcome.demo")}
              </Button>
            ) : null}
          </div>
          {demo.offered ? <p className="mt-4 text-sm text-ink-3">{t("welcome.demo_note")}</p> : null}
        </div>
        <Scene className="mx-auto w-full max-w-lg lg:mr-10" />
      </main>
    </div>
  );
}
