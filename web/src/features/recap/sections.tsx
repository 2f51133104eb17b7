/** The findings of a recap: points by phase, objections with their end, next steps, questions, facts. */
import { Check, Circle, Hand } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Objection, Participant, Playbook, Recap } from "@/api/types";
import { cx } from "@/lib/cx";
import { Badge, Card, CardHead, type Tint } from "@/ui/surface";
import { Evidence } from "./jump";

const rows = "border-t border-line px-5 py-3.5";

export function PointsCard({ recap, playbook }: { recap: Recap; playbook: Playbook }) {
  const { t } = useTranslation();
  const ticks = new Map(recap.ticks.map((tick) => [tick.point, tick] as const));
  return (
    <Card>
      <CardHead title={t("recap.points.title")} note={`${playbook.name} · ${t("recap.points.version", { version: playbook.version })}`}>
        <Badge tint="accent">{t("recap.figures.points", { covered: recap.figures.points_covered, total: recap.figures.points_total })}</Badge>
      </CardHead>
      {playbook.phases.map((phase, n) => {
        const covered = phase.points.filter((point) => ticks.has(point.id)).length;
        return (
          <section key={n} className={rows}>
            <h3 className="mb-2 flex items-baseline justify-between text-[13px] font-semibold text-ink-2">
              {phase.name}
              <span className="figures font-normal text-ink-3">
                {covered}/{phase.points.length}
              </span>
            </h3>
            <ul className="flex flex-col gap-2">
              {phase.points.map((point) => {
                const tick = ticks.get(point.id);
                return (
                  <li key={point.id} className="flex gap-3">
                    <span className={cx("mt-0.5 grid size-5 shrink-0 place-items-center rounded-full", tick ? "bg-good-soft text-good" : "text-line-strong")}>
                      {tick ? <Check size={13} strokeWidth={3} aria-hidden="true" /> : <Circle size={16} strokeWidth={1.5} aria-hidden="true" />}
                    </span>
                    <div className="min-w-0 flex-1">
                      <p className={cx("text-sm", tick ? "text-ink" : "text-ink-2")}>
                        <span className="sr-only">{t(tick ? "recap.points.covered" : "recap.points.missed")}: </span>
                        {point.text}
                        {!tick && (point.importance ?? 2) >= 3 ? (
                          <Badge tint="fair" className="ml-2">
                            {t("recap.points.must")}
                          </Badge>
                        ) : null}
                      </p>
                      {tick?.by === "person" ? (
                        <p className="flex items-center gap-1.5 text-[13px] text-ink-3">
                          <Hand size={13} aria-hidden="true" /> {t("recap.points.by_hand")}
                        </p>
                      ) : null}
                      {tick?.evidence ? <Evidence utterance={tick.evidence} quote={tick.quote} /> : null}
                    </div>
                  </li>
                );
              })}
            </ul>
          </section>
        );
      })}
    </Card>
  );
}

const outcomes: Record<Objection["status"], Tint> = { raised: "fair", addressed: "accent", overcome: "good", open: "poor", deferred: "fair" };

export function ObjectionsCard({ recap, playbook, people }: { recap: Recap; playbook: Playbook | null; people: ReadonlyMap<string, Participant> }) {
  const { t } = useTranslation();
  return (
    <Card>
      <CardHead title={t("recap.objections.title")} />
      {recap.objections.length === 0 ? <Nothing text={t("recap.objections.none")} /> : null}
      <ul>
        {recap.objections.map((one) => {
          const card = playbook?.cards?.find((found) => found.id === one.card);
          return (
            <li key={one.id} className={rows}>
              <p className="flex flex-wrap items-center gap-2 text-sm font-medium text-ink">
                {t(`ui.objection.${one.kind}`)}
                <Badge tint={outcomes[one.status]}>{t(`recap.outcome.${one.status}`)}</Badge>
                <span className="ml-auto text-[13px] font-normal text-ink-3">{people.get(one.speaker)?.name}</span>
              </p>
              <Evidence utterance={one.evidence} quote={one.quote} />
              {card ? <p className="text-[13px] text-ink-3">{t("recap.objections.card", { title: card.title })}</p> : null}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

export function NextStepsCard({ recap }: { recap: Recap }) {
  const { t } = useTranslation();
  return (
    <Card>
      <CardHead title={t("recap.actions.title")} />
      {recap.actions.length === 0 ? <Nothing text={t("recap.actions.none")} /> : null}
      <ul>
        {recap.actions.map((action, n) => (
          <li key={n} className={rows}>
            <p className="flex items-start gap-3 text-sm text-ink">
              <Badge tint={action.who === "customer" ? "customer" : "accent"}>{t(`recap.side.${action.who}`)}</Badge>
              <span className="min-w-0 flex-1 pt-0.5">{action.what}</span>
              {action.due ? <span className="shrink-0 pt-0.5 text-[13px] font-medium text-ink-2">{action.due}</span> : null}
            </p>
            <Evidence utterance={action.evidence} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

export function QuestionsCard({ recap, people }: { recap: Recap; people: ReadonlyMap<string, Participant> }) {
  const { t } = useTranslation();
  const sells = (speaker: string) => people.get(speaker)?.side !== "customer";
  const groups = [
    { name: "customer", items: recap.questions.filter((one) => !sells(one.speaker)) },
    { name: "seller", items: recap.questions.filter((one) => sells(one.speaker)) },
  ] as const;
  return (
    <Card>
      <CardHead title={t("recap.questions.title")} />
      {recap.questions.length === 0 ? <Nothing text={t("recap.questions.none")} /> : null}
      {groups.map(({ name, items }) =>
        items.length > 0 ? (
          <section key={name} className={rows}>
            <h3 className={cx("mb-1 text-[13px] font-semibold", name === "seller" ? "text-seller" : "text-customer")}>{t(`recap.${name}`)}</h3>
            <ul>
              {items.map((one, n) => (
                <li key={n}>
                  <Evidence utterance={one.evidence} quote={one.text} />
                </li>
              ))}
            </ul>
          </section>
        ) : null,
      )}
    </Card>
  );
}

function Nothing({ text }: { text: string }) {
  return <p className="px-5 pb-5 text-sm text-ink-3">{text}</p>;
}

/** A part of the page under its own heading, for text that stands alone. */
export function Prose({ children }: { children: ReactNode }) {
  return <div className="px-5 pb-5 text-[15px] leading-relaxed whitespace-pre-line text-ink">{children}</div>;
}
