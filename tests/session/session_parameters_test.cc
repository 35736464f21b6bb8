#include "core/session/session_parameters.h"

#include <gtest/gtest.h>

#include "core/base/unknown.h"

namespace rtc_vitals {
namespace {

TEST(SessionParametersTest, SetsParametersByPublicName) {
  SessionParameters parameters;
  EXPECT_TRUE(parameters.Set("batch.samples", 7));
  EXPECT_EQ(parameters.batch.samples, 7);
  EXPECT_TRUE(parameters.Set("quality.rttFairMs", 250));
  EXPECT_EQ(parameters.quality.rtt_ms.fair, 250);
  EXPECT_TRUE(parameters.Set("interval.maxMs", 60'000));
  EXPECT_EQ(parameters.interval.max_ms, 60'000);
}

TEST(SessionParametersTest, RejectsUnknownNames) {
  SessionParameters parameters;
  for (const char* name : {"", "batch", "batch.Samples", "batch.samples ", "pollMs"}) EXPECT_FALSE(parameters.Set(name, 5)) << name;
}

TEST(SessionParametersTest, RejectsValuesOutOfRange) {
  SessionParameters parameters;
  for (double value : {0., 11., -1., 1e300, kUnknown}) EXPECT_FALSE(parameters.Set("batch.samples", value)) << value;
  EXPECT_EQ(parameters.batch.samples, SessionParameters().batch.samples);
  EXPECT_TRUE(parameters.Set("batch.samples", 1));
  EXPECT_TRUE(parameters.Set("batch.samples", 10));
}

TEST(SessionParametersTest, LimitsBatchSizeToWhatBrowsersAllowInFlight) {
  SessionParameters parameters;
  EXPECT_TRUE(parameters.Set("batch.maxBytes", 65'000));
  EXPECT_FALSE(parameters.Set("batch.maxBytes", 65'001));
}

}  // namespace
}  // namespace rtc_vitals
