/** A guest's way: the door with its notice, the wait, the room, the end. Nothing of the copilot is imported here. */
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask } from "@/api/client";
import { keys } from "@/api/queries";
import { Call } from "@/features/call/call";
import { useCall } from "@/features/call/use-call";
import { Door, type Agreed } from "@/features/greenroom/door";
import { GreenRoom } from "@/features/greenroom/greenroom";
import { usePreview } from "@/features/greenroom/use-preview";
import { ClosedDoor, Waiting, type ClosedReason } from "@/features/greenroom/waiting";
import { ApiError } from "@/lib/problem";
import { usePageTitle } from "@/lib/use-page";
import { useProblem } from "@/lib/use-problem";
import { useDarkScreen, useEars, useGuestLine, useMicrophoneOn } from "@/live/hooks";
import type { GuestLine, GuestView } from "@/live/guest";
import type { Choices } from "@/live/choices";
import type { RoomState } from "@/live/room";
import { Button } from "@/ui/button";
import { WaitingPage } from "./fallback";

/** While one waits for the host, so often it is asked whether they are there. */
const ASK_AGAIN_MS = 15_000;
/** The guest's token outlives a reload of the page and nothing more. */
const storedAs = (link: string) => `sottovoce.guest.${link}`;

export function MeetPage() {
  const { t } = useTranslation();
  const { link } = useParams({ from: "/meet/$link" });
  const [token, setToken] = useState(() => sessionStorage.getItem(storedAs(link)));
  const [closed, setClosed] = useState<ClosedReason | null>(null);
  const { guest, view } = useGuestLine(link, closed ? null : token);
  const inRoom = view?.presence === "admitted" && view.room !== null;
  const [wasIn, setWasIn] = useState(false);
  if (inRoom && !wasIn) setWasIn(true);
  const meet = useQuery({
    queryKey: keys.meet(link),
    queryFn: () => ask(api.GET("/api/meet/{link}", { params: { path: { link } } })),
    refetchInterval: ({ state }) => (token !== null && !inRoom && !state.data?.started ? ASK_AGAIN_MS : false),
    refetchOnWindowFocus: false,
  });
  const preview = usePreview(!inRoom && !closed && meet.data !== undefined);
  usePageTitle(meet.data?.title ?? "");
  const keep = useCallback(
    (fresh: string | null) => {
      if (fresh === null) sessionStorage.removeItem(storedAs(link));
      else sessionStorage.setItem(storedAs(link), fresh);
      setToken(fresh);
    },
    [link],
  );
  // A token the door does not know (any more): knock anew.
  const forgotten = view?.line === "closed" && view.error !== null && view.presence === null && !view.ended;
  useEffect(() => {
    if (forgotten) keep(null);
  }, [forgotten, keep]);

  if (meet.error instanceof ApiError && meet.error.status === 404) return <ClosedDoor reason="unknown" />;
  if (meet.error) throw meet.error;
  if (!meet.data) return <WaitingPage />;
  const told = view?.ended ? "ended" : view?.presence === "refused" ? (wasIn ? "removed" : "refused") : null;
  const notOpen = token === null && meet.data.state !== "open" ? meet.data.state : null;
  const reason = closed ?? told ?? notOpen;
  if (reason) {
    return (
      <ClosedDoor reason={reason}>
        {(reason === "left" || reason === "elsewhere") && (
          <Button size="lg" onClick={() => setClosed(null)}>
            {t("greenroom.rejoin")}
          </Button>
        )}
      </ClosedDoor>
    );
  }
  if (inRoom && guest) {
    return <GuestRoom guest={guest} view={view} title={meet.data.title} choices={preview.usable} onOut={setClosed} />;
  }
  return (
    <GreenRoom preview={preview}>
      {token === null ? (
        <Knock link={link} meet={meet.data} way={preview.way} onToken={keep} onLeave={() => setClosed("left")} />
      ) : (
        <Waiting host={meet.data.host_name} started={meet.data.started} onLeave={() => setClosed("left")} />
      )}
    </GreenRoom>
  );
}

interface KnockProps {
  link: string;
  meet: Parameters<typeof Door>[0]["meet"];
  way: Parameters<typeof Door>[0]["way"];
  onToken: (token: string) => void;
  onLeave: () => void;
}

function Knock({ link, meet, way, onToken, onLeave }: KnockProps) {
  const { say } = useProblem();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const knock = async (name: string, consent: Agreed) => {
    setBusy(true);
    setError(null);
    try {
      const knocked = await ask(api.POST("/api/meet/{link}/knock", { params: { path: { link } }, body: { name, consent } }));
      onToken(knocked.guest_token);
    } catch (failure) {
      setError(say(failure));
      setBusy(false);
    }
  };
  return <Door meet={meet} way={way} busy={busy} error={error} onKnock={(name, consent) => void knock(name, consent)} onLeave={onLeave} />;
}

interface GuestRoomProps {
  guest: GuestLine;
  view: GuestView;
  title: string;
  choices: Choices;
  onOut: (reason: ClosedReason) => void;
}

const OUT: Partial<Record<RoomState, ClosedReason>> = { left: "left", removed: "removed", ended: "ended", elsewhere: "elsewhere" };

function GuestRoom({ guest, view, title, choices, onOut }: GuestRoomProps) {
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
