/** The people of a call that is not held in our own room, as cards: who they are, and who speaks right now. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { cx } from "@/lib/cx";
import type { Participant } from "@/live/words";
import { Avatar } from "@/ui/surface";

interface SpeakersProps {
  people: readonly Participant[];
  speaking: string | null;
  /** What the page puts on a card, e.g. the tone of words. */
  decorate: (person: Participant) => ReactNode;
  /** In a narrow column or row, beside something larger. */
  small: boolean;
}

export function Speakers({ people, speaking, decorate, small }: SpeakersProps) {
  return (
    <ul className={cx("grid h-full min-h-0 gap-2.5", small ? "auto-cols-fr grid-flow-col lg:grid-flow-row lg:grid-cols-1 lg:content-start" : people.length > 2 ? "grid-cols-2 lg:grid-cols-3" : "grid-cols-2")}>
      {people.map((person) => (
        <li key={person.id} className={cx("min-h-0", small && "h-20 sm:h-24 lg:h-36")}>
          <Speaker person={person} speaking={person.id === speaking} small={small} decoration={decorate(person)} />
        </li>
      ))}
    </ul>
  );
}

interface SpeakerProps {
  person: Participant;
  speaking: boolean;
  small: boolean;
  decoration: ReactNode;
}

function Speaker({ person, speaking, small, decoration }: SpeakerProps) {
  const { t } = useTranslation();
  return (
    <figure
      aria-label={speaking ? `${person.name}, ${t("hud.live.speaking")}` : person.name}
      className={cx(
        "relative grid h-full w-full place-items-center overflow-visible rounded-xl bg-linear-to-b transition-colors duration-500",
        speaking ? "from-accent-soft to-raised" : "from-raised to-sheet",
      )}
    >
      <span className={cx("relative grid place-items-center", small && "-mt-5 lg:mt-0")}>
        {speaking && (
          <>
            <span aria-hidden className="absolute inset-[-18%] rounded-full bg-accent/12 motion-safe:animate-ping motion-safe:[animation-duration:1.8s]" />
            <span aria-hidden className="absolute inset-[-9%] rounded-full border-2 border-accent/60" />
          </>
        )}
        <Avatar name={person.name} size={small ? 40 : 108} className="relative" />
      </span>
      <figcaption className={cx("absolute bottom-2.5 left-2.5 flex max-w-[calc(100%-1.25rem)] items-center gap-2 rounded-full bg-black/50 text-white backdrop-blur-sm", small ? "px-2.5 py-0.5 text-[13px]" : "px-3.5 py-1 text-[15px]")}>
        {speaking && <Voice />}
        <span className="truncate font-medium">{person.name}</span>
        {!small && <span className="shrink-0 text-white/70">{t(`hud.live.${person.side}`)}</span>}
      </figcaption>
      {decoration}
    </figure>
  );
}

/** Three bars that move while somebody speaks. */
function Voice() {
  return (
    <span aria-hidden className="flex h-3.5 items-center gap-[2px]">
      {[0, 0.25, 0.5].map((delay) => (
        <span key={delay} className="h-full w-[3px] animate-breathe rounded-full bg-[#76cad5]" style={{ animationDelay: `${delay}s`, animationDuration: "0.9s" }} />
      ))}
    </span>
  );
}

/** Their side's order on the stage: who sells first, then in the order they came. */
export function inOrder(people: readonly Participant[]): Participant[] {
  const rank = (person: Participant) => (person.side === "seller" || person.side === "agent" ? 0 : 1);
  return [...people].sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
}
