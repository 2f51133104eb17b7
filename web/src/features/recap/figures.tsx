/** The figures of a conversation, each with its definition at hand. The server computes them; nothing is computed here. */
import { Info } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Figures, Participant } from "@/api/types";
import { clock, length } from "@/lib/dates";
import { number, percent } from "@/lib/numbers";
import { useLanguage } from "@/lib/use-page";
import { Card, CardHead } from "@/ui/surface";
import { Tooltip } from "@/ui/tooltip";
import { useJump } from "./jump";

/** Shown where there is nothing to measure. */
const NONE = "–";

interface Shown {
  name: string;
  value: string;
  more?: ReactNode;
}

export function FiguresCard({ figures, people }: { figures: Figures; people: ReadonlyMap<string, Participant> }) {
  const { t } = useTranslation();
  const shown = useShown(figures);
  return (
    <Card>
      <CardHead title={t("recap.figures.title")} note={t("recap.figures.note")} />
      <TalkBar share={figures.talk_ratio ?? null} />
      <dl className="grid grid-cols-2 gap-px overflow-hidden border-t border-line @xl:grid-cols-3 @3xl:grid-cols-4">
        {shown.map((one) => (
          <Figure key={one.name} {...one} />
        ))}
      </dl>
      <Moods figures={figures} people={people} />
    </Card>
  );
}

function useShown(figures: Figures): Shown[] {
  const { t } = useTranslation();
  const language = useLanguage();
  const or = (value: number | null | undefined, text: (value: number) => string) =>
    value === null || value === undefined ? NONE : text(value);
  const seconds = (value: number) => `${number(value, language, 1)} s`;
  return [
    {
      name: "adherence",
      value: or(figures.adherence, (value) => percent(value / 100, language)),
      more: t("recap.figures.points", { covered: figures.points_covered, total: figures.points_total }),
    },
    { name: "talk_ratio", value: or(figures.talk_ratio, (value) => percent(value, language)) },
    { name: "duration", value: length(figures.duration), more: t("recap.lines", { count: figures.utterances }) },
    { name: "longest_monologue", value: length(figures.longest_monologue), more: <At at={figures.longest_monologue_at} /> },
    { name: "longest_customer_story", value: length(figures.longest_customer_story) },
    { name: "patience", value: or(figures.patience, seconds) },
    { name: "interactivity", value: or(figures.interactivity, (value) => number(value, language, 1)) },
    { name: "words_per_minute", value: or(figures.words_per_minute, (value) => number(value, language)) },
    { name: "fillers", value: or(figures.fillers, (value) => number(value, language, 1)) },
    { name: "seller_questions", value: number(figures.seller_questions, language) },
    { name: "customer_questions", value: number(figures.customer_questions, language) },
    {
      name: "objections",
      value: `${figures.objections_overcome}/${figures.objections_raised}`,
      more: t("recap.figures.overcome"),
    },
  ];
}

function Figure({ name, value, more }: Shown) {
  const { t } = useTranslation();
  return (
    <div className="px-5 py-4 shadow-[0_0_0_1px_var(--line)]">
      <dt className="flex items-center gap-1 text-[13px] text-ink-2">
        {t(`recap.figure.${name}.name`)}
        <Definition name={name} />
      </dt>
      <dd className="mt-1">
        <span className="figures font-serif text-[1.75rem] leading-tight text-ink">{value}</span>
        {more ? <span className="block text-[13px] text-ink-3">{more}</span> : null}
      </dd>
    </div>
  );
}

/** What a figure means, on hover and on focus. */
function Definition({ name }: { name: string }) {
  const { t } = useTranslation();
  return (
    <Tooltip text={t(`recap.figure.${name}.definition`)}>
      <button
        type="button"
        aria-label={`${t("recap.figures.definition")}: ${t(`recap.figure.${name}.definition`)}`}
        className="grid size-6 place-items-center rounded-full text-ink-3 hover:text-ink"
      >
        <Info size={14} aria-hidden="true" />
      </button>
    </Tooltip>
  );
}

function At({ at }: { at: number | null | undefined }) {
  const { t } = useTranslation();
  const { to, times } = useJump();
  if (at === null || at === undefined) return null;
  const utterance = [...times].find(([, start]) => start >= at)?.[0];
  return utterance ? (
    <button type="button" onClick={() => to(utterance)} className="figures text-accent underline-offset-4 hover:underline">
      {t("recap.figures.from", { time: clock(at) })}
    </button>
  ) : (
    <span className="figures">{t("recap.figures.from", { time: clock(at) })}</span>
  );
}

function TalkBar({ share }: { share: number | null }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (share === null) return null;
  const side = (name: string, part: number) => `${t(`recap.${name}`)} ${percent(part, language)}`;
  return (
    <div className="px-5 pt-1 pb-5">
      <div aria-hidden="true" className="flex h-2.5 gap-0.5 overflow-hidden rounded-full">
        <span className="bg-seller" style={{ width: `${share * 100}%` }} />
        <span className="flex-1 bg-customer" />
      </div>
      <p className="figures mt-2 flex justify-between text-[13px]">
        <span className="font-medium text-seller">{side("seller", share)}</span>
        <span className="font-medium text-customer">{side("customer", 1 - share)}</span>
      </p>
    </div>
  );
}

/** The mean tone of each speaker's words on a line from cold to warm. */
function Moods({ figures, people }: { figures: Figures; people: ReadonlyMap<string, Participant> }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (figures.sentiment.length === 0) return null;
  return (
    <div className="border-t border-line px-5 py-4">
      <p className="flex items-center gap-1 text-[13px] text-ink-2">
        {t("recap.figure.sentiment.name")}
        <Definition name="sentiment" />
      </p>
      <ul className="mt-2 grid gap-x-8 gap-y-2.5 sm:grid-cols-2">
        {figures.sentiment.map(({ speaker, score }) => (
          <li key={speaker} className="flex items-center gap-3 text-sm">
            <span className="w-28 truncate text-ink">{people.get(speaker)?.name ?? "?"}</span>
            <span aria-hidden="true" className="relative h-1.5 flex-1 rounded-full bg-linear-to-r from-poor/60 via-line to-good/60">
              <span
                className="absolute top-1/2 size-3.5 -translate-1/2 rounded-full border-2 border-sheet bg-ink"
                style={{ left: `${(Math.min(1, Math.max(-1, score)) + 1) * 50}%` }}
              />
            </span>
            <span className="figures w-10 text-right text-ink-2">
              {score > 0 ? "+" : ""}
              {number(score, language, 2)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
