/** What the room's shell makes of the library's states. */
import { ConnectionState, type Room } from "livekit-client";
import { describe, expect, test } from "vitest";
import { microphoneOn } from "../room/room";

function room(state: ConnectionState, published: boolean, enabled = published): Room {
  const localParticipant = { isMicrophoneEnabled: enabled, getTrackPublication: () => (published ? {} : undefined) };
  return { state, localParticipant } as unknown as Room;
}

describe("the microphone", () => {
  test("is as its track says, in the room and on the way back into it", () => {
    expect(microphoneOn(room(ConnectionState.Connected, true, true), false)).toBe(true);
    expect(microphoneOn(room(ConnectionState.Connected, true, false), true)).toBe(false);
    expect(microphoneOn(room(ConnectionState.Reconnecting, true, false), true)).toBe(false);
  });

  test("stays as it was while the track is taken down to be put up again", () => {
    expect(microphoneOn(room(ConnectionState.Reconnecting, false), true)).toBe(true);
    expect(microphoneOn(room(ConnectionState.Disconnected, false), false)).toBe(false);
  });

  test("is off when the room is joined without it", () => {
    expect(microphoneOn(room(ConnectionState.Connected, false), true)).toBe(false);
  });
});
