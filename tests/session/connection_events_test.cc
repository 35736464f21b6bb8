#include "core/session/connection.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/support/near.h"
#include "tests/support/test_call.h"

namespace rtc_vitals {
namespace {

TEST(ConnectionEventsTest, ReportsEachStateChangeOnce) {
  TestCall call;
  int at = 0;
  for (const char* state : {"connecting", "connected", "connected", "disconnected", "connected"}) {
    call.Poll(1000 * at++, {}, {{"conn", state}});
  }
  std::vector<std::string> changes;
  for (const Event& event : call.session.window().events()) {
    EXPECT_EQ(event.type, "connection-state");
    changes.push_back(std::string(TextOf(event, "from")) + " > " + std::string(TextOf(event, "to")));
  }
  EXPECT_EQ(changes, (std::vector<std::string>{" > connecting", "connecting > connected", "connected > disconnected",
                                               "disconnected > connected"}));
}

TEST(ConnectionEventsTest, FreezeEndsWhenItsStreamLeavesOrItsConnectionCloses) {
  for (const bool closes : {false, true}) {
    TestCall call;
    for (int i = 0; i <= 16; ++i) {
      call.Poll(1000 * i, {ReceivedVideo(30 * std::min(i, 10), i)});
      if (i == 15) {
        EXPECT_VALUE(call.Get("IV", "isFrozen"), 1);
        EXPECT_VALUE(call.Get("IV", "frozenMs"), 1000);
        EXPECT_VALUE(call.Get("IV", "frameAgeMs"), 5000);
      }
    }
    if (closes) call.session.CloseConnection(call.handle());
    else call.Poll(17'000, {});
    const auto& events = call.session.window().events();
    ASSERT_EQ(events.size(), 2u);
    EXPECT_EQ(events[1].phase, "end");
    EXPECT_EQ(TextOf(events[1], "until"), "stream-end");
    EXPECT_VALUE(events[1].t, kCallStart + 16'000);
  }
}

// Firefox re-creates a receiver when its page changes what it sends, and reports it again from its first packet on.
TEST(ConnectionEventsTest, FreezeOfACutOutlastsItsStreamWhileNothingArrives) {
  for (const bool silent : {true, false}) {
    TestCall call;
    for (int i = 0; i <= 20; ++i) {
      const int received = std::min(i, 10);
      Report report = {Transport({{"bytesReceived", 110'000 * (silent ? received : std::max(received, i - 5))}}), Pair()};
      if (i <= 15) {
        report.push_back(ReceivedVideo(30 * received, received));
        report.push_back(InboundAudio({{"packetsReceived", 50 * received}, {"packetsLost", 0}}));
      }
      call.Poll(1000 * i, report);
    }
    std::string phases;
    for (const Event& event : call.session.window().events()) {
      if (event.type == "freeze") phases += std::string(event.phase) + " ";
    }
    EXPECT_EQ(phases, silent ? "start " : "start end ");
  }
}

// It cannot be followed for longer: the stream is forgotten.
TEST(ConnectionEventsTest, FreezeOfACutEndsWhenItsStreamIsForgotten) {
  TestCall call;
  for (int i = 0; i <= 100; ++i) {
    const int received = std::min(i, 10);
    Report report = {Transport({{"bytesReceived", 110'000 * received}}), Pair()};
    if (i <= 15) report.push_back(ReceivedVideo(30 * received, received));
    call.Poll(1000 * i, report);
  }
  const auto& events = call.session.window().events();
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(events[1].phase, "end");
  EXPECT_EQ(TextOf(events[1], "until"), "stream-end");
  EXPECT_VALUE(events[1].t, kCallStart + 1000 * (15 + ObjectSet::kMemoryPolls));
}

// In a corrupt dump.
TEST(ConnectionEventsTest, CountOfFreezesMayBeAnyNumber) {
  TestCall call;
  for (int i = 0; i <= 12; ++i) {
    const bool over = i > 10;
    call.Poll(1000 * i, {InboundVideo({{"framesDecoded", 30 * i}, {"totalInterFrameDelay", i}, {"nackCount", over ? 9 : 0},
                                       {"totalSquaredInterFrameDelay", i / 30. + (over ? 0.25 : 0)}, {"freezeCount", over ? 3e9 : 0},
                                       {"totalFreezesDuration", over ? 0.5 : 0}})});
  }
  const auto& events = call.session.window().events();
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(NumberOf(events[0], "count"), 3e9);
}

// Retransmissions and probing are not media.
TEST(ConnectionEventsTest, FreezeEvidenceExcludesRetransmissions) {
  TestCall call;
  for (int second = 0; second <= 14; ++second) {
    const int shown = second <= 10 ? second : second <= 13 ? 10 : second;
    const int frames = 30 * shown - (second > 13 ? 90 : 0);
    call.Poll(1000 * second, {InboundVideo({{"framesDecoded", frames}, {"bytesReceived", 3000 * second},
                                            {"retransmittedBytesReceived", 1000 * second}, {"totalInterFrameDelay", shown},
                                            {"totalSquaredInterFrameDelay", shown / 30.}, {"packetsLost", 0}})});
  }
  const auto& events = call.session.window().events();
  const auto freeze = std::find_if(events.begin(), events.end(), [](const Event& e) { return e.type == "freeze"; });
  ASSERT_NE(freeze, events.end());
  const auto before = std::find_if(freeze->evidence.begin(), freeze->evidence.end(),
                                   [](const EventValue& value) { return std::string_view(value.key) == "bitrateBefore"; });
  ASSERT_NE(before, freeze->evidence.end());
  EXPECT_EQ(before->number, 16'000);
}

// Browsers stamp the stats by a clock that stands while the machine sleeps.
TEST(ConnectionEventsTest, TimesFreezesByThePollClockIfTheStatsClockDiffers) {
  constexpr double kHour = 3'600'000;
  for (const double ahead : {0.0, 900.0, 4000.0, kHour, -kHour}) {
    for (const double get_stats_ms : {0.0, 5000.0}) {
      TestCall call;
      for (int i = 0; i <= 10; ++i) {
        const int shown = std::min(i, 5);
        call.Poll(1000 * i + ahead,
                  {InboundVideo({{"timestamp", kCallStart + 1000 * i}, {"framesDecoded", 30 * shown}, {"totalInterFrameDelay", shown}})},
                  {{"getStatsMs", get_stats_ms}});
      }
      const auto& events = call.session.window().events();
      ASSERT_EQ(events.size(), 1u);
      const bool is_other = std::abs(ahead) > 1000 + get_stats_ms;
      EXPECT_EQ(events[0].t, kCallStart + 5000 + (is_other ? ahead : 0)) << ahead << " " << get_stats_ms;
    }
  }
}

// 15 of 30 frames per second are dropped: the audio's path is good, and the frames are held for lip sync. 10 audio packets per second
// arrive late.
TEST(ConnectionEventsTest, ReportsDiscardsWithTheirReason) {
  TestCall call;
  for (int i = 0; i <= 12; ++i) {
    const int frames = 60 * i, bad = std::max(0, i - 10);
    call.Poll(2000 * i,
              {InboundVideo({{"packetsReceived", 200 * i}, {"packetsLost", 0}, {"pliCount", 0}, {"framesReceived", frames},
                             {"framesDecoded", frames - 30 * bad}, {"framesDropped", 30 * bad}, {"totalDecodeTime", 0.001 * frames},
                             {"jitterBufferEmittedCount", frames}, {"jitterBufferDelay", 0.2 * frames},
                             {"jitterBufferTargetDelay", 0.2 * frames}, {"jitterBufferMinimumDelay", 0.05 * frames}}),
               InboundAudio({{"packetsReceived", 100 * i}, {"packetsDiscarded", 20 * bad}, {"jitter", 0.003}})});
  }
  std::vector<std::string> discards;
  for (const Event& event : call.session.window().events()) {
    const int count = static_cast<int>(NumberOf(event, "count"));
    discards.push_back(std::string(event.stream) + " " + std::string(TextOf(event, "reason")) + " " + std::to_string(count));
  }
  EXPECT_EQ(discards, (std::vector<std::string>{"IV lip-sync 30", "IA late 20"}));
}

// A browser answers twice from its cache, or a page feeds a report twice.
TEST(ConnectionEventsTest, RepeatedReportChangesNoEpisode) {
  for (const bool repeats : {false, true}) {
    TestCall call;
    for (int i = 0; i <= 14; ++i) {
      const int bad = std::clamp(i - 11, 0, 2), frames = 30 * i;
      const Report report = {
          InboundVideo({{"timestamp", kCallStart + 1000 * i}, {"packetsReceived", 100 * i}, {"packetsLost", i > 10 ? 9 : 0},
                        {"framesDecoded", frames - 15 * bad}, {"framesDropped", 15 * bad}, {"totalDecodeTime", 0.001 * frames}}),
          OutboundVideo({{"timestamp", kCallStart + 1000 * i}, {"mediaSourceId", "S"}, {"framesEncoded", frames - 15 * bad}}),
          {{"type", "media-source"}, {"id", "S"}, {"timestamp", kCallStart + 1000 * i}, {"kind", "video"}, {"frames", frames}}};
      call.Poll(1000 * i, report);
      if (repeats) call.Poll(1000 * i + 20, report);
    }
    std::vector<std::string> reasons;
    for (const Event& event : call.session.window().events()) reasons.push_back(std::string(TextOf(event, "reason")));
    EXPECT_EQ(reasons, (std::vector<std::string>{"incomplete-frame", "encoder-drop"})) << repeats;
  }
}

TEST(ConnectionEventsTest, ClosingEndsRunningEpisodes) {
  TestCall call;
  for (int i = 0; i < 30; ++i) call.Poll(1000 * i, {Transport(), Pair({{"packetsDiscardedOnSend", 20 * std::max(0, i - 20)}})});
  call.session.CloseConnection(call.handle());
  const auto& events = call.session.window().events();
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(events[1].phase, "end");
}

// Without performance.now(), a wall clock that was set forward makes the interval seem longer than any interval between polls.
TEST(ConnectionEventsTest, NoEpisodeBeginsInAnImpossibleInterval) {
  constexpr double kHourMs = 3'600'000;
  TestCall call;
  for (int i = 0; i <= 30; ++i) {
    const double t = kCallStart + 1000 * i + (i == 30 ? kHourMs : 0);
    call.Poll(1000 * i, {Transport(), Pair({{"packetsDiscardedOnSend", i < 30 ? 0 : 100}})}, {{"t", t}, {"perf", kUnknown}});
  }
  EXPECT_VALUE(call.Get("", "packetsDiscardedOnSendPerSecond"), 100);
  EXPECT_TRUE(call.session.window().events().empty());
}

TEST(ConnectionEventsTest, WallClockStepChangesNeitherDurationNorCountOfAnEpisode) {
  constexpr double kHourMs = 3'600'000;
  for (const double step : {0.0, kHourMs, -kHourMs}) {
    TestCall call;
    int refused = 0;
    for (int i = 0; i < 60; ++i) {
      if (i >= 20 && i < 40) refused += 20;
      const double t = kCallStart + 1000 * i + (i >= 30 ? step : 0);
      call.Poll(1000 * i, {Transport(), Pair({{"packetsDiscardedOnSend", refused}})}, {{"t", t}});
    }
    const auto& events = call.session.window().events();
    ASSERT_EQ(events.size(), 2u);
    EXPECT_VALUE(events[0].t, kCallStart + 19'000);
    EXPECT_VALUE(events[1].t, kCallStart + 39'000 + step);  // the time of the poll itself
    EXPECT_VALUE(NumberOf(events[1], "durationMs"), 20'000);
    EXPECT_VALUE(NumberOf(events[1], "count"), 400);
  }
}

TEST(ConnectionEventsTest, MeasuresEpisodesByTheWallClockWithoutPerformanceNow) {
  TestCall call;
  for (int i = 0; i < 60; ++i) {
    call.Poll(1000 * i, {Transport(), Pair({{"packetsDiscardedOnSend", 20 * std::clamp(i - 20, 0, 20)}})}, {{"perf", kUnknown}});
  }
  const auto& events = call.session.window().events();
  ASSERT_EQ(events.size(), 2u);
  EXPECT_VALUE(NumberOf(events[1], "durationMs"), 20'000);
}

}  // namespace
}  // namespace rtc_vitals
