"""A real recogniser behind the transcription endpoint that OpenAI's API describes: PocketSphinx with the English model
that its package carries. `python transcriber.py PORT` serves POST /v1/audio/transcriptions (multipart, a WAV `file`) and
answers {"text": ...}. It listens on loopback only and keeps nothing. After "ready" it prints how many milliseconds each
answer took, so that a reader can tell its share of a delay.
"""

import io
import json
import sys
import time
import wave
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock

from pocketsphinx import Decoder

DECODER = Decoder(loglevel="FATAL")
ONE_AT_A_TIME = Lock()


def words(wav: bytes) -> str:
    with wave.open(io.BytesIO(wav)) as sound:
        if (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) != (16000, 1, 2):
            raise ValueError("16 kHz mono 16-bit sound is needed")
        samples = sound.readframes(sound.getnframes())
    with ONE_AT_A_TIME:
        DECODER.start_utt()
        DECODER.process_raw(samples, full_utt=True)
        DECODER.end_utt()
        best = DECODER.hyp()
    return best.hypstr if best else ""


class Endpoint(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        if self.path != "/v1/audio/transcriptions":
            return self.answer(404, {"error": {"message": "no such endpoint"}})
        head = f"Content-Type: {self.headers['content-type']}\r\n\r\n".encode()
        form = BytesParser(policy=HTTP).parsebytes(head + body)
        part = next((p for p in form.iter_parts() if p.get_param("name", header="content-disposition") == "file"), None)
        if part is None:
            return self.answer(400, {"error": {"message": "no file"}})
        try:
            begun = time.monotonic()
            text = words(part.get_payload(decode=True))
            print(round(1000 * (time.monotonic() - begun)), flush=True)
            self.answer(200, {"text": text})
        except (ValueError, wave.Error, EOFError) as error:
            self.answer(400, {"error": {"message": str(error)}})

    def answer(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Endpoint)
    print("ready", flush=True)
    server.serve_forever()
