/** The one menu: what can be done here, and choices of a few. */
import { Check } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cx } from "@/lib/cx";

interface MenuProps {
  trigger: ReactNode;
  align?: "start" | "center" | "end";
  side?: "top" | "bottom" | "left" | "right";
  children: ReactNode;
}

export function Menu({ trigger, align = "end", side = "bottom", children }: MenuProps) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-60 min-w-52 animate-appear rounded-lg border border-line bg-raised p-1 shadow-2"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

const item =
  "flex min-h-9 cursor-pointer items-center gap-2.5 rounded-sm px-3 py-1.5 text-sm outline-none select-none " +
  "data-[highlighted]:bg-sunken data-[disabled]:pointer-events-none data-[disabled]:opacity-50 " +
  "[&_svg]:size-4 [&_svg]:shrink-0";

interface ItemProps {
  icon?: ReactNode;
  danger?: boolean;
  disabled?: boolean;
  onSelect: () => void;
  children: ReactNode;
}

export function MenuItem({ icon, danger, disabled, onSelect, children }: ItemProps) {
  return (
    <Radix.Item disabled={disabled} onSelect={onSelect} className={cx(item, danger ? "text-poor" : "text-ink [&_svg]:text-ink-3")}>
      {icon}
      {children}
    </Radix.Item>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  options: readonly { value: string; label: string; icon?: ReactNode }[];
}

/** One of a few, inside a menu. */
export function MenuChoice({ label, value, onChange, options }: ChoiceProps) {
  return (
    <Radix.RadioGroup value={value} onValueChange={onChange} aria-label={label}>
      <Radix.Label className="px-3 pt-2 pb-1 text-xs font-medium text-ink-3">{label}</Radix.Label>
      {options.map((option) => (
        <Radix.RadioItem key={option.value} value={option.value} className={cx(item, "text-ink [&_svg]:text-ink-3")}>
          {option.icon}
          <span className="flex-1 truncate">{option.label}</span>
          <Radix.ItemIndicator>
            <Check aria-hidden="true" />
          </Radix.ItemIndicator>
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}

/** Things side by side in a menu, each a picture with its spoken name. */
export function MenuRow({ label, options, onSelect }: { label: string; options: readonly { value: string; label: string }[]; onSelect: (value: string) => void }) {
  return (
    <Radix.Group aria-label={label} className="flex">
      {options.map((option) => (
        <Radix.Item
          key={option.value}
          aria-label={option.label}
          onSelect={() => onSelect(option.value)}
          className="grid size-11 cursor-pointer place-items-center rounded-sm text-2xl outline-none select-none data-[highlighted]:bg-sunken"
        >
          <span aria-hidden="true">{option.value}</span>
        </Radix.Item>
      ))}
    </Radix.Group>
  );
}

export function MenuLine() {
  return <Radix.Separator className="my-1 h-px bg-line" />;
}
