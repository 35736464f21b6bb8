#include "core/base/units.h"

#include <gtest/gtest.h>

#include "tests/support/near.h"

namespace rtc_vitals {
namespace {

TEST(UnitsTest, ShareIsClampedToZeroAndOne) {
  EXPECT_VALUE(Share(1, 4), 0.25);
  EXPECT_VALUE(Share(5, 4), 1);
  EXPECT_VALUE(Share(-1, 4), 0);
}

TEST(UnitsTest, ShareOfNothingIsUnknown) {
  EXPECT_UNKNOWN(Share(0, 0));
  EXPECT_UNKNOWN(Share(1, -2));
  EXPECT_UNKNOWN(Share(kUnknown, 4));
  EXPECT_UNKNOWN(Share(1, kUnknown));
}

TEST(UnitsTest, ZeroGaugeIsUnknown) {
  EXPECT_UNKNOWN(ZeroIsUnknown(0));
  EXPECT_VALUE(ZeroIsUnknown(640), 640);
  EXPECT_UNKNOWN(ZeroIsUnknown(kUnknown));
}

}  // namespace
}  // namespace rtc_vitals
