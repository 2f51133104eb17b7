/**
 * What the product does, shown instead of told: a customer hesitates, a point is ticked, a whisper rises. Drawn with
 * the same colours as the real thing; it is decoration and hidden from screen readers, which get the text beside it.
 */
import { Check } from "lucide-react";
import { motion, useReducedMotion } from "motion/react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { cx } from "@/lib/cx";

/** How long each step stays; the last one rests longer, so that the whole picture can be read. */
const STEPS = [1400, 1800, 1800, 2200, 5200];

export function Scene({ className }: { className?: string }) {
  const { t } = useTranslation();
  const still = useReducedMotion() ?? false;
  const [step, setStep] = useState(0);
  const shown = still ? STEPS.length - 1 : step;

  useEffect(() => {
    if (still) return;
    const timer = setTimeout(() => setStep((step + 1) % STEPS.length), STEPS[step]);
    return () => clearTimeout(timer);
  }, [step, still]);

  return (
    <div aria-hidden="true" className={cx("relative select-none", className)}>
      <div className="rounded-xl border border-line bg-sheet p-5 shadow-2 sm:p-6">
        <div className="mb-5 flex items-center justify-between text-xs text-ink-3">
          <span className="figures">12:41</span>
          <span className="flex items-center gap-2">
            <Voices moving={!still && shown < 4} />
            {t("welcome.scene.live")}
          </span>
        </div>
        <div className="flex min-h-36 pb-3 flex-col gap-3 text-[15px] leading-snug">
          <Line show={shown >= 0} side="seller" name="Giulia" text={t("welcome.scene.seller")} />
          <Line show={shown >= 1} side="customer" name="Marco" text={t("welcome.scene.customer")} />
          <Line show={shown >= 4} side="seller" name="Giulia" text={t("welcome.scene.answer")} />
        </div>
      </div>
      <Rise show={shown >= 2} className="relative z-10 -mt-4 ml-auto w-[86%] sm:-mr-8 lg:-mr-10">
        <div className="rounded-lg bg-[#14232b] p-4 text-[#f4efe4] shadow-3 ring-1 ring-white/10">
          <p className="mb-1 flex items-center justify-between gap-3 text-xs text-[#8fd3dc]">
            <span className="font-serif text-sm italic">{t("welcome.scene.whisper")}</span>
            <span>{t("welcome.scene.only_you")}</span>
          </p>
          <p className="text-[15px] leading-snug">{t("welcome.scene.card")}</p>
        </div>
      </Rise>
      <Rise show={shown >= 3} className="relative z-20 -mt-3 w-fit sm:-ml-6">
        <p className="flex items-center gap-2 rounded-full border border-line bg-raised py-1.5 pr-4 pl-1.5 text-[13px] text-ink shadow-2">
          <span className="grid size-6 place-items-center rounded-full bg-good-soft text-good">
            <Check size={14} strokeWidth={3} />
          </span>
          {t("welcome.scene.tick")}
        </p>
      </Rise>
    </div>
  );
}

function Rise({ show, className, children }: { show: boolean; className?: string; children: React.ReactNode }) {
  return (
    <motion.div
      className={cx(className)}
      initial={false}
      animate={show ? { opacity: 1, y: 0, scale: 1 } : { opacity: 0, y: 10, scale: 0.97 }}
      transition={{ duration: 0.45, ease: [0.2, 0.7, 0.2, 1] }}
    >
      {children}
    </motion.div>
  );
}

function Line({ show, side, name, text }: { show: boolean; side: "seller" | "customer"; name: string; text: string }) {
  return (
    <motion.p
      className="flex gap-3"
      initial={false}
      animate={{ opacity: show ? 1 : 0, y: show ? 0 : 6 }}
      transition={{ duration: 0.4 }}
    >
      <span className={cx("w-14 shrink-0 text-[13px] font-semibold", side === "seller" ? "text-seller" : "text-customer")}>
        {name}
      </span>
      <span className="text-ink-2">{text}</span>
    </motion.p>
  );
}

const BARS = [0.5, 0.9, 0.65, 1, 0.4];

function Voices({ moving }: { moving: boolean }) {
  return (
    <span className="flex h-3.5 items-center gap-[3px]">
      {BARS.map((height, n) => (
        <motion.span
          key={n}
          className="w-[3px] rounded-full bg-accent"
          style={{ height: "100%" }}
          animate={moving ? { scaleY: [height * 0.4, height, height * 0.4] } : { scaleY: height * 0.4 }}
          transition={moving ? { duration: 1.1 + n * 0.13, repeat: Infinity, ease: "easeInOut" } : { duration: 0.2 }}
        />
      ))}
    </span>
  );
}
