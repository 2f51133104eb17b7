/** Changing camera, microphone or loudspeaker in mid-call, what stands behind oneself, and noise. */
import { useMediaDeviceSelect, useRoomContext } from "@livekit/components-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Background } from "@/live/camera/background";
import { keepChoices } from "@/live/choices";
import { troubleOf } from "@/live/devices";
import { isQuiet, quieten } from "@/live/room/room";
import { Menu, MenuChoice, MenuLine } from "@/ui/menu";
import { toast } from "@/ui/toast";

/** What stands behind oneself, and how to change it; null where it cannot be blurred. */
export type Backdrop = { chosen: Background; choose: (background: Background) => void } | null;

interface DeviceMenuProps {
  kind: "audioinput" | "videoinput";
  backdrop: Backdrop;
  children: ReactNode;
}

export function DeviceMenu({ kind, backdrop, children }: DeviceMenuProps) {
  return (
    <Menu side="top" align="start" trigger={children}>
      <Choice kind={kind} />
      {kind === "audioinput" && (
        <>
          <Speakers />
          <Noise />
        </>
      )}
      {kind === "videoinput" && backdrop && <Behind backdrop={backdrop} />}
    </Menu>
  );
}

function Noise() {
  const { t } = useTranslation();
  const room = useRoomContext();
  const [quiet, setQuiet] = useState(() => isQuiet(room));
  const choose = (wanted: boolean) => {
    quieten(room, wanted).then(
      () => {
        keepChoices({ quiet: wanted });
        setQuiet(wanted);
      },
      (error: unknown) => toast.poor(t(`call.trouble.${troubleOf(error)}`)),
    );
  };
  return (
    <>
      <MenuLine />
      <MenuChoice
        label={t("call.noise.label")}
        value={quiet ? "out" : "in"}
        onChange={(value) => choose(value === "out")}
        options={[
          { value: "out", label: t("call.noise.out") },
          { value: "in", label: t("call.noise.in") },
        ]}
      />
    </>
  );
}

function Behind({ backdrop }: { backdrop: NonNullable<Backdrop> }) {
  const { t } = useTranslation();
  return (
    <>
      <MenuLine />
      <MenuChoice
        label={t("call.background.label")}
        value={backdrop.chosen}
        onChange={(value) => backdrop.choose(value === "blur" ? "blur" : "none")}
        options={[
          { value: "none", label: t("call.background.none") },
          { value: "blur", label: t("call.background.blur") },
        ]}
      />
    </>
  );
}

function Choice({ kind }: { kind: MediaDeviceKind }) {
  const { t } = useTranslation();
  const { devices, activeDeviceId, setActiveMediaDevice } = useMediaDeviceSelect({ kind });
  const names = { audioinput: "microphone", videoinput: "camera", audiooutput: "speaker" } as const;
  const name = names[kind];
  return (
    <MenuChoice
      label={t(`call.devices.${name}`)}
      value={activeDeviceId}
      onChange={(id) => void setActiveMediaDevice(id)}
      options={devices.map((device, index) => ({
        value: device.deviceId,
        label: device.label || t(`call.devices.${name}Number`, { number: index + 1 }),
      }))}
    />
  );
}

/** Safari and Firefox on some systems choose the loudspeaker themselves. */
function Speakers() {
  if (!("setSinkId" in HTMLMediaElement.prototype)) return null;
  return (
    <>
      <MenuLine />
      <Choice kind="audiooutput" />
    </>
  );
}
