/** What each control and key does to the call; what fails is said, never swallowed. */
import { useLocalParticipant } from "@livekit/components-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Camera } from "@/live/camera/camera";
import { troubleOf } from "@/live/devices";
import type { Gestures } from "@/live/room/gestures";
import { shareScreen } from "@/live/room/room";
import { toast } from "@/ui/toast";
import type { Layout } from "../stage/layout";
import type { Backdrop } from "./device-menu";
import { showApart } from "./apart";
import type { Action } from "./shortcuts";
import { useBackdrop } from "./use-backdrop";

interface Wanted {
  camera: Camera;
  gestures: Gestures;
  onShare: ((surface: "monitor" | "other" | null) => void) | undefined;
}

export interface Acting {
  act: (action: Action) => void;
  /** Says why something failed. */
  attempt: (doing: Promise<unknown>) => void;
  layout: Layout;
  panel: "chat" | "people" | null;
  closePanel: () => void;
  help: boolean;
  setHelp: (open: boolean) => void;
  backdrop: Backdrop;
}

export function useActions({ camera, gestures, onShare }: Wanted): Acting {
  const { t } = useTranslation();
  const { localParticipant: me, isMicrophoneEnabled, isCameraEnabled, isScreenShareEnabled } = useLocalParticipant();
  const [layout, setLayout] = useState<Layout>("grid");
  const [panel, setPanel] = useState<"chat" | "people" | null>(null);
  const [help, setHelp] = useState(false);
  const attempt = (doing: Promise<unknown>) => {
    doing.catch((error: unknown) => toast.poor(t(`call.trouble.${troubleOf(error)}`)));
  };
  const backdrop = useBackdrop(camera, attempt);
  const open = (which: "chat" | "people") => setPanel((was) => (was === which ? null : which));
  const does: Record<Action, () => void> = {
    microphone: () => attempt(me.setMicrophoneEnabled(!isMicrophoneEnabled)),
    camera: () => attempt(camera.turn(!isCameraEnabled)),
    background: () => backdrop?.choose(backdrop.chosen === "blur" ? "none" : "blur"),
    share: () => {
      // Closing the browser's own dialogue without choosing is no fault.
      shareScreen(me, !isScreenShareEnabled).then(onShare, (error: unknown) => {
        if (troubleOf(error) !== "denied") toast.poor(t("call.trouble.share"));
      });
    },
    hand: () => void gestures.raise(!gestures.raised).catch(() => toast.poor(t("call.hand.failed"))),
    chat: () => open("chat"),
    people: () => open("people"),
    layout: () => setLayout((was) => (was === "grid" ? "speaker" : "grid")),
    fullscreen: () => attempt(document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()),
    apart: () => void showApart().catch(() => toast.poor(t("call.trouble.apart"))),
    help: () => setHelp((was) => !was),
  };
  return { act: (action) => does[action](), attempt, layout, panel, closePanel: () => setPanel(null), help, setHelp, backdrop };
}
