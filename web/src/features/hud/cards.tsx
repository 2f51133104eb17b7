/**
 * Battle cards: what was objected, what to answer, and "Present now" with a look at the slide first. The answer is for
 * the seller's eyes; only the attachment ever goes to guests, and the server sends it.
 */
import { MonitorUp, X } from "lucide-react";
import { AnimatePresence, motion } from "motion/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RaisedCard } from "@/live/state";
import type { Attachment, BattleCard, Objection } from "@/live/words";
import { Slide } from "@/ui/slide";
import { Chip, GlassButton } from "./glass";

interface CardsProps {
  raised: readonly RaisedCard[];
  cards: readonly BattleCard[];
  objections: Readonly<Record<string, Objection>>;
  nameOf: (participant: string) => string;
  presented: Attachment | null;
  onPresent: (card: string) => void;
  onTakeDown: () => void;
  onDismiss: (card: string) => void;
}

export function Cards({ raised, cards, objections, nameOf, ...actions }: CardsProps) {
  const { t } = useTranslation();
  return (
    <section aria-label={t("hud.cards.label")} className="flex flex-col gap-2 px-2 empty:hidden">
      <AnimatePresence initial={false} mode="popLayout">
        {raised.map(({ card, objection }) => {
          const found = cards.find(({ id }) => id === card);
          if (!found) return null;
          return (
            <motion.div
              key={card}
              layout
              initial={{ opacity: 0, y: -14, scale: 0.97 }}
              animate={{ opacity: 1, y: 0, scale: 1 }}
              exit={{ opacity: 0, scale: 0.97 }}
              transition={{ duration: 0.18 }}
            >
              <Card card={found} objection={objections[objection]} nameOf={nameOf} {...actions} />
            </motion.div>
          );
        })}
      </AnimatePresence>
    </section>
  );
}

interface CardProps extends Omit<CardsProps, "raised" | "cards" | "objections"> {
  card: BattleCard;
  objection: Objection | undefined;
}

function Card({ card, objection, nameOf, presented, onPresent, onTakeDown, onDismiss }: CardProps) {
  const { t } = useTranslation();
  const [preview, setPreview] = useState(false);
  const attachment = card.attachment ?? null;
  const shown = attachment !== null && presented !== null && sameSlide(attachment, presented);
  return (
    <article className="overflow-hidden rounded-xl border border-fair/30 bg-fair-soft/90 shadow-lg" aria-labelledby={`card-${card.id}`}>
      <div className="flex items-start gap-2 pt-2.5 pr-1.5 pl-3.5">
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-center gap-1.5">
            <Chip tone="warm">{t(`hud.objection.${card.objection}`)}</Chip>
            {objection && objection.status !== "raised" && (
              <Chip tone={objection.status === "overcome" ? "good" : "plain"}>{t(`hud.status.${objection.status}`)}</Chip>
            )}
          </div>
          <h3 id={`card-${card.id}`} className="mt-1.5 text-[15px] leading-snug font-semibold">
            {card.title}
          </h3>
        </div>
        <GlassButton label={t("hud.cards.dismiss", { title: card.title })} onClick={() => onDismiss(card.id)}>
          <X size={16} aria-hidden />
        </GlassButton>
      </div>
      {objection && (
        <p className="mx-3.5 mt-1 border-l-2 border-fair/40 pl-2 text-[12.5px] leading-snug text-ink-2">
          <span className="font-medium">{nameOf(objection.speaker)}</span>: “{objection.quote}”
        </p>
      )}
      <p className="px-3.5 pt-2 pb-3 text-[14px] leading-relaxed whitespace-pre-line">{card.answer}</p>
      {attachment && preview && !shown && (
        <div className="mx-3.5 mb-2.5 overflow-hidden rounded-lg border border-white/15">
          <Slide slide={attachment} small />
        </div>
      )}
      {attachment && (
        <div className="flex items-center gap-2 border-t border-white/8 px-3 py-2">
          {shown ? (
            <>
              <span className="flex-1 text-[12.5px] text-good">{t("hud.cards.shown")}</span>
              <CardButton onClick={onTakeDown}>{t("hud.cards.takeDown")}</CardButton>
            </>
          ) : preview ? (
            <>
              <CardButton strong onClick={() => onPresent(card.id)}>
                {t("hud.cards.showToGuests")}
              </CardButton>
              <CardButton onClick={() => setPreview(false)}>{t("hud.cards.cancel")}</CardButton>
            </>
          ) : (
            <CardButton strong onClick={() => setPreview(true)}>
              <MonitorUp size={15} aria-hidden />
              {t("hud.cards.presentNow")}
            </CardButton>
          )}
        </div>
      )}
    </article>
  );
}

function CardButton({ onClick, strong, children }: { onClick: () => void; strong?: boolean; children: React.ReactNode }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className={`inline-flex h-8 items-center gap-1.5 rounded-lg px-3 text-[13px] font-semibold focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-accent ${strong ? "bg-fair text-paper hover:bg-ink" : "bg-white/10 text-ink hover:bg-white/16"}`}
    >
      {children}
    </button>
  );
}

/** Whether both are the same slide, by what guests see. */
export function sameSlide(one: Attachment, other: Attachment): boolean {
  if (one.kind === "image" && other.kind === "image") return one.url === other.url;
  if (one.kind === "text" && other.kind === "text") return one.title === other.title && one.lines?.join("\n") === other.lines?.join("\n");
  return false;
}
