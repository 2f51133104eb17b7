/** The live figures: who talks how much, how fast, how long on end, questions and points. For coaching, not judging. */
import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { Figures } from "@/live/words";
import { clock } from "./glass";

/** A share of talk in these bounds is usual in good discovery calls; outside it the bar takes the colour of a hint. */
const TALK_MOST = 0.65;
/** Words per minute above this are hard to follow. */
const PACE_MOST = 180;
/** A monologue longer than this, in seconds, loses listeners. */
const MONOLOGUE_MOST = 90;

export const LiveFigures = memo(function LiveFigures({ figures }: { figures: Figures | null }) {
  const { t } = useTranslation();
  const ratio = figures?.talk_ratio ?? null;
  const pace = figures?.words_per_minute ?? null;
  const monologue = figures?.longest_monologue ?? 0;
  return (
    <section aria-label={t("hud.figures.label")} title={t("hud.figures.note")} className="border-t border-white/8 px-3 pt-2 pb-2.5">
      <div className="flex items-center gap-2 text-[12px] text-ink-2">
        <span>{t("hud.figures.you")}</span>
        <div
          role="meter"
          aria-label={t("hud.figures.talkRatio")}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round((ratio ?? 0.5) * 100)}
          className="relative h-1.5 flex-1 overflow-hidden rounded-full bg-customer/55"
        >
          <div
            className={`h-full motion-safe:transition-[width] motion-safe:duration-700 ${ratio !== null && ratio > TALK_MOST ? "bg-fair" : "bg-seller"}`}
            style={{ width: `${Math.round((ratio ?? 0.5) * 100)}%` }}
          />
        </div>
        <span>{t("hud.figures.they")}</span>
        <span className="figures w-9 text-right text-ink">{ratio === null ? "–" : `${Math.round(ratio * 100)}%`}</span>
      </div>
      <dl className="mt-2 grid grid-cols-4 gap-1">
        <Figure name={t("hud.figures.pace")} value={pace === null ? "–" : String(Math.round(pace))} warn={pace !== null && pace > PACE_MOST} />
        <Figure name={t("hud.figures.monologue")} value={clock(monologue)} warn={monologue > MONOLOGUE_MOST} />
        <Figure name={t("hud.figures.questions")} value={String(figures?.seller_questions ?? 0)} />
        <Figure name={t("hud.figures.points")} value={figures ? `${figures.points_covered}/${figures.points_total}` : "–"} />
      </dl>
    </section>
  );
});

function Figure({ name, value, warn = false }: { name: string; value: string; warn?: boolean }) {
  return (
    <div className="min-w-0">
      <dd className={`figures text-[15px] leading-tight font-semibold ${warn ? "text-fair" : "text-ink"}`}>{value}</dd>
      <dt className="truncate text-[11px] leading-tight text-ink-2">{name}</dt>
    </div>
  );
}
