#include "core/freeze/gap_watch.h"

#include <gtest/gtest.h>

namespace rtc_vitals {
namespace {

Interval Second(double end, double packets) {
  Interval interval{{.ms = 1000, .video_bytes = 1000 * packets, .video_packets = packets, .video_lost = 0,
                     .connection_bytes = 1000 * packets}, {}, end};
  interval.levels.rtt_ms.Add(50);
  return interval;
}

GapWatch After(int seconds) {
  GapWatch watch;
  for (int i = 1; i <= seconds; ++i) watch.Remember(Second(1000.0 * i, 60), false);
  return watch;
}

// After ten seconds, each with `packets` of video and the audio of one second.
GapWatch AfterTenHeard(double packets) {
  GapWatch watch;
  Interval good = Second(0, packets);
  good.delta.audio_packets = 50;
  for (good.end = 1000; good.end <= 10'000; good.end += 1000) watch.Remember(good, false);
  return watch;
}

TEST(GapWatchTest, KeepsTheIntervalInWhichTheGapBeganApart) {
  GapWatch watch = After(10);
  const Interval now = Second(11'000, 30);
  GapEvidence gap = watch.Begin(10'400, 66);
  watch.Extend(gap, now, {}, {});
  EXPECT_DOUBLE_EQ(gap.edge_open_ms, 600);
  EXPECT_DOUBLE_EQ(gap.edge.video_packets, 30);
  EXPECT_FALSE(IsKnown(gap.inside.ms));
  EXPECT_DOUBLE_EQ(gap.usual_gap_ms, 66);
  EXPECT_DOUBLE_EQ(gap.before.ms, 6000);  // what ended up to 6 s before the start
  EXPECT_NEAR(gap.VideoFlow(), 6.0 / 36, 1e-9);
}

TEST(GapWatchTest, LeavesPausesOutOfTheTimeBefore) {
  GapWatch watch = After(8);
  Interval paused = Second(9000, 1);
  paused.paused = true;
  watch.Remember(paused, false);
  Interval moving = Second(10'000, 60);
  moving.delta.decoded = 20;
  watch.Remember(moving, false);
  const GapEvidence gap = watch.Begin(10'000, 150);
  EXPECT_DOUBLE_EQ(gap.before.ms, 5000);
  EXPECT_DOUBLE_EQ(gap.before.video_packets, 300);
  EXPECT_DOUBLE_EQ(gap.levels_before.rtt_ms.max, 50);
}

TEST(GapWatchTest, UsualGapAfterAPauseIsThatOfTheTimeThatMoved) {
  GapWatch watch;
  Interval moving = Second(1000, 60);
  moving.delta.decoded = 20;
  watch.Remember(moving, false);
  Interval paused = Second(2000, 1);
  paused.delta.decoded = 1;
  paused.paused = true;
  watch.Remember(paused, false);
  EXPECT_DOUBLE_EQ(watch.Begin(2000, 150).usual_gap_ms, 50);
  EXPECT_DOUBLE_EQ(watch.Begin(2000, 40).usual_gap_ms, 40);
}

TEST(GapWatchTest, TakesAPauseForTheTimeBeforeIfThereIsNothingElse) {
  GapWatch watch;
  Interval paused = Second(1000, 6);
  paused.paused = true;
  watch.Remember(paused, false);
  const GapEvidence gap = watch.Begin(1000, 66);
  EXPECT_DOUBLE_EQ(gap.before.video_packets, 6);
  EXPECT_DOUBLE_EQ(gap.usual_gap_ms, 66);
}

TEST(GapWatchTest, FlowIsThatOfWholeIntervalsOnceThereAreAny) {
  GapWatch watch = After(10);
  Interval now = Second(11'000, 24);
  GapEvidence gap = watch.Begin(10'400, 66);
  watch.Extend(gap, now, {}, {});
  watch.Extend(gap, Second(12'000, 0), {}, {});
  watch.Extend(gap, Second(13'000, 6), {}, {});
  EXPECT_DOUBLE_EQ(gap.inside.ms, 2000);
  EXPECT_DOUBLE_EQ(gap.VideoFlow(), 0.05);
}

TEST(GapWatchTest, EdgeIsThePreviousIntervalIfTheGapBeganThere) {
  GapWatch watch = After(10);
  const Interval now = Second(11'000, 0);
  GapEvidence gap = watch.Begin(9900, 66);
  watch.Extend(gap, now, {}, {});
  EXPECT_DOUBLE_EQ(gap.edge_open_ms, 100);
  EXPECT_DOUBLE_EQ(gap.inside.ms, 1000);
}

TEST(GapWatchTest, LevelsOfTheEdgeBelongToTheGap) {
  GapWatch watch = After(10);
  Interval slow = Second(11'000, 30);
  slow.levels.rtt_ms = {.min = 400, .max = 400};
  watch.Remember(slow, false);
  const Interval now = Second(12'000, 0);
  GapEvidence running = watch.Begin(10'900, 66);
  watch.Extend(running, now, {}, {});
  EXPECT_EQ(running.levels_during.rtt_ms.max, 400);
  EXPECT_EQ(running.levels_before.rtt_ms.max, 50);
  EXPECT_EQ(watch.Within(10'900, 11'800, 900, 66, now).levels_during.rtt_ms.max, 400);
}

TEST(GapWatchTest, WholeIntervalsShowWhatArrived) {
  GapWatch watch = After(10);
  GapEvidence gap = watch.Begin(10'400, 66);
  watch.Extend(gap, Second(11'000, 24), {}, {});
  EXPECT_FALSE(IsKnown(gap.connection_alive)) << "part of that interval was before the gap";
  watch.Extend(gap, Second(12'000, 0), {}, {});
  EXPECT_EQ(gap.connection_alive, 0);
  EXPECT_FALSE(IsKnown(gap.earlier_video_packets));
  Interval no_media = Second(13'000, 0);
  no_media.delta.connection_bytes = 200;
  watch.Extend(gap, no_media, {}, {});
  watch.Extend(gap, Second(14'000, 6), {}, {});
  EXPECT_EQ(gap.earlier_video_packets, 0);
  EXPECT_EQ(gap.dead_ms, 1000);
  EXPECT_EQ(gap.open_ms, 1000);
  watch.Extend(gap, Second(15'000, 0), {}, {});
  EXPECT_EQ(gap.connection_alive, 1);
  EXPECT_EQ(gap.earlier_video_packets, 6);
}

TEST(GapWatchTest, UnknownBytesDoNotShowAnOpenPath) {
  GapWatch watch = After(10);
  GapEvidence gap = watch.Begin(10'000, 66);
  Interval unknown = Second(11'000, 0);
  unknown.delta.connection_bytes = kUnknown;
  watch.Extend(gap, unknown, {}, {});
  EXPECT_FALSE(gap.IsPathOpen());
  EXPECT_FALSE(IsKnown(gap.connection_alive));
}

// Nothing arrives but STUN responses, whose bytes browsers do not count.
Interval Stun(double end, double requests, double responses) {
  Interval interval = Second(end, 0);
  interval.delta.requests = requests;
  interval.delta.responses = responses;
  return interval;
}

TEST(GapWatchTest, StunResponseShowsAnOpenPathBeforeItAndUntilTheNextIsDue) {
  GapWatch watch = After(10);
  GapEvidence gap = watch.Begin(10'000, 66);
  watch.Extend(gap, Stun(11'000, 0, 0), {}, {});
  watch.Extend(gap, Stun(12'000, 1, 0), {}, {});
  EXPECT_FALSE(gap.IsPathOpen()) << "nothing is known yet";
  EXPECT_EQ(gap.connection_alive, 0);
  watch.Extend(gap, Stun(13'000, 0, 1), {}, {});
  EXPECT_EQ(gap.connection_alive, 1);
  // Firefox does not count requests, and sends one every 4 to 6 s.
  for (int i = 14; i <= 17; ++i) watch.Extend(gap, Stun(1000.0 * i, kUnknown, 0), {}, {});
  EXPECT_TRUE(gap.IsPathOpen());
  for (int i = 18; i <= 19; ++i) watch.Extend(gap, Stun(1000.0 * i, kUnknown, 0), {}, {});
  EXPECT_FALSE(gap.IsPathOpen()) << "no response arrived when it was due";
}

TEST(GapWatchTest, StunResponseBesideRtcpShowsAnOpenPathBeforeIt) {
  GapWatch watch = After(10);
  GapEvidence gap = watch.Begin(10'000, 66);
  for (int i = 11; i <= 14; ++i) watch.Extend(gap, Stun(1000.0 * i, kUnknown, 0), {}, {});
  Interval reported = Stun(15'000, kUnknown, 1);
  reported.delta.connection_bytes = 74;
  watch.Extend(gap, reported, {}, {});
  EXPECT_TRUE(gap.IsPathOpen());
}

TEST(GapWatchTest, PathThatCarriesMediaIsNotOneWithoutMedia) {
  GapWatch watch = After(10);
  GapEvidence gap = watch.Begin(10'000, 66);
  Interval heard = Stun(11'000, 1, 1);
  heard.delta.connection_bytes = 5000;
  heard.delta.audio_packets = 50;
  watch.Extend(gap, heard, {}, {});
  EXPECT_FALSE(gap.IsPathOpen());
  EXPECT_EQ(gap.connection_alive, 1);
}

TEST(GapWatchTest, StunResponseAfterUnansweredRequestsShowsADeadPathBeforeIt) {
  GapWatch watch = After(10);
  GapEvidence gap = watch.Begin(10'000, 66);
  watch.Extend(gap, Stun(11'000, 4, 0), {}, {});
  watch.Extend(gap, Stun(12'000, 16, 0), {}, {});
  watch.Extend(gap, Stun(13'000, 2, 2), {}, {});
  EXPECT_FALSE(gap.IsPathOpen());
  EXPECT_EQ(gap.dead_ms, 3000);
}

// The uplink of a publisher is cut: its server sends only RTCP, and the packets that it did not receive are missing when media arrives
// again.
TEST(GapWatchTest, PacketNumbersMissingAfterASilenceOfBothMediaWereSent) {
  for (const double lost : {0, 15}) {
    for (const double audio : {0, 50}) {
      GapWatch watch = AfterTenHeard(60);
      GapEvidence gap = watch.Begin(10'000, 66);
      Interval now = Second(11'000, 0);
      now.delta.audio_packets = audio;
      watch.Extend(gap, now, {}, {});
      EXPECT_FALSE(gap.was_sent);
      GapEvidence over = gap;
      now = Second(12'000, 40);
      now.delta.audio_packets = 30;
      now.delta.video_lost = lost;
      watch.Finish(over, 11'900, now);
      watch.Extend(gap, now, {}, {});
      watch.Extend(gap, Second(13'000, 60), {}, {});
      EXPECT_EQ(gap.was_sent, lost > 0 && audio == 0);
      EXPECT_EQ(over.was_sent, gap.was_sent);
    }
  }
}

// The sound is back a second before the video, which the server asks for first.
TEST(GapWatchTest, AudioThatReturnsBeforeTheVideoDoesNotHideLostPackets) {
  for (const double lost : {0, 10, 30}) {
    GapWatch watch = AfterTenHeard(60);
    GapEvidence gap = watch.Begin(10'000, 66);
    Interval now = Second(11'000, 0);
    now.delta.audio_packets = 0;
    watch.Extend(gap, now, {}, {});
    now.end = 12'000;
    watch.Extend(gap, now, {}, {});
    now.end = 13'000;
    now.delta.audio_packets = 14;
    watch.Extend(gap, now, {}, {});
    EXPECT_EQ(gap.media_silent_ms, 2000);
    now = Second(14'000, 83);
    now.delta.audio_packets = 50;
    now.delta.video_lost = lost;
    watch.Finish(gap, 13'100, now);
    EXPECT_EQ(gap.was_sent, lost == 30) << lost << " of the 120 that were to be expected";
  }
}

// A publisher that hears nothing soon sends nothing: four seconds without a path lost 29 packets where 330 were to be expected.
TEST(GapWatchTest, LossesDoNotGrowWithALongSilence) {
  for (const double lost : {10, 29}) {
    GapWatch watch = AfterTenHeard(83);
    GapEvidence gap = watch.Begin(10'000, 66);
    Interval now = Second(0, 0);
    now.delta.audio_packets = 0;
    for (now.end = 11'000; now.end <= 14'000; now.end += 1000) watch.Extend(gap, now, {}, {});
    now = Second(15'000, 114);
    now.delta.video_lost = lost;
    watch.Finish(gap, 14'300, now);
    EXPECT_EQ(gap.was_sent, lost == 29) << lost;
  }
}

// A second of a publisher whose packets are lost before the server: 10 of 50 audio packets, and nearly all video.
Interval Starved(double end) {
  Interval interval = Second(end, 4);
  interval.delta.audio_packets = 40;
  interval.delta.audio_lost = 10;
  interval.delta.nacks = 9;
  return interval;
}

TEST(GapWatchTest, RequestsInVainBesideLostSoundShowThatVideoWasSent) {
  GapWatch watch = AfterTenHeard(60);
  GapEvidence gap = watch.Begin(10'000, 66);
  watch.Extend(gap, Starved(11'000), {}, {});
  EXPECT_FALSE(gap.IsUnanswered());
  watch.Extend(gap, Starved(12'000), {}, {});
  EXPECT_TRUE(gap.IsUnanswered());
  watch.Extend(gap, Second(13'000, 0), {}, {});
  EXPECT_TRUE(gap.IsUnanswered());
  EXPECT_EQ(gap.unanswered_ms, 2000);
}

TEST(GapWatchTest, RequestsAreNotInVainIfPacketsComeOrTheSoundIsWhole) {
  for (const auto change : {+[](PollDelta& delta) { delta.video_packets = 5; }, +[](PollDelta& delta) { delta.audio_lost = 0; },
                            +[](PollDelta& delta) { delta.audio_lost = kUnknown; }, +[](PollDelta& delta) { delta.nacks = 1; }}) {
    GapWatch watch = AfterTenHeard(60);
    GapEvidence gap = watch.Begin(10'000, 66);
    for (double end = 11'000; end <= 14'000; end += 1000) {
      Interval interval = Starved(end);
      change(interval.delta);
      watch.Extend(gap, interval, {}, {});
    }
    EXPECT_EQ(gap.unanswered_ms, 0);
    EXPECT_FALSE(gap.IsUnanswered());
  }
}

TEST(GapWatchTest, RemembersThatIceDisconnectedDuringTheGap) {
  GapWatch watch = After(10);
  GapEvidence gap = watch.Begin(10'400, 66);
  watch.Extend(gap, Second(11'000, 0), {}, {.iceConnected = 1});
  EXPECT_FALSE(gap.ice_disconnected);
  watch.Extend(gap, Second(12'000, 0), {}, {.iceConnected = 0});
  watch.Extend(gap, Second(13'000, 0), {}, {.iceConnected = 1});
  EXPECT_TRUE(gap.ice_disconnected);
}

TEST(GapWatchTest, SilenceIsTheTimeSinceTheLastPacketOfAnyKind) {
  GapWatch watch = After(10);
  Interval now = Second(11'000, 24);
  now.last_packet = 10'380;
  GapEvidence gap = watch.Begin(10'400, 66);
  watch.Extend(gap, now, {}, {});
  EXPECT_DOUBLE_EQ(gap.connection_silent_ms, 620);
}

// A browser without packet times. 24,000 B are what came before the gap.
TEST(GapWatchTest, BytesOfTheFirstIntervalShowSilenceInItsOpenPart) {
  for (const double packets : {24, 25, 40}) {
    GapWatch watch = After(10);
    GapEvidence gap = watch.Begin(10'400, 66);
    watch.Extend(gap, Second(11'000, packets), {}, {});
    EXPECT_EQ(gap.connection_silent_ms, packets < 40 ? 600 : 0) << packets;
    watch.Extend(gap, Second(12'000, 1), {}, {});
    EXPECT_EQ(gap.connection_silent_ms, packets < 40 ? 600 : 0) << "something came in the next one";
  }
}

TEST(GapWatchTest, LossOfEitherMediumEndsTheTimeWithoutLoss) {
  for (double PollDelta::* lost : {&PollDelta::video_lost, &PollDelta::audio_lost}) {
    GapWatch watch = After(10);
    GapEvidence gap = watch.Begin(10'000, 66);
    Interval now = Second(11'000, 60);
    watch.Extend(gap, now, {}, {});
    EXPECT_EQ(gap.lossless_ms, 1000);
    now.end = 12'000;
    now.delta.*lost = 1;
    watch.Extend(gap, now, {}, {});
    EXPECT_EQ(gap.lossless_ms, 0);
  }
}

TEST(GapWatchTest, TimeWithoutLossLastsToTheEndOfTheGap) {
  for (const double lost : {0, 1}) {
    GapWatch watch = After(10);
    GapEvidence gap = watch.Begin(10'000, 66);
    watch.Extend(gap, Second(11'000, 60), {}, {});
    Interval last = Second(12'000, 60);
    last.delta.video_lost = lost;
    watch.Finish(gap, 11'700, last);
    EXPECT_EQ(gap.lossless_ms, lost > 0 ? 1000 : 1700);
  }
}

// Firefox 141 after a sleep: the times are 34 hours off. The bytes are used instead.
TEST(GapWatchTest, IgnoresPacketTimesOfAnotherClock) {
  for (const double off_ms : {34 * 3600e3, -34 * 3600e3}) {
    for (const bool anything_came : {true, false}) {
      GapWatch watch = After(10);
      Interval now = Second(11'000, anything_came ? 60 : 0);
      now.last_packet = 11'000 + off_ms;
      GapEvidence gap = watch.Begin(10'000, 66);
      watch.Extend(gap, now, {}, {});
      EXPECT_DOUBLE_EQ(gap.connection_silent_ms, anything_came ? 0 : 1000) << off_ms;
    }
  }
}

TEST(GapWatchTest, CountsOnlySenderReportsWrittenAfterTheStart) {
  GapWatch watch = After(10);
  Interval now = Second(11'000, 24);
  GapEvidence gap = watch.Begin(10'400, 66);
  const auto report = [](double t, double packets) {
    return VideoPoll{.senderReportTimestamp = t, .senderReportPacketsSent = packets};
  };
  watch.Extend(gap, now, report(10'500, 600), {});
  watch.Extend(gap, Second(12'000, 0), report(11'500, 630), {});
  watch.Extend(gap, Second(13'000, 0), report(11'500, 630), {});
  watch.Extend(gap, Second(14'000, 0), report(13'200, 690), {});
  EXPECT_EQ(gap.sender_reports.count(), 2);
  EXPECT_DOUBLE_EQ(gap.sender_reports.packets(), 60);
}

// A cut that began at 11.3 s.
TEST(GapWatchTest, SilenceAtTheEndLastsSinceTheLastPacket) {
  GapWatch watch = After(10);
  GapEvidence gap = watch.Begin(10'400, 66);
  watch.Extend(gap, Second(11'000, 24), {}, {});
  Interval now = Second(12'000, 0);
  now.last_packet = 11'300;
  GapEvidence over = gap;
  watch.Extend(gap, now, {}, {});
  EXPECT_DOUBLE_EQ(gap.silent_end_ms, 700);
  watch.Finish(over, 11'450, now);
  EXPECT_DOUBLE_EQ(over.silent_end_ms, 700);
  EXPECT_DOUBLE_EQ(over.ms(), 1050);
  EXPECT_DOUBLE_EQ(watch.Within(11'050, 11'250, 200, 66, now).silent_end_ms, 700) << "the gap began in this interval";
  EXPECT_DOUBLE_EQ(watch.Within(9900, 11'950, 1800, 66, now).silent_end_ms, 700) << "the gap began before";
  now.last_packet = kUnknown;
  watch.Finish(over, 11'450, now);
  EXPECT_DOUBLE_EQ(over.silent_end_ms, 0);
}

TEST(GapWatchTest, IgnoresTroubleExplainedByThePreviousGap) {
  GapWatch watch = After(10);
  for (const bool explained : {false, true}) {
    Interval interval = Second(11'000, 12);
    interval.delta.nacks = 14;
    interval.delta.dropped = 4;
    interval.explained = explained;
    watch.Remember(interval, false);
    const GapEvidence gap = watch.Within(10'900, 11'900, 1000, 66, Second(12'000, 4));
    EXPECT_EQ(gap.Total(&PollDelta::nacks), explained ? 0 : 14);
    EXPECT_EQ(gap.Total(&PollDelta::dropped), explained ? 0 : 4);
    EXPECT_EQ(gap.Total(&PollDelta::video_packets), 16);
    EXPECT_EQ(gap.Own(&PollDelta::video_packets), explained ? 4 : 16);

    GapEvidence running = watch.Begin(10'900, 66);
    watch.Extend(running, interval, {}, {});
    EXPECT_EQ(running.edge.nacks, explained ? 0 : 14);
  }
}

TEST(GapWatchTest, JitterFloorsAreTheLowestOfTheCall) {
  GapWatch watch;
  for (const double jitter_ms : {12, 4, 30}) {
    Interval interval = Second(1000, 60);
    interval.levels.jitter_ms.Add(jitter_ms);
    interval.levels.audio_jitter_ms.Add(jitter_ms / 2);
    watch.Remember(interval, true);
  }
  EXPECT_EQ(watch.Begin(20'000, 66).jitter_floor_ms, 4);
  EXPECT_EQ(watch.Begin(20'000, 66).audio_jitter_floor_ms, 2);
}

TEST(GapWatchTest, RoundTripFloorIsThatOfTheCurrentPath) {
  GapWatch watch = After(10);
  Interval slow = Second(11'000, 60);
  slow.levels.rtt_ms = {.min = 200, .max = 200};
  watch.Remember(slow, true);
  EXPECT_DOUBLE_EQ(watch.Begin(11'500, 66).rtt_floor_ms, 200);
}

}  // namespace
}  // namespace rtc_vitals
