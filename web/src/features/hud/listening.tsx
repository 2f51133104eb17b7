/**
 * How the copilot hears: a quiet line that becomes loud when somebody speaks and no words come. It reports states; it
 * starts and stops nothing.
 */
import { Ear, EarOff, Loader, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { LineState } from "@/live/line";
import type { EarState } from "@/live/recogniser";
import type { Participant, RecogniserState } from "@/live/words";

interface ListeningProps {
  /** This device's own recogniser. */
  ear: EarState;
  muted: boolean;
  line: LineState;
  unsent: number;
  recognisers: Readonly<Record<string, { state: RecogniserState; provider: string }>>;
  participants: Readonly<Record<string, Participant>>;
}

interface Report {
  tone: "calm" | "warn" | "busy" | "off";
  text: string;
}

export function Listening(props: ListeningProps) {
  const { tone, text } = useReport(props);
  const Icon = { calm: Ear, warn: TriangleAlert, busy: Loader, off: EarOff }[tone];
  return (
    <p
      role={tone === "warn" ? "alert" : "status"}
      className={`flex items-center gap-2 border-t border-white/8 px-3 py-1.5 text-[12px] ${tone === "warn" ? "bg-fair-soft font-medium text-fair" : "text-ink-2"}`}
    >
      <Icon size={14} aria-hidden className={tone === "busy" ? "motion-safe:animate-spin" : ""} />
      <span className="min-w-0 flex-1 truncate">{text}</span>
      {tone === "calm" && <span aria-hidden className="h-1.5 w-1.5 rounded-full bg-good motion-safe:animate-breathe" />}
    </p>
  );
}

function useReport({ ear, muted, line, unsent, recognisers, participants }: ListeningProps): Report {
  const { t } = useTranslation();
  if (line !== "open") {
    return { tone: "busy", text: unsent > 0 ? t("hud.ears.reconnectingKept", { count: unsent }) : t("hud.ears.reconnecting") };
  }
  const of = (state: RecogniserState) =>
    Object.entries(recognisers)
      .filter(([, recogniser]) => recogniser.state === state)
      .map(([participant]) => participants[participant]?.name ?? "")
      .filter(Boolean)
      .join(", ");
  const silent = of("silent");
  if (silent) return { tone: "warn", text: t("hud.ears.silent", { names: silent }) };
  const failing = of("failing");
  if (failing) return { tone: "warn", text: t("hud.ears.failingFor", { names: failing }) };
  if (ear === "denied") return { tone: "warn", text: t("hud.ears.denied") };
  if (ear === "failing") return { tone: "warn", text: t("hud.ears.failing") };
  if (ear === "unsupported") return { tone: "off", text: t("hud.ears.unsupported") };
  if (of("catching_up")) return { tone: "busy", text: t("hud.ears.catchingUp") };
  if (muted) return { tone: "off", text: t("hud.ears.muted") };
  return { tone: "calm", text: t("hud.ears.listening") };
}
