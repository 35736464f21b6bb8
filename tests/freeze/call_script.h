// A call with one video and one audio stream, poll by poll, as a browser would report it.
#ifndef RTC_VITALS_TESTS_FREEZE_CALL_SCRIPT_H_
#define RTC_VITALS_TESTS_FREEZE_CALL_SCRIPT_H_

#include <string>
#include <vector>

#include "core/freeze/freeze_detector.h"

namespace rtc_vitals {

// The state of the call for a while.
struct Scene {
  double ms = 0;
  bool shown = true;         // frames reach the viewer
  double video = 1;          // share of the usual video packets that arrive
  double audio = 1;
  double lost = 0;           // video packets lost per second
  double audio_lost = 0;
  double nacks = 0;          // per second
  double key_requests = 0;   // per second
  double unshown = 0;        // frames per second that arrive complete and are not decoded
  double failed = 0;         // frames per second that the decoder gets and drops
  double rtt = 0.05;         // s
  double jitter = 0.005;     // s
  double audio_jitter = kUnknown;
  bool connection = true;    // anything arrives at all
  double beat_ms = 0;        // with `connection`: the interval between arrivals
  bool sender_sends = true;  // according to the sender's reports
  bool paused = false;       // the page says that it is paused
  bool polled = true;        // the page's thread runs
  bool awake = true;         // the machine runs: this end sends its own media
};

// Reasons for which no frame is shown: packets are lost, no key frame arrives, nothing arrives at all, or the sender is paused.
inline Scene Loss(double ms) { return {.ms = ms, .shown = false, .lost = 20, .nacks = 20}; }
inline Scene Starvation(double ms) { return {.ms = ms, .shown = false, .key_requests = 0.3}; }
inline Scene Cut(double ms) { return {.ms = ms, .shown = false, .video = 0, .audio = 0, .connection = false}; }
inline Scene Pause(double ms) { return {.ms = ms, .shown = false, .video = 0, .sender_sends = false}; }

// 15 frames, 60 video packets of 1,000 B and 50 audio packets per second. Polls every `poll_ms`. The first frame arrives at 20 ms.
class CallScript {
 public:
  explicit CallScript(double poll_ms = 1000) : poll_ms_(poll_ms) {}

  void Play(const Scene& scene) {
    for (double left = scene.ms; left > 0; left -= kStepMs) Step(scene);
  }
  void Close() {
    detector_.Close();
    Take();
  }
  // `frames` frames arrive within 20 ms, as after a freeze.
  void ShowBurst(int frames) {
    for (int i = 0; i < frames; ++i) {
      now_ += kStepMs / frames;
      ShowFrame();
    }
  }
  // The stream is missing from the reports for `ms`, while something arrives on the connection, or nothing (`silent`).
  void PlayAbsent(double ms, bool silent) {
    for (double left = ms; left > 0; left -= poll_ms_) {
      now_ += poll_ms_;
      poll_ = now_;
      connection_.perf = perf();
      connection_.bytesReceivedDelta = silent ? 0 : 1000;
      if (!detector_.OutlastsAbsence(connection_)) Close();
    }
  }

  // The last report again, as from the browser's cache.
  void PollAgain() {
    VideoPoll again = last_;
    again.interval_ms = kUnknown;
    states.push_back(detector_.Update(again, connection_, parameters));
    Take();
  }

  // Restarts the stream's counters.
  void RestartCounters() {
    video_ = kNewVideo;
    video_.restarted = true;
  }

  std::vector<FreezeEvent> events;
  std::vector<PictureState> states;
  FreezeParameters parameters;
  bool has_frame_clock = true;
  bool has_packet_times = true;
  bool has_perf = true;  // false: a recording without performance.now()
  bool counts_freezes = false;  // the browser counts freezes
  double counts_from_s = 0.21;  // for gaps from this length on
  double pauses_from_s = kUnknown;  // and counts gaps from this length on as pauses
  bool shows_newest_only = false;
  double clock_ahead_ms = 0;  // offset of the stats' clock
  double t() const { return kT0 + now_ + clock_ahead_ms; }

  // The freezes and pauses that ended, without those that were retracted.
  std::vector<FreezeEvent> Freezes() const { return Ends(GapKind::kFreeze); }
  std::vector<FreezeEvent> Pauses() const { return Ends(GapKind::kPaused); }

  static constexpr double kT0 = 1'700'000'000'000;

 private:
  static constexpr double kStepMs = 20;
  static constexpr double kFrameMs = 60;  // a multiple of the step
  static constexpr VideoPoll kNewVideo = {.ssrc = 7, .bytesReceived = 0, .packetsReceived = 0, .packetsLost = 0, .nackCount = 0,
                                          .pliCount = 0, .framesReceived = 0, .framesDecoded = 0, .framesDropped = 0,
                                          .jitterBufferEmittedCount = 0, .totalInterFrameDelay = 0, .totalSquaredInterFrameDelay = 0,
                                          .freezeCount = 0, .totalFreezesDuration = 0, .pauseCount = 0, .totalPausesDuration = 0};

  // The end events of `kind`. One without a duration retracts its start event.
  std::vector<FreezeEvent> Ends(GapKind kind) const {
    std::vector<FreezeEvent> ends;
    for (const FreezeEvent& event : events) {
      if (event.phase == Phase::kEnd && event.verdict.kind == kind && event.duration_ms > 0) ends.push_back(event);
    }
    return ends;
  }

  void Step(const Scene& scene) {
    now_ += kStepMs;
    const double s = kStepMs / 1000;
    video_.bytesReceived += scene.video * 60'000 * s;
    video_.packetsReceived += scene.video * 60 * s;
    video_.packetsLost += scene.lost * s;
    video_.nackCount += scene.nacks * s;
    video_.pliCount += scene.key_requests * s;
    video_.framesReceived += scene.unshown * s;
    video_.jitterBufferEmittedCount += scene.failed * s;
    video_.framesDropped += scene.failed * s;
    video_.jitter = scene.jitter;
    if (has_packet_times && scene.video > 0) video_.lastPacketReceivedTimestamp = t();
    if (has_packet_times && scene.connection && now_ - beat_ >= scene.beat_ms) {
      beat_ = now_;
      connection_.pairLastPacketReceivedTimestamp = t();
    }
    sent_ += scene.sender_sends ? 60 * s : 0;
    audio_ += scene.audio * 50 * s;
    audio_lost_ += scene.audio_lost * s;
    sent_bits_ += scene.awake ? 400'000 * s : 0;
    bytes_ += scene.connection ? (scene.video * 60'000 + scene.audio * 5'000 + 500) * s : 0;
    connection_.currentRoundTripTime = scene.rtt;
    connection_.audioJitter = scene.audio_jitter;
    video_.hints.paused = scene.paused;
    if (scene.shown && now_ - frame_ >= kFrameMs) ShowFrame();
    if (scene.connection && now_ - report_ >= 1000) {
      report_ = now_;
      video_.senderReportTimestamp = t();
      video_.senderReportPacketsSent = sent_;
    }
    if (scene.polled && now_ - poll_ >= poll_ms_) Poll();
  }

  void ShowFrame() {
    const double gap = (now_ - frame_) / 1000;
    if (counts_freezes && gap > pauses_from_s) {
      ++video_.pauseCount;
      video_.totalPausesDuration += gap;
    } else if (counts_freezes && gap > counts_from_s) {
      ++video_.freezeCount;
      video_.totalFreezesDuration += gap;
    }
    if (video_.framesDecoded > 0) {
      video_.totalInterFrameDelay += gap;
      video_.totalSquaredInterFrameDelay += gap * gap;
    }
    video_.framesDecoded += 1;
    video_.framesReceived += 1;
    video_.jitterBufferEmittedCount += 1;
    frame_ = now_;
  }

  void Poll() {
    poll_ = now_;
    VideoPoll video = video_;
    video.timestamp = t();
    if (states.size() > 0) video.interval_ms = t() - polled_;
    polled_ = t();
    video.shows_newest_only = shows_newest_only;
    video_.restarted = false;
    if (!counts_freezes) video.freezeCount = video.totalFreezesDuration = video.pauseCount = video.totalPausesDuration = kUnknown;
    if (!has_frame_clock) video.totalInterFrameDelay = video.totalSquaredInterFrameDelay = kUnknown;
    connection_.perf = perf();
    connection_.bytesReceivedDelta = bytes_;
    connection_.sendBitrate = sent_bits_ / (video.interval_ms / 1000);
    connection_.audioPacketsDelta = audio_;
    connection_.audioPacketsLostDelta = audio_lost_;
    bytes_ = sent_bits_ = audio_ = audio_lost_ = 0;
    last_ = video;
    states.push_back(detector_.Update(video, connection_, parameters));
    Take();
  }

  double perf() const { return has_perf ? now_ : kUnknown; }

  void Take() { events.insert(events.end(), detector_.events().begin(), detector_.events().end()); }

  double poll_ms_;
  double polled_ = kUnknown;
  double now_ = 0, frame_ = 0, poll_ = 0, report_ = 0, beat_ = 0;
  double sent_ = 0, audio_ = 0, audio_lost_ = 0, bytes_ = 0, sent_bits_ = 0;
  VideoPoll video_ = kNewVideo;
  VideoPoll last_;  // as polled
  ConnectionPoll connection_;
  FreezeDetector detector_;
};

// The events in order: F( a freeze began, F) it ended, F0 it was retracted; P for a pause, S for a source that stopped.
inline std::string EventSequence(const CallScript& call) {
  std::string sequence;
  for (const FreezeEvent& event : call.events) {
    const GapKind kind = event.verdict.kind;
    sequence += kind == GapKind::kFreeze ? 'F' : kind == GapKind::kPaused ? 'P' : 'S';
    sequence += event.phase == Phase::kStart ? '(' : event.duration_ms > 0 ? ')' : '0';
  }
  return sequence;
}

// Ten good seconds, the scene, five good seconds.
inline CallScript PlayBetween(const Scene& scene, double poll_ms = 1000) {
  CallScript call(poll_ms);
  call.Play({.ms = 10'000});
  call.Play(scene);
  call.Play({.ms = 5000});
  return call;
}

}  // namespace rtc_vitals

#endif  // RTC_VITALS_TESTS_FREEZE_CALL_SCRIPT_H_
