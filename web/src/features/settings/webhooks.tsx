/** Where the organisation is told what happened: endpoints, their secret shown once, and what was delivered. */
import { ChevronDown, KeyRound, Plus, Trash2, Webhook as WebhookIcon } from "lucide-react";
import { useId, useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { useCreateWebhook, useDeleteWebhook, useWebhooks } from "@/api/webhooks";
import type { Webhook } from "@/api/types";
import { cx } from "@/lib/cx";
import { useProblem } from "@/lib/use-problem";
import { Button, IconButton } from "@/ui/button";
import { CopyButton } from "@/ui/copy-button";
import { Confirm, Dialog, DialogActions } from "@/ui/dialog";
import { Field, Input } from "@/ui/field";
import { Card, CardHead, EmptyState, Notice, Skeleton } from "@/ui/surface";
import { toast } from "@/ui/toast";
import { Deliveries } from "./deliveries";

export function Webhooks() {
  const { t } = useTranslation();
  const { say } = useProblem();
  const webhooks = useWebhooks();
  const remove = useDeleteWebhook();
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<Webhook | null>(null);
  if (webhooks.error) return <EmptyState title={say(webhooks.error)} />;
  const items = webhooks.data?.items;
  return (
    <Card>
      <CardHead title={t("settings.webhooks.title")} note={t("settings.webhooks.note")}>
        <Button size="sm" icon={<Plus size={16} aria-hidden="true" />} onClick={() => setAdding(true)}>
          {t("settings.webhooks.new")}
        </Button>
      </CardHead>
      {items ? null : <Skeleton className="m-5 h-12" />}
      {items?.length === 0 ? <EmptyState icon={<WebhookIcon />} title={t("settings.webhooks.none")} text={t("settings.webhooks.none_text")} /> : null}
      <ul>
        {items?.map((webhook) => (
          <Row key={webhook.id} webhook={webhook} onRemove={() => setLeaving(webhook)} />
        ))}
      </ul>
      <Dialog open={adding} onOpenChange={setAdding} title={t("settings.webhooks.new")}>
        <NewWebhook onDone={() => setAdding(false)} />
      </Dialog>
      <Confirm
        open={leaving !== null}
        onOpenChange={() => setLeaving(null)}
        title={t("settings.webhooks.delete_title")}
        text={t("settings.webhooks.delete_text", { url: leaving?.url ?? "" })}
        action={t("ui.remove")}
        danger
        onConfirm={() => (leaving ? remove.mutateAsync(leaving.id).catch((error: unknown) => toast.poor(say(error))) : undefined)}
      />
    </Card>
  );
}

function Row({ webhook, onRemove }: { webhook: Webhook; onRemove: () => void }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <li className="border-t">
      <div className="flex items-center gap-2 px-5 py-3">
        <span className="min-w-0 flex-1">
          <span className="block truncate font-mono text-[13px] text-ink">{webhook.url}</span>
          {webhook.description ? <span className="block truncate text-[13px] text-ink-3">{webhook.description}</span> : null}
        </span>
        <Button weight="quiet" size="sm" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
          {t("settings.webhooks.deliveries")}
          <ChevronDown size={15} aria-hidden="true" className={cx("transition-transform", open && "rotate-180")} />
        </Button>
        <IconButton label={t("settings.webhooks.delete", { url: webhook.url })} size="sm" onClick={onRemove}>
          <Trash2 size={16} aria-hidden="true" />
        </IconButton>
      </div>
      <div id={id}>{open ? <Deliveries webhook={webhook.id} /> : null}</div>
    </li>
  );
}

function NewWebhook({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const { say, sayField } = useProblem();
  const create = useCreateWebhook();
  const [url, setUrl] = useState("");
  const [description, setDescription] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ url: url.trim(), description: description.trim() });
  };
  if (create.data) {
    return (
      <div className="flex flex-col gap-4">
        <Notice tint="fair" icon={<KeyRound size={18} aria-hidden="true" />}>
          {t("settings.webhooks.secret_once")}
        </Notice>
        <p className="rounded-md bg-sunken px-3 py-2.5 font-mono text-[13px] break-all text-ink select-all">{create.data.secret}</p>
        <DialogActions>
          <Button weight="quiet" onClick={onDone}>
            {t("settings.webhooks.secret_kept")}
          </Button>
          <CopyButton text={create.data.secret} label={t("settings.webhooks.secret_copy")} weight="solid" size="md" />
        </DialogActions>
      </div>
    );
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-5">
      {create.error ? <Notice tint="poor">{say(create.error)}</Notice> : null}
      <Field label={t("settings.webhooks.url")} hint={t("settings.webhooks.url_hint")} error={sayField(create.error, "url")}>
        <Input type="url" required autoFocus placeholder="https://" value={url} onChange={(event) => setUrl(event.target.value)} />
      </Field>
      <Field label={t("settings.webhooks.description")} optional={t("ui.optional")} error={sayField(create.error, "description")}>
        <Input maxLength={200} value={description} onChange={(event) => setDescription(event.target.value)} />
      </Field>
      <DialogActions>
        <Button weight="quiet" onClick={onDone}>
          {t("ui.cancel")}
        </Button>
        <Button type="submit" busy={create.isPending}>
          {t("settings.webhooks.create")}
        </Button>
      </DialogActions>
    </form>
  );
}
