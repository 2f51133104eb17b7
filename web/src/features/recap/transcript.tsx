/** What was said, as a chat: each side on its own, masks where something was taken out, notes where something was found. */
import { Check, EyeOff, TriangleAlert } from "lucide-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Participant, Utterance } from "@/api/types";
import { cx } from "@/lib/cx";
import { clock } from "@/lib/dates";
import { pieces } from "@/lib/text";
import { EmptyState, Skeleton } from "@/ui/surface";
import { useArrival } from "./jump";

/** What was found in one utterance. */
export interface Note {
  kind: "point" | "objection";
  text: string;
}

interface Props {
  utterances: readonly Utterance[] | undefined;
  people: ReadonlyMap<string, Participant>;
  notes: ReadonlyMap<string, readonly Note[]>;
}

export function Transcript({ utterances, people, notes }: Props) {
  const { t } = useTranslation();
  const list = useRef<HTMLOListElement>(null);
  const lit = useArrival(list);
  if (!utterances) return <Waiting />;
  if (utterances.length === 0) return <EmptyState title={t("recap.silent")} text={t("recap.silent_text")} />;
  return (
    <ol ref={list} className="flex flex-col px-4 pt-1 pb-6 sm:px-5">
      {utterances.map((utterance, n) => {
        const before = utterances[n - 1];
        return (
          <Line
            key={utterance.id}
            utterance={utterance}
            person={people.get(utterance.speaker)}
            continues={before?.speaker === utterance.speaker}
            lit={lit === utterance.id}
            notes={notes.get(utterance.id) ?? []}
          />
        );
      })}
    </ol>
  );
}

interface LineProps {
  utterance: Utterance;
  person: Participant | undefined;
  /** The same person goes on: the name needs no second mention. */
  continues: boolean;
  lit: boolean;
  notes: readonly Note[];
}

function Line({ utterance, person, continues, lit, notes }: LineProps) {
  const sells = person?.side === "seller" || person?.side === "agent";
  return (
    <li
      data-utterance={utterance.id}
      tabIndex={-1}
      className={cx("flex flex-col outline-none", sells ? "items-end" : "items-start", continues ? "mt-1" : "mt-4")}
    >
      <p className={cx("mb-1 flex items-baseline gap-2 px-1 text-xs", continues && "sr-only")}>
        <span className={cx("font-semibold", sells ? "text-seller" : "text-customer")}>{person?.name ?? "?"}</span>
        <span className="figures text-ink-3">{clock(utterance.start)}</span>
      </p>
      <div
        className={cx(
          "max-w-[88%] rounded-2xl px-3.5 py-2 text-[15px] leading-relaxed text-ink transition-shadow duration-300",
          sells ? "rounded-tr-md bg-accent-soft" : "rounded-tl-md bg-sunken",
          lit && "shadow-[0_0_0_2px_var(--accent)]",
        )}
      >
        {pieces(utterance.text, utterance.redactions).map((piece, n) =>
          piece.kind === null ? <span key={n}>{piece.text}</span> : <Mask key={n} kind={piece.kind} />,
        )}
      </div>
      {notes.length > 0 ? (
        <ul className="mt-1 flex max-w-[88%] flex-wrap gap-1.5">
          {notes.map((note, n) => (
            <li
              key={n}
              className={cx(
                "inline-flex items-center gap-1 rounded-full px-2 py-0.5 text-xs",
                note.kind === "point" ? "bg-good-soft text-good" : "bg-poor-soft text-poor",
              )}
            >
              {note.kind === "point" ? <Check size={12} strokeWidth={3} aria-hidden="true" /> : <TriangleAlert size={12} aria-hidden="true" />}
              <span className="line-clamp-1">{note.text}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  );
}

/** Something personal was said here and was never kept. */
function Mask({ kind }: { kind: string }) {
  const { t } = useTranslation();
  return (
    <span
      title={t("recap.masked")}
      className="mx-0.5 inline-flex items-center gap-1 rounded-[5px] bg-solid px-1.5 align-[0.08em] text-xs leading-5 text-on-solid"
    >
      <EyeOff size={11} aria-hidden="true" />
      <span className="sr-only">{t("recap.masked")}: </span>
      {t(`recap.personal.${kind}`)}
    </span>
  );
}

function Waiting() {
  return (
    <div className="flex flex-col gap-4 px-5 py-4">
      {["w-3/5", "w-2/5", "w-4/5", "w-1/2", "w-3/4"].map((width, n) => (
        <Skeleton key={width} className={cx("h-11 rounded-2xl", width, n % 2 ? "self-end" : "")} />
      ))}
    </div>
  );
}
