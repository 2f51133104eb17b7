/** Changing camera, microphone or loudspeaker in mid-call, and what stands behind oneself. */
import { useMediaDeviceSelect } from "@livekit/components-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Background } from "@/live/camera/background";
import { Menu, MenuChoice, MenuLine } from "@/ui/menu";

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
      {kind === "audioinput" && <Speakers />}
      {kind === "videoinput" && backdrop && <Behind backdrop={backdrop} />}
    </Menu>
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
