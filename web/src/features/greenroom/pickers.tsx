/** Which camera, microphone and loudspeaker, and a sound to try the last with. */
import { Volume2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { playTestSound } from "@/live/devices";
import { Button } from "@/ui/button";
import { Select } from "@/ui/select";
import type { Preview } from "./use-preview";

export function Pickers({ preview }: { preview: Preview }) {
  const { t } = useTranslation();
  const { devices, choices, change, stream } = preview;
  const [test, setTest] = useState<"idle" | "playing" | "failed">("idle");
  const options = (list: MediaDeviceInfo[], kind: string) =>
    list.map((device, index) => ({ value: device.deviceId, label: device.label || t(`greenroom.${kind}Number`, { number: index + 1 }) }));
  const used = (kind: "audio" | "video") => stream?.getTracks().find((track) => track.kind === kind)?.getSettings().deviceId;
  const play = () => {
    setTest("playing");
    playTestSound(choices.speakerId).then(
      () => setTest("idle"),
      () => setTest("failed"),
    );
  };
  return (
    <div className="grid gap-2 sm:grid-cols-3">
      {devices.microphones.length > 0 && (
        <Select
          size="sm"
          label={t("greenroom.microphone")}
          value={choices.microphoneId ?? used("audio") ?? devices.microphones[0]?.deviceId ?? ""}
          options={options(devices.microphones, "microphone")}
          onChange={(microphoneId) => change({ microphoneId })}
        />
      )}
      {devices.cameras.length > 0 && (
        <Select
          size="sm"
          label={t("greenroom.camera")}
          value={choices.cameraId ?? used("video") ?? devices.cameras[0]?.deviceId ?? ""}
          options={options(devices.cameras, "camera")}
          onChange={(cameraId) => change({ cameraId })}
        />
      )}
      {devices.speakers.length > 0 && (
        <Select
          size="sm"
          label={t("greenroom.speaker")}
          value={choices.speakerId ?? devices.speakers[0]?.deviceId ?? ""}
          options={options(devices.speakers, "speaker")}
          onChange={(speakerId) => change({ speakerId })}
        />
      )}
      <Button
        weight="quiet"
        size="sm"
        icon={<Volume2 size={16} aria-hidden />}
        onClick={play}
        disabled={test === "playing"}
        className="justify-self-start sm:col-span-3"
      >
        {test === "playing" ? t("greenroom.testPlaying") : test === "failed" ? t("greenroom.testFailed") : t("greenroom.testSpeaker")}
      </Button>
    </div>
  );
}
