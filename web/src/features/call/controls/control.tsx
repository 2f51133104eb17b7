/** One round control with its key, and one with its devices beside it. */
import { ChevronUp } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { cx } from "@/lib/cx";
import { Tooltip } from "@/ui/tooltip";
import { DeviceMenu, type Backdrop } from "./device-menu";
import { SHORTCUTS, type Action } from "./shortcuts";

export function round(active: boolean, alarm: boolean): string {
  return cx(
    "relative grid size-12 shrink-0 place-items-center rounded-full transition-colors",
    alarm ? "bg-poor-soft text-poor hover:bg-poor/25" : active ? "bg-accent text-on-accent hover:bg-accent-strong" : "bg-raised text-ink hover:bg-line",
  );
}

interface ControlProps {
  label: string;
  action: Action;
  active?: boolean;
  alarm?: boolean;
  badge?: number;
  onAction: (action: Action) => void;
  children: ReactNode;
}

export function Control({ label, action, active = false, alarm = false, badge = 0, onAction, children }: ControlProps) {
  const { t } = useTranslation();
  const key = SHORTCUTS[action];
  return (
    <Tooltip text={`${label} (${key})`}>
      <button
        type="button"
        aria-label={badge > 0 ? `${label}, ${t("call.controls.new", { count: badge })}` : label}
        aria-pressed={active || alarm}
        aria-keyshortcuts={key}
        onClick={() => onAction(action)}
        className={round(active, alarm)}
      >
        {children}
        {badge > 0 && (
          <span aria-hidden className="figures absolute -top-0.5 -right-0.5 grid h-5 min-w-5 place-items-center rounded-full bg-accent px-1 text-[11px] font-semibold text-on-accent">
            {badge}
          </span>
        )}
      </button>
    </Tooltip>
  );
}

interface SplitProps {
  kind: "audioinput" | "videoinput";
  label: string;
  phone: boolean;
  backdrop: Backdrop;
  children: ReactNode;
}

export function Split({ kind, label, phone, backdrop, children }: SplitProps) {
  if (phone) return children;
  return (
    <div className="flex items-center rounded-full bg-sheet">
      <DeviceMenu kind={kind} backdrop={backdrop}>
        <button type="button" aria-label={label} title={label} className="grid h-12 w-8 place-items-center rounded-l-full pl-1.5 text-ink-2 hover:text-ink">
          <ChevronUp size={17} aria-hidden />
        </button>
      </DeviceMenu>
      {children}
    </div>
  );
}
