/** What stands on the screen while a page loads, and when it fails. */
import type { ErrorComponentProps } from "@tanstack/react-router";
import { RotateCw, Unplug } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useProblem } from "@/lib/use-problem";
import { Button } from "@/ui/button";
import { EmptyState, Spinner } from "@/ui/surface";

export function WaitingPage() {
  const { t } = useTranslation();
  return (
    <div className="grid min-h-[60dvh] place-items-center text-ink-3">
      <Spinner size={28} label={t("ui.loading")} />
    </div>
  );
}

export function FailedPage({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const { say } = useProblem();
  return (
    <main className="grid min-h-[80dvh] place-items-center">
      <EmptyState page icon={<Unplug />} title={t("ui.failed_title")} text={say(error)}>
        <Button icon={<RotateCw size={16} aria-hidden="true" />} onClick={reset}>
          {t("ui.again")}
        </Button>
      </EmptyState>
    </main>
  );
}
