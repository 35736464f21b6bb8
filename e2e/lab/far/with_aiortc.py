"""A caller that is not a browser: aiortc (Debian's python3-aiortc).
It does not pace packets, and sends sender reports about once a second."""
import asyncio
import fractions
import threading
import time

import aiortc
import av
import numpy
from aiortc import RTCConfiguration, RTCPeerConnection, RTCRtpSender, RTCSessionDescription
from aiortc.codecs import HEADER_EXTENSIONS

from far import FarEnd, epoch_ms, serve

SOUND_RATE = 48000
SOUND_SECONDS = 0.02
VIDEO_RATE = 90000
BEHIND_SECONDS = 0.2  # a track that was not read for longer than this goes on with what is new

# Chromium refuses aiortc's offers, which use one id for audio levels and for the video's send times.
HEADER_EXTENSIONS["audio"] = [e for e in HEADER_EXTENSIONS["audio"] if "audio-level" not in e.uri]


class Source(aiortc.MediaStreamTrack):
    """A track that has something new at fixed intervals. After a pause it does not catch up."""

    def __init__(self, kind, rate, interval):
        super().__init__()
        self.kind, self.rate, self.interval = kind, rate, interval
        self.begin, self.due, self.held = time.monotonic(), 0, False

    async def recv(self):
        while self.held:
            await asyncio.sleep(self.interval)
        now = time.monotonic() - self.begin
        if now > self.due + BEHIND_SECONDS:
            self.due = now
        await asyncio.sleep(max(0, self.due - now))
        frame = self.frame_at(self.due)
        frame.pts, frame.time_base = round(self.due * self.rate), fractions.Fraction(1, self.rate)
        self.due += self.interval
        return frame


class Picture(Source):
    def __init__(self, width, height, fps):
        super().__init__("video", VIDEO_RATE, 1 / fps)
        coarse = numpy.random.default_rng(1).integers(0, 255, (height // 20, width // 20, 3), dtype=numpy.uint8)
        self.scene = numpy.kron(coarse, numpy.ones((20, 20, 1), dtype=numpy.uint8))

    def frame_at(self, seconds):
        shift = int(seconds * 60)
        return av.VideoFrame.from_ndarray(numpy.ascontiguousarray(numpy.roll(self.scene, (shift, 2 * shift), (0, 1))), format="rgb24")


class Tone(Source):
    def __init__(self, hertz):
        super().__init__("audio", SOUND_RATE, SOUND_SECONDS)
        self.hertz = hertz

    def frame_at(self, seconds):
        t = seconds + numpy.arange(round(SOUND_RATE * SOUND_SECONDS)) / SOUND_RATE
        volume = 8000 + 4000 * numpy.sin(2 * numpy.pi * 3 * t)
        samples = (volume * numpy.sin(2 * numpy.pi * self.hertz * t)).astype(numpy.int16)
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = SOUND_RATE
        return frame


class AiortcEnd(FarEnd):
    def __init__(self, plan):
        super().__init__(plan)
        self.loop = asyncio.new_event_loop()
        threading.Thread(target=self.loop.run_forever, daemon=True).start()
        self._run(self._open())

    def _run(self, coroutine):
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result()

    async def _open(self):
        self.pc = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        self.tone, self.video = Tone(self.sound_hertz), Picture(self.picture["width"], self.picture["height"], self.picture["fps"])
        self.sound_sender = self.pc.addTransceiver(self.tone, direction="sendonly").sender
        transceiver = self.pc.addTransceiver(self.video, direction="sendonly")
        self.sender = transceiver.sender
        all_codecs = RTCRtpSender.getCapabilities("video").codecs
        transceiver.setCodecPreferences([c for c in all_codecs if c.mimeType.lower() in (f"video/{self.codec}".lower(), "video/rtx")])
        self._acquire(self.habits)

    def _acquire(self, habits):
        if not habits.get("reports", True):
            for sender in (self.sender, self.sound_sender):
                sender._send_rtcp = self._send_nothing
        if habits.get("keyFrameSeconds"):
            refresh, self.sender._send_keyframe = self.sender._send_keyframe, lambda: None
            self.loop.create_task(self._refresh(refresh, habits["keyFrameSeconds"]))
        if not habits.get("resends", True):
            self.sender._retransmit = self._send_nothing

    async def _send_nothing(self, what):
        pass

    async def _refresh(self, refresh, seconds):
        while True:
            await asyncio.sleep(seconds)
            refresh()

    def offer(self):
        return self._run(self._offer())

    async def _offer(self):
        await self.pc.setLocalDescription(await self.pc.createOffer())
        return self.pc.localDescription.sdp

    def accept(self, sdp):
        self._run(self.pc.setRemoteDescription(RTCSessionDescription(sdp, "answer")))

    def _replace(self, sender, track):
        self.loop.call_soon_threadsafe(sender.replaceTrack, track)
        return epoch_ms()

    def replaceTrack(self, on, n):
        return self._replace(self.sender, self.video if on else None)

    def replaceSound(self, on):
        return self._replace(self.sound_sender, self.tone if on else None)

    def setFps(self, fps, n):
        self.video.held = fps == 0
        return epoch_ms()

    def close(self):
        at = epoch_ms()
        self._run(self.pc.close())
        return at


serve(f"aiortc {aiortc.__version__}", AiortcEnd)
