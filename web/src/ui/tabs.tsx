/** Parts of a page beside each other. */
import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cx } from "@/lib/cx";

export interface Tab {
  value: string;
  label: ReactNode;
  count?: number;
  content: ReactNode;
}

interface Props {
  label: string;
  tabs: readonly Tab[];
  value: string;
  onChange: (value: string) => void;
  className?: string;
}

export function Tabs({ label, tabs, value, onChange, className }: Props) {
  return (
    <Radix.Root value={value} onValueChange={onChange} className={className}>
      <Radix.List aria-label={label} className="flex gap-1 overflow-x-auto border-b border-line [scrollbar-width:none]">
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            className={cx(
              "relative h-11 px-3 text-sm font-medium whitespace-nowrap text-ink-3 transition-colors hover:text-ink",
              "data-[state=active]:text-ink after:absolute after:inset-x-3 after:-bottom-px after:h-0.5 after:rounded-full",
              "data-[state=active]:after:bg-accent focus-visible:outline-offset-[-2px]",
            )}
          >
            {tab.label}
            {tab.count === undefined ? null : <span className="figures ml-1.5 text-xs text-ink-3">{tab.count}</span>}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.value} value={tab.value} className="pt-5 outline-none">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
