#include "core/alert/alert_book.h"

#include <gtest/gtest.h>

namespace rtc_vitals {
namespace {

TEST(AlertBookTest, KeepsStreamsApartAndForgetsThem) {
  AlertBook book;
  for (const double t : {0., 2000.}) {
    EXPECT_EQ(book.Feed("a", t, Picture::kFrozen), AlertChange::kNone);
    EXPECT_EQ(book.Feed("b", t, Picture::kLive), AlertChange::kNone);
  }
  EXPECT_EQ(book.Feed("b", 4000, Picture::kFrozen), AlertChange::kNone);
  EXPECT_EQ(book.Feed("a", 4000, Picture::kFrozen), AlertChange::kOpened);
  EXPECT_EQ(book.size(), 2u);
  book.Forget("a");
  EXPECT_EQ(book.size(), 1u);
  EXPECT_EQ(book.Feed("a", 6000, Picture::kLive), AlertChange::kNone);
}

TEST(AlertBookTest, RestoresOpenAlerts) {
  AlertBook book;
  book.Restore("a", 1000);
  EXPECT_EQ(book.Feed("a", 2000, Picture::kFrozen), AlertChange::kNone);
  EXPECT_EQ(book.Feed("a", 4000, Picture::kLive), AlertChange::kResolved);
}

}  // namespace
}  // namespace rtc_vitals
