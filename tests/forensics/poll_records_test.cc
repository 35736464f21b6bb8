#include "core/forensics/poll_records.h"

#include <gtest/gtest.h>

namespace rtc_vitals {
namespace {

void Polls(PollRecords& polls, double from, double to, Observation observation) {
  for (double t = from; t <= to; t += 1000) polls.Add(t, observation);
}

TEST(PollRecordsTest, DuplicatePollCountsOnceWithItsBestObservation) {
  PollRecords polls;
  Polls(polls, 0, 9000, Observation::kReported);
  Polls(polls, 0, 9000, Observation::kNoVideo);
  Polls(polls, 10'000, 14'000, Observation::kNoVideo);
  Polls(polls, 10'000, 14'000, Observation::kReported);
  EXPECT_EQ(polls.count(), 15);
  EXPECT_EQ(polls.last(), 14'000);
  EXPECT_TRUE(polls.Watched().IsComplete());
  EXPECT_EQ(polls.Watched().watched_ms(), 14'000);
}

TEST(PollRecordsTest, LaterPollMayPrecedeARepeatedOne) {
  PollRecords polls;
  Polls(polls, 0, 2000, Observation::kNoVideo);
  Polls(polls, 3000, 4000, Observation::kNoVideo);
  Polls(polls, 0, 2000, Observation::kReported);
  EXPECT_EQ(polls.last(), 4000);
  Polls(polls, 3000, 4000, Observation::kReported);
  EXPECT_EQ(polls.count(), 5);
  EXPECT_EQ(polls.Watched().watched_ms(), 4000);
}

TEST(PollRecordsTest, LossIsAGapBeforeTheNextNewPoll) {
  PollRecords polls;
  Polls(polls, 0, 4000, Observation::kNotReported);
  polls.MarkLost();
  Polls(polls, 0, 4000, Observation::kReported);
  Polls(polls, 10'000, 14'000, Observation::kReported);
  EXPECT_EQ(polls.Watched().watched_ms(), 8000);
  EXPECT_EQ(polls.Watched().Gaps(), "from 4.0 s to 10.0 s data sent by the page did not arrive");
}

TEST(PollRecordsTest, RemainingPartCoversThePollsOfTheLostPart) {
  PollRecords polls;
  Polls(polls, 0, 0, Observation::kReported);
  polls.MarkLost();
  Polls(polls, 3000, 4000, Observation::kReported);
  Polls(polls, 1000, 4000, Observation::kReported);
  EXPECT_EQ(polls.count(), 5);
  EXPECT_EQ(polls.last(), 4000);
  EXPECT_EQ(polls.Watched().length_ms(), 4000);
}

TEST(PollRecordsTest, ClockSetBackDoesNotRepeatPolls) {
  PollRecords polls;
  Polls(polls, 3'600'000, 3'610'000, Observation::kReported);
  Polls(polls, 11'000, 20'000, Observation::kReported);
  EXPECT_EQ(polls.count(), 21);
  EXPECT_EQ(polls.last(), 20'000);
  EXPECT_EQ(polls.Watched().watched_ms(), 19'000);
}

TEST(PollRecordsTest, CallOfAnyLengthIsMonitoredToItsEnd) {
  PollRecords polls;
  const double hours = 10'000'000;
  Polls(polls, 0, hours, Observation::kReported);
  EXPECT_EQ(polls.count(), 10'001);
  EXPECT_EQ(polls.first(), 0);
  EXPECT_EQ(polls.Watched().watched_ms(), hours);
}

}  // namespace
}  // namespace rtc_vitals
