/**
 * The script as a checklist by phase: what was touched, with the words that show it, what is best said next, and a
 * tick by hand. It asks for ticks; it never makes one itself.
 */
import { Check, ChevronRight } from "lucide-react";
import { memo, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CallState } from "@/live/state";
import type { Point, Script, Tick } from "@/live/words";
import { progressOf, type PhaseProgress } from "./script";

interface ChecklistProps {
  script: Pick<Script, "phases">;
  ticks: Readonly<Record<string, Tick>>;
  focus: CallState["focus"];
  onTick: (point: string, ticked: boolean) => void;
}

export const Checklist = memo(function Checklist({ script, ticks, focus, onTick }: ChecklistProps) {
  const { t } = useTranslation();
  const progress = progressOf(script, ticks, focus);
  return (
    <div className="flex flex-col gap-1 p-2">
      {progress.next && (
        <div className="mb-1 rounded-xl border border-accent/25 bg-accent/10 px-3 py-2.5">
          <p className="text-[11px] font-semibold tracking-wider text-accent uppercase">{t("hud.script.next")}</p>
          <p className="mt-0.5 text-[15px] leading-snug font-medium">{progress.next.text}</p>
          {progress.next.hints?.[0] && <p className="mt-1 text-[13px] leading-snug text-ink-2 italic">“{progress.next.hints[0]}”</p>}
        </div>
      )}
      {progress.phases.map((phase, index) => (
        <PhaseList
          key={phase.phase.name}
          progress={phase}
          current={index === progress.current}
          next={progress.next?.id ?? null}
          ticks={ticks}
          onTick={onTick}
        />
      ))}
    </div>
  );
});

interface PhaseListProps {
  progress: PhaseProgress;
  current: boolean;
  next: string | null;
  ticks: Readonly<Record<string, Tick>>;
  onTick: (point: string, ticked: boolean) => void;
}

function PhaseList({ progress, current, next, ticks, onTick }: PhaseListProps) {
  const { t } = useTranslation();
  const id = useId();
  const [chosen, setChosen] = useState<boolean | null>(null);
  const open = chosen ?? current;
  const { phase, done, total } = progress;
  return (
    <div>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setChosen(!open)}
        className="flex w-full items-center gap-2 rounded-lg px-2 py-1.5 text-left hover:bg-white/6 focus-visible:outline-2 focus-visible:outline-accent"
      >
        <ChevronRight
          size={14}
          aria-hidden
          className={`shrink-0 text-ink-3 motion-safe:transition-transform ${open ? "rotate-90" : ""}`}
        />
        <span className={`flex-1 truncate text-[13px] font-semibold ${current ? "text-ink" : "text-ink-2"}`}>{phase.name}</span>
        {current && <span className="sr-only">{t("hud.script.current")}</span>}
        <span className="text-[12px] text-ink-2 tabular-nums" aria-label={t("hud.script.done", { done, total })}>
          {done}/{total}
        </span>
        <span aria-hidden className="h-1 w-10 overflow-hidden rounded-full bg-white/12">
          <span className="block h-full rounded-full bg-good motion-safe:transition-all" style={{ width: `${(100 * done) / Math.max(1, total)}%` }} />
        </span>
      </button>
      {open && (
        <ul id={id} className="flex flex-col">
          {phase.points.map((point) => (
            <PointRow key={point.id} point={point} tick={ticks[point.id]} isNext={point.id === next} onTick={onTick} />
          ))}
        </ul>
      )}
    </div>
  );
}

interface PointRowProps {
  point: Point;
  tick: Tick | undefined;
  isNext: boolean;
  onTick: (point: string, ticked: boolean) => void;
}

const PointRow = memo(function PointRow({ point, tick, isNext, onTick }: PointRowProps) {
  const { t } = useTranslation();
  const id = useId();
  const evidence = tick?.quote ?? null;
  return (
    <li className="group relative">
      <button
        type="button"
        role="checkbox"
        aria-checked={Boolean(tick)}
        aria-describedby={evidence ? id : undefined}
        onClick={() => onTick(point.id, !tick)}
        className={`flex w-full items-start gap-2.5 rounded-lg py-1.5 pr-2 pl-3 text-left focus-visible:outline-2 focus-visible:outline-accent hover:bg-white/6 ${isNext ? "bg-white/5" : ""}`}
      >
        <span
          aria-hidden
          className={`mt-0.5 grid h-[18px] w-[18px] shrink-0 place-items-center rounded-[6px] border motion-safe:transition-colors ${tick ? "border-good bg-good text-paper" : "border-white/30"}`}
        >
          {tick && <Check size={13} strokeWidth={3} />}
        </span>
        <span className={`flex-1 text-[14px] leading-snug ${tick ? "text-ink-2" : "text-ink"}`}>
          {point.text}
          {point.importance === 3 && !tick && <span className="ml-1.5 text-[11px] font-semibold text-fair">{t("hud.script.must")}</span>}
        </span>
      </button>
      {tick && (
        <p
          id={id}
          className="hidden px-3 pb-2 pl-[42px] text-[12.5px] leading-snug text-ink-2 group-focus-within:block group-hover:block"
        >
          {evidence ? `“${evidence}”` : t("hud.script.byHand")}
        </p>
      )}
    </li>
  );
});
