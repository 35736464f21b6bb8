// Why packets and frames were thrown away in an interval, from the samples of its streams. (Frames that an encoder leaves out:
// sender_limits.h.)
//
// What the counters say, and what they do not:
//   late, packets       packetsDiscarded (W3C: "too late or too early to play"); for video only Firefox counts them
//   socket-send         packetsDiscardedOnSend of the candidate pair: the socket refused them
//   encoder-drop        frames of the media-source minus framesEncoded, while the encoder runs at all
// For frames dropped at a receiver only the number is known: framesDropped, or the difference between received, decodable and decoded.
// Frames missing before they are decodable count only if framesDropped is unknown, or if a loss or a key frame request shows that they will
// not come; otherwise they may just be waiting. The reason is inferred from what else happened in those seconds. The first that holds:
//   cpu-decode          the decoder was busy: time per frame * frames per second is near a whole second (client-monitor-js uses 0.8)
//   incomplete-frame    packets were lost and did not come back
//   missing-reference   nothing was lost, and a key frame was requested: the frames could not be decoded
//   late                the audio's jitter is high, too, or frames wait long in the jitter buffer: the path delivered late, and libwebrtc
//                       skips frames whose time has passed
//   sender-timestamps   the video's jitter is longer than any buffer while the audio's is small: the timestamps do not match the send times
//   lip-sync            jitterBufferTargetDelay exceeds jitterBufferMinimumDelay, which excludes synchronisation (W3C): frames were held
//                       for the sound. An app that sets jitterBufferTarget looks the same
//   cpu-decode          frames were handed to the decoder and did not come out
//   cpu-render          all is well up to the decoder: frames were dropped after it. No browser of 2026 reports framesRendered
//   unknown             the browser lacks the members that would show it
#ifndef RTC_VITALS_CORE_METER_DISCARDS_H_
#define RTC_VITALS_CORE_METER_DISCARDS_H_

#include "core/meter/episodes.h"
#include "core/sample/sample.h"

namespace rtc_vitals {

struct DiscardParameters {
  double recent_ms = 5000;        // a loss or a key frame request explains drops for this long after it: the key frame ends it
  double busy_share = 0.8;
  double late_jitter_ms = 20;     // of the audio: the duration of one packet
  double late_buffer_ms = 500;    // in the jitter buffer (webrtc-issue-detector uses the same)
  double clock_jitter_ms = 500;   // of the video
  double sync_ms = 50;            // held for the sound: people notice it from 45 ms on (ITU-R BT.1359)
};

// Input besides the stream's own sample. Unknown if there is none.
struct DiscardContext {
  double audio_jitter_ms = kUnknown;  // of the connection's audio
  double held_ms = kUnknown;          // target minus minimum delay of the jitter buffer, per frame
};

// Frames thrown away by one inbound video.
class FrameDiscards {
 public:
  // `ms`: the length of the sample's interval; if unknown (a first or a repeated report), nothing changes.
  void Update(const InboundVideoSample& sample, const DiscardContext& context, double ms, Episodes& episodes);

 private:
  EpisodeKind Reason(const InboundVideoSample& sample, const DiscardContext& context, double dropped) const;

  double since_loss_ms_ = kUnknown;
  double since_request_ms_ = kUnknown;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_METER_DISCARDS_H_
