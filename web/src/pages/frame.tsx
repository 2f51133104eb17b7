/** The frame of the members' pages, around whichever of them is shown. */
import { Outlet } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useMe } from "@/api/me";
import { Frame } from "@/features/frame/frame";
import { StartButton } from "@/features/meetings/start";

export function Framed({ children }: { children: ReactNode }) {
  const me = useMe();
  return me ? (
    <Frame me={me} action={<StartButton className="w-full" />}>
      {children}
    </Frame>
  ) : null;
}

export function FramePage() {
  return (
    <Framed>
      <Outlet />
    </Framed>
  );
}
