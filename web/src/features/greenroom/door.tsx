/**
 * A guest's door: who holds the meeting, one's name, the AI notice, and agreeing or leaving. Nobody comes in without
 * having agreed to the text that stood here, in the language it stood in.
 */
import { ShieldCheck } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { currentLanguage, type Language } from "@/lib/i18n";
import { Button } from "@/ui/button";
import { Field, Input } from "@/ui/field";

export interface Notice {
  version: string;
  text: Record<Language, string>;
  explanation: Record<Language, string>;
}

export interface Agreed {
  agreed: true;
  notice: string;
  language: Language;
}

interface DoorProps {
  meet: { title: string; host_name: string; organisation_name: string; notice: Notice };
  /** How one would come in: with everything, by sound alone, or only listening. */
  way: "full" | "audio" | "listen";
  busy: boolean;
  error: string | null;
  onKnock: (name: string, consent: Agreed) => void;
  onLeave: () => void;
}

export function Door({ meet, way, busy, error, onKnock, onLeave }: DoorProps) {
  const { t } = useTranslation();
  const [name, setName] = useState("");
  const language = currentLanguage();
  const { notice } = meet;
  return (
    <form
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim()) onKnock(name.trim(), { agreed: true, notice: notice.version, language });
      }}
    >
      <div>
        <p className="text-[15px] text-ink-2">{t("greenroom.invitedBy", { host: meet.host_name, organisation: meet.organisation_name })}</p>
        <h1 className="display mt-1.5 text-[34px] sm:text-[42px]">{meet.title}</h1>
      </div>
      <Field label={t("greenroom.name")}>
        <Input
          value={name}
          onChange={(event) => setName(event.target.value)}
          autoComplete="name"
          maxLength={80}
          required
          autoFocus
          placeholder={t("greenroom.namePlaceholder")}
        />
      </Field>
      <section aria-label={t("greenroom.notice")} className="flex gap-3 rounded-lg border border-line bg-sheet px-4 py-3.5">
        <ShieldCheck size={20} aria-hidden className="mt-0.5 shrink-0 text-accent" />
        <div className="text-[15px] leading-snug">
          <p className="font-medium">{notice.text[language]}</p>
          <details className="mt-1 text-[14px] text-ink-2">
            <summary className="font-medium text-accent">{t("greenroom.noticeMore")}</summary>
            <p className="mt-1.5">{notice.explanation[language]}</p>
          </details>
        </div>
      </section>
      {error && (
        <p role="alert" className="text-[14px] text-poor">
          {error}
        </p>
      )}
      <div className="flex flex-col gap-2 sm:flex-row">
        <Button type="submit" size="lg" busy={busy} disabled={!name.trim()} className="sm:flex-1">
          {t(`greenroom.agreeAndKnock.${way}`)}
        </Button>
        <Button weight="outline" size="lg" onClick={onLeave}>
          {t("greenroom.leave")}
        </Button>
      </div>
    </form>
  );
}
