/** What was sent to one endpoint, how it went, and sending it again. */
import { Link } from "@tanstack/react-router";
import { RotateCw } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Delivery } from "@/api/types";
import { useDeliveries, useRedeliver } from "@/api/webhooks";
import { dayAndTime } from "@/lib/dates";
import { useNow } from "@/lib/use-now";
import { useLanguage } from "@/lib/use-page";
import { useProblem } from "@/lib/use-problem";
import { Button } from "@/ui/button";
import { Badge, Notice, Skeleton, type Tint } from "@/ui/surface";
import { Table, type Column } from "@/ui/table";
import { toast } from "@/ui/toast";

const tints: Record<Delivery["state"], Tint> = { pending: "fair", delivered: "good", failed: "poor" };

export function Deliveries({ webhook }: { webhook: string }) {
  const { t, i18n } = useTranslation();
  const { say } = useProblem();
  const language = useLanguage();
  const now = useNow();
  const deliveries = useDeliveries(webhook);
  const redeliver = useRedeliver(webhook);
  if (deliveries.error) return <Notice tint="poor">{say(deliveries.error)}</Notice>;
  if (!deliveries.data) return <Skeleton className="mx-5 mb-4 h-16" />;
  if (deliveries.data.items.length === 0) return <p className="px-5 pb-5 text-sm text-ink-3">{t("settings.webhooks.no_deliveries")}</p>;
  const errorText = (code: string | null | undefined) =>
    code && i18n.exists(`settings.webhooks.error.${code}`) ? t(`settings.webhooks.error.${code}`) : code;
  const columns: Column<Delivery>[] = [
    {
      key: "what",
      head: t("settings.webhooks.event"),
      cell: (one) =>
        one.conversation_id ? (
          <Link to="/conversations/$conversationId" params={{ conversationId: one.conversation_id }} className="font-mono text-[13px] text-accent underline-offset-4 hover:underline">
            {one.event}
          </Link>
        ) : (
          <span className="font-mono text-[13px]">{one.event}</span>
        ),
    },
    { key: "when", head: t("settings.webhooks.when"), cell: (one) => <span className="text-ink-2">{dayAndTime(one.attempted_at ?? one.created_at, now, language)}</span> },
    {
      key: "state",
      head: t("settings.webhooks.result"),
      cell: (one) => (
        <span className="flex flex-wrap items-center gap-2">
          <Badge tint={tints[one.state]}>{t(`settings.webhooks.state.${one.state}`)}</Badge>
          <span className="text-[13px] text-ink-3">
            {[one.status ? `HTTP ${one.status}` : null, errorText(one.error), one.attempts > 1 ? t("settings.webhooks.attempts", { count: one.attempts }) : null].filter(Boolean).join(" · ")}
          </span>
        </span>
      ),
    },
    {
      key: "again",
      head: t("settings.people.actions"),
      quiet: true,
      align: "right",
      cell: (one) => (
        <Button
          weight="quiet"
          size="sm"
          icon={<RotateCw size={15} aria-hidden="true" />}
          disabled={one.state === "pending"}
          onClick={() => redeliver.mutate(one.id, { onSuccess: () => toast.good(t("settings.webhooks.again_queued")), onError: (error) => toast.poor(say(error)) })}
        >
          {t("settings.webhooks.again")}
        </Button>
      ),
    },
  ];
  return (
    <div className="border-t bg-paper/60">
      <Table label={t("settings.webhooks.deliveries")} columns={columns} rows={deliveries.data.items} rowKey={(one) => one.id} />
    </div>
  );
}
