/** A short explanation on hover and on keyboard focus. Never the only place where something important stands. */
import { Tooltip as Radix } from "radix-ui";
import type { ReactNode } from "react";

interface Props {
  text: ReactNode;
  side?: "top" | "bottom" | "left" | "right" | undefined;
  children: ReactNode;
}

export const TooltipProvider = Radix.Provider;

export function Tooltip({ text, side = "top", children }: Props) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-70 max-w-72 animate-appear rounded-md bg-solid px-2.5 py-1.5 text-[13px] leading-snug text-on-solid shadow-2"
        >
          {text}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
