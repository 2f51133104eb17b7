/** A guest's way: the door with its notice, the wait, the room, the end. Nothing of the copilot is imported here. */
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { lazy, Suspense, useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask } from "@/api/client";
import { keys } from "@/api/queries";
import { Door, type Agreed } from "@/features/greenroom/door";
import { GreenRoom } from "@/features/greenroom/greenroom";
import { usePreview } from "@/features/greenroom/use-preview";
import { ClosedDoor, Waiting, type ClosedReason } from "@/features/greenroom/waiting";
import { ApiError } from "@/lib/problem";
import { usePageTitle } from "@/lib/use-page";
import { useProblem } from "@/lib/use-problem";
import { useGuestLine } from "@/live/hooks";
import { Button } from "@/ui/button";
import { WaitingPage } from "./fallback";

// The room is the heavy part: it comes while one sees to one's hair.
const loadRoom = () => import("./in-call/guest-room");
const GuestRoom = lazy(async () => ({ default: (await loadRoom()).GuestRoom }));

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
  useEffect(() => void loadRoom().catch(() => undefined), []);
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
    return (
      <Suspense fallback={<WaitingPage />}>
        <GuestRoom guest={guest} view={view} title={meet.data.title} choices={preview.usable} onOut={setClosed} />
      </Suspense>
    );
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
