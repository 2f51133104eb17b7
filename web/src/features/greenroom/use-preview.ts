/**
 * The camera and microphone as they are tried before a call: what is wanted, what was had, and why not. It stops
 * every track it started when the page is left; what was chosen is remembered.
 */
import { useCallback, useEffect, useMemo, useState } from "react";
import { askForDevices, listDevices, type Devices, type DeviceTrouble } from "@/live/devices";
import { keepChoices, storedChoices, type Choices } from "@/live/choices";
import { useBlurred, type Shown } from "./use-blurred";

export interface Preview {
  choices: Choices;
  change: (part: Partial<Choices>) => void;
  stream: MediaStream | null;
  /** One's picture as the others will see it. */
  shown: Shown;
  asking: boolean;
  camera: DeviceTrouble | null;
  microphone: DeviceTrouble | null;
  devices: Devices;
  retry: () => void;
  /** The choices without what could not be had: how to enter now. */
  usable: Choices;
  /** The same in a word: with everything, by sound alone, or only listening. */
  way: "full" | "audio" | "listen";
}

const NONE: Devices = { cameras: [], microphones: [], speakers: [] };

interface Had {
  stream: MediaStream | null;
  camera: DeviceTrouble | null;
  microphone: DeviceTrouble | null;
}

export function usePreview(active: boolean): Preview {
  const [choices, setChoices] = useState<Choices>(storedChoices);
  const [had, setHad] = useState<Had>({ stream: null, camera: null, microphone: null });
  const [asking, setAsking] = useState(true);
  const [devices, setDevices] = useState<Devices>(NONE);
  const [round, setRound] = useState(0);
  const { camera, microphone, cameraId, microphoneId } = choices;

  useEffect(() => {
    if (!active) return undefined;
    let over = false;
    let mine: MediaStream | null = null;
    const ask = async () => {
      setAsking(true);
      const asked = await askForDevices({ camera, microphone, cameraId, microphoneId });
      if (over) {
        stop(asked.stream);
        return;
      }
      mine = asked.stream;
      setHad(asked);
      setAsking(false);
      setDevices(await listDevices());
      // A remembered device that is no longer plugged in gives way to any other.
      if (asked.camera === "missing" && cameraId) setChoices((was) => ({ ...was, cameraId: undefined }));
      if (asked.microphone === "missing" && microphoneId) setChoices((was) => ({ ...was, microphoneId: undefined }));
    };
    void ask();
    return () => {
      over = true;
      stop(mine);
      setHad((was) => ({ ...was, stream: null }));
    };
  }, [active, camera, microphone, cameraId, microphoneId, round]);

  useEffect(() => {
    const changed = () => void listDevices().then(setDevices);
    navigator.mediaDevices?.addEventListener("devicechange", changed);
    return () => navigator.mediaDevices?.removeEventListener("devicechange", changed);
  }, []);

  const change = useCallback((part: Partial<Choices>) => {
    keepChoices(part);
    setChoices((was) => ({ ...was, ...part }));
  }, []);
  const retry = useCallback(() => setRound((was) => was + 1), []);
  const shown = useBlurred(had.stream, choices.background);
  // What failed to blur here is shown unblurred here: one enters as one sees oneself.
  const background = shown.trouble ? "none" : choices.background;
  const usable = useMemo<Choices>(
    () => ({ ...choices, background, camera: camera && !had.camera, microphone: microphone && !had.microphone }),
    [choices, background, camera, microphone, had.camera, had.microphone],
  );
  const way = had.microphone ? "listen" : had.camera ? "audio" : "full";
  return { choices, change, way, stream: had.stream, shown, asking, camera: had.camera, microphone: had.microphone, devices, retry, usable };
}

function stop(stream: MediaStream | null): void {
  stream?.getTracks().forEach((track) => track.stop());
}
