/**
 * The room before the room: see and hear oneself, choose devices, read what one agrees to, and go in. What stands
 * beside the mirror is given by the page: a guest's door, a seller's start, or the wait.
 */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { LANGUAGES, speak, currentLanguage } from "@/lib/i18n";
import { Wordmark } from "@/ui/brand";
import { Mirror } from "./mirror";
import { Pickers } from "./pickers";
import { Trouble } from "./trouble";
import type { Preview } from "./use-preview";

interface GreenRoomProps {
  preview: Preview;
  /** Shown as an initial while the camera is off. */
  name?: string;
  children: ReactNode;
}

export function GreenRoom({ preview, name = "", children }: GreenRoomProps) {
  const { t } = useTranslation();
  return (
    <div className="flex min-h-dvh flex-col bg-paper text-ink">
      <header className="flex items-center justify-between px-5 py-4 sm:px-8">
        <Wordmark />
        <LanguageSwitch />
      </header>
      <main className="mx-auto grid w-full max-w-6xl flex-1 content-start items-center gap-x-14 gap-y-6 px-4 pb-8 sm:px-8 lg:grid-cols-[1.35fr_1fr] lg:content-center lg:pb-24">
        <div className="flex min-w-0 flex-col gap-3">
          <Mirror preview={preview} name={name} />
          <Trouble preview={preview} />
          <div className="hidden sm:block">
            <Pickers preview={preview} />
          </div>
          <details className="rounded-lg border border-line px-4 py-2.5 text-[14px] sm:hidden">
            <summary className="font-medium text-ink-2">{t("greenroom.devices")}</summary>
            <div className="pt-3">
              <Pickers preview={preview} />
            </div>
          </details>
        </div>
        <div className="min-w-0">{children}</div>
      </main>
    </div>
  );
}

/** Guests have no settings page: the language is changed here. */
export function LanguageSwitch() {
  const { t } = useTranslation();
  const now = currentLanguage();
  return (
    <div role="group" aria-label={t("greenroom.language")} className="flex rounded-full border border-line p-0.5 text-[13px] font-medium">
      {LANGUAGES.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={language === now}
          onClick={() => void speak(language)}
          className={`h-8 rounded-full px-3 ${language === now ? "bg-solid text-on-solid" : "text-ink-2 hover:text-ink"}`}
        >
          {language === "it" ? "Italiano" : "English"}
        </button>
      ))}
    </div>
  );
}
