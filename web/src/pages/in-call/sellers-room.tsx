/** A seller in the room: media, the door, the copilot, and the recap when it is over. */
import { useNavigate } from "@tanstack/react-router";
import { EyeOff, Sparkles } from "lucide-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask } from "@/api/client";
import { useMeeting } from "@/api/meetings";
import { keys, queryClient } from "@/api/queries";
import { Call } from "@/features/call/call";
import type { Guest } from "@/features/call/people";
import { useCall } from "@/features/call/use-call";
import { ClosedDoor } from "@/features/greenroom/waiting";
import { Hud } from "@/features/hud/hud";
import { ToneFrame } from "@/features/hud/tone";
import { useProblem } from "@/lib/use-problem";
import { useDarkScreen, useEars, useFeed } from "@/live/hooks";
import { useMicrophoneOn } from "@/live/room/hooks";
import type { Choices } from "@/live/choices";
import { Button, IconButton } from "@/ui/button";
import { Confirm } from "@/ui/dialog";
import { toast } from "@/ui/toast";
import { useCallScript } from "./call-script";
import { WaitingPage } from "../fallback";

export interface Entry {
  conversation_id: string;
  participant_id: string;
  room_url: string;
  room_token: string;
}

/** Height of the call's controls, in pixels. */
const CONTROLS = 76;

interface SellersRoomProps {
  meetingId: string;
  title: string;
  entry: Entry;
  start: () => Promise<Entry>;
  choices: Choices;
}

export function SellersRoom({ meetingId, title, entry, start, choices }: SellersRoomProps) {
  useDarkScreen();
  const { t } = useTranslation();
  const { say } = useProblem();
  const navigate = useNavigate();
  const { conversation_id: conversation, participant_id: myself } = entry;
  const { feed, view } = useFeed(conversation);
  const call = view?.call;
  const { script, playbook, playbooks, startedAt } = useCallScript(conversation, feed, call?.playbook?.version ?? null);
  const tries = useRef(0);
  const wayIn = useCallback(async () => {
    tries.current += 1;
    const way = tries.current === 1 ? entry : await start();
    return { url: way.room_url, token: way.room_token };
  }, [entry, start]);
  const { room, camera, state, troubles, leave } = useCall(true, wayIn, choices);
  const speaking = useMicrophoneOn(room);
  const wanted = call?.recognise[myself];
  const ear = useEars(wanted?.on && speaking ? wanted.language : null, (spoken) => feed?.hear(spoken));
  const [panel, setPanel] = useState(true);
  const [wholeScreen, setWholeScreen] = useState(false);
  const [ending, setEnding] = useState(false);
  const [removing, setRemoving] = useState<Guest | null>(null);

  const over = call?.ended === true || state === "ended";
  useEffect(() => {
    if (over) void navigate({ to: "/conversations/$conversationId", params: { conversationId: conversation } });
    else if (state === "left" || state === "removed") void navigate({ to: "/meetings" });
  }, [over, state, navigate, conversation]);

  const door = useMeeting(meetingId).data;
  const changeDoor = (body: { locked: boolean } | { lobby: boolean }) => {
    ask(api.PATCH("/api/meetings/{id}", { params: { path: { id: meetingId } }, body })).then(
      (changed) => queryClient.setQueryData(keys.meeting(meetingId), changed),
      (failure: unknown) => toast.poor(say(failure)),
    );
  };
  const atDoor = (what: "admit" | "refuse" | "remove") => (guest: Guest) => {
    const asked = { params: { path: { id: conversation } }, body: { participant_id: guest.id } };
    const done = {
      admit: () => api.POST("/api/conversations/{id}/admit", asked),
      refuse: () => api.POST("/api/conversations/{id}/refuse", asked),
      remove: () => api.POST("/api/conversations/{id}/remove", asked),
    };
    return ask(done[what]()).catch((failure: unknown) => toast.poor(say(failure)));
  };
  const end = async () => {
    try {
      await ask(api.POST("/api/meetings/{id}/end", { params: { path: { id: meetingId } } }));
      await queryClient.invalidateQueries({ queryKey: ["meetings"] });
    } catch (failure) {
      toast.poor(say(failure));
    }
  };
  const onShare = useCallback((surface: "monitor" | "other" | null) => setWholeScreen(surface === "monitor"), []);

  if (state === "elsewhere") return <ClosedDoor reason="elsewhere" />;
  if (!room || !camera || !view || !feed || !call) return <WaitingPage />;
  const waiting = Object.values(call.participants).filter(({ presence }) => presence === "waiting");
  const sells = (identity: string) => call.participants[identity]?.side === "seller";
  return (
    <Call
      room={room}
      camera={camera}
      state={state}
      troubles={troubles}
      title={title}
      slide={call.presented}
      lost={view.lost}
      onTakeDown={() => feed.command({ type: "take_down" })}
      decorate={(identity, name) => !sells(identity) && <ToneFrame tone={call.tones[identity]} name={name} />}
      host={{
        waiting,
        locked: door?.locked ?? false,
        lobby: door?.lobby ?? true,
        onDoor: changeDoor,
        onAdmit: (guest) => void atDoor("admit")(guest),
        onRefuse: (guest) => void atDoor("refuse")(guest),
        onRemove: setRemoving,
      }}
      onLeave={leave}
      onEnd={() => setEnding(true)}
      onShare={onShare}
      extraControl={
        <IconButton
          label={panel ? t("hud.hide") : t("hud.show")}
          aria-pressed={panel}
          size="lg"
          onClick={() => setPanel((was) => !was)}
          className={panel ? "bg-accent! text-on-accent!" : "bg-raised! text-ink!"}
        >
          <Sparkles size={20} aria-hidden />
        </IconButton>
      }
    >
      {wholeScreen ? (
        <p role="status" className="fixed top-4 right-4 z-30 flex max-w-sm items-center gap-3 rounded-xl border border-line bg-sheet p-4 text-[14px] shadow-3">
          <EyeOff size={20} aria-hidden className="shrink-0 text-fair" />
          <span>{t("hud.panel.hidden")}</span>
          <Button weight="outline" size="sm" onClick={() => setWholeScreen(false)}>
            {t("hud.panel.showAnyway")}
          </Button>
        </p>
      ) : (
        panel && (
          <Hud
            view={view}
            script={script}
            startedAt={startedAt}
            ear={ear}
            muted={!speaking}
            controls={CONTROLS}
            playbooks={playbooks}
            playbook={playbook}
            onCommand={(command) => feed.command(command)}
          />
        )
      )}
      <Confirm
        open={removing !== null}
        onOpenChange={() => setRemoving(null)}
        title={t("call.people.removeTitle", { name: removing?.name })}
        text={t("call.people.removeText")}
        action={t("call.people.remove")}
        danger
        onConfirm={() => (removing ? atDoor("remove")(removing) : undefined)}
      />
      <Confirm open={ending} onOpenChange={setEnding} title={t("call.end.title")} text={t("call.end.text")} action={t("call.end.action")} danger onConfirm={end} />
    </Call>
  );
}
