#include "core/session/event_of.h"

#include <gtest/gtest.h>

#include "tests/support/near.h"

namespace rtc_vitals {
namespace {

FreezeEvent Found(Phase phase) {
  return {.phase = phase, .verdict = {GapKind::kFreeze, Cause::kPacketLoss, Confidence::kMedium}, .start = 5000, .end = 7500,
          .duration_ms = 2500};
}

TEST(EventOfFreezeTest, HasTheTimeOfItsStartOrEnd) {
  EXPECT_VALUE(EventOf(Found(Phase::kStart), 3, "IV").t, 5000);
  const Event event = EventOf(Found(Phase::kEnd), 3, "IV");
  EXPECT_VALUE(event.t, 7500);
  EXPECT_EQ(event.type, "freeze");
  EXPECT_EQ(event.phase, "end");
  EXPECT_EQ(event.connection, 3);
  EXPECT_EQ(event.stream, "IV");
}

TEST(EventOfFreezeTest, HasDurationCauseAndConfidence) {
  FreezeEvent found = Found(Phase::kEnd);
  found.evidence.connection_silent_ms = 900;
  const Event event = EventOf(found, 3, "IV");
  EXPECT_VALUE(NumberOf(event, "durationMs"), 2500);
  EXPECT_EQ(TextOf(event, "precision"), "exact");
  EXPECT_EQ(TextOf(event, "cause"), "packet-loss");
  EXPECT_EQ(TextOf(event, "confidence"), "medium");
  EXPECT_EQ(TextOf(event, "until"), "");
  EXPECT_UNKNOWN(NumberOf(event, "count"));
  ASSERT_EQ(event.evidence.size(), 1u);
  EXPECT_STREQ(event.evidence[0].key, "connectionSilentMs");
}

TEST(EventOfFreezeTest, HasCountAndIntervalIfBetweenTwoPolls) {
  FreezeEvent found = Found(Phase::kEnd);
  found.precision = Precision::kInterval;
  found.count = 2;
  found.duration_ms = 900;
  const Event event = EventOf(found, 3, "IV");
  EXPECT_EQ(TextOf(event, "precision"), "interval");
  EXPECT_VALUE(NumberOf(event, "count"), 2);
  EXPECT_VALUE(NumberOf(event, "intervalMs"), 2500);
}

TEST(EventOfFreezeTest, HasUntilIfItsStreamEnded) {
  FreezeEvent found = Found(Phase::kEnd);
  found.to_stream_end = true;
  EXPECT_EQ(TextOf(EventOf(found, 3, "IV"), "until"), "stream-end");
}

}  // namespace
}  // namespace rtc_vitals
