/** Changing camera, microphone or loudspeaker in mid-call. */
import { useMediaDeviceSelect } from "@livekit/components-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Menu, MenuChoice, MenuLine } from "@/ui/menu";

interface DeviceMenuProps {
  kind: "audioinput" | "videoinput";
  children: ReactNode;
}

export function DeviceMenu({ kind, children }: DeviceMenuProps) {
  return (
    <Menu side="top" align="start" trigger={children}>
      <Choice kind={kind} />
      {kind === "audioinput" && <Speakers />}
    </Menu>
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
