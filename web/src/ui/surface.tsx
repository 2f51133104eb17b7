/** The quiet parts of a page: sheet, badge, face, waiting and empty. */
import type { ComponentProps, ReactNode } from "react";
import { cx } from "@/lib/cx";

export function Card({ className, ...rest }: ComponentProps<"section">) {
  return <section {...rest} className={cx("rounded-lg border border-line bg-sheet shadow-1", className)} />;
}

/** The heading of a card, with room for what one can do there. */
export function CardHead({ title, note, children }: { title: ReactNode; note?: ReactNode; children?: ReactNode }) {
  return (
    <header className="flex min-h-14 flex-wrap items-center justify-between gap-x-4 gap-y-1 px-5 pt-4 pb-2">
      <div className="min-w-0">
        <h2 className="text-[15px] font-semibold text-ink">{title}</h2>
        {note ? <p className="text-[13px] text-ink-3">{note}</p> : null}
      </div>
      {children ? <div className="flex items-center gap-2">{children}</div> : null}
    </header>
  );
}

export type Tint = "plain" | "accent" | "good" | "fair" | "poor" | "customer";
const tints: Record<Tint, string> = {
  plain: "bg-sunken text-ink-2",
  accent: "bg-accent-soft text-accent-strong",
  good: "bg-good-soft text-good",
  fair: "bg-fair-soft text-fair",
  poor: "bg-poor-soft text-poor",
  customer: "bg-customer-soft text-customer",
};

export function Badge({ tint = "plain", className, ...rest }: ComponentProps<"span"> & { tint?: Tint }) {
  return (
    <span
      {...rest}
      className={cx(
        "inline-flex h-6 items-center gap-1 rounded-full px-2.5 text-xs font-medium whitespace-nowrap",
        tints[tint],
        className,
      )}
    />
  );
}

const faces = ["bg-accent-soft text-accent-strong", "bg-customer-soft text-customer", "bg-good-soft text-good", "bg-fair-soft text-fair", "bg-sunken text-ink-2"];

interface AvatarProps {
  name: string;
  size?: number;
  tint?: Tint;
  className?: string;
}

/** The initials of a name; unless a tint is given the colour follows the name, so that a person keeps theirs. */
export function Avatar({ name, size = 36, tint, className }: AvatarProps) {
  const words = name.trim().split(/\s+/u);
  const initials = `${words[0]?.[0] ?? "?"}${words.length > 1 ? (words.at(-1)?.[0] ?? "") : ""}`.toUpperCase();
  const sum = [...name].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  return (
    <span
      aria-hidden="true"
      style={{ width: size, height: size, fontSize: Math.round(size * 0.38) }}
      className={cx(
        "inline-grid shrink-0 place-items-center rounded-full font-semibold tracking-wide",
        tint ? tints[tint] : faces[sum % faces.length],
        className,
      )}
    >
      {initials}
    </span>
  );
}

export function Spinner({ size = 20, label }: { size?: number; label?: string }) {
  return (
    <span role={label ? "status" : undefined} className="inline-flex items-center">
      <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true" className="animate-spin">
        <circle cx="12" cy="12" r="9" stroke="currentColor" strokeWidth="2.5" opacity="0.22" />
        <path d="M21 12a9 9 0 0 0-9-9" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" />
      </svg>
      {label ? <span className="sr-only">{label}</span> : null}
    </span>
  );
}

/** Stands where something will be, in its size, so that nothing jumps. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cx("block animate-breathe rounded-md bg-line/70", className)} />;
}

interface EmptyProps {
  icon?: ReactNode;
  title: ReactNode;
  text?: ReactNode;
  children?: ReactNode;
  className?: string;
  /** It is all there is on the page: the title is the page's heading. */
  page?: boolean;
}

/** Nothing here yet: says why, and offers the way on. */
export function EmptyState({ icon, title, text, children, className, page }: EmptyProps) {
  const Heading = page ? "h1" : "p";
  return (
    <div className={cx("flex flex-col items-center gap-2 px-6 py-12 text-center", className)}>
      {icon ? <div className="mb-2 text-ink-3 [&_svg]:size-8 [&_svg]:stroke-[1.4]">{icon}</div> : null}
      <Heading className="display text-xl text-ink">{title}</Heading>
      {text ? <p className="max-w-md text-sm text-ink-2">{text}</p> : null}
      {children ? <div className="mt-3 flex flex-wrap justify-center gap-2">{children}</div> : null}
    </div>
  );
}

/** Something that needs attention, inside the page. */
export function Notice({ tint = "plain", icon, children, className }: { tint?: Tint; icon?: ReactNode; children: ReactNode; className?: string }) {
  return (
    <div
      role={tint === "poor" ? "alert" : "status"}
      className={cx("flex items-start gap-2.5 rounded-md px-4 py-3 text-sm [&_svg]:mt-0.5 [&_svg]:shrink-0", tints[tint], className)}
    >
      {icon}
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  );
}
