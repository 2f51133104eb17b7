/**
 * The room as one sees it: the stage, the controls, chat and people, and how the connection stands. What only a seller
 * has (the copilot, tones on tiles, the door) is handed in by the page; a guest's page hands in none of it.
 */
import { RoomAudioRenderer, RoomContext, useAudioPlayback, useLocalParticipant, useParticipants } from "@livekit/components-react";
import type { Room } from "livekit-client";
import { Volume2, WifiOff } from "lucide-react";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { cx } from "@/lib/cx";
import type { Camera } from "@/live/camera/camera";
import { troubleOf } from "@/live/devices";
import { useWindowSize } from "@/live/hooks";
import type { RoomState } from "@/live/room/room";
import { useChat, useGestures } from "@/live/room/hooks";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import type { SlideContent } from "@/ui/slide";
import { Spinner } from "@/ui/surface";
import { toast } from "@/ui/toast";
import { Advice, useComings, useDeviceChanges } from "./advice";
import { Chat } from "./chat";
import { Controls } from "./controls/controls";
import { Knocks, People, type Host } from "./people";
import { SHORTCUTS, useShortcuts, type Action } from "./controls/shortcuts";
import { SidePanel } from "./side-panel";
import { Stage } from "./stage/stage";
import { useActions } from "./controls/use-actions";
import { useIdle } from "./controls/use-idle";

interface CallProps {
  room: Room;
  camera: Camera;
  state: RoomState;
  troubles: readonly unknown[];
  title: string;
  slide: SlideContent | null;
  /** How many of this device's phrases the server refused for good. */
  lost: number;
  onTakeDown?: () => void;
  decorate?: (identity: string, name: string) => ReactNode;
  host?: Host;
  onLeave: () => void;
  onEnd?: () => void;
  /** Told what this screen share shows; null when it ends. */
  onShare?: (surface: "monitor" | "other" | null) => void;
  extraControl?: ReactNode;
  /** Lies over the stage. */
  children?: ReactNode;
}

/** Long enough to read a tooltip, short enough to leave the faces alone. */
const IDLE_AFTER_MS = 4_500;
const PHONE_BELOW = 640;

export function Call(props: CallProps) {
  return (
    <RoomContext.Provider value={props.room}>
      <Inside {...props} />
      <RoomAudioRenderer />
    </RoomContext.Provider>
  );
}

function Inside(props: CallProps) {
  const { room, camera, state, troubles, title, slide, onTakeDown, decorate, host, onLeave, onEnd, extraControl, children } = props;
  const { t } = useTranslation();
  const { isMicrophoneEnabled, isCameraEnabled, isScreenShareEnabled } = useLocalParticipant();
  const people = useParticipants();
  const chat = useChat(room);
  const { gestures, view } = useGestures(room, (name) => toast.good(t("call.hand.raised", { name })));
  const { act, layout, panel, closePanel, help, setHelp, backdrop } = useActions({ camera, gestures, onShare: props.onShare });
  const [read, setRead] = useState(0);
  const phone = useWindowSize().width < PHONE_BELOW;
  const idle = useIdle(IDLE_AFTER_MS) && panel === null && !help;
  const theirs = chat.lines.filter(({ mine }) => !mine).length;
  if (panel === "chat" && read !== theirs) setRead(theirs);
  useDeviceTroubles(troubles);
  useDeviceChanges(room);
  const coming = useComings(room);
  useLostWords(props.lost);
  useShareEnd(isScreenShareEnabled, props.onShare);
  useShortcuts(act);

  return (
    <div className={cx("fixed inset-0 overflow-hidden bg-paper text-ink", idle && "cursor-none")}>
      <main
        className={cx(
          "absolute inset-x-2.5 top-2.5 pr-[var(--beside-right,0px)] pl-[var(--beside-left,0px)] transition-[bottom] duration-300",
          idle ? "bottom-[calc(0.625rem+var(--beside-bottom,0px))]" : "bottom-[calc(5rem+var(--beside-bottom,0px))]",
        )}
      >
        <h1 className="sr-only">{title}</h1>
        <div className={cx("h-full", panel !== null && "sm:pr-90")}>
          <Stage layout={layout} gestures={view} slide={slide} onTakeDown={onTakeDown} decorate={decorate} />
        </div>
      </main>
      {children}
      <div
        className={cx(
          "absolute right-[var(--beside-right,0px)] bottom-0 left-[var(--beside-left,0px)] z-30 flex h-20 items-center px-3 sm:px-5",
          "transition-transform duration-300 focus-within:translate-y-0",
          idle && "translate-y-full",
        )}
      >
        <p className="hidden min-w-0 flex-1 truncate text-[15px] text-ink-2 xl:block">{title}</p>
        <div className="flex-1 xl:flex-none">
          <Controls
            microphone={isMicrophoneEnabled}
            camera={isCameraEnabled}
            sharing={isScreenShareEnabled}
            layout={layout}
            panel={panel}
            unread={Math.max(0, theirs - read)}
            people={people.length}
            waiting={host?.waiting.length ?? 0}
            phone={phone}
            backdrop={backdrop}
            hand={gestures.raised}
            onReact={(reaction) => void gestures.react(reaction).catch(() => toast.poor(t("call.hand.failed")))}
            onAction={act}
            onLeave={onLeave}
            onEnd={onEnd}
            extra={extraControl}
          />
        </div>
        <span className="hidden flex-1 xl:block" />
      </div>
      {host && <Knocks host={host} />}
      {panel !== null && (
        <SidePanel title={panel === "chat" ? t("call.controls.chat") : t("call.people.title")} onClose={closePanel}>
          {panel === "chat" ? <Chat chat={chat} /> : <People host={host} hands={view.hands} />}
        </SidePanel>
      )}
      <Connection state={state} />
      <Advice room={room} camera={isCameraEnabled} onCameraOff={() => act("camera")} />
      <Silenced />
      <p role="status" className="sr-only">
        {coming}
      </p>
      <Dialog open={help} onOpenChange={setHelp} title={t("call.help.title")}>
        <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2.5 text-[15px]">
          {(Object.keys(SHORTCUTS) as Action[]).map((action) => (
            <div key={action} className="contents">
              <dt>
                <kbd className="grid h-8 min-w-8 place-items-center rounded-md border border-line-strong bg-raised px-2 font-sans font-semibold">{SHORTCUTS[action].toUpperCase()}</kbd>
              </dt>
              <dd>{t(`call.help.${action}`)}</dd>
            </div>
          ))}
        </dl>
      </Dialog>
    </div>
  );
}

/** Says how the connection stands when it does not simply stand. */
function Connection({ state }: { state: RoomState }) {
  const { t } = useTranslation();
  if (state === "connected" || state === "idle") return null;
  const connecting = state === "connecting";
  return (
    <div role="status" className="fixed top-4 left-1/2 z-50 flex -translate-x-1/2 items-center gap-3 rounded-full border border-line bg-sheet py-2.5 pr-5 pl-4 text-[15px] shadow-3">
      {connecting ? <Spinner size={18} /> : <WifiOff size={18} aria-hidden className="text-fair" />}
      {connecting ? t("call.connection.connecting") : t("call.connection.reconnecting")}
    </div>
  );
}

/** Browsers keep a page silent until somebody touched it, e.g. after a reload in mid-call. */
function Silenced() {
  const { t } = useTranslation();
  const { canPlayAudio, startAudio } = useAudioPlayback();
  if (canPlayAudio) return null;
  return (
    <Button
      weight="accent"
      size="lg"
      icon={<Volume2 size={19} aria-hidden />}
      onClick={() => void startAudio()}
      className="fixed top-1/2 left-1/2 z-50 -translate-1/2 shadow-3"
    >
      {t("call.blocked")}
    </Button>
  );
}

/** Says so when phrases could not be written down. */
function useLostWords(lost: number): void {
  const { t } = useTranslation();
  useEffect(() => {
    if (lost > 0) toast.poor(t("call.lost", { count: lost }));
  }, [lost, t]);
}

function useDeviceTroubles(troubles: readonly unknown[]): void {
  const { t } = useTranslation();
  useEffect(() => {
    for (const trouble of troubles) toast.poor(t(`call.trouble.${troubleOf(trouble)}`));
  }, [troubles, t]);
}

/** A share also ends by the browser's own "stop sharing". */
function useShareEnd(sharing: boolean, onShare: CallProps["onShare"]): void {
  const was = useRef(sharing);
  useEffect(() => {
    if (was.current && !sharing) onShare?.(null);
    was.current = sharing;
  }, [sharing, onShare]);
}
