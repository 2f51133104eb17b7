/**
 * The camera and microphone as they are tried before a call: what is wanted, what was had, and why not. It stops
 * every track it started when the page is left; what was chosen is remembered on this device.
 */
import { useCallback, useEffect, useMemo, useState } from "react";
import { askForDevices, listDevices, type Devices, type DeviceTrouble } from "@/live/devices";
import type { Choices } from "@/live/room";

export interface Preview {
  choices: Choices;
  change: (part: Partial<Choices>) => void;
  stream: MediaStream | null;
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

const STORED_AS = "sottovoce.devices";
const NONE: Devices = { cameras: [], microphones: [], speakers: [] };

function stored(): Choices {
  const plain: Choices = { camera: true, microphone: true };
  try {
    const raw: unknown = JSON.parse(localStorage.getItem(STORED_AS) ?? "null");
    return typeof raw === "object" && raw !== null ? { ...plain, ...raw } : plain;
  } catch {
    return plain;
  }
}

interface Had {
  stream: MediaStream | null;
  camera: DeviceTrouble | null;
  microphone: DeviceTrouble | null;
}

export function usePreview(active: boolean): Preview {
  const [choices, setChoices] = useState<Choices>(stored);
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
    setChoices((was) => {
      const next = { ...was, ...part };
      localStorage.setItem(STORED_AS, JSON.stringify(next));
      return next;
    });
  }, []);
  const retry = useCallback(() => setRound((was) => was + 1), []);
  const usable = useMemo<Choices>(
    () => ({ ...choices, camera: camera && !had.camera, microphone: microphone && !had.microphone }),
    [choices, camera, microphone, had.camera, had.microphone],
  );
  const way = had.microphone ? "listen" : had.camera ? "audio" : "full";
  return { choices, change, way, stream: had.stream, asking, camera: had.camera, microphone: had.microphone, devices, retry, usable };
}

function stop(stream: MediaStream | null): void {
  stream?.getTracks().forEach((track) => track.stop());
}
