/**
 * Joining the room and staying in it: connects, publishes what was chosen, and joins anew with a fresh token when the
 * room was lost. It gives up only when told to leave, removed, or when the call ended.
 */
import type { Room } from "livekit-client";
import { useCallback, useEffect, useRef, useState } from "react";
import { Camera } from "@/live/camera/camera";
import type { Choices } from "@/live/choices";
import { makeRoom, publishChosen, watchRoom, type RoomState } from "@/live/room/room";

export interface Way {
  url: string;
  token: string;
}

export interface Joined {
  room: Room | null;
  camera: Camera | null;
  state: RoomState;
  /** Devices that could not be opened on entering. */
  troubles: unknown[];
  leave: () => void;
}

/** Pause before joining anew after the room was lost; LiveKit's own tries are over by then. */
const REJOIN_MS = 2_500;
const FINAL: readonly RoomState[] = ["left", "removed", "ended", "elsewhere"];

/** `wayIn` is asked for each join: a token does not outlive a long break. Without `wanted` nothing is joined. */
export function useCall(wanted: boolean, wayIn: () => Promise<Way | null>, choices: Choices): Joined {
  const [made, setMade] = useState<{ room: Room; camera: Camera } | null>(null);
  const [state, setState] = useState<RoomState>("idle");
  const [troubles, setTroubles] = useState<unknown[]>([]);
  const latest = useRef({ wayIn, choices });
  useEffect(() => {
    latest.current = { wayIn, choices };
  }, [wayIn, choices]);

  useEffect(() => {
    if (!wanted) return undefined;
    const room = makeRoom(latest.current.choices);
    const camera = new Camera(room.localParticipant, latest.current.choices.background);
    let over = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let open: Pick<Choices, "camera" | "microphone"> = latest.current.choices;
    const again = () => {
      if (!over) timer = setTimeout(() => void join(), REJOIN_MS);
    };
    const join = async () => {
      try {
        const way = await latest.current.wayIn();
        if (over) return;
        if (!way) {
          again();
          return;
        }
        await room.connect(way.url, way.token);
        if (over) return;
        setTroubles(await publishChosen(room.localParticipant, camera, open));
      } catch {
        setState("reconnecting");
        again();
      }
    };
    const unwatch = watchRoom(room, (next) => {
      if (next === "failed") {
        setState("reconnecting");
        again();
        return;
      }
      setState(next);
      if (FINAL.includes(next)) over = true;
    });
    // What is open now is opened again after a break.
    const remember = () => {
      const { isMicrophoneEnabled: microphone, isCameraEnabled } = room.localParticipant;
      if (room.state === "connected") open = { microphone, camera: isCameraEnabled };
    };
    room.on("trackMuted", remember).on("trackUnmuted", remember).on("localTrackPublished", remember);
    setMade({ room, camera });
    setState("connecting");
    // A moment later: development mounts every page twice, and nobody should join twice.
    timer = setTimeout(() => void join(), 0);
    return () => {
      over = true;
      clearTimeout(timer);
      unwatch();
      void room.disconnect();
      setMade(null);
    };
  }, [wanted]);

  const leave = useCallback(() => void made?.room.disconnect(), [made]);
  return { room: made?.room ?? null, camera: made?.camera ?? null, state, troubles, leave };
}
