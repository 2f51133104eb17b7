/**
 * The tone of somebody's words as a thin border with an icon on their tile, for the seller only. It is read from what
 * is said, never from voice or face, and says so; the words that count show on hover and focus.
 */
import { Minus, TrendingDown, TrendingUp } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { Tone, ToneChange } from "@/live/words";

const LOOK: Record<Tone, { border: string; badge: string; icon: typeof Minus }> = {
  green: { border: "border-good", badge: "bg-good text-paper", icon: TrendingUp },
  yellow: { border: "border-fair", badge: "bg-fair text-paper", icon: Minus },
  red: { border: "border-poor", badge: "bg-poor text-paper", icon: TrendingDown },
};

export function ToneFrame({ tone, name }: { tone: ToneChange | undefined; name: string }) {
  const { t } = useTranslation();
  const id = useId();
  const colour = tone?.tone ?? "yellow";
  const { border, badge, icon: Icon } = LOOK[colour];
  const words = tone?.words ?? [];
  return (
    <>
      <span aria-hidden className={`pointer-events-none absolute inset-0 z-10 rounded-[inherit] border-[3px] transition-colors duration-700 ${border}`} />
      <span className="group/tone absolute top-2.5 left-2.5 z-20">
        <button
          type="button"
          aria-describedby={id}
          aria-label={t("hud.tone.of", { name, tone: t(`hud.tone.${colour}`) })}
          className={`grid h-7 w-7 place-items-center rounded-full shadow-1 transition-colors duration-700 ${badge}`}
        >
          <Icon size={16} strokeWidth={2.5} aria-hidden />
        </button>
        <span
          id={id}
          role="tooltip"
          className="invisible absolute top-9 left-0 w-max max-w-56 rounded-lg border border-white/12 bg-sheet px-3 py-2 text-left text-[13px] leading-snug text-ink shadow-2 group-focus-within/tone:visible group-hover/tone:visible"
        >
          <strong className="block font-semibold">{t("hud.tone.title", { tone: t(`hud.tone.${colour}`) })}</strong>
          <span className="text-ink-2">{words.length > 0 ? words.map((word) => `“${word}”`).join(" · ") : t("hud.tone.noWords")}</span>
        </span>
      </span>
    </>
  );
}
