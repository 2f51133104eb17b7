"""LiveKit's own Python SDK (its Rust core with libwebrtc) in a room of ours: joins, publishes, receives.

    python3 -m venv venv && venv/bin/pip install livekit
    cargo run -p sottovoce-media --example room        # the server, on 127.0.0.1:7880
    venv/bin/python crates/media/tests/interop/livekit_python.py

Two participants: each publishes a tone and a moving picture and counts what it gets of the other; then data,
mute and leave. Exits with 1 when anything is missing.
"""

import asyncio
import math
import os
import sys
import urllib.request

from livekit import rtc

SERVER = os.environ.get("SERVER", "http://127.0.0.1:7880")
ROOM = os.environ.get("ROOM", "python")
RATE, WIDTH, HEIGHT = 48_000, 640, 360
failures = 0


def check(what, good, detail=""):
    global failures
    print(f"{'ok  ' if good else 'FAIL'} {what}  {detail}")
    failures += 0 if good else 1


def token(identity, query=""):
    with urllib.request.urlopen(f"{SERVER}/token/{ROOM}/{identity}?{query}") as answer:
        return answer.read().decode()


class Person:
    def __init__(self, identity):
        self.identity = identity
        self.room = rtc.Room()
        self.frames, self.samples, self.loud, self.data, self.muted, self.gone = 0, 0, 0, [], [], []
        self.tasks = []

        @self.room.on("track_subscribed")
        def on_track(track, publication, participant):
            if track.kind == rtc.TrackKind.KIND_VIDEO:
                self.tasks.append(asyncio.create_task(self.watch(track)))
            else:
                self.tasks.append(asyncio.create_task(self.hear(track)))

        self.room.on("data_received", lambda packet: self.data.append((packet.data, packet.participant.identity, packet.topic)))
        self.room.on("track_muted", lambda participant, publication: self.muted.append(participant.identity))
        self.room.on("participant_disconnected", lambda participant: self.gone.append(participant.identity))

    async def watch(self, track):
        async for _ in rtc.VideoStream(track):
            self.frames += 1

    async def hear(self, track):
        async for event in rtc.AudioStream(track, sample_rate=16_000, num_channels=1):
            data = event.frame.data
            self.samples += len(data)
            self.loud += sum(1 for s in data[::16] if abs(s) > 1000)

    async def join(self):
        await self.room.connect(SERVER.replace("http", "ws"), token(self.identity))

    async def publish(self):
        self.sound = rtc.AudioSource(RATE, 1)
        self.picture = rtc.VideoSource(WIDTH, HEIGHT)
        microphone = rtc.LocalAudioTrack.create_audio_track("microphone", self.sound)
        camera = rtc.LocalVideoTrack.create_video_track("camera", self.picture)
        local = self.room.local_participant
        self.microphone = microphone
        await local.publish_track(microphone, rtc.TrackPublishOptions(source=rtc.TrackSource.SOURCE_MICROPHONE))
        await local.publish_track(camera, rtc.TrackPublishOptions(source=rtc.TrackSource.SOURCE_CAMERA, video_codec=rtc.VideoCodec.VP8))
        self.tasks += [asyncio.create_task(self.speak()), asyncio.create_task(self.film())]

    async def speak(self):
        # 10 ms hold three periods of 300 Hz: the same frame again and again is a steady tone.
        frame = rtc.AudioFrame.create(RATE, 1, RATE // 100)
        for i in range(len(frame.data)):
            frame.data[i] = int(8000 * math.sin(i * 2 * math.pi * 300 / RATE))
        while True:
            await self.sound.capture_frame(frame)

    async def film(self):
        shade = 0
        while True:
            shade = (shade + 5) % 255
            pixels = bytearray([shade, 255 - shade, 128, 255]) * (WIDTH * HEIGHT)
            self.picture.capture_frame(rtc.VideoFrame(WIDTH, HEIGHT, rtc.VideoBufferType.RGBA, pixels))
            await asyncio.sleep(1 / 15)

    async def leave(self):
        for task in self.tasks:
            task.cancel()
        await self.room.disconnect()


async def main():
    ann, bob = Person("ann"), Person("bob")
    await ann.join()
    await ann.publish()
    await bob.join()
    await bob.publish()
    await asyncio.sleep(8)
    for person in (ann, bob):
        check(f"{person.identity} sees", person.frames > 40, f"{person.frames} frames")
        check(f"{person.identity} hears", person.loud > person.samples / 16 / 3, f"{person.samples} samples, {person.loud * 16} loud")
    await ann.room.local_participant.publish_data(b"hello", reliable=True, topic="chat")
    await asyncio.sleep(1)
    check("data arrives", bob.data == [(b"hello", "ann", "chat")], str(bob.data))
    ann.microphone.mute()
    await asyncio.sleep(1.5)
    check("mute is told", bob.muted == ["ann"], str(bob.muted))
    await ann.leave()
    await asyncio.sleep(1)
    check("leaving is told", bob.gone == ["ann"], str(bob.gone))
    await bob.leave()


asyncio.run(main())
print(f"{failures} failed" if failures else "all good")
sys.exit(1 if failures else 0)
