#include "core/meter/audio_level.h"

#include <gtest/gtest.h>

#include "tests/support/near.h"

namespace rtc_vitals {
namespace {

TEST(AudioLevelTest, KeepsLevelsWithinZeroAndOne) {
  for (double level : {0., 0.25, 1.}) EXPECT_VALUE(NormalAudioLevel(level), level);
}

TEST(AudioLevelTest, ScalesSixteenBitLevels) {
  EXPECT_VALUE(NormalAudioLevel(16'383.5), 0.5);
  EXPECT_VALUE(NormalAudioLevel(32'767), 1);
}

TEST(AudioLevelTest, IsUnknownForOtherValues) {
  for (double level : {-1., 32'768., 1e9, kUnknown}) EXPECT_UNKNOWN(NormalAudioLevel(level));
}

}  // namespace
}  // namespace rtc_vitals
