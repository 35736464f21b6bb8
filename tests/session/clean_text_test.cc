#include "core/session/clean_text.h"

#include <gtest/gtest.h>

namespace rtc_vitals {
namespace {

TEST(CleanTextTest, KeepsPlainText) {
  for (const char* const text : {"", "room 7", "J\xC3\xBCrgen \xF0\x9F\x98\x80", "\xC2\xA0"}) EXPECT_EQ(CleanText(text, 128), text);
}

TEST(CleanTextTest, ReplacesControlCharacters) {
  EXPECT_EQ(CleanText(std::string_view("a\0b\nc\x7F", 6), 128), "a b c ");
  EXPECT_EQ(CleanText("a\xC2\x85" "b\xE2\x80\xA8" "c\xE2\x80\xA9", 128), "a b c ");
}

TEST(CleanTextTest, TruncatesAtCharacterBoundaries) {
  EXPECT_EQ(CleanText("abcdef", 3), "abc");
  EXPECT_EQ(CleanText("ab\xC3\xBC", 3), "ab");
  EXPECT_EQ(CleanText("ab\xC3\xBC", 4), "ab\xC3\xBC");
  EXPECT_EQ(CleanText("\xF0\x9F\x98\x80", 3), "");
  EXPECT_EQ(CleanText("\xBC\xBC\xBC", 2), "") << "not UTF-8";
}

}  // namespace
}  // namespace rtc_vitals
