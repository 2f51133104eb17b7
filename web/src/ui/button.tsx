/** The buttons: one shape, five weights. An icon alone always carries a spoken label and shows it as a tooltip. */
import type { ComponentProps, ReactNode } from "react";
import { cx } from "@/lib/cx";
import { Spinner } from "./surface";
import { Tooltip } from "./tooltip";

export type Weight = "solid" | "accent" | "outline" | "quiet" | "danger";
export type Size = "sm" | "md" | "lg";

const weights: Record<Weight, string> = {
  solid: "bg-solid text-on-solid hover:bg-solid-hover shadow-1",
  accent: "bg-accent text-on-accent hover:bg-accent-strong shadow-1",
  outline: "border border-line bg-raised text-ink hover:border-line-strong hover:bg-sheet shadow-1",
  quiet: "text-ink-2 hover:bg-sunken hover:text-ink",
  danger: "border border-line bg-raised text-poor hover:border-poor hover:bg-poor-soft",
};
const sizes: Record<Size, string> = {
  sm: "h-8 gap-1.5 px-3 text-[13px]",
  md: "h-10 gap-2 px-4 text-sm",
  lg: "h-12 gap-2.5 px-6 text-base",
};
const squares: Record<Size, string> = { sm: "size-8", md: "size-10", lg: "size-12" };
const shape =
  "inline-flex shrink-0 items-center justify-center rounded-full font-medium whitespace-nowrap select-none " +
  "transition-[background-color,border-color,color,transform] duration-150 active:translate-y-px " +
  "disabled:pointer-events-none disabled:opacity-50 aria-disabled:pointer-events-none aria-disabled:opacity-50 " +
  "[&_svg]:shrink-0";

/** The classes of a button, for links that look like one. */
export function buttonClass(weight: Weight = "solid", size: Size = "md", more?: string): string {
  return cx(shape, weights[weight], sizes[size], more);
}

interface ButtonProps extends ComponentProps<"button"> {
  weight?: Weight;
  size?: Size;
  icon?: ReactNode;
  /** Shows that the work is under way; the button keeps its width and cannot be pressed again. */
  busy?: boolean;
}

export function Button({ weight = "solid", size = "md", icon, busy, className, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={rest.disabled || busy}
      aria-busy={busy || undefined}
      className={buttonClass(weight, size, cx("relative", className))}
    >
      <span className={cx("inline-flex items-center gap-[inherit]", busy && "opacity-0")}>
        {icon}
        {children}
      </span>
      {busy ? (
        <span className="absolute inset-0 grid place-items-center">
          <Spinner size={16} />
        </span>
      ) : null}
    </button>
  );
}

interface IconButtonProps extends ComponentProps<"button"> {
  label: string;
  weight?: Weight;
  size?: Size;
  /** False where the label stands next to it already. */
  tip?: boolean;
  side?: "top" | "bottom" | "left" | "right";
}

export function IconButton(props: IconButtonProps) {
  const { label, weight = "quiet", size = "md", tip = true, side, className, children, ...rest } = props;
  const button = (
    <button type="button" {...rest} aria-label={label} className={cx(shape, weights[weight], squares[size], className)}>
      {children}
    </button>
  );
  return tip ? (
    <Tooltip text={label} side={side}>
      {button}
    </Tooltip>
  ) : (
    button
  );
}
