#include "core/freeze/cause_classifier.h"

#include <gtest/gtest.h>

#include "tests/freeze/call_script.h"

namespace rtc_vitals {
namespace {

struct Case {
  const char* name;
  Scene scene;
  Cause cause;
};

// Each row differs from its neighbours in the evidence that tells them apart.
const Case kCases[] = {
    {"Starvation", {.ms = 5000, .shown = false, .key_requests = 0.4}, Cause::kKeyframeStarvation},
    {"StarvationWithAStrayLoss", {.ms = 5000, .shown = false, .lost = 0.4, .key_requests = 0.4}, Cause::kKeyframeStarvation},
    // A server requested the video again. Audio is never retransmitted.
    {"LossThatOnlyAudioShows", {.ms = 5000, .shown = false, .lost = 0.4, .audio_lost = 8, .nacks = 2, .key_requests = 0.4},
     Cause::kPacketLoss},
    {"DecoderFailure", {.ms = 5000, .shown = false, .key_requests = 4, .failed = 3}, Cause::kDecoderFailure},
    {"DecoderOverload", {.ms = 5000, .shown = false, .failed = 10}, Cause::kDecoderOverload},
    {"Cut", Cut(5000), Cause::kNetworkCut},
    {"Collapse", {.ms = 8000, .shown = false, .video = 0.02, .audio = 0.5, .lost = 10, .audio_lost = 15, .nacks = 5, .rtt = 2},
     Cause::kCongestion},
    {"CollapseWithStaleRtt", {.ms = 8000, .shown = false, .video = 0.02, .audio = 0.5, .lost = 10, .audio_lost = 15, .nacks = 5},
     Cause::kCongestion},
    // A publisher's packets are lost before the server, so the server says that it sent nothing and cannot retransmit what is requested.
    {"LossBeforeTheServer", {.ms = 8000, .shown = false, .video = 0, .audio = 0.8, .audio_lost = 10, .nacks = 9, .sender_sends = false},
     Cause::kPacketLoss},
    {"CongestionBeforeTheServer",
     {.ms = 8000, .shown = false, .video = 0, .audio = 0.4, .audio_lost = 10, .nacks = 9, .sender_sends = false}, Cause::kCongestion},
    {"Loss", {.ms = 2000, .shown = false, .video = 0.8, .lost = 15, .audio_lost = 8, .nacks = 15}, Cause::kPacketLoss},
};

class CauseScenarioTest : public testing::TestWithParam<Case> {};

TEST_P(CauseScenarioTest, IsFoundAtBothPollIntervals) {
  for (const double poll_ms : {1000.0, 2000.0}) {
    const auto freezes = PlayBetween(GetParam().scene, poll_ms).Freezes();
    ASSERT_EQ(freezes.size(), 1u) << poll_ms;
    EXPECT_STREQ(NameOf(freezes[0].verdict.cause), NameOf(GetParam().cause)) << poll_ms;
  }
}

INSTANTIATE_TEST_SUITE_P(All, CauseScenarioTest, testing::ValuesIn(kCases), [](const auto& c) { return c.param.name; });

TEST(CauseClassifierTest, UnevenFramesWithoutLossAreJitter) {
  CallScript call;
  call.Play({.ms = 10'200});
  call.Play({.ms = 700, .shown = false, .video = 0.3, .jitter = 0.08});
  call.Play({.ms = 4000, .jitter = 0.08});
  const auto freezes = call.Freezes();
  ASSERT_EQ(freezes.size(), 1u);
  EXPECT_EQ(freezes[0].verdict.cause, Cause::kJitter);
}

TEST(CauseClassifierTest, ShortSilenceWithoutLossIsJitterAndNotACut) {
  for (const bool loses : {false, true}) {
    CallScript call;
    call.Play({.ms = 10'360});
    call.Play(Cut(800));
    call.Play({.ms = 300, .video = 3, .audio = 3, .lost = loses ? 60.0 : 0.0, .jitter = 0.08});
    call.Play({.ms = 4000, .jitter = 0.08});
    const auto freezes = call.Freezes();
    ASSERT_EQ(freezes.size(), 1u);
    EXPECT_EQ(freezes[0].verdict.cause, loses ? Cause::kNetworkCut : Cause::kJitter);
  }
}

// The first second of a collapse: audio neither arrives nor is counted as lost, and the round trip was measured before.
TEST(CauseClassifierTest, AudioNeitherReceivedNorLostMeansCongestion) {
  CallScript call;
  call.Play({.ms = 10'200});
  call.Play({.ms = 800, .shown = false, .video = 0.05, .audio = 0.05, .jitter = 0.04});
  call.Play({.ms = 4000, .audio = 0.6, .jitter = 0.04, .audio_jitter = 0.05});
  const auto freezes = call.Freezes();
  ASSERT_EQ(freezes.size(), 1u);
  EXPECT_EQ(freezes[0].verdict.cause, Cause::kCongestion);
}

// A deep queue fills up: frames still arrive, four per second, and no gap is long.
TEST(CauseClassifierTest, AudioMissingFromAWholeIntervalMeansCongestionInItsShortGaps) {
  CallScript call;
  call.counts_freezes = true;
  call.Play({.ms = 10'000});
  for (int i = 0; i < 4; ++i) {
    call.Play({.ms = 200, .shown = false, .video = 0.3, .audio = 0.3, .audio_jitter = 0.04});
    call.Play({.ms = 60, .video = 0.3, .audio = 0.3, .audio_jitter = 0.04});
  }
  call.Play({.ms = 4000, .audio = 0.6, .audio_jitter = 0.04});
  const auto freezes = call.Freezes();
  ASSERT_FALSE(freezes.empty());
  EXPECT_EQ(freezes[0].count, 4);
  EXPECT_EQ(freezes[0].verdict.cause, Cause::kCongestion);
}

TEST(CauseClassifierTest, AudioJitterCountsAsJitter) {
  CallScript call;
  call.Play({.ms = 10'200, .audio_jitter = 0.003});
  call.Play({.ms = 700, .shown = false, .video = 0.3, .audio_jitter = 0.012});
  call.Play({.ms = 4000, .audio_jitter = 0.012});
  const auto freezes = call.Freezes();
  ASSERT_EQ(freezes.size(), 1u);
  EXPECT_EQ(freezes[0].verdict.cause, Cause::kJitter);
}

// Between two polls: 24 frames arrived, `decoded` of them were decoded, and packets arrived unevenly.
GapEvidence Uneven(double decoded) {
  GapEvidence gap;
  gap.start = 10'000;
  gap.end = 11'000;
  gap.lasted_ms = gap.edge_open_ms = 900;
  gap.over = true;
  gap.usual_gap_ms = 42;
  gap.before = {.ms = 6000, .video_packets = 1200, .decoded = 144, .audio_packets = 300};
  gap.edge = {.ms = 1000, .video_packets = 200, .video_lost = 0, .nacks = 0, .key_requests = 0, .received = 24, .decodable = decoded,
              .decoded = decoded, .dropped = 0, .key_frames = 0, .audio_packets = 50, .audio_lost = 0};
  gap.jitter_floor_ms = 2;
  gap.levels_during.jitter_ms.Add(50);
  return gap;
}

TEST(CauseClassifierTest, JitterWithARoundTripOfSecondsIsAQueue) {
  for (const double rtt_ms : {1300, 1400}) {
    GapEvidence gap = Uneven(23);
    gap.rtt_floor_ms = 50;
    gap.levels_during.rtt_ms.Add(rtt_ms);
    EXPECT_EQ(CauseClassifier().Judge(gap).cause, rtt_ms == 1300 ? Cause::kJitter : Cause::kCongestion);
  }
}

// A short queue overflows: it drops packets, and those it lets through are late.
TEST(CauseClassifierTest, LossesBesideLateAudioAreAnOverflowingQueue) {
  for (const double audio_jitter_ms : {3, 18}) {
    for (const double audio_packets : {40, 30}) {
      GapEvidence gap = Uneven(23);
      gap.edge.video_lost = gap.edge.nacks = 40;
      gap.edge.audio_lost = 5;
      gap.edge.audio_packets = audio_packets;
      gap.levels_during.audio_jitter_ms.Add(audio_jitter_ms);
      const bool queue = audio_jitter_ms == 18 && audio_packets == 30;
      EXPECT_EQ(CauseClassifier().Judge(gap).cause, queue ? Cause::kCongestion : Cause::kPacketLoss);
    }
  }
}

// No video for 1.8 s, and `silent_ms` of it nothing at all; the sound comes later.
GapEvidence Stalled(double silent_ms) {
  GapEvidence gap = Uneven(1);
  gap.end = 11'800;
  gap.lasted_ms = 1800;
  gap.edge.ms = 2000;
  gap.edge.received = 1;
  gap.edge.audio_packets = 40;
  gap.connection_silent_ms = silent_ms;
  return gap;
}

// Most of the video does not come; much of it is lost.
GapEvidence Thinned(double audio_packets) {
  GapEvidence gap = Stalled(0);
  gap.edge.video_packets = 60;
  gap.edge.video_lost = gap.edge.nacks = 40;
  gap.edge.audio_packets = audio_packets;
  return gap;
}

TEST(CauseClassifierTest, LossOfNearlyAllVideoIsOnlyLossIfTheSoundIsOnTime) {
  for (const double audio_jitter_ms : {3, 18}) {
    GapEvidence gap = Thinned(90);
    gap.edge.audio_lost = 10;
    gap.levels_during.audio_jitter_ms.Add(audio_jitter_ms);
    EXPECT_EQ(CauseClassifier().Judge(gap).cause, audio_jitter_ms == 3 ? Cause::kPacketLoss : Cause::kCongestion);
  }
}

TEST(CauseClassifierTest, VideoThatHardlyComesBesideWholeSoundIsNotCongestion) {
  GapEvidence gap = Stalled(0);
  gap.edge.audio_packets = 100;
  EXPECT_EQ(CauseClassifier().Judge(gap).cause, Cause::kJitter);
}

// TURN over TCP, through a narrow link: the queue drops a packet, and what follows waits until TCP has sent it again.
TEST(CauseClassifierTest, TcpIsSilentForAWhileWithoutACut) {
  for (const bool over_tcp : {false, true}) {
    for (const double silent_ms : {900, 1600}) {
      GapEvidence gap = Stalled(silent_ms);
      gap.levels_during.over_tcp = over_tcp;
      const bool cut = !over_tcp || silent_ms == 1600;
      EXPECT_EQ(CauseClassifier().Judge(gap).cause, cut ? Cause::kNetworkCut : Cause::kCongestion) << over_tcp << silent_ms;
    }
  }
}

TEST(CauseClassifierTest, SilenceNoLongerThanAQueueHoldsPacketsIsNoCut) {
  for (const double rtt_ms : {1500, 2500}) {
    GapEvidence gap = Stalled(1600);
    gap.rtt_floor_ms = 50;
    gap.rtt_before_silence_ms = rtt_ms;
    EXPECT_EQ(CauseClassifier().Judge(gap).cause, rtt_ms == 1500 ? Cause::kNetworkCut : Cause::kCongestion);
  }
}

TEST(CauseClassifierTest, CompleteFramesThatWaitMeanDecoderOverload) {
  EXPECT_EQ(CauseClassifier().Judge(Uneven(12)).cause, Cause::kDecoderOverload);
  EXPECT_EQ(CauseClassifier().Judge(Uneven(54)).cause, Cause::kDecoderOverload) << "the backlog is worked off";
  EXPECT_EQ(CauseClassifier().Judge(Uneven(23)).cause, Cause::kJitter);
}

// A slow decoder pauses over 80 frames, then works all of them off before the next poll.
TEST(CauseClassifierTest, FramesThatWaitedAtAPollWithinTheGapAreABacklog) {
  for (const double decoded : {2, 78}) {
    GapEvidence gap = Uneven(2);
    gap.edge.received = 80;
    gap.edge.decoded = gap.edge.decodable = decoded;
    gap.tail = gap.edge;
    gap.tail.received = 41;
    gap.tail.decoded = 119 - decoded;
    EXPECT_EQ(CauseClassifier().Judge(gap).cause, decoded == 2 ? Cause::kDecoderOverload : Cause::kJitter);
  }
}

TEST(CauseClassifierTest, FramesHeldByTheJitterBufferAreNotADecoderBacklog) {
  GapEvidence gap = Uneven(36);
  EXPECT_EQ(CauseClassifier().Judge(gap).cause, Cause::kDecoderOverload);
  gap.before.buffer_s = 8 * gap.before.ms / 1000;  // eight frames at any time
  EXPECT_EQ(CauseClassifier().Judge(gap).cause, Cause::kJitter);
}

// Between two polls, on a path whose round trip is unchanged.
TEST(CauseClassifierTest, LongUncountedAudioLossOnAFastPathIsACut) {
  GapEvidence gap = Uneven(2);
  gap.over = true;
  gap.edge.ms = 2000;
  gap.edge.video_packets = 40;
  gap.edge.video_lost = 80;
  gap.edge.audio_packets = 30;
  gap.rtt_floor_ms = 40;
  gap.levels_during.rtt_ms.Add(42);
  EXPECT_EQ(CauseClassifier().Judge(gap).cause, Cause::kNetworkCut);
  gap.edge.audio_lost = 1;
  EXPECT_EQ(CauseClassifier().Judge(gap).cause, Cause::kPacketLoss) << "losses are counted, and a queue would delay the rest";
  gap.edge.audio_lost = 0;
  GapEvidence late = gap;
  late.levels_during.audio_jitter_ms.Add(30);
  GapEvidence slow = gap;
  slow.levels_during.rtt_ms.Add(400);
  for (const GapEvidence& queued : {late, slow}) EXPECT_EQ(CauseClassifier().Judge(queued).cause, Cause::kCongestion);
}

// The cut began shortly before a poll, and was over before the next.
TEST(CauseClassifierTest, MissingSoundProlongsTheSilenceAtAPoll) {
  for (const bool over_tcp : {false, true}) {
    for (const double silent_ms : {240, 260}) {
      GapEvidence gap = Stalled(silent_ms);
      gap.levels_during.over_tcp = over_tcp;
      EXPECT_EQ(CauseClassifier().Judge(gap).cause, silent_ms == 260 && !over_tcp ? Cause::kNetworkCut : Cause::kCongestion);
    }
  }
}

// Video came again before the next poll, without a key frame: what is missing was lost in the cut.
TEST(CauseClassifierTest, CutComesBeforeTheKeyFrameThatIsMissingAfterIt) {
  CallScript call(3000);
  call.Play({.ms = 9500});
  call.Play(Cut(3500));
  call.Play({.ms = 100, .shown = false, .lost = 900});
  call.Play({.ms = 3400, .shown = false, .key_requests = 1});
  call.Play({.ms = 6000});
  const auto freezes = call.Freezes();
  ASSERT_EQ(freezes.size(), 1u);
  EXPECT_EQ(freezes[0].verdict.cause, Cause::kNetworkCut);
}

TEST(CauseClassifierTest, CongestionMayIncludeSilenceForAThirdOfTheGap) {
  for (const double rtt : {0.05, 2.0}) {
    CallScript call;
    call.Play({.ms = 10'000});
    call.Play({.ms = 4000, .shown = false, .video = 0.05, .audio = 0.3, .lost = 20, .audio_lost = 20, .nacks = 5, .rtt = rtt});
    call.Play(Cut(3000));
    call.Play({.ms = 2000, .shown = false, .video = 0.05, .audio = 0.3, .lost = 20, .audio_lost = 20, .nacks = 5, .rtt = rtt});
    call.Play({.ms = 5000});
    const auto freezes = call.Freezes();
    ASSERT_EQ(freezes.size(), 1u);
    EXPECT_EQ(freezes[0].verdict.cause, rtt > 1 ? Cause::kCongestion : Cause::kNetworkCut);
  }
}

// The key frame after it was late, and the first STUN responses were queued behind retransmissions.
TEST(CauseClassifierTest, PathThatIsSlowOnlyAfterTheSilenceWasCut) {
  CallScript call;
  call.Play({.ms = 10'000});
  call.Play(Cut(3000));
  call.Play({.ms = 3500, .shown = false, .nacks = 1, .key_requests = 0.3, .rtt = 0.3});
  call.Play({.ms = 5000});
  const auto freezes = call.Freezes();
  ASSERT_EQ(freezes.size(), 1u);
  EXPECT_EQ(freezes[0].verdict.cause, Cause::kNetworkCut);
}

// Three packets were lost, and no key frame came for nine seconds (GStreamer's webrtcbin, whose encoder did not get the requests).
TEST(CauseClassifierTest, LossAtTheStartDoesNotExplainALongFreeze) {
  for (const double lost_later : {0, 2}) {
    CallScript call;
    call.Play({.ms = 10'300});
    call.Play({.ms = 400, .shown = false, .lost = 30});
    call.Play({.ms = 8000, .shown = false, .lost = lost_later, .key_requests = 0.4, .rtt = 0.2});
    call.Play({.ms = 5000});
    const auto freezes = call.Freezes();
    ASSERT_EQ(freezes.size(), 1u);
    EXPECT_EQ(freezes[0].verdict.cause, lost_later > 0 ? Cause::kCongestion : Cause::kKeyframeStarvation);
  }
}

TEST(CauseClassifierTest, LossAtTheStartExplainsAFreezeOfASecondOrTwo) {
  CallScript call;
  call.Play({.ms = 10'300});
  call.Play({.ms = 400, .shown = false, .lost = 30});
  call.Play({.ms = 2000, .shown = false, .key_requests = 2});
  call.Play({.ms = 5000});
  const auto freezes = call.Freezes();
  ASSERT_EQ(freezes.size(), 1u);
  EXPECT_EQ(freezes[0].verdict.cause, Cause::kPacketLoss);
}

// A browser that waits for a key frame requests one after three seconds (Firefox, without NACK) or goes on requesting what was lost, too
// (Chromium).
TEST(CauseClassifierTest, OneRequestShowsAMissingKeyFrameLongAfterTheLastLoss) {
  for (const double nacks : {0, 9}) {
    for (const double lost_later : {0, 3}) {
      CallScript call;
      call.Play({.ms = 10'000});
      call.Play({.ms = 400, .shown = false, .lost = 30, .audio_lost = 60, .nacks = nacks});
      call.Play({.ms = 3600, .shown = false, .lost = lost_later, .nacks = nacks});
      call.Play({.ms = 1000, .shown = false, .lost = lost_later, .nacks = nacks, .key_requests = 1});
      call.Play({.ms = 2000, .shown = false, .lost = lost_later, .nacks = nacks});
      call.Play({.ms = 5000});
      const auto freezes = call.Freezes();
      ASSERT_EQ(freezes.size(), 1u);
      EXPECT_EQ(freezes[0].verdict.cause, lost_later > 0 ? Cause::kPacketLoss : Cause::kKeyframeStarvation);
    }
  }
}

TEST(CauseClassifierTest, LossOnAPathThatWasSlowBeforeTheGapIsAnOverflowingQueue) {
  for (const double rtt : {0.12, 0.6}) {
    CallScript call;
    call.Play({.ms = 10'000});
    call.Play({.ms = 3000, .rtt = rtt});
    call.Play(Loss(900));
    call.Play({.ms = 4000});
    const auto freezes = call.Freezes();
    ASSERT_EQ(freezes.size(), 1u);
    EXPECT_EQ(freezes[0].verdict.cause, rtt == 0.6 ? Cause::kCongestion : Cause::kPacketLoss);
  }
}

TEST(CauseClassifierTest, BacklogIsCertainOnlyWithCountedLossesAndEvenPackets) {
  GapEvidence gap = Uneven(12);
  EXPECT_EQ(CauseClassifier().Judge(gap).confidence, Confidence::kMedium);
  gap.levels_during.jitter_ms = {};
  EXPECT_EQ(CauseClassifier().Judge(gap).confidence, Confidence::kHigh);
  gap.edge.nacks = kUnknown;
  EXPECT_EQ(CauseClassifier().Judge(gap).confidence, Confidence::kMedium);
  gap.inside.video_lost = gap.inside.nacks = 0;
  EXPECT_EQ(CauseClassifier().Judge(gap).confidence, Confidence::kHigh);
}

TEST(CauseClassifierTest, JitterIsCertainOnlyWithoutAQueue) {
  GapEvidence gap = Uneven(23);
  gap.rtt_floor_ms = 40;
  EXPECT_EQ(CauseClassifier().Judge(gap).confidence, Confidence::kHigh);
  gap.levels_before.rtt_ms.Add(400);
  EXPECT_EQ(CauseClassifier().Judge(gap).cause, Cause::kJitter);
  EXPECT_EQ(CauseClassifier().Judge(gap).confidence, Confidence::kMedium);
}

// As after a queue, when the jitter buffer holds the video to keep it in sync with the audio.
TEST(CauseClassifierTest, BacklogOfAnIdleDecoderHasLowConfidence) {
  GapEvidence gap = Uneven(12);
  gap.levels_during.jitter_ms = {};
  gap.edge.decode_s = 0.012;
  EXPECT_EQ(CauseClassifier().Judge(gap).confidence, Confidence::kLow);
  gap.edge.decode_s = 0.3;
  EXPECT_EQ(CauseClassifier().Judge(gap).confidence, Confidence::kHigh);
}

// jitterBufferTarget was raised to two seconds (a call in Chromium 156).
TEST(CauseClassifierTest, RaisedJitterBufferTargetIsNotADecoderBacklog) {
  GapEvidence gap = Uneven(1);
  gap.levels_during.jitter_ms = {};
  gap.lasted_ms = 2046;
  gap.edge.decode_s = 0.0005;
  gap.before.decodable = 90;
  gap.before.hold_s = 0;
  gap.tail = {.ms = 1000, .received = 15, .decodable = 15, .decoded = 15, .hold_s = 0};
  EXPECT_EQ(CauseClassifier().Judge(gap).cause, Cause::kDecoderOverload);
  gap.tail.hold_s = 29.76;
  EXPECT_EQ(CauseClassifier().Judge(gap).cause, Cause::kUnknown);
  EXPECT_EQ(CauseClassifier().Judge(gap).confidence, Confidence::kLow);
  gap.before.hold_s = 90 * 1.9;  // unchanged
  EXPECT_EQ(CauseClassifier().Judge(gap).cause, Cause::kDecoderOverload);
}

// All packets arrive and no frame waits for long; `decode_s` went into decoding the frames of the interval in which it began.
GapEvidence Flowing(double decode_s) {
  GapEvidence gap;
  gap.start = 0;
  gap.end = 2400;
  gap.usual_gap_ms = 66;
  gap.before = {.ms = 6000, .video_bytes = 360'000, .video_packets = 360, .decoded = 90, .audio_packets = 300};
  gap.edge = {.ms = 1000, .video_bytes = 60'000, .video_packets = 60, .video_lost = 0, .nacks = 0, .received = 15, .decodable = 15,
              .decoded = 14, .decode_s = decode_s};
  gap.edge_open_ms = 400;
  gap.inside = {.ms = 2000, .video_bytes = 120'000, .video_packets = 120, .video_lost = 0, .nacks = 0, .received = 1, .decodable = 0,
                .decoded = 0, .decode_s = 0};
  return gap;
}

// Decoding each frame takes nearly all the time there is for it.
TEST(CauseClassifierTest, ConstantlyBusyDecoderIsOverloaded) {
  for (const double decode_s : {0.5, 0.9}) {
    EXPECT_EQ(CauseClassifier().Judge(Flowing(decode_s)).cause,
              decode_s == 0.9 ? Cause::kDecoderOverload : Cause::kKeyframeStarvation);
  }
}

TEST(CauseClassifierTest, StarvationIsCertainOnlyWithARequestForAKeyFrameOrTheFrameItself) {
  EXPECT_EQ(CauseClassifier().Judge(Flowing(0.5)).confidence, Confidence::kMedium);
  GapEvidence requested = Flowing(0.5);
  requested.inside.key_requests = 1;
  GapEvidence ended = Flowing(0.5);
  ended.tail.key_frames = 1;
  for (const GapEvidence& gap : {requested, ended}) {
    EXPECT_EQ(CauseClassifier().Judge(gap).cause, Cause::kKeyframeStarvation);
    EXPECT_EQ(CauseClassifier().Judge(gap).confidence, Confidence::kHigh);
  }
}

// Nothing is missing or late: a short gap is the device's, with low confidence; a long one waits for a key frame.
TEST(CauseClassifierTest, FramesThatCameWithoutTroubleWaitedInTheDeviceForAMoment) {
  for (const double ms : {900, 1100}) {
    GapEvidence gap = Uneven(23);
    gap.levels_during.jitter_ms = {};
    gap.lasted_ms = gap.edge_open_ms = ms;
    gap.edge.ms = ms + 100;
    gap.edge.video_packets = 0.2 * gap.edge.ms;
    const GapVerdict verdict = CauseClassifier().Judge(gap);
    EXPECT_EQ(verdict.cause, ms == 900 ? Cause::kDecoderOverload : Cause::kKeyframeStarvation);
    EXPECT_EQ(verdict.confidence, ms == 900 ? Confidence::kLow : Confidence::kMedium);
    gap.edge.key_requests = 1;
    EXPECT_EQ(CauseClassifier().Judge(gap).cause, Cause::kKeyframeStarvation);
  }
}

TEST(CauseClassifierTest, CutIsCertainAfterASecondOrWithAnotherSign) {
  EXPECT_EQ(CauseClassifier().Judge(Stalled(900)).confidence, Confidence::kMedium);
  GapEvidence disconnected = Stalled(900);
  disconnected.ice_disconnected = true;
  GapEvidence unanswered = Stalled(900);
  unanswered.inside.requests = 2;
  unanswered.inside.responses = 1;
  for (const GapEvidence& gap : {Stalled(1000), disconnected, unanswered}) {
    EXPECT_EQ(CauseClassifier().Judge(gap).cause, Cause::kNetworkCut);
    EXPECT_EQ(CauseClassifier().Judge(gap).confidence, Confidence::kHigh);
  }
}

TEST(CauseClassifierTest, LossIsCertainOnceItIsCountedAndRequestedAndTheGapIsOver) {
  for (const double lost : {0, 40}) {
    for (const double nacks : {0, 40}) {
      for (const bool over : {false, true}) {
        GapEvidence gap = Uneven(23);
        gap.levels_during.jitter_ms = {};
        gap.edge.video_lost = lost;
        gap.edge.nacks = nacks;
        gap.over = over;
        if (lost + nacks == 0) continue;
        const GapVerdict verdict = CauseClassifier().Judge(gap);
        EXPECT_EQ(verdict.cause, Cause::kPacketLoss);
        EXPECT_EQ(verdict.confidence, lost > 0 && nacks > 0 && over ? Confidence::kHigh : Confidence::kMedium) << lost << nacks << over;
      }
    }
  }
}

// Nobody asks for lost sound again, and a server may have asked for the video.
TEST(CauseClassifierTest, LossOfMoreAudioThanVideoIsLoss) {
  for (const double video_lost : {0, 1}) {
    GapEvidence gap = Uneven(23);
    gap.edge.video_lost = video_lost;
    gap.edge.audio_packets = 40;
    gap.edge.audio_lost = 10;
    EXPECT_EQ(CauseClassifier().Judge(gap).cause, Cause::kPacketLoss);
  }
}

TEST(CauseClassifierTest, CongestionIsCertainIfTheBandwidthEstimateFell) {
  for (const double estimate : {6e5, 4e5}) {
    GapEvidence gap = Thinned(100);
    gap.levels_before.outgoing_bitrate.Add(1e6);
    gap.levels_during.outgoing_bitrate.Add(estimate);
    EXPECT_EQ(CauseClassifier().Judge(gap).cause, Cause::kCongestion);
    EXPECT_EQ(CauseClassifier().Judge(gap).confidence, estimate == 4e5 ? Confidence::kHigh : Confidence::kMedium);
  }
}

TEST(CauseClassifierTest, MissingOrRequestedPacketsAreNotABacklog) {
  for (double PollDelta::* member : {&PollDelta::video_lost, &PollDelta::nacks, &PollDelta::key_requests, &PollDelta::key_frames}) {
    GapEvidence gap = Uneven(12);
    gap.edge.*member = 1;
    EXPECT_NE(CauseClassifier().Judge(gap).cause, Cause::kDecoderOverload);
  }
}

TEST(CauseClassifierTest, IsUnknownWithLowConfidenceWithoutEvidence) {
  const GapVerdict verdict = CauseClassifier().Judge(GapEvidence());
  EXPECT_EQ(verdict.cause, Cause::kUnknown);
  EXPECT_EQ(verdict.confidence, Confidence::kLow);
}

}  // namespace
}  // namespace rtc_vitals
