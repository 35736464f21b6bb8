#include "core/freeze/freeze_detector.h"

#include <gtest/gtest.h>

#include "tests/freeze/call_script.h"

namespace rtc_vitals {
namespace {

// Firefox forgets the receiver if the page turns its camera off during a cut. The picture stays frozen.
TEST(FreezeDetectorAbsenceTest, CutContinuesWithoutItsStreamWhileNothingArrives) {
  for (const bool silent : {false, true}) {
    CallScript call;
    call.Play({.ms = 10'000});
    call.Play(Cut(3000));
    call.PlayAbsent(4000, silent);
    call.Close();
    const auto freezes = call.Freezes();
    ASSERT_EQ(freezes.size(), 1u);
    EXPECT_NEAR(freezes[0].duration_ms, silent ? 7000 : 3000, 70);
    EXPECT_EQ(freezes[0].verdict.cause, Cause::kNetworkCut);
    EXPECT_NEAR(freezes[0].evidence.connection_silent_ms, silent ? 7000 : 3000, 70);
  }
}

// How long the stream is missing is not known then.
TEST(FreezeDetectorAbsenceTest, CutEndsWithItsStreamInARecordingWithoutPerformanceNow) {
  CallScript call;
  call.has_perf = false;
  call.Play({.ms = 10'000});
  call.Play(Cut(3000));
  call.PlayAbsent(4000, true);
  const auto freezes = call.Freezes();
  ASSERT_EQ(freezes.size(), 1u);
  EXPECT_NEAR(freezes[0].duration_ms, 3000, 70);
}

TEST(FreezeDetectorAbsenceTest, FreezeOfAnotherCauseEndsWithItsStream) {
  CallScript call;
  call.Play({.ms = 10'000});
  call.Play(Starvation(6000));
  call.PlayAbsent(4000, true);
  const auto freezes = call.Freezes();
  ASSERT_EQ(freezes.size(), 1u);
  EXPECT_NEAR(freezes[0].duration_ms, 6000, 70);
}

// The new counters tell when their first frame was shown.
TEST(FreezeDetectorAbsenceTest, CutEndsWithTheFirstFrameOfTheReturningStream) {
  for (const double poll_ms : {1000.0, 2000.0}) {
    CallScript call(poll_ms);
    call.Play({.ms = 10'000});
    call.Play(Cut(4000));
    call.PlayAbsent(4000, true);
    call.RestartCounters();
    call.Play({.ms = 300, .shown = false});
    call.Play({.ms = 5000});
    const auto freezes = call.Freezes();
    ASSERT_EQ(freezes.size(), 1u);
    EXPECT_NEAR(freezes[0].duration_ms, 8300, 100);
    EXPECT_FALSE(freezes[0].to_stream_end);
  }
}

TEST(FreezeDetectorAbsenceTest, ClockStepDuringTheAbsenceDoesNotChangeTheDuration) {
  CallScript call;
  call.Play({.ms = 10'000});
  call.Play(Cut(4000));
  call.PlayAbsent(4000, true);
  call.RestartCounters();
  call.clock_ahead_ms = 3'600'000;
  call.Play({.ms = 300, .shown = false});
  call.Play({.ms = 5000});
  const auto freezes = call.Freezes();
  ASSERT_EQ(freezes.size(), 1u);
  EXPECT_NEAR(freezes[0].duration_ms, 8000, 100);
}

TEST(FreezeDetectorAbsenceTest, CutEndsWithTheAbsenceIfNoFrameFollows) {
  CallScript call;
  call.Play({.ms = 10'000});
  call.Play(Cut(4000));
  call.PlayAbsent(4000, true);
  call.RestartCounters();
  call.Play({.ms = 2000, .shown = false});
  call.Close();
  const auto freezes = call.Freezes();
  ASSERT_EQ(freezes.size(), 1u);
  EXPECT_NEAR(freezes[0].duration_ms, 8000, 70);
}

}  // namespace
}  // namespace rtc_vitals
