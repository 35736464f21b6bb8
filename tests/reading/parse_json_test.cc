#include "core/reading/parse_json.h"

#include <gtest/gtest.h>

namespace rtc_vitals {
namespace {

// An array in an array in an array.
std::string Nested(std::size_t levels) { return std::string(levels, '[') + std::string(levels, ']'); }

TEST(ParseJsonTest, RefusesDeepNesting) {
  EXPECT_TRUE(ParseJson(Nested(64)).is_array());
  EXPECT_TRUE(ParseJson(Nested(65)).is_discarded());
  EXPECT_TRUE(ParseJson("{\"a\":" + Nested(64) + "}").is_discarded());
  EXPECT_TRUE(ParseJson("[" + Nested(60) + "," + Nested(60) + "]").is_array()) << "beside each other";
}

TEST(ParseJsonTest, BracketsInTextsDoNotNest) {
  EXPECT_TRUE(ParseJson('"' + std::string(100, '[') + '"').is_string());
  EXPECT_TRUE(ParseJson(R"(["\"[)" + std::string(100, '{') + R"("])").is_array()) << "an escaped quote does not end a text";
  EXPECT_TRUE(ParseJson(R"(["\\",)" + Nested(64) + "]").is_discarded()) << "a quote behind an escaped backslash does";
}

TEST(ParseJsonTest, RefusesWhatIsNotJson) {
  for (const char* text : {"", "{", "[1,]", "nul"}) EXPECT_TRUE(ParseJson(text).is_discarded()) << text;
}

}  // namespace
}  // namespace rtc_vitals
