/** What a guest sees from the knock until the door opens, and when it does not. */
import { DoorClosed, DoorOpen, Hourglass, LinkIcon, Lock, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/ui/button";

interface WaitingProps {
  host: string;
  started: boolean;
  onLeave: () => void;
}

export function Waiting({ host, started, onLeave }: WaitingProps) {
  const { t } = useTranslation();
  return (
    <div role="status" className="flex flex-col items-start gap-5">
      <span aria-hidden className="relative grid size-16 place-items-center rounded-full bg-accent-soft text-accent">
        <span className="absolute inset-0 rounded-full border-2 border-accent motion-safe:animate-ping motion-safe:[animation-duration:2.4s]" />
        <Hourglass size={26} />
      </span>
      <div>
        <h1 className="display text-[34px] sm:text-[40px]">{started ? t("greenroom.waiting.title") : t("greenroom.waiting.notYet")}</h1>
        <p className="mt-2 text-[16px] text-ink-2">
          {started ? t("greenroom.waiting.text", { host }) : t("greenroom.waiting.notYetText", { host })}
        </p>
      </div>
      <Button weight="outline" onClick={onLeave}>
        {t("greenroom.leave")}
      </Button>
    </div>
  );
}

export type ClosedReason = "ended" | "expired" | "revoked" | "locked" | "refused" | "removed" | "left" | "unknown" | "elsewhere";

const ICONS: Partial<Record<ClosedReason, LucideIcon>> = { locked: Lock, left: DoorOpen, ended: DoorOpen, expired: Hourglass, revoked: LinkIcon, unknown: LinkIcon };

/** A door that does not open (any more), said kindly, with what can still be done. */
export function ClosedDoor({ reason, children }: { reason: ClosedReason; children?: ReactNode }) {
  const { t } = useTranslation();
  const Icon = ICONS[reason] ?? DoorClosed;
  return (
    <div className="grid min-h-dvh place-items-center bg-paper px-6 text-ink">
      <div className="flex max-w-md flex-col items-center gap-4 text-center">
        <span aria-hidden className="grid size-16 place-items-center rounded-full bg-accent-soft text-accent">
          <Icon size={28} />
        </span>
        <h1 className="display text-[36px]">{t(`greenroom.closed.${reason}.title`)}</h1>
        <p className="text-[16px] text-ink-2">{t(`greenroom.closed.${reason}.text`)}</p>
        {children}
      </div>
    </div>
  );
}
