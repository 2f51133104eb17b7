/** Hands and reactions: only what we know is taken, hands stay in order, and reactions go away by themselves. */
import { EventEmitter } from "node:events";
import { RoomEvent, type Room } from "livekit-client";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { Gestures, readGesture } from "../room/gestures";

const bytes = (value: unknown) => new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value));

describe("a packet", () => {
  it.each([
    [{ kind: "hand", up: true }, { kind: "hand", up: true }],
    [{ kind: "reaction", reaction: "👏" }, { kind: "reaction", reaction: "👏" }],
    [{ kind: "reaction", reaction: "<img src=x>" }, null],
    [{ kind: "hand", up: "yes" }, null],
    ["not json", null],
  ])("%j", (sent, expected) => expect(readGesture(bytes(sent))).toEqual(expected));
});

describe("in a room", () => {
  const sent = vi.fn(() => Promise.resolve());
  const heard = vi.fn();
  let room: EventEmitter;
  let gestures: Gestures;
  const ann = { identity: "ann", name: "Ann" };
  const bob = { identity: "bob", name: "Bob" };
  const comes = (from: object, gesture: object, topic = "gesture") => room.emit(RoomEvent.DataReceived, bytes(gesture), from, undefined, topic);

  beforeEach(() => {
    vi.useFakeTimers();
    sent.mockClear();
    heard.mockClear();
    room = Object.assign(new EventEmitter(), { localParticipant: { identity: "me", publishData: sent } });
    gestures = new Gestures(room as unknown as Room);
    gestures.start(heard);
    return () => vi.useRealTimers();
  });

  it("keeps hands in the order they went up, and tells of each once", () => {
    comes(bob, { kind: "hand", up: true });
    comes(ann, { kind: "hand", up: true });
    comes(bob, { kind: "hand", up: true });
    expect(gestures.snapshot().hands).toEqual(["bob", "ann"]);
    expect(heard.mock.calls).toEqual([["Bob"], ["Ann"]]);
    room.emit(RoomEvent.ParticipantDisconnected, bob);
    expect(gestures.snapshot().hands).toEqual(["ann"]);
  });

  it("leaves other topics alone", () => {
    comes(ann, { kind: "hand", up: true }, "chat");
    expect(gestures.snapshot().hands).toEqual([]);
  });

  it("tells whoever comes later of one's own hand, while it is up", async () => {
    await gestures.raise(true);
    room.emit(RoomEvent.ParticipantActive, ann);
    expect(sent).toHaveBeenLastCalledWith(expect.anything(), { reliable: true, topic: "gesture", destinationIdentities: ["ann"] });
    await gestures.raise(false);
    sent.mockClear();
    room.emit(RoomEvent.ParticipantActive, bob);
    expect(sent).not.toHaveBeenCalled();
  });

  it("shows a reaction for a while, and never a screen full of them", () => {
    for (let n = 0; n < 40; n += 1) comes(ann, { kind: "reaction", reaction: "🎉" });
    expect(gestures.snapshot().reactions).toHaveLength(12);
    vi.advanceTimersByTime(5_000);
    expect(gestures.snapshot().reactions).toEqual([]);
  });
});
