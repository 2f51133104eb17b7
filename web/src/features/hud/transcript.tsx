/**
 * What was said, as it is said: final words, words still being recognised in grey, and masks where personal data was
 * taken out. Made for calls of hours: older blocks are drawn only when looked at.
 */
import { ArrowDown, ShieldCheck } from "lucide-react";
import { memo, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Participant, Utterance } from "@/live/words";
import { clock } from "./glass";

interface TranscriptProps {
  utterances: readonly Utterance[];
  interim: Readonly<Record<string, string>>;
  participants: Readonly<Record<string, Participant>>;
  /** Larger letters, for a page where the words are the main thing. */
  large?: boolean;
}

/** Blocks of so many utterances are drawn and kept together; only the last one changes. */
const BLOCK = 40;
/** Closer to the end than this, the list follows what is said. */
const FOLLOW_WITHIN = 80;

export function Transcript({ utterances, interim, participants, large = false }: TranscriptProps) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const [follows, setFollows] = useState(true);
  const blocks = useMemo(() => {
    const made: Utterance[][] = [];
    for (let from = 0; from < utterances.length; from += BLOCK) made.push(utterances.slice(from, from + BLOCK));
    return made;
  }, [utterances]);
  useEffect(() => {
    const element = box.current;
    if (follows && element) element.scrollTop = element.scrollHeight;
  }, [utterances, interim, follows]);
  const scrolled = () => {
    const element = box.current;
    if (element) setFollows(element.scrollHeight - element.scrollTop - element.clientHeight < FOLLOW_WITHIN);
  };
  const speaking = Object.entries(interim);
  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={box}
        onScroll={scrolled}
        role="log"
        aria-label={t("hud.transcript.label")}
        aria-live="off"
        tabIndex={0}
        className={`h-full overflow-y-auto overscroll-contain focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-accent ${large ? "px-6 py-5" : "px-3 py-2"}`}
      >
        {utterances.length === 0 && speaking.length === 0 && <p className="py-6 text-center text-[14px] text-ink-2">{t("hud.transcript.empty")}</p>}
        {blocks.map((block, index) => (
          <Block
            key={block[0]?.id ?? index}
            block={block}
            before={index > 0 ? blocks[index - 1]?.at(-1)?.speaker : undefined}
            participants={participants}
            large={large}
          />
        ))}
        {speaking.map(([speaker, text]) => (
          <Line key={speaker} name={participants[speaker]?.name ?? ""} sells={isSeller(participants[speaker])} large={large} named={utterances.at(-1)?.speaker !== speaker}>
            <span className="text-ink-3 italic">{text}</span>
          </Line>
        ))}
      </div>
      {!follows && (
        <button
          type="button"
          onClick={() => setFollows(true)}
          className="absolute bottom-3 left-1/2 inline-flex h-8 -translate-x-1/2 items-center gap-1.5 rounded-full bg-solid px-3 text-[13px] font-semibold text-on-solid shadow-2"
        >
          <ArrowDown size={14} aria-hidden />
          {t("hud.transcript.latest")}
        </button>
      )}
    </div>
  );
}

interface BlockProps {
  block: readonly Utterance[];
  before: string | undefined;
  participants: Readonly<Record<string, Participant>>;
  large: boolean;
}

/** A full block never changes any more: it is drawn again only when somebody's name does. */
const Block = memo(
  function Block({ block, before, participants, large }: BlockProps) {
    return (
      <div style={{ contentVisibility: "auto", containIntrinsicSize: `auto ${block.length * (large ? 52 : 38)}px` }}>
        {block.map((utterance, index) => {
          const previous = index === 0 ? before : block[index - 1]?.speaker;
          const person = participants[utterance.speaker];
          return (
            <Line
              key={utterance.id}
              name={person?.name ?? ""}
              sells={isSeller(person)}
              large={large}
              named={previous !== utterance.speaker}
              at={utterance.start}
            >
              <Redacted utterance={utterance} />
            </Line>
          );
        })}
      </div>
    );
  },
  (was, is) =>
    was.block.length === is.block.length &&
    was.block[0] === is.block[0] &&
    was.block.at(-1) === is.block.at(-1) &&
    was.participants === is.participants &&
    was.large === is.large,
);

interface LineProps {
  name: string;
  sells: boolean;
  named: boolean;
  large: boolean;
  at?: number;
  children: ReactNode;
}

function Line({ name, sells, named, large, at, children }: LineProps) {
  return (
    <div className={named ? (large ? "pt-4" : "pt-2.5") : "pt-0.5"}>
      {named && (
        <p className={`flex items-baseline gap-2 font-semibold ${large ? "text-[14px]" : "text-[12px]"} ${sells ? "text-seller" : "text-customer"}`}>
          {name}
          {at !== undefined && <span className="figures text-[11px] font-normal text-ink-3">{clock(at / 1000)}</span>}
        </p>
      )}
      <p className={large ? "text-[20px] leading-[1.45]" : "text-[14px] leading-[1.45]"}>{children}</p>
    </div>
  );
}

/** The text with its masks marked; places are counted in Unicode characters, as the server counts them. */
function Redacted({ utterance }: { utterance: Utterance }) {
  const { t } = useTranslation();
  const masks = utterance.redactions ?? [];
  if (masks.length === 0) return utterance.text;
  const characters = Array.from(utterance.text);
  const parts: ReactNode[] = [];
  let from = 0;
  for (const { start, end, kind } of masks) {
    parts.push(characters.slice(from, start).join(""));
    parts.push(
      <span key={start} className="mx-0.5 inline-flex items-center gap-1 rounded-sm bg-white/10 px-1.5 text-[0.85em] text-ink-2">
        <ShieldCheck size={12} aria-hidden />
        {t(`hud.redacted.${kind}`)}
      </span>,
    );
    from = end;
  }
  parts.push(characters.slice(from).join(""));
  return parts;
}

function isSeller(person: Participant | undefined): boolean {
  return person?.side === "seller" || person?.side === "agent";
}
