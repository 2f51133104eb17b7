"""Participants by LiveKit's own Python SDK (its Rust core with libwebrtc), for `interop.spec.ts`.

    PARTICIPANTS='[{"identity": "…", "url": "ws://…", "token": "…"}, …]' python python_client.py

Each publishes a tone and a moving picture and counts what it gets of every other. Once a second a line of JSON says the
figures so far. Commands by standard input, one per line: `say <text>` (a reliable data message by the first participant),
`mute` (its microphone), `leave` (the first leaves; the others go on). The end of input ends all.
"""

import asyncio
import json
import math
import os
import sys

from livekit import rtc

RATE, WIDTH, HEIGHT, PICTURES_PER_SECOND = 48_000, 640, 360, 15
# Of 32768; a microphone's silence and comfort noise stay below.
LOUD = 1000


class Participant:
    def __init__(self, identity, url, token):
        self.identity, self.url, self.token = identity, url, token
        self.room = rtc.Room()
        self.got, self.data, self.muted, self.gone, self.tasks = {}, [], [], [], []
        self.room.on("track_subscribed", self.subscribed)
        self.room.on("data_received", lambda packet: self.data.append(packet.data.decode()))
        self.room.on("track_muted", lambda who, publication: self.muted.append(who.identity))
        self.room.on("participant_disconnected", lambda who: self.gone.append(who.identity))

    def subscribed(self, track, publication, participant):
        nothing = {"name": participant.name, "frames": 0, "decoded": 0, "samples": 0, "loud": 0}
        of = self.got.setdefault(participant.identity, nothing)
        take = self.watch if track.kind == rtc.TrackKind.KIND_VIDEO else self.hear
        self.tasks.append(asyncio.create_task(take(track, of)))

    async def watch(self, track, of):
        # The SDK hands pictures to Python by a queue that now and then stands still while its decoder goes on, so what
        # arrived and could be decoded is counted at the decoder as well.
        self.tasks.append(asyncio.create_task(self.count(track, of)))
        async for _ in rtc.VideoStream(track):
            of["frames"] += 1

    async def count(self, track, of):
        while True:
            for row in await track.get_stats():
                if row.HasField("inbound_rtp"):
                    of["decoded"] = row.inbound_rtp.inbound.frames_decoded
            await asyncio.sleep(0.5)

    async def hear(self, track, of):
        async for event in rtc.AudioStream(track, sample_rate=16_000, num_channels=1):
            samples = event.frame.data
            of["samples"] += len(samples)
            of["loud"] += sum(1 for sample in samples if abs(sample) > LOUD)

    async def enter(self):
        await self.room.connect(self.url, self.token)
        self.sound, self.picture = rtc.AudioSource(RATE, 1), rtc.VideoSource(WIDTH, HEIGHT)
        self.microphone = rtc.LocalAudioTrack.create_audio_track("microphone", self.sound)
        camera = rtc.LocalVideoTrack.create_video_track("camera", self.picture)
        publish = self.room.local_participant.publish_track
        await publish(self.microphone, rtc.TrackPublishOptions(source=rtc.TrackSource.SOURCE_MICROPHONE))
        await publish(
            camera, rtc.TrackPublishOptions(source=rtc.TrackSource.SOURCE_CAMERA, video_codec=rtc.VideoCodec.VP8)
        )
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
            await asyncio.sleep(1 / PICTURES_PER_SECOND)

    async def leave(self):
        for task in self.tasks:
            task.cancel()
        await self.room.disconnect()

    def figures(self):
        return {"identity": self.identity, "got": self.got, "data": self.data, "muted": self.muted, "gone": self.gone}


async def tell(people):
    while True:
        print(json.dumps([person.figures() for person in people]), flush=True)
        await asyncio.sleep(1)


async def main():
    people = [Participant(**who) for who in json.loads(os.environ["PARTICIPANTS"])]
    first, *others = people
    for person in people:
        await person.enter()
    telling = asyncio.create_task(tell(people))
    lines = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    while line := (await lines.readline()).decode().strip():
        command, _, text = line.partition(" ")
        if command == "say":
            await first.room.local_participant.publish_data(text.encode(), reliable=True, topic="greeting")
        elif command == "mute":
            first.microphone.mute()
        elif command == "leave":
            await first.leave()
    telling.cancel()
    for person in others:
        await person.leave()


asyncio.run(main())
