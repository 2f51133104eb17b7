/** Planning a meeting: what, when, in which language, on which playbook, and who may walk in. */
import { CalendarPlus } from "lucide-react";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { useCreateMeeting } from "@/api/meetings";
import { usePlaybooks } from "@/api/playbooks";
import type { Meeting } from "@/api/types";
import { dayAndTime, fromControl, nextHalfHour, toControl } from "@/lib/dates";
import { isLanguage, LANGUAGES, type Language } from "@/lib/i18n";
import { useNow } from "@/lib/use-now";
import { useLanguage } from "@/lib/use-page";
import { useProblem } from "@/lib/use-problem";
import { Button, type Size } from "@/ui/button";
import { CopyButton } from "@/ui/copy-button";
import { Dialog, DialogActions } from "@/ui/dialog";
import { Field, Input, Switch } from "@/ui/field";
import { Select } from "@/ui/select";
import { Notice } from "@/ui/surface";

const HOUR = 3_600_000;
/** How long a link lives after the appointment. "Never" is the empty text. */
const EXPIRIES: Record<string, number> = { hours: 4 * HOUR, day: 24 * HOUR, week: 7 * 24 * HOUR };

export function ScheduleButton({ weight = "outline", size = "md" }: { weight?: "outline" | "solid"; size?: Size }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<Meeting | null>(null);
  const show = (next: boolean) => {
    setOpen(next);
    if (next) setMade(null);
  };
  return (
    <>
      <Button weight={weight} size={size} icon={<CalendarPlus size={size === "sm" ? 16 : 18} aria-hidden="true" />} onClick={() => show(true)}>
        {t("meetings.schedule")}
      </Button>
      <Dialog
        open={open}
        onOpenChange={show}
        title={made ? t("meetings.made_title") : t("meetings.schedule")}
        text={made ? t("meetings.made_text") : undefined}
      >
        {made ? <Made meeting={made} onDone={() => show(false)} /> : <Form onMade={setMade} onCancel={() => show(false)} />}
      </Dialog>
    </>
  );
}

function Made({ meeting, onDone }: { meeting: Meeting; onDone: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow();
  return (
    <div>
      <p className="text-[15px] font-medium text-ink">{meeting.title}</p>
      {meeting.starts_at ? <p className="text-sm text-ink-2">{dayAndTime(meeting.starts_at, now, language)}</p> : null}
      <p className="mt-4 rounded-md bg-sunken px-3 py-2.5 text-sm break-all text-ink-2 select-all">{meeting.guest_url}</p>
      <DialogActions>
        <Button weight="quiet" onClick={onDone}>
          {t("ui.close")}
        </Button>
        <CopyButton text={meeting.guest_url} label={t("meetings.copy_link")} weight="solid" size="md" />
      </DialogActions>
    </div>
  );
}

function Form({ onMade, onCancel }: { onMade: (meeting: Meeting) => void; onCancel: () => void }) {
  const { t } = useTranslation();
  const { say, sayField } = useProblem();
  const own = useLanguage();
  const create = useCreateMeeting();
  const playbooks = usePlaybooks();
  const [now] = useState(() => Date.now());
  const [title, setTitle] = useState("");
  const [startsAt, setStartsAt] = useState(() => toControl(nextHalfHour(now)));
  const [language, setLanguage] = useState<Language>(own);
  const [playbook, setPlaybook] = useState<string | null>(null);
  const [lobby, setLobby] = useState(true);
  const [expiry, setExpiry] = useState("day");

  const fitting = playbooks.data?.items.filter((one) => one.language === language) ?? [];
  const chosen = playbook ?? fitting[0]?.id ?? "";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const starts_at = fromControl(startsAt);
    const lives = EXPIRIES[expiry];
    create.mutate(
      {
        title: title.trim(),
        language,
        lobby,
        starts_at,
        playbook_id: chosen || null,
        expires_at: lives === undefined ? null : (starts_at ?? now) + lives,
      },
      { onSuccess: onMade },
    );
  };

  return (
    <form onSubmit={submit} className="flex flex-col gap-5">
      {create.error ? <Notice tint="poor">{say(create.error)}</Notice> : null}
      <Field label={t("meetings.title")} hint={t("meetings.title_hint")} error={sayField(create.error, "title")}>
        <Input value={title} onChange={(event) => setTitle(event.target.value)} required maxLength={200} autoFocus />
      </Field>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label={t("meetings.when")} error={sayField(create.error, "starts_at")}>
          <Input type="datetime-local" required min={toControl(now)} value={startsAt} onChange={(event) => setStartsAt(event.target.value)} />
        </Field>
        <Field label={t("meetings.language")}>
          <Select
            value={language}
            onChange={(value) => {
              if (isLanguage(value)) setLanguage(value);
              setPlaybook(null);
            }}
            options={LANGUAGES.map((one) => ({ value: one, label: t(`ui.language.${one}`) }))}
          />
        </Field>
        <Field label={t("meetings.playbook")}>
          <Select
            value={chosen}
            onChange={setPlaybook}
            options={[...fitting.map((one) => ({ value: one.id, label: one.name })), { value: "", label: t("meetings.no_playbook") }]}
          />
        </Field>
        <Field label={t("meetings.expiry")} error={sayField(create.error, "expires_at")}>
          <Select
            value={expiry}
            onChange={setExpiry}
            options={[
              { value: "hours", label: t("meetings.expiry_hours") },
              { value: "day", label: t("meetings.expiry_day") },
              { value: "week", label: t("meetings.expiry_week") },
              { value: "", label: t("meetings.expiry_never") },
            ]}
          />
        </Field>
      </div>
      <Switch label={t("meetings.lobby")} hint={t("meetings.lobby_hint")} checked={lobby} onChange={setLobby} />
      <DialogActions>
        <Button weight="quiet" onClick={onCancel}>
          {t("ui.cancel")}
        </Button>
        <Button type="submit" busy={create.isPending}>
          {t("meetings.schedule_action")}
        </Button>
      </DialogActions>
    </form>
  );
}
