/** The bar at the bottom: everything one does in a call, by mouse, touch or key. It goes away when nobody moves. */
import {
  ChevronUp,
  Focus,
  LayoutGrid,
  LogOut,
  Maximize,
  MessageSquare,
  Mic,
  MicOff,
  MonitorUp,
  MoreVertical,
  PhoneOff,
  RectangleHorizontal,
  Users,
  Video,
  VideoOff,
  Keyboard,
} from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { cx } from "@/lib/cx";
import { Menu, MenuItem, MenuLine } from "@/ui/menu";
import { Tooltip } from "@/ui/tooltip";
import { DeviceMenu, type Backdrop } from "./device-menu";
import type { Layout } from "./layout";
import { SHORTCUTS, type Action } from "./shortcuts";

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
  onAction: (action: Action) => void;
  onLeave: () => void;
  /** Given to the host alone. */
  onEnd: (() => void) | undefined;
  extra?: ReactNode;
}

export function Controls(props: ControlsProps) {
  const { t } = useTranslation();
  const { microphone, camera, sharing, layout, panel, unread, people, waiting, phone, backdrop, onAction, onLeave, onEnd, extra } = props;
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
          <MenuItem icon={<Users />} onSelect={() => onAction("people")}>
            {t("call.controls.people", { count: people })}
          </MenuItem>
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

const LEAVE = "grid h-12 w-14 shrink-0 place-items-center rounded-full bg-[#d1402f] text-white hover:bg-[#e2503f] sm:w-18";

function round(active: boolean, alarm: boolean): string {
  return cx(
    "relative grid size-12 shrink-0 place-items-center rounded-full transition-colors",
    alarm ? "bg-poor-soft text-poor hover:bg-poor/25" : active ? "bg-accent text-on-accent hover:bg-accent-strong" : "bg-raised text-ink hover:bg-line",
  );
}

/** Phones and some tablets cannot share their screen from a browser. */
function mayShare(): boolean {
  return typeof navigator.mediaDevices?.getDisplayMedia === "function";
}

interface ControlProps {
  label: string;
  action: Action;
  active?: boolean;
  alarm?: boolean;
  badge?: number;
  onAction: (action: Action) => void;
  children: ReactNode;
}

function Control({ label, action, active = false, alarm = false, badge = 0, onAction, children }: ControlProps) {
  const { t } = useTranslation();
  const key = SHORTCUTS[action];
  return (
    <Tooltip text={`${label} (${key})`}>
      <button
        type="button"
        aria-label={badge > 0 ? `${label}, ${t("call.controls.new", { count: badge })}` : label}
        aria-pressed={active || alarm}
        aria-keyshortcuts={key}
        onClick={() => onAction(action)}
        className={round(active, alarm)}
      >
        {children}
        {badge > 0 && (
          <span aria-hidden className="figures absolute -top-0.5 -right-0.5 grid h-5 min-w-5 place-items-center rounded-full bg-accent px-1 text-[11px] font-semibold text-on-accent">
            {badge}
          </span>
        )}
      </button>
    </Tooltip>
  );
}

interface SplitProps {
  kind: "audioinput" | "videoinput";
  label: string;
  phone: boolean;
  backdrop: Backdrop;
  children: ReactNode;
}

function Split({ kind, label, phone, backdrop, children }: SplitProps) {
  if (phone) return children;
  return (
    <div className="flex items-center rounded-full bg-sheet">
      <DeviceMenu kind={kind} backdrop={backdrop}>
        <button type="button" aria-label={label} title={label} className="grid h-12 w-8 place-items-center rounded-l-full pl-1.5 text-ink-2 hover:text-ink">
          <ChevronUp size={17} aria-hidden />
        </button>
      </DeviceMenu>
      {children}
    </div>
  );
}
