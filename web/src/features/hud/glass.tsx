/** Small pieces that every part of the copilot's panel shares: its buttons, headings and chips. */
import type { ReactNode } from "react";

interface GlassButtonProps {
  label: string;
  onClick: () => void;
  children: ReactNode;
  pressed?: boolean;
  expanded?: boolean;
}

/** A quiet round button with an icon; its label is read out and shown on hover. */
export function GlassButton({ label, onClick, children, pressed, expanded }: GlassButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      aria-expanded={expanded}
      onClick={onClick}
      className={`grid h-8 w-8 shrink-0 place-items-center rounded-lg hover:bg-white/10 hover:text-ink focus-visible:outline-2 focus-visible:outline-accent ${pressed ? "bg-white/10 text-ink" : "text-ink-2"}`}
    >
      {children}
    </button>
  );
}

/** A word or two in a rounded frame. */
export function Chip({ children, tone = "plain" }: { children: ReactNode; tone?: "plain" | "warm" | "good" | "bad" }) {
  const colours = {
    plain: "bg-white/10 text-ink-2",
    warm: "bg-fair-soft text-fair",
    good: "bg-good-soft text-good",
    bad: "bg-poor-soft text-poor",
  };
  return (
    <span className={`inline-flex items-center gap-1 rounded-full px-2 py-0.5 text-[11px] font-medium tracking-wide ${colours[tone]}`}>
      {children}
    </span>
  );
}

/** Seconds as m:ss, or h:mm:ss from an hour on. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}
