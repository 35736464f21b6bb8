#include "core/meter/episodes.h"

#include <gtest/gtest.h>

#include "tests/support/test_episodes.h"

namespace rtc_vitals {
namespace {

constexpr EpisodeKind kLate = EpisodeKind::kLatePackets;

// Intervals of one second, one after the other.
struct Seconds {
  Episodes episodes;
  double t = 0;
  void Play(int seconds, double amount, EpisodeKind kind = kLate) {
    for (int i = 0; i < seconds; ++i) {
      episodes.Add(kind, amount);
      episodes.EndPoll(t += 1000, 1000);
    }
  }
};

TEST(EpisodesTest, BadMinuteIsOneEpisode) {
  Seconds call;
  call.Play(20, 0);
  call.Play(60, 10);
  const auto starts = Take(call.episodes);
  ASSERT_EQ(starts.size(), 1u);
  EXPECT_FALSE(starts[0].over);
  EXPECT_EQ(starts[0].start, 20'000);
  EXPECT_EQ(starts[0].amount, 10);
  call.Play(10, 0);
  const auto ends = Take(call.episodes);
  ASSERT_EQ(ends.size(), 1u);
  EXPECT_TRUE(ends[0].over);
  EXPECT_EQ(ends[0].start, 20'000);
  EXPECT_EQ(ends[0].end, 80'000);
  EXPECT_EQ(ends[0].length_ms, 60'000);
  EXPECT_EQ(ends[0].amount, 600);
}

TEST(EpisodesTest, ShortLullDoesNotEndAnEpisode) {
  Seconds call;
  call.Play(20, 0);
  for (int i = 0; i < 5; ++i) {
    call.Play(1, 10);
    call.Play(4, 0);
  }
  EXPECT_EQ(Take(call.episodes).size(), 1u);
}

TEST(EpisodesTest, UsualRateOfTheStreamIsNotAnEpisode) {
  Seconds call;
  call.Play(9, 8);  // the call settles
  call.Play(60, 8);
  EXPECT_TRUE(Take(call.episodes).empty());
  call.Play(1, 40);
  EXPECT_EQ(Take(call.episodes).size(), 1u);
}

TEST(EpisodesTest, IgnoresTheFirstSecondsAndSmallAmounts) {
  Seconds call;
  call.Play(10, 100);
  call.Play(100, 4);
  EXPECT_TRUE(Take(call.episodes).empty());
}

TEST(EpisodesTest, LimitIsJudgedByItsShareOfTheInterval) {
  Seconds call;
  call.Play(20, 0.4, EpisodeKind::kCpuLimit);
  EXPECT_TRUE(Take(call.episodes).empty());
  call.Play(1, 0.5, EpisodeKind::kCpuLimit);
  const auto starts = Take(call.episodes);
  ASSERT_EQ(starts.size(), 1u);
  EXPECT_EQ(starts[0].kind, EpisodeKind::kCpuLimit);
}

TEST(EpisodesTest, IgnoresUnknownAmountsAndIntervalsWithoutLength) {
  Seconds call;
  call.Play(20, 0);
  call.Play(1, 10);
  EXPECT_EQ(Take(call.episodes).size(), 1u);
  call.episodes.Add(kLate, kUnknown);
  for (const double ms : {0.0, kUnknown}) call.episodes.EndPoll(call.t + 60'000, ms);
  EXPECT_TRUE(Take(call.episodes).empty());
  call.Play(6, kUnknown);
  EXPECT_EQ(Take(call.episodes).size(), 1u);
}

TEST(EpisodesTest, WallClockStepDoesNotChangeTheDuration) {
  for (const double step : {3'600'000.0, -3'600'000.0}) {
    Seconds call;
    call.Play(5, 0);
    call.t += step;
    call.Play(15, 0);
    call.Play(10, 10);
    call.t -= step;
    call.Play(10, 10);
    call.t += step;
    call.Play(10, 0);
    const auto changes = Take(call.episodes);
    ASSERT_EQ(changes.size(), 2u);
    EXPECT_EQ(changes[0].start, step + 20'000);
    EXPECT_EQ(changes[0].length_ms, 1000);
    EXPECT_EQ(changes[1].end, 40'000);
    EXPECT_EQ(changes[1].length_ms, 20'000);
    EXPECT_EQ(changes[1].amount, 200);
  }
}

TEST(EpisodesTest, FinishEndsAnEpisodeOnce) {
  Seconds call;
  call.Play(20, 0);
  call.Play(2, 10);
  call.episodes.ForgetChanges();
  call.episodes.Finish();
  call.episodes.Finish();
  const auto ends = Take(call.episodes);
  ASSERT_EQ(ends.size(), 1u);
  EXPECT_TRUE(ends[0].over);
  EXPECT_EQ(ends[0].end, 22'000);
}

TEST(EpisodesTest, EveryKindHasWords) {
  for (int kind = 0; kind < static_cast<int>(EpisodeKind::kCount); ++kind) {
    const EpisodeWords& words = WordsOf(static_cast<EpisodeKind>(kind));
    EXPECT_EQ(std::string_view(words.type) == "discards", words.unit != nullptr);
    EXPECT_FALSE(std::string_view(words.reason).empty());
  }
}

}  // namespace
}  // namespace rtc_vitals
