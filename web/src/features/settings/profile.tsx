/** Oneself: name, and the language of one's account. */
import { MailWarning } from "lucide-react";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { useChangeMe } from "@/api/people";
import type { Me } from "@/api/types";
import { isLanguage, LANGUAGES, speak, type Language } from "@/lib/i18n";
import { sentence } from "@/lib/text";
import { useProblem } from "@/lib/use-problem";
import { Button } from "@/ui/button";
import { Field, Input } from "@/ui/field";
import { Select } from "@/ui/select";
import { Avatar, Badge, Card, Notice } from "@/ui/surface";
import { toast } from "@/ui/toast";

export function Profile({ me }: { me: Me }) {
  const { t } = useTranslation();
  const { say, sayField } = useProblem();
  const change = useChangeMe();
  const [name, setName] = useState(me.user.name);
  const [language, setLanguage] = useState<Language>(me.user.language);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(
      { name: name.trim(), language },
      {
        onSuccess: async () => {
          await speak(language);
          toast.good(t("settings.saved"));
        },
      },
    );
  };
  return (
    <Card className="max-w-2xl p-6">
      <div className="mb-6 flex items-center gap-4">
        <Avatar name={me.user.name} size={56} />
        <div className="min-w-0">
          <p className="truncate text-lg font-semibold text-ink">{me.user.name}</p>
          <p className="flex flex-wrap items-center gap-x-2 text-sm text-ink-2">
            {me.organisation.name} <Badge>{sentence(t(`ui.role.${me.role}`))}</Badge>
          </p>
        </div>
      </div>
      {me.user.email_verified ? null : (
        <Notice tint="fair" icon={<MailWarning size={18} aria-hidden="true" />} className="mb-5">
          {t("settings.unverified", { email: me.user.email })}
        </Notice>
      )}
      <form onSubmit={submit} className="flex flex-col gap-5">
        {change.error ? <Notice tint="poor">{say(change.error)}</Notice> : null}
        <Field label={t("settings.name")} hint={t("settings.name_hint")} error={sayField(change.error, "name")}>
          <Input value={name} onChange={(event) => setName(event.target.value)} required maxLength={120} autoComplete="name" />
        </Field>
        <Field label={t("settings.email")}>
          <Input value={me.user.email} readOnly className="text-ink-3!" />
        </Field>
        <Field label={t("settings.language")} hint={t("settings.language_hint")}>
          <Select
            value={language}
            onChange={(value) => (isLanguage(value) ? setLanguage(value) : undefined)}
            options={LANGUAGES.map((one) => ({ value: one, label: t(`ui.language.${one}`) }))}
          />
        </Field>
        <Button type="submit" busy={change.isPending} className="self-start">
          {t("ui.save")}
        </Button>
      </form>
    </Card>
  );
}
