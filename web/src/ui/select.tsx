/** Choosing one of a few. Keyboard and screen reader come from Radix; the look is ours. */
import { Check, ChevronDown } from "lucide-react";
import { Select as Radix } from "radix-ui";
import { cx } from "@/lib/cx";
import { controlClass } from "./field";

export interface Option {
  value: string;
  label: string;
  note?: string;
}

interface Props {
  value: string;
  onChange: (value: string) => void;
  options: readonly Option[];
  placeholder?: string;
  id?: string;
  label?: string;
  size?: "sm" | "md";
  disabled?: boolean;
  className?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
}

/** Radix forbids the empty text as a value; "nothing chosen" is a choice like any other here. */
const NOTHING = "__nothing";

export function Select({ value, onChange, options, placeholder, id, label, size = "md", disabled, className, ...aria }: Props) {
  return (
    <Radix.Root
      value={value === "" ? NOTHING : value}
      onValueChange={(next) => onChange(next === NOTHING ? "" : next)}
      disabled={disabled}
    >
      <Radix.Trigger
        id={id}
        aria-label={label}
        {...aria}
        className={cx(
          controlClass,
          "inline-flex items-center justify-between gap-2 text-left",
          size === "md" ? "h-11" : "h-9",
          className,
        )}
      >
        <span className="truncate">
          <Radix.Value placeholder={placeholder} />
        </span>
        <Radix.Icon>
          <ChevronDown size={16} aria-hidden="true" className="text-ink-3" />
        </Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={6}
          collisionPadding={8}
          className="z-60 max-h-[min(22rem,var(--radix-select-content-available-height))] min-w-(--radix-select-trigger-width) animate-appear overflow-hidden rounded-lg border border-line bg-raised shadow-2"
        >
          <Radix.Viewport className="p-1">
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value === "" ? NOTHING : option.value}
                className="relative flex min-h-9 cursor-pointer flex-col justify-center rounded-sm py-1.5 pr-8 pl-3 text-sm text-ink outline-none select-none data-[highlighted]:bg-sunken"
              >
                <Radix.ItemText>{option.label}</Radix.ItemText>
                {option.note ? <span className="text-xs text-ink-3">{option.note}</span> : null}
                <Radix.ItemIndicator className="absolute right-2.5">
                  <Check size={15} aria-hidden="true" className="text-accent" />
                </Radix.ItemIndicator>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
