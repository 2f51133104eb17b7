/** A seller's way into the room: their own green room first. */
import { useParams } from "@tanstack/react-router";
import { lazy, Suspense, useCallback, useEffect, useState } from "react";
import { api, ask } from "@/api/client";
import { useMe } from "@/api/me";
import { useMeeting } from "@/api/meetings";
import { GreenRoom } from "@/features/greenroom/greenroom";
import { SellersDoor } from "@/features/greenroom/sellers-door";
import { usePreview } from "@/features/greenroom/use-preview";
import { ClosedDoor } from "@/features/greenroom/waiting";
import { usePageTitle } from "@/lib/use-page";
import { useProblem } from "@/lib/use-problem";
import { WaitingPage } from "./fallback";
import type { Entry } from "./in-call/sellers-room";

// The room is the heavy part: it comes while one sees to one's hair.
const loadRoom = () => import("./in-call/sellers-room");
const SellersRoom = lazy(async () => ({ default: (await loadRoom()).SellersRoom }));

export function RoomPage() {
  const { meetingId } = useParams({ from: "/meetings/$meetingId/room" });
  const { say } = useProblem();
  const me = useMe();
  const [entry, setEntry] = useState<Entry | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const meeting = useMeeting(meetingId);
  const preview = usePreview(entry === null);
  usePageTitle(meeting.data?.title ?? "");
  useEffect(() => void loadRoom().catch(() => undefined), []);
  const start = useCallback((): Promise<Entry> => ask(api.POST("/api/meetings/{id}/start", { params: { path: { id: meetingId } } })), [meetingId]);
  const enter = async () => {
    setBusy(true);
    setError(null);
    try {
      setEntry(await start());
    } catch (failure) {
      setError(say(failure));
    } finally {
      setBusy(false);
    }
  };
  if (meeting.error) throw meeting.error;
  if (!meeting.data) return <WaitingPage />;
  if (entry) {
    return (
      <Suspense fallback={<WaitingPage />}>
        <SellersRoom meetingId={meetingId} title={meeting.data.title} entry={entry} start={start} choices={preview.usable} />
      </Suspense>
    );
  }
  if (meeting.data.ended_at) return <ClosedDoor reason="ended" />;
  return (
    <GreenRoom preview={preview} name={me?.user.name ?? ""}>
      <SellersDoor
        title={meeting.data.title}
        guestUrl={meeting.data.guest_url}
        started={meeting.data.conversation !== null && meeting.data.conversation !== undefined}
        busy={busy}
        error={error}
        onEnter={() => void enter()}
      />
    </GreenRoom>
  );
}
