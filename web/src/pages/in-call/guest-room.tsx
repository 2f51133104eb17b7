/** A guest in the room: media, chat and what is presented. Nothing of the copilot is imported here. */
import { useCallback, useEffect, useRef } from "react";
import { Call } from "@/features/call/call";
import { useCall } from "@/features/call/use-call";
import type { ClosedReason } from "@/features/greenroom/waiting";
import type { Choices } from "@/live/choices";
import type { GuestLine, GuestView } from "@/live/guest";
import { useDarkScreen, useEars } from "@/live/hooks";
import type { RoomState } from "@/live/room/room";
import { useMicrophoneOn } from "@/live/room/hooks";
import { WaitingPage } from "../fallback";

interface GuestRoomProps {
  guest: GuestLine;
  view: GuestView;
  title: string;
  choices: Choices;
  onOut: (reason: ClosedReason) => void;
}

const OUT: Partial<Record<RoomState, ClosedReason>> = { left: "left", removed: "removed", ended: "ended", elsewhere: "elsewhere" };

export function GuestRoom({ guest, view, title, choices, onOut }: GuestRoomProps) {
  useDarkScreen();
  const tries = useRef(0);
  const wayIn = useCallback(async () => {
    tries.current += 1;
    return tries.current === 1 ? guest.snapshot().room : guest.newWay();
  }, [guest]);
  const { room, camera, state, troubles, leave } = useCall(true, wayIn, choices);
  const speaking = useMicrophoneOn(room);
  const wanted = view.recognise;
  useEars(wanted?.on && speaking ? wanted.language : null, (spoken) => guest.hear(spoken));
  const out = OUT[state];
  useEffect(() => {
    if (out) onOut(out);
  }, [out, onOut]);
  if (!room || !camera) return <WaitingPage />;
  return <Call room={room} camera={camera} state={state} troubles={troubles} title={title} slide={view.presented} lost={view.lost} onLeave={leave} />;
}
