/** From a finding to the words that show it: whoever shows evidence asks here, the transcript goes there. */
import { createContext, useContext, useEffect, useState, type ReactNode } from "react";
import { Quote } from "lucide-react";
import { useTranslation } from "react-i18next";
import { clock } from "@/lib/dates";

interface Jump {
  /** The utterance asked for last; the number makes asking for the same one again count. */
  target: { utterance: string; asked: number } | null;
  to: (utterance: string) => void;
  /** When each utterance began, on the call clock. */
  times: ReadonlyMap<string, number>;
}

const Context = createContext<Jump>({ target: null, to: () => undefined, times: new Map() });

interface Props {
  times: ReadonlyMap<string, number>;
  /** Brings the transcript on the screen where it is not. */
  onJump: () => void;
  children: ReactNode;
}

export function JumpProvider({ times, onJump, children }: Props) {
  const [target, setTarget] = useState<Jump["target"]>(null);
  const to = (utterance: string) => {
    onJump();
    setTarget((before) => ({ utterance, asked: (before?.asked ?? 0) + 1 }));
  };
  return <Context value={{ target, to, times }}>{children}</Context>;
}

export const useJump = () => useContext(Context);

/** How long the words that were jumped to stay lit. */
const LIT = 2_600;

/** Goes to what was asked for, and tells which utterance is lit. */
export function useArrival(list: React.RefObject<HTMLElement | null>): string | null {
  const { target } = useJump();
  const [faded, setFaded] = useState(0);
  useEffect(() => {
    if (!target) return;
    const lines = [...(list.current?.querySelectorAll<HTMLElement>("[data-utterance]") ?? [])];
    const line = lines.find((one) => one.dataset.utterance === target.utterance);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    line?.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
    line?.focus({ preventScroll: true });
    const timer = setTimeout(() => setFaded(target.asked), LIT);
    return () => clearTimeout(timer);
  }, [target, list]);
  return target && faded !== target.asked ? target.utterance : null;
}

/** The words that show something; pressing them goes to their place in the transcript. */
export function Evidence({ utterance, quote }: { utterance: string | null | undefined; quote?: string | null | undefined }) {
  const { t } = useTranslation();
  const { to, times } = useJump();
  if (!utterance) return quote ? <p className="text-[13px] text-ink-2">{quote}</p> : null;
  const at = times.get(utterance);
  return (
    <button
      type="button"
      onClick={() => to(utterance)}
      className="group -mx-2 flex w-[calc(100%+1rem)] items-start gap-2 rounded-sm px-2 py-1 text-left text-[13px] text-ink-2 transition-colors hover:bg-sunken hover:text-ink"
    >
      <Quote size={13} aria-hidden="true" className="mt-1 shrink-0 text-ink-3" />
      <span className="min-w-0 flex-1">{quote ?? t("recap.evidence")}</span>
      {at === undefined ? null : (
        <span className="figures shrink-0 text-accent underline-offset-4 group-hover:underline">
          <span className="sr-only">{t("recap.jump")} </span>
          {clock(at)}
        </span>
      )}
    </button>
  );
}
