/** Short hints with their reason: what to say or ask now. Each can be copied or put away. */
import { Copy, CopyCheck, Sparkles, X } from "lucide-react";
import { AnimatePresence, motion } from "motion/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Script, Suggestion } from "@/live/words";
import { GlassButton } from "./glass";

interface SuggestionsProps {
  suggestions: readonly Suggestion[];
  script: Pick<Script, "phases"> | null;
  onDismiss: (suggestion: string) => void;
}

/** The newest few: more than this beside cards would not be read while talking. */
const SHOWN = 2;

export function Suggestions({ suggestions, script, onDismiss }: SuggestionsProps) {
  const { t } = useTranslation();
  const wording = (suggestion: Suggestion): string => {
    if (suggestion.text) return suggestion.text;
    const point = script?.phases.flatMap(({ points }) => points).find(({ id }) => id === suggestion.point);
    return t(`hud.say.${suggestion.reason}`, { point: point?.text ?? "" });
  };
  return (
    <section aria-label={t("hud.suggestions.label")} className="flex flex-col gap-1.5 px-2 empty:hidden">
      <AnimatePresence initial={false} mode="popLayout">
        {suggestions.slice(0, SHOWN).map((suggestion) => (
          <motion.div
            key={suggestion.id}
            layout
            initial={{ opacity: 0, y: -8 }}
            animate={{ opacity: 1, y: 0 }}
            exit={{ opacity: 0 }}
            transition={{ duration: 0.16 }}
          >
            <Hint reason={t(`hud.reason.${suggestion.reason}`)} text={wording(suggestion)} onDismiss={() => onDismiss(suggestion.id)} />
          </motion.div>
        ))}
      </AnimatePresence>
    </section>
  );
}

function Hint({ reason, text, onDismiss }: { reason: string; text: string; onDismiss: () => void }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  const copy = () => {
    void navigator.clipboard.writeText(text).then(() => setCopied(true));
  };
  return (
    <article className="flex items-start gap-2 rounded-xl border border-accent/20 bg-accent-soft/80 py-2 pr-1 pl-3">
      <Sparkles size={15} aria-hidden className="mt-0.5 shrink-0 text-accent" />
      <div className="min-w-0 flex-1">
        <p className="text-[11px] font-semibold tracking-wide text-accent">{reason}</p>
        <p className="text-[14px] leading-snug">{text}</p>
      </div>
      <GlassButton label={copied ? t("hud.suggestions.copied") : t("hud.suggestions.copy")} onClick={copy}>
        {copied ? <CopyCheck size={15} aria-hidden /> : <Copy size={15} aria-hidden />}
      </GlassButton>
      <GlassButton label={t("hud.suggestions.dismiss")} onClick={onDismiss}>
        <X size={15} aria-hidden />
      </GlassButton>
    </article>
  );
}
