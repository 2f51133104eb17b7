/** Writing a playbook. Saving makes a new version; what past calls ran on never changes. */
import { Link, useBlocker, useNavigate } from "@tanstack/react-router";
import { ArrowLeft, Download, FileUp, TriangleAlert } from "lucide-react";
import { useReducer, useRef, useState, type ChangeEvent } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/me";
import { usePlaybook, useSavePlaybook } from "@/api/playbooks";
import type { Playbook, Script } from "@/api/types";
import { isLanguage, LANGUAGES } from "@/lib/i18n";
import { useLanguage, usePageTitle } from "@/lib/use-page";
import { useProblem } from "@/lib/use-problem";
import { Button, buttonClass } from "@/ui/button";
import { Field, Input } from "@/ui/field";
import { Select } from "@/ui/select";
import { EmptyState, Notice, Skeleton } from "@/ui/surface";
import { Tabs } from "@/ui/tabs";
import { toast } from "@/ui/toast";
import { Cards } from "./cards";
import { draftOf, edit, EMPTY, firstGap, readScript, type Draft } from "./edit";
import { Phases } from "./phases";

export function PlaybookEditor({ id }: { id: string }) {
  const { say } = useProblem();
  const found = usePlaybook(id);
  const [part, setPart] = useState("script");
  if (found.error) return <EmptyState title={say(found.error)} className="pt-24" />;
  if (!found.data) {
    return (
      <div className="flex flex-col gap-5">
        <Skeleton className="h-12 w-80" />
        <Skeleton className="h-64 rounded-lg" />
        <Skeleton className="h-64 rounded-lg" />
      </div>
    );
  }
  return <Editor key={found.data.version} playbook={found.data} script={found.data} part={part} onPart={setPart} />;
}

export function NewPlaybookEditor() {
  const language = useLanguage();
  const [part, setPart] = useState("script");
  return <Editor playbook={null} script={{ ...EMPTY, language }} part={part} onPart={setPart} />;
}

function download(draft: Draft) {
  const address = URL.createObjectURL(new Blob([JSON.stringify(draft, null, 2)], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = `${draft.name.trim().replace(/[^\p{L}\p{N}]+/gu, "-") || "playbook"}.json`;
  link.click();
  URL.revokeObjectURL(address);
}

interface EditorProps {
  playbook: Playbook | null;
  script: Script;
  /** Which part is open; kept outside, because saving begins the editor anew on the new version. */
  part: string;
  onPart: (part: string) => void;
}

function Editor({ playbook, script, part, onPart }: EditorProps) {
  const { t } = useTranslation();
  const { say } = useProblem();
  const navigate = useNavigate();
  const readOnly = !useMay("edit_playbooks");
  const save = useSavePlaybook(playbook?.id ?? null);
  const [begun] = useState(() => draftOf(script));
  const [draft, change] = useReducer(edit, begun);
  const saved = useRef(false);
  const [tried, setTried] = useState(false);
  const gap = firstGap(draft);
  const dirty = draft !== begun;
  usePageTitle(draft.name || t("playbooks.new"));
  useBlocker({
    shouldBlockFn: () => dirty && !saved.current && !window.confirm(t("playbooks.leave")),
    enableBeforeUnload: () => dirty && !saved.current,
  });

  // Not the callbacks of `mutate`: they are not called when the editor has begun anew meanwhile.
  const store = async () => {
    setTried(true);
    if (gap) return;
    try {
      const made = await save.mutateAsync(draft);
      saved.current = true;
      toast.good(t("playbooks.saved", { version: made.version }));
      if (!playbook) await navigate({ to: "/playbooks/$playbookId", params: { playbookId: made.id }, replace: true });
    } catch {
      // Shown in the bar below, by the mutation's own error.
    }
  };
  const wrong = wrongText();
  function wrongText(): string | null {
    if (tried && gap) return t(`playbooks.gap.${gap}`);
    return save.error ? `${say(save.error)} ${firstField(save.error)}` : null;
  }
  const points = draft.phases.reduce((sum, phase) => sum + phase.points.length, 0);

  return (
    <div className="pb-24">
      <Link to="/playbooks" className={buttonClass("quiet", "sm", "-ml-3 mb-2")}>
        <ArrowLeft size={16} aria-hidden="true" />
        {t("playbooks.heading")}
      </Link>
      <h1 className="sr-only">{draft.name || t("playbooks.new")}</h1>
      <fieldset disabled={readOnly} className="mb-6 grid items-end gap-4 sm:grid-cols-[minmax(0,1fr)_11rem_auto]">
        <Field label={t("playbooks.name")}>
          <Input value={draft.name} maxLength={120} required onChange={(event) => change({ type: "name", name: event.target.value })} className="display h-12! text-xl!" />
        </Field>
        <Field label={t("playbooks.language")}>
          <Select
            value={draft.language ?? "en"}
            onChange={(value) => (isLanguage(value) ? change({ type: "language", language: value }) : undefined)}
            options={LANGUAGES.map((one) => ({ value: one, label: t(`ui.language.${one}`) }))}
            disabled={readOnly}
            className="h-12!"
          />
        </Field>
        <div className="flex gap-2 pb-1">
          {readOnly ? null : <Load onScript={(loaded) => change({ type: "load", script: loaded })} />}
          <Button weight="outline" icon={<Download size={16} aria-hidden="true" />} onClick={() => download(draft)}>
            {t("playbooks.export")}
          </Button>
        </div>
      </fieldset>
      {readOnly ? <Notice className="mb-5">{t("playbooks.read_only")}</Notice> : null}
      <fieldset disabled={readOnly}>
        <Tabs
          label={t("playbooks.parts")}
          value={part}
          onChange={onPart}
          tabs={[
            { value: "script", label: t("playbooks.script"), count: points, content: <Phases phases={draft.phases} change={change} readOnly={readOnly} /> },
            { value: "cards", label: t("playbooks.battle_cards"), count: draft.cards.length, content: <Cards cards={draft.cards} change={change} readOnly={readOnly} /> },
          ]}
        />
      </fieldset>
      {dirty ? (
        <div className="fixed inset-x-3 bottom-20 z-20 flex flex-wrap items-center gap-3 rounded-xl border border-line bg-raised p-3 pl-5 shadow-3 sm:right-8 sm:left-auto lg:bottom-6">
          <p role={wrong ? "alert" : "status"} className="flex items-center gap-2 text-sm text-ink-2">
            {wrong ? <TriangleAlert size={16} aria-hidden="true" className="shrink-0 text-poor" /> : null}
            {wrong ?? t("playbooks.unsaved")}
          </p>
          <Button busy={save.isPending} onClick={() => void store()} className="ml-auto">
            {playbook ? t("playbooks.save_version", { version: playbook.version + 1 }) : t("playbooks.save")}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

/** Which part of the script the server stumbled over, as it names it. */
function firstField(error: unknown): string {
  const fields = (error as { fields?: readonly { field: string }[] }).fields;
  return fields?.[0] ? `(${fields[0].field})` : "";
}

function Load({ onScript }: { onScript: (script: Script) => void }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const read = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = "";
    if (!file) return;
    const script = readScript(await file.text());
    if (script) onScript(script);
    else toast.poor(t("playbooks.not_a_playbook", { file: file.name }));
  };
  return (
    <>
      <Button weight="outline" icon={<FileUp size={16} aria-hidden="true" />} onClick={() => input.current?.click()}>
        {t("playbooks.import")}
      </Button>
      <input ref={input} type="file" accept=".json,application/json" hidden aria-label={t("playbooks.import")} onChange={(event) => void read(event)} />
    </>
  );
}
