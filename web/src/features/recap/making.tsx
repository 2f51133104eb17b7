/** A recap on its way: each step as it is done, and the way on when one was given up. */
import { Check, CircleAlert, RotateCw } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useProgress, useRetryRecap } from "@/api/conversations";
import type { Progress, Stage } from "@/api/types";
import { cx } from "@/lib/cx";
import { useProblem } from "@/lib/use-problem";
import { Button } from "@/ui/button";
import { Card, CardHead, Skeleton, Spinner } from "@/ui/surface";
import { toast } from "@/ui/toast";

type StepState = Progress["steps"][number]["state"];

export function Making({ id, stage }: { id: string; stage: Stage }) {
  const { t, i18n } = useTranslation();
  const { say } = useProblem();
  const progress = useProgress(id, stage);
  const retry = useRetryRecap(id);
  const failed = stage === "failed";
  const trouble = (code: string) => t(i18n.exists(`recap.step_trouble.${code}`) ? `recap.step_trouble.${code}` : "recap.step_trouble.other");
  const stepText = (name: string) => (i18n.exists(`recap.step.${name}`) ? t(`recap.step.${name}`) : name);

  return (
    <Card className={failed ? "border-poor/50" : undefined}>
      <CardHead title={t(failed ? "recap.failed_title" : "recap.making_title")} note={t(failed ? "recap.failed_text" : "recap.making_text")}>
        {failed ? (
          <Button
            busy={retry.isPending}
            icon={<RotateCw size={16} aria-hidden="true" />}
            onClick={() => retry.mutate(undefined, { onError: (error) => toast.poor(say(error)) })}
          >
            {t("ui.again")}
          </Button>
        ) : null}
      </CardHead>
      <ol aria-live="polite" className="flex flex-col gap-2.5 px-5 pt-1 pb-5">
        {progress.data ? (
          progress.data.steps.map((step) => (
            <li key={step.step} className="flex items-center gap-3 text-sm">
              <StepIcon state={step.state} />
              <span className={cx(step.state === "waiting" ? "text-ink-3" : "text-ink")}>{stepText(step.step)}</span>
              <span className="sr-only">{t(`recap.step_state.${step.state}`)}</span>
              {step.state === "failed" || (step.error && step.state !== "done") ? (
                <span className="text-[13px] text-poor">
                  {t("recap.step_attempts", { count: step.attempts })}
                  {step.error ? ` · ${trouble(step.error)}` : ""}
                </span>
              ) : null}
            </li>
          ))
        ) : (
          <li>
            <Skeleton className="h-5 w-48" />
          </li>
        )}
      </ol>
    </Card>
  );
}

function StepIcon({ state }: { state: StepState }) {
  const box = "grid size-6 shrink-0 place-items-center rounded-full";
  switch (state) {
    case "done":
      return (
        <span className={cx(box, "bg-good-soft text-good")}>
          <Check size={14} strokeWidth={3} aria-hidden="true" />
        </span>
      );
    case "running":
      return (
        <span className={cx(box, "text-accent")}>
          <Spinner size={18} />
        </span>
      );
    case "failed":
      return (
        <span className={cx(box, "bg-poor-soft text-poor")}>
          <CircleAlert size={15} aria-hidden="true" />
        </span>
      );
    case "waiting":
      return (
        <span className={box}>
          <span className="size-2 rounded-full bg-line-strong/60" />
        </span>
      );
  }
}
