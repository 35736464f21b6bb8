#include "core/base/text_buffer.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace rtc_vitals {
namespace {

TEST(TextBufferTest, HoldsWhatWasAppended) {
  TextBuffer text("ab");
  text += 'c';
  text += std::string_view("de\0f", 4);
  EXPECT_EQ(text, std::string_view("abcde\0f", 7));
  EXPECT_EQ(text.back(), 'f');
  EXPECT_EQ(static_cast<std::string>(text).size(), 7u);
}

TEST(TextBufferTest, CopiesAreIndependent) {
  TextBuffer text("ab");
  TextBuffer copy = text;
  copy += 'c';
  EXPECT_EQ(text, "ab");
  text = copy;
  EXPECT_EQ(text, "abc");
  EXPECT_EQ(text, copy);
}

TEST(TextBufferTest, MoveTransfersTheText) {
  TextBuffer text("ab");
  const TextBuffer moved = std::move(text);
  EXPECT_EQ(moved, "ab");
}

TEST(TextBufferTest, EmptyTextsAreEqual) {
  EXPECT_TRUE(TextBuffer().empty());
  EXPECT_EQ(TextBuffer(), TextBuffer(""));
  EXPECT_EQ(TextBuffer(), std::string());
}

}  // namespace
}  // namespace rtc_vitals
