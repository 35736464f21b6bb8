"""A caller that is not a browser: GStreamer's webrtcbin.
It has no congestion control and no pacer, and sends sender reports every 5 s or so."""
import time

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstSdp", "1.0")
gi.require_version("GstWebRTC", "1.0")
from gi.repository import Gst, GstSdp, GstWebRTC

from far import FarEnd, epoch_ms, serve

KEY_FRAME_SECONDS = 10
GATHERING_LIMIT_SECONDS = 5
NEVER = 2**63 - 1
ENCODERS = {
    "VP8": "vp8enc name=encoder deadline=1 cpu-used=8 target-bitrate={bitrate} keyframe-max-dist={distance} ! rtpvp8pay picture-id-mode=2",
    "VP9": "vp9enc name=encoder deadline=1 cpu-used=8 target-bitrate={bitrate} keyframe-max-dist={distance} ! rtpvp9pay picture-id-mode=2",
}
PIPELINE = """
webrtcbin name=rtc bundle-policy=max-bundle
videotestsrc is-live=true pattern=zone-plate kx2=20 ky2=20 kt=4 ! video/x-raw,format=I420,width={width},height={height},framerate={fps}/1
  ! valve name=video ! queue ! {encoder} ! application/x-rtp,media=video,encoding-name={codec},payload=96 ! rtc.
audiotestsrc is-live=true freq={hertz} volume=0.3 ! valve name=sound ! queue ! opusenc ! rtpopuspay
  ! application/x-rtp,media=audio,encoding-name=OPUS,payload=97 ! rtc.
"""


class GstreamerEnd(FarEnd):
    def __init__(self, plan):
        super().__init__(plan)
        distance = self.picture["fps"] * self.habits.get("keyFrameSeconds", KEY_FRAME_SECONDS)
        encoder = ENCODERS[self.codec].format(bitrate=500_000, distance=round(distance))
        size = {name: self.picture[name] for name in ("width", "height", "fps")}
        self.pipeline = Gst.parse_launch(PIPELINE.format(encoder=encoder, codec=self.codec, hertz=self.sound_hertz, **size))
        self.rtc = self.pipeline.get_by_name("rtc")
        for i in range(2):
            transceiver = self.rtc.emit("get-transceiver", i)
            transceiver.set_property("direction", GstWebRTC.WebRTCRTPTransceiverDirection.SENDONLY)
            transceiver.set_property("do-nack", i == 0 and self.habits.get("resends", True))
        if "keyFrameSeconds" in self.habits:
            self.pipeline.get_by_name("encoder").get_static_pad("src").add_probe(Gst.PadProbeType.EVENT_UPSTREAM, ignore_key_requests)
        self.pipeline.set_state(Gst.State.PLAYING)

    def _ask(self, signal, *args):
        promise = Gst.Promise.new()
        self.rtc.emit(signal, *args, promise)
        promise.wait()
        return promise.get_reply()

    def offer(self):
        self.pipeline.get_state(Gst.CLOCK_TIME_NONE)
        reply = self._ask("create-offer", None)  # owns the offer
        self._ask("set-local-description", reply.get_value("offer"))
        limit = time.monotonic() + GATHERING_LIMIT_SECONDS
        while self.rtc.get_property("ice-gathering-state") != GstWebRTC.WebRTCICEGatheringState.COMPLETE and time.monotonic() < limit:
            time.sleep(0.02)
        description = self.rtc.get_property("local-description")  # owns its SDP
        return description.sdp.as_text()

    def accept(self, sdp):
        message = GstSdp.SDPMessage.new_from_text(sdp)[1]
        self._ask("set-remote-description", GstWebRTC.WebRTCSessionDescription.new(GstWebRTC.WebRTCSDPType.ANSWER, message))
        if not self.habits.get("reports", True):
            rtpbin = self.rtc.get_by_name("rtpbin")
            rtpbin.emit("get-internal-session", 0).set_property("rtcp-min-interval", NEVER)

    def _pass(self, valve, on):
        self.pipeline.get_by_name(valve).set_property("drop", not on)
        return epoch_ms()

    def replaceTrack(self, on, n):
        return self._pass("video", on)

    def replaceSound(self, on):
        return self._pass("sound", on)

    def setFps(self, fps, n):
        return self._pass("video", fps != 0)

    def close(self):
        at = epoch_ms()
        self.pipeline.set_state(Gst.State.NULL)
        return at


def ignore_key_requests(pad, info):
    asked = info.get_event().has_name("GstForceKeyUnit")
    return Gst.PadProbeReturn.DROP if asked else Gst.PadProbeReturn.OK


Gst.init(None)
serve(Gst.version_string(), GstreamerEnd)
