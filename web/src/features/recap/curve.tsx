/**
 * The mood of the words over the call, who spoke when, and where something happened. By pointer or by arrow keys one
 * walks along the call; pressing goes to the words.
 */
import { useState, type KeyboardEvent, type PointerEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Objection, Participant, Recap, Utterance } from "@/api/types";
import { cx } from "@/lib/cx";
import { nearest, path, share, smooth, stretch, type Dot, type Tone } from "@/lib/curve";
import { clock } from "@/lib/dates";
import { Card, CardHead } from "@/ui/surface";
import { Tooltip } from "@/ui/tooltip";
import { useJump } from "./jump";

const WIDTH = 1000;
const HEIGHT = 150;

interface Props {
  recap: Recap;
  utterances: readonly Utterance[];
  people: ReadonlyMap<string, Participant>;
  pointText: (id: string) => string;
}

export function Curve({ recap, utterances, people, pointText }: Props) {
  const { t } = useTranslation();
  const duration = utterances.reduce((last, one) => Math.max(last, one.end), 0);
  if (recap.tones.length < 2 || duration === 0) return null;
  const sells = (speaker: string) => ["seller", "agent"].includes(people.get(speaker)?.side ?? "");
  const [customer = [], seller = []] = stretch([
    smooth(recap.tones.filter((tone) => !sells(tone.speaker)), duration),
    smooth(recap.tones.filter((tone) => sells(tone.speaker)), duration),
  ]);
  return (
    <Card>
      <CardHead title={t("recap.curve.title")} note={t("recap.curve.note")}>
        <p className="flex gap-4 text-xs text-ink-2">
          <Key className="bg-customer" text={t("recap.customer")} />
          <Key className="bg-seller" text={t("recap.seller")} />
        </p>
      </CardHead>
      <div className="px-5 pt-2 pb-5">
        <Walk tones={recap.tones} duration={duration} utterances={utterances} people={people}>
          <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true" className="absolute inset-0 size-full overflow-visible" fill="none">
            <line x1="0" x2={WIDTH} y1={HEIGHT / 2} y2={HEIGHT / 2} stroke="var(--line)" vectorEffect="non-scaling-stroke" />
            <CustomerLine dots={customer} />
            <path d={path(seller, WIDTH, HEIGHT)} stroke="var(--seller)" strokeWidth="1.5" strokeDasharray="4 4" vectorEffect="non-scaling-stroke" opacity="0.85" />
          </svg>
        </Walk>
        <Markers recap={recap} duration={duration} pointText={pointText} />
        <Bands utterances={utterances} duration={duration} sells={sells} />
        <p className="figures mt-1.5 flex justify-between text-xs text-ink-3">
          <span>0:00</span>
          <span>{clock(duration)}</span>
        </p>
      </div>
    </Card>
  );
}

function Key({ className, text }: { className: string; text: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span aria-hidden="true" className={cx("h-1 w-4 rounded-full", className)} />
      {text}
    </span>
  );
}

function CustomerLine({ dots }: { dots: readonly Dot[] }) {
  const line = path(dots, WIDTH, HEIGHT);
  const [first, last] = [dots[0], dots.at(-1)];
  if (!first || !last) return null;
  const middle = HEIGHT / 2;
  return (
    <>
      <path d={`${line}L${last.x * WIDTH} ${middle}L${first.x * WIDTH} ${middle}Z`} fill="var(--customer)" opacity="0.14" />
      <path d={line} stroke="var(--customer)" strokeWidth="2.5" strokeLinecap="round" strokeLinejoin="round" vectorEffect="non-scaling-stroke" />
    </>
  );
}

interface WalkProps {
  tones: readonly Tone[];
  duration: number;
  utterances: readonly Utterance[];
  people: ReadonlyMap<string, Participant>;
  children: React.ReactNode;
}

/** The way along the call: a slider whose values are the lines that were said. */
function Walk({ tones, duration, utterances, people, children }: WalkProps) {
  const { t } = useTranslation();
  const { to } = useJump();
  const [at, setAt] = useState<Tone | null>(null);
  const sorted = [...tones].sort((a, b) => a.at - b.at);
  const words = at ? utterances.find((one) => one.id === at.utterance) : undefined;
  const place = at ? share(at.at, duration) : 0;

  const point = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    setAt(nearest(tones, (event.clientX - box.left) / box.width, duration));
  };
  const key = (event: KeyboardEvent) => {
    const here = at ? sorted.indexOf(at) : -1;
    const steps: Record<string, number> = { ArrowRight: here + 1, ArrowUp: here + 1, ArrowLeft: here - 1, ArrowDown: here - 1, Home: 0, End: sorted.length - 1 };
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setAt(sorted[Math.min(sorted.length - 1, Math.max(0, step))] ?? null);
    } else if ((event.key === "Enter" || event.key === " ") && at) {
      event.preventDefault();
      to(at.utterance);
    }
  };
  const name = at ? (people.get(at.speaker)?.name ?? "?") : "";

  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={t("recap.curve.walk")}
      aria-valuemin={0}
      aria-valuemax={Math.round(duration / 1000)}
      aria-valuenow={Math.round((at?.at ?? 0) / 1000)}
      aria-valuetext={at ? `${clock(at.at)}, ${name}: ${words?.text ?? ""}` : clock(0)}
      className="relative h-36 cursor-crosshair rounded-md"
      onPointerMove={point}
      onPointerDown={point}
      onPointerLeave={() => setAt(null)}
      onBlur={() => setAt(null)}
      onKeyDown={key}
      onClick={() => (at ? to(at.utterance) : undefined)}
    >
      <span aria-hidden="true" className="pointer-events-none absolute -top-1 left-0 text-xs text-ink-3">
        {t("recap.curve.warm")}
      </span>
      <span aria-hidden="true" className="pointer-events-none absolute -bottom-1 left-0 text-xs text-ink-3">
        {t("recap.curve.cold")}
      </span>
      {children}
      {at ? (
        <>
          <span aria-hidden="true" className="pointer-events-none absolute inset-y-0 w-px bg-line-strong" style={{ left: `${place * 100}%` }} />
          <span
            aria-hidden="true"
            className={cx(
              "pointer-events-none absolute top-1 z-10 w-max max-w-[min(20rem,70%)] rounded-md bg-solid px-3 py-2 text-[13px] leading-snug text-on-solid shadow-2",
              place > 0.5 ? "-translate-x-full" : "",
            )}
            style={{ left: `calc(${place * 100}% ${place > 0.5 ? "- 8px" : "+ 8px"})` }}
          >
            <span className="figures block text-xs opacity-75">
              {clock(at.at)} · {name}
            </span>
            <span className="line-clamp-3">{words?.text}</span>
          </span>
        </>
      ) : null}
    </div>
  );
}

interface Mark {
  utterance: string;
  text: string;
  poor: boolean;
}

function marksOf(recap: Recap, objection: (one: Objection) => string, pointText: (id: string) => string): Mark[] {
  const points = recap.ticks.flatMap((tick) => (tick.evidence ? [{ utterance: tick.evidence, text: pointText(tick.point), poor: false }] : []));
  return [...points, ...recap.objections.map((one) => ({ utterance: one.evidence, text: objection(one), poor: true }))];
}

function Markers({ recap, duration, pointText }: { recap: Recap; duration: number; pointText: (id: string) => string }) {
  const { t } = useTranslation();
  const { to, times } = useJump();
  const marks = marksOf(recap, (one) => t("recap.objection_of", { kind: t(`ui.objection.${one.kind}`) }), pointText);
  if (marks.length === 0) return null;
  return (
    <ul aria-label={t("recap.curve.marks")} className="relative mt-2 h-7">
      {marks.map((mark, n) => {
        const at = times.get(mark.utterance);
        if (at === undefined) return null;
        return (
          <li key={n} className="absolute top-0.5 -translate-x-1/2" style={{ left: `${share(at, duration) * 100}%` }}>
            <Tooltip text={`${clock(at)} · ${mark.text}`}>
              <button type="button" aria-label={`${clock(at)}: ${mark.text}`} onClick={() => to(mark.utterance)} className="grid size-6 place-items-center rounded-full hover:bg-sunken">
                <span className={cx("block", mark.poor ? "size-2.5 rotate-45 bg-poor" : "size-2 rounded-full bg-good")} />
              </button>
            </Tooltip>
          </li>
        );
      })}
    </ul>
  );
}

/** Who spoke when, as two bands. */
function Bands({ utterances, duration, sells }: { utterances: readonly Utterance[]; duration: number; sells: (speaker: string) => boolean }) {
  return (
    <svg viewBox={`0 0 ${WIDTH} 22`} preserveAspectRatio="none" aria-hidden="true" className="block h-5 w-full">
      {utterances.map((one) => {
        const side = sells(one.speaker);
        const [x, end] = [share(one.start, duration) * WIDTH, share(one.end, duration) * WIDTH];
        return <rect key={one.id} x={x} y={side ? 12 : 2} width={Math.max(1.5, end - x)} height="8" rx="1" fill={side ? "var(--seller)" : "var(--customer)"} opacity="0.75" />;
      })}
    </svg>
  );
}
