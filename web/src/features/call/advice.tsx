/** What one is told without having asked: a weak connection and what helps, devices that come and go, who came or left. */
import { useConnectionQualityIndicator } from "@livekit/components-react";
import { ConnectionQuality, RoomEvent, type Participant, type Room } from "livekit-client";
import { SignalLow } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { listDevices } from "@/live/devices";
import { Button } from "@/ui/button";
import { toast } from "@/ui/toast";

/** A moment of weakness passes by itself. */
const WEAK_FOR_MS = 6_000;

interface AdviceProps {
  room: Room;
  camera: boolean;
  onCameraOff: () => void;
}

/** Says that one's own connection is weak once it has been for a while, and what to do about it. */
export function Advice({ room, camera, onCameraOff }: AdviceProps) {
  const { t } = useTranslation();
  const { quality } = useConnectionQualityIndicator({ participant: room.localParticipant });
  const weak = quality === ConnectionQuality.Poor;
  const [lasting, setLasting] = useState(false);
  const [dismissed, setDismissed] = useState(false);
  useEffect(() => {
    if (!weak) return undefined;
    const timer = setTimeout(() => setLasting(true), WEAK_FOR_MS);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [weak]);
  if (!lasting || dismissed) return null;
  return (
    <div role="status" className="fixed top-4 left-1/2 z-40 flex w-max max-w-[calc(100vw-1.5rem)] -translate-x-1/2 flex-wrap items-center gap-3 rounded-xl border border-line bg-sheet py-2.5 pr-2.5 pl-4 text-[14px] shadow-3">
      <SignalLow size={18} aria-hidden className="shrink-0 text-fair" />
      <p className="min-w-0 flex-1">{t(camera ? "call.advice.weakCamera" : "call.advice.weak")}</p>
      {camera && (
        <Button weight="outline" size="sm" onClick={onCameraOff}>
          {t("call.controls.stopCamera")}
        </Button>
      )}
      <Button weight="quiet" size="sm" onClick={() => setDismissed(true)}>
        {t("call.advice.dismiss")}
      </Button>
    </div>
  );
}

/** Devices by what they are called: one headset is a microphone and a loudspeaker, and is named once. */
async function names(): Promise<Set<string>> {
  const { cameras, microphones, speakers } = await listDevices();
  const named = [...cameras, ...microphones, ...speakers].filter(({ deviceId }) => deviceId !== "default" && deviceId !== "communications");
  return new Set(named.map(({ label }) => label).filter(Boolean));
}

/** Tells of devices that are plugged in or out in mid-call; the room itself goes on with those that are left. */
export function useDeviceChanges(room: Room): void {
  const { t } = useTranslation();
  useEffect(() => {
    let known: Set<string> | null = null;
    let over = false;
    const look = async () => {
      const now = await names();
      const before = known;
      known = now;
      if (over || !before || before.size === 0) return;
      for (const name of now) if (!before.has(name)) toast.good(t("call.devices.came", { name }));
      for (const name of before) if (!now.has(name)) toast.poor(t("call.devices.went", { name }));
    };
    const changed = () => void look();
    changed();
    room.on(RoomEvent.MediaDevicesChanged, changed);
    return () => {
      over = true;
      room.off(RoomEvent.MediaDevicesChanged, changed);
    };
  }, [room, t]);
}

/** Who came or left last, in words for whoever does not see the stage change. */
export function useComings(room: Room): string {
  const { t } = useTranslation();
  const [said, setSaid] = useState("");
  useEffect(() => {
    const came = ({ name, identity }: Participant) => setSaid(t("call.people.came", { name: name || identity }));
    const left = ({ name, identity }: Participant) => setSaid(t("call.people.left", { name: name || identity }));
    room.on(RoomEvent.ParticipantConnected, came).on(RoomEvent.ParticipantDisconnected, left);
    return () => {
      room.off(RoomEvent.ParticipantConnected, came).off(RoomEvent.ParticipantDisconnected, left);
    };
  }, [room, t]);
  return said;
}
