/**
 * The room, as a thin shell around `livekit-client`: how it is joined and left, devices, screen share and chat. Only
 * sound, picture and what people type to each other pass through it: the copilot never touches its data channels.
 */
import {
  ConnectionState,
  DisconnectReason,
  LocalAudioTrack,
  Room,
  RoomEvent,
  Track,
  VideoPresets,
  type LocalParticipant,
  type RoomOptions,
} from "livekit-client";
import type { Camera } from "../camera/camera";
import type { Choices } from "../choices";

/** How the room stands, in words the interface translates. */
export type RoomState = "idle" | "connecting" | "connected" | "reconnecting" | "left" | "removed" | "ended" | "failed" | "elsewhere";

const CHAT_TOPIC = "chat";
const OPTIONS: RoomOptions = {
  adaptiveStream: true,
  dynacast: true,
  stopLocalTrackOnUnpublish: true,
  publishDefaults: {
    simulcast: true,
    videoSimulcastLayers: [VideoPresets.h180, VideoPresets.h360],
    videoCodec: "vp8",
    red: false,
    dtx: true,
    screenShareEncoding: { maxBitrate: 2_500_000, maxFramerate: 15 },
  },
};

/** The browser's own two ways of taking noise out; without the second, Safari would go on by itself. */
const soundOf = (quiet: boolean) => ({ noiseSuppression: quiet, voiceIsolation: quiet });

/** A new room with our habits; the devices are those chosen in the green room. */
export function makeRoom(choices: Choices): Room {
  return new Room({
    ...OPTIONS,
    audioCaptureDefaults: {
      echoCancellation: true,
      ...soundOf(choices.quiet),
      autoGainControl: true,
      ...(choices.microphoneId ? { deviceId: choices.microphoneId } : {}),
    },
    videoCaptureDefaults: {
      resolution: VideoPresets.h720.resolution,
      ...(choices.cameraId ? { deviceId: choices.cameraId } : {}),
    },
    ...(choices.speakerId ? { audioOutput: { deviceId: choices.speakerId } } : {}),
  });
}

/** Tells how the room stands whenever that changes; ends by calling what it returns. */
export function watchRoom(room: Room, onState: (state: RoomState) => void): () => void {
  const changed = (state: ConnectionState) => {
    if (state === ConnectionState.Connected) onState("connected");
    else if (state === ConnectionState.Connecting) onState("connecting");
    else if (state === ConnectionState.Reconnecting || state === ConnectionState.SignalReconnecting) {
      onState("reconnecting");
    }
  };
  const gone = (reason?: DisconnectReason) => onState(stateAfter(reason));
  room.on(RoomEvent.ConnectionStateChanged, changed).on(RoomEvent.Disconnected, gone);
  return () => {
    room.off(RoomEvent.ConnectionStateChanged, changed).off(RoomEvent.Disconnected, gone);
  };
}

/** What the end of a connection means to the person who had it. */
export function stateAfter(reason?: DisconnectReason): RoomState {
  switch (reason) {
    case DisconnectReason.CLIENT_INITIATED:
      return "left";
    case DisconnectReason.PARTICIPANT_REMOVED:
      return "removed";
    case DisconnectReason.ROOM_DELETED:
    case DisconnectReason.ROOM_CLOSED:
      return "ended";
    case DisconnectReason.DUPLICATE_IDENTITY:
      return "elsewhere";
    default:
      return "failed";
  }
}

/**
 * Whether this device's microphone is open. The library takes the track down and puts it up again while it finds its
 * way back into the room; the person speaks on meanwhile, so what was last known holds until it is back.
 */
export function microphoneOn(room: Room, before: boolean): boolean {
  const me = room.localParticipant;
  if (me.getTrackPublication(Track.Source.Microphone)) return me.isMicrophoneEnabled;
  return room.state !== ConnectionState.Connected && before;
}

/** Turns microphone and camera on as chosen; one that fails never costs the other. */
export async function publishChosen(me: LocalParticipant, camera: Camera, choices: Pick<Choices, "camera" | "microphone">): Promise<unknown[]> {
  const tries = [
    choices.microphone ? me.setMicrophoneEnabled(true) : undefined,
    choices.camera ? camera.turn(true) : undefined,
  ];
  const ended = await Promise.allSettled(tries);
  return ended.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
}

/** Takes noise out of one's sound or lets it through: of the open microphone at once, and of each opened later. */
export async function quieten(room: Room, quiet: boolean): Promise<void> {
  const habits = { ...room.options.audioCaptureDefaults, ...soundOf(quiet) };
  const track = room.localParticipant.getTrackPublication(Track.Source.Microphone)?.audioTrack;
  // Opened anew under a mute, a microphone would be heard for a moment: it is closed until it is wanted again.
  if (track instanceof LocalAudioTrack && track.isMuted) {
    await room.localParticipant.unpublishTrack(track);
  } else if (track instanceof LocalAudioTrack) {
    const deviceId = await track.getDeviceId(false);
    await track.restartTrack({ ...habits, ...(deviceId ? { deviceId } : {}) });
  }
  room.options.audioCaptureDefaults = habits;
}

/** Whether noise is taken out of one's sound. */
export function isQuiet(room: Room): boolean {
  return room.options.audioCaptureDefaults?.noiseSuppression !== false;
}

/**
 * Shares a screen, window or tab with its sound. This page's own tab is not offered: the copilot's panel is on it.
 * Resolves to what is shared, so that a share of the whole screen can hide the panel.
 */
export async function shareScreen(me: LocalParticipant, on: boolean): Promise<"monitor" | "other" | null> {
  const published = await me.setScreenShareEnabled(on, {
    audio: true,
    selfBrowserSurface: "exclude",
    surfaceSwitching: "include",
    systemAudio: "include",
    contentHint: "detail",
  });
  if (!on || !published) return null;
  return sharedSurface(me);
}

/** What the running screen share shows. */
export function sharedSurface(me: LocalParticipant): "monitor" | "other" | null {
  const track = me.getTrackPublication(Track.Source.ScreenShare)?.track;
  if (!track) return null;
  return track.mediaStreamTrack.getSettings().displaySurface === "monitor" ? "monitor" : "other";
}

export interface ChatLine {
  id: string;
  from: string;
  name: string;
  text: string;
  at: number;
  mine: boolean;
}

/** Listens to what people type to each other. */
export function watchChat(room: Room, onLine: (line: ChatLine) => void): () => void {
  room.registerTextStreamHandler(CHAT_TOPIC, (reader, { identity }) => {
    void reader.readAll().then((text) => {
      const sender = room.remoteParticipants.get(identity);
      onLine({ id: reader.info.id, from: identity, name: sender?.name ?? "", text, at: Date.now(), mine: false });
    });
  });
  return () => room.unregisterTextStreamHandler(CHAT_TOPIC);
}

/** Sends what was typed to everybody in the room. */
export async function sendChat(room: Room, text: string): Promise<ChatLine> {
  const { id } = await room.localParticipant.sendText(text, { topic: CHAT_TOPIC });
  const { identity, name } = room.localParticipant;
  return { id, from: identity, name: name ?? "", text, at: Date.now(), mine: true };
}
