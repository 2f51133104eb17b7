/** The bar at the bottom: everything one does in a call, by mouse, touch or key. It goes away when nobody moves. */
import {
  Focus,
  Hand,
  LayoutGrid,
  LogOut,
  Maximize,
  MessageSquare,
  Mic,
  MicOff,
  MonitorUp,
  MoreVertical,
  PhoneOff,
  PictureInPicture2,
  RectangleHorizontal,
  SmilePlus,
  Users,
  Video,
  VideoOff,
  Keyboard,
} from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { REACTIONS, type Reaction } from "@/live/room/gestures";
import { Menu, MenuItem, MenuLine, MenuRow } from "@/ui/menu";
import { mayShowApart } from "./apart";
import { Control, round, Split } from "./control";
import type { Backdrop } from "./device-menu";
import type { Layout } from "../stage/layout";
import type { Action } from "./shortcuts";

interface ControlsProps {
  microphone: boolean;
  camera: boolean;
  sharing: boolean;
  layout: Layout;
  panel: "chat" | "people" | null;
  unread: number;
  people: number;
  waiting: number;
  phone: boolean;
  backdrop: Backdrop;
  hand: boolean;
  onReact: (reaction: Reaction) => void;
  onAction: (action: Action) => void;
  onLeave: () => void;
  /** Given to the host alone. */
  onEnd: (() => void) | undefined;
  extra?: ReactNode;
}

export function Controls(props: ControlsProps) {
  const { t } = useTranslation();
  const { microphone, camera, sharing, layout, panel, unread, people, waiting, phone, backdrop, hand, onReact, onAction, onLeave, onEnd, extra } = props;
  return (
    <div role="toolbar" aria-label={t("call.controls.label")} className="flex items-center justify-center gap-1.5 sm:gap-2.5">
      <Split kind="audioinput" label={t("call.controls.audioDevices")} phone={phone} backdrop={null}>
        <Control
          label={microphone ? t("call.controls.mute") : t("call.controls.unmute")}
          action="microphone"
          alarm={!microphone}
          onAction={onAction}
        >
          {microphone ? <Mic size={21} aria-hidden /> : <MicOff size={21} aria-hidden />}
        </Control>
      </Split>
      <Split kind="videoinput" label={t("call.controls.videoDevices")} phone={phone} backdrop={backdrop}>
        <Control
          label={camera ? t("call.controls.stopCamera") : t("call.controls.startCamera")}
          action="camera"
          alarm={!camera}
          onAction={onAction}
        >
          {camera ? <Video size={21} aria-hidden /> : <VideoOff size={21} aria-hidden />}
        </Control>
      </Split>
      {!phone && mayShare() && (
        <Control label={sharing ? t("call.controls.stopShare") : t("call.controls.share")} action="share" active={sharing} onAction={onAction}>
          <MonitorUp size={21} aria-hidden />
        </Control>
      )}
      {!phone && (
        <>
          <Control label={t(hand ? "call.hand.lower" : "call.hand.raise")} action="hand" active={hand} onAction={onAction}>
            <Hand size={20} aria-hidden />
          </Control>
          <Menu
            side="top"
            align="center"
            trigger={
              <button type="button" aria-label={t("call.reaction.label")} title={t("call.reaction.label")} className={round(false, false)}>
                <SmilePlus size={20} aria-hidden />
              </button>
            }
          >
            <Reactions onReact={onReact} />
          </Menu>
        </>
      )}
      <Control label={t("call.controls.chat")} action="chat" active={panel === "chat"} badge={unread} onAction={onAction}>
        <MessageSquare size={20} aria-hidden />
      </Control>
      {!phone && (
        <Control label={t("call.controls.people", { count: people })} action="people" active={panel === "people"} badge={waiting} onAction={onAction}>
          <Users size={20} aria-hidden />
        </Control>
      )}
      {extra}
      <Menu
        side="top"
        align="center"
        trigger={
          <button type="button" aria-label={t("call.controls.more")} title={t("call.controls.more")} className={round(false, false)}>
            <MoreVertical size={20} aria-hidden />
          </button>
        }
      >
        {phone && (
          <>
            <Reactions onReact={onReact} />
            <MenuLine />
            <MenuItem icon={<Hand />} onSelect={() => onAction("hand")}>
              {t(hand ? "call.hand.lower" : "call.hand.raise")}
            </MenuItem>
            <MenuItem icon={<Users />} onSelect={() => onAction("people")}>
              {t("call.controls.people", { count: people })}
            </MenuItem>
          </>
        )}
        <MenuItem icon={layout === "grid" ? <RectangleHorizontal /> : <LayoutGrid />} onSelect={() => onAction("layout")}>
          {layout === "grid" ? t("call.controls.speakerLayout") : t("call.controls.gridLayout")}
        </MenuItem>
        {backdrop && (
          <MenuItem icon={<Focus />} onSelect={() => onAction("background")}>
            {t(backdrop.chosen === "blur" ? "call.controls.unblur" : "call.controls.blur")}
          </MenuItem>
        )}
        <MenuItem icon={<Maximize />} onSelect={() => onAction("fullscreen")}>
          {t("call.controls.fullscreen")}
        </MenuItem>
        {mayShowApart() && (
          <MenuItem icon={<PictureInPicture2 />} onSelect={() => onAction("apart")}>
            {t("call.controls.apart")}
          </MenuItem>
        )}
        <MenuLine />
        <MenuItem icon={<Keyboard />} onSelect={() => onAction("help")}>
          {t("call.controls.help")}
        </MenuItem>
      </Menu>
      {onEnd ? (
        <Menu
          side="top"
          trigger={
            <button type="button" aria-label={t("call.controls.leaveOrEnd")} title={t("call.controls.leaveOrEnd")} className={LEAVE}>
              <PhoneOff size={21} aria-hidden />
            </button>
          }
        >
          <MenuItem icon={<LogOut />} onSelect={onLeave}>
            {t("call.controls.leave")}
          </MenuItem>
          <MenuItem icon={<PhoneOff />} danger onSelect={onEnd}>
            {t("call.controls.endForAll")}
          </MenuItem>
        </Menu>
      ) : (
        <button type="button" aria-label={t("call.controls.leave")} title={t("call.controls.leave")} onClick={onLeave} className={LEAVE}>
          <PhoneOff size={21} aria-hidden />
        </button>
      )}
    </div>
  );
}

function Reactions({ onReact }: { onReact: (reaction: Reaction) => void }) {
  const { t } = useTranslation();
  const options = REACTIONS.map((value, index) => ({ value, label: t(`call.reaction.${index + 1}`) }));
  return <MenuRow label={t("call.reaction.label")} options={options} onSelect={(value) => onReact(REACTIONS.find((one) => one === value) ?? REACTIONS[0])} />;
}

const LEAVE = "grid h-12 w-14 shrink-0 place-items-center rounded-full bg-[#d1402f] text-white hover:bg-[#e2503f] sm:w-18";

/** Phones and some tablets cannot share their screen from a browser. */
function mayShare(): boolean {
  return typeof navigator.mediaDevices?.getDisplayMedia === "function";
}
