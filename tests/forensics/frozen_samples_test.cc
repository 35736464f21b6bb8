#include "core/forensics/frozen_samples.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace rtc_vitals {
namespace {

Event PictureEvent(const char* type, const char* phase, double t, double duration_ms) {
  Event event{.t = t, .type = type, .phase = phase, .stream = "V"};
  event.values.push_back({.key = "durationMs", .number = duration_ms});
  return event;
}

class FrozenSamplesTest : public testing::Test {
 protected:
  // Polls every 2 s, from `start` on.
  void Add(double start, const std::vector<double>& is_frozen) {
    for (std::size_t i = 0; i < is_frozen.size(); ++i) samples_.Add("V", start + 2000 * static_cast<double>(i), is_frozen[i]);
  }
  // "start-end" of each.
  std::string FreezesWithoutEvent() const {
    std::string text;
    for (const Finding& f : samples_.FreezesWithoutEvent()) {
      text += (text.empty() ? "" : " ") + std::to_string(static_cast<int>(f.start)) + "-" + std::to_string(static_cast<int>(f.end));
    }
    return text;
  }

  FrozenSamples samples_;
};

TEST_F(FrozenSamplesTest, ConsecutiveSamplesFormOneFreezeFromThePreviousSample) {
  Add(0, {0, 1, 1, 0, kUnknown, 1});
  EXPECT_EQ(FreezesWithoutEvent(), "0-4000 8000-10000");
}

TEST_F(FrozenSamplesTest, HasPollPrecisionAndNoCause) {
  Add(0, {0, 1, 1});
  samples_.AddLabel("V", "Ann, camera");
  const std::vector<Finding> found = samples_.FreezesWithoutEvent();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].stream, "V");
  EXPECT_EQ(found[0].label, "Ann, camera");
  EXPECT_EQ(found[0].duration_ms, 4000);
  EXPECT_EQ(found[0].precision, "poll");
  EXPECT_EQ(found[0].cause, "unknown");
  EXPECT_EQ(found[0].confidence, "low");
}

TEST_F(FrozenSamplesTest, FrozenSampleAfterAGapDoesNotCoverTheGap) {
  Add(0, {0, 1});
  Add(600'000, {1, 1});
  EXPECT_EQ(FreezesWithoutEvent(), "0-2000 600000-602000");
}

TEST_F(FrozenSamplesTest, SingleSampleHasNoDuration) {
  Add(0, {1, 0});
  EXPECT_EQ(FreezesWithoutEvent(), "");
}

TEST_F(FrozenSamplesTest, EventReplacesOverlappingSamples) {
  Add(0, {0, 1, 1, 0, 1, 1, 0, 1});
  samples_.AddEvent(PictureEvent("freeze", "end", 4500, 3700));
  EXPECT_EQ(FreezesWithoutEvent(), "6000-10000 12000-14000");
  samples_.AddEvent(PictureEvent("paused", "start", 6100, 3000));  // frozen in the samples, then judged again
  EXPECT_EQ(FreezesWithoutEvent(), "12000-14000");
}

TEST_F(FrozenSamplesTest, EventOfAnotherStreamDoesNotReplaceSamples) {
  Add(0, {0, 1, 1, 0});
  Event other = PictureEvent("freeze", "end", 4500, 3700);
  other.stream = "W";
  samples_.AddEvent(other);
  samples_.AddEvent(PictureEvent("discards", "end", 4500, 3700));
  EXPECT_EQ(FreezesWithoutEvent(), "0-4000");
}

TEST_F(FrozenSamplesTest, IntervalEventCoversItsInterval) {
  Add(0, {0, 1, 0});
  Event event = PictureEvent("freeze", "end", 5000, 900);
  event.values.push_back({.key = "intervalMs", .number = 3500});
  samples_.AddEvent(event);
  EXPECT_EQ(FreezesWithoutEvent(), "");
}

}  // namespace
}  // namespace rtc_vitals
