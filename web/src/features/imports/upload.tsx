/** Transcripts recorded elsewhere: drop many files, see each one's way, open what came of it. */
import { Upload } from "lucide-react";
import { useId, useState, type DragEvent } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "@/api/me";
import { usePlaybooks } from "@/api/playbooks";
import { cx } from "@/lib/cx";
import { LANGUAGES } from "@/lib/i18n";
import { tally } from "@/lib/queue";
import { Button } from "@/ui/button";
import { Dialog, DialogActions } from "@/ui/dialog";
import { Field, Input } from "@/ui/field";
import { Select } from "@/ui/select";
import { FileRow } from "./file-row";
import { useSending } from "./sending";

const KINDS = ".txt,.md,.vtt,.srt,.json,text/plain,text/vtt,application/json";

export function UploadButton() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button weight="outline" icon={<Upload size={17} aria-hidden="true" />} onClick={() => setOpen(true)}>
        {t("imports.open")}
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title={t("imports.title")} text={t("imports.text")} wide>
        <UploadForm onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function UploadForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const playbooks = usePlaybooks();
  const [language, setLanguage] = useState<string>(me?.organisation.language ?? "en");
  const [playbook, setPlaybook] = useState("");
  const [sellerName, setSellerName] = useState("");
  const { queue, add, again, drop } = useSending({ language, playbook, sellerName: sellerName.trim() });
  const count = tally(queue);

  return (
    <div className="flex flex-col gap-5">
      <div className="grid gap-4 sm:grid-cols-3">
        <Field label={t("imports.language")}>
          <Select
            value={language}
            onChange={setLanguage}
            options={LANGUAGES.map((one) => ({ value: one, label: t(`ui.language.${one}`) }))}
          />
        </Field>
        <Field label={t("imports.playbook")}>
          <Select
            value={playbook}
            onChange={setPlaybook}
            options={[
              { value: "", label: t("imports.no_playbook") },
              ...(playbooks.data?.items ?? []).map((one) => ({ value: one.id, label: one.name, note: t(`ui.language.${one.language}`) })),
            ]}
          />
        </Field>
        <Field label={t("imports.seller")} hint={t("imports.seller_hint")}>
          <Input value={sellerName} maxLength={120} onChange={(event) => setSellerName(event.target.value)} />
        </Field>
      </div>
      <DropZone onFiles={add} />
      {queue.length > 0 ? (
        <>
          <p role="status" className="text-[13px] text-ink-3">
            {t("imports.tally", { done: count.done, all: count.all })}
            {count.failed > 0 ? ` · ${t("imports.failed", { count: count.failed })}` : ""}
          </p>
          <ul className="-mt-3 rounded-md border border-line">
            {queue.map((item) => (
              <FileRow key={item.id} item={item} onAgain={() => again(item.id)} onDrop={() => drop(item.id)} />
            ))}
          </ul>
        </>
      ) : null}
      <DialogActions>
        <Button weight={count.done > 0 ? "solid" : "outline"} onClick={onDone}>
          {t("ui.close")}
        </Button>
      </DialogActions>
    </div>
  );
}

function DropZone({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const { t } = useTranslation();
  const id = useId();
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFiles([...event.dataTransfer.files]);
  };
  return (
    <label
      htmlFor={id}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cx(
        "flex flex-col items-center gap-1 rounded-lg border-2 border-dashed px-6 py-9 text-center transition-colors",
        "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
        over ? "border-accent bg-accent-soft" : "border-line-strong/60 bg-paper hover:border-line-strong",
      )}
    >
      <Upload size={24} strokeWidth={1.5} aria-hidden="true" className="mb-1 text-ink-3" />
      <span className="text-sm font-medium text-ink">{t("imports.drop")}</span>
      <span className="text-[13px] text-ink-3">{t("imports.kinds")}</span>
      <input
        id={id}
        type="file"
        multiple
        accept={KINDS}
        className="sr-only"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
    </label>
  );
}
