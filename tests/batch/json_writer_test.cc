#include "core/batch/json_writer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/base/unknown.h"

namespace rtc_vitals {
namespace {

std::string Number(double value, int decimals) {
  JsonWriter json;
  json.Number(value, decimals);
  return json.Take();
}

std::string Text(std::string_view text) {
  JsonWriter json;
  json.String(text);
  return json.Take();
}

std::string Integer(std::int64_t value) {
  JsonWriter json;
  json.Integer(value);
  return json.Take();
}

TEST(JsonWriterTest, InsertsCommas) {
  JsonWriter json;
  json.BeginObject();
  json.Key("a"), json.BeginArray();
  json.Integer(1), json.Null(), json.Bool(true), json.String("x");
  json.BeginArray(), json.EndArray();
  json.BeginObject(), json.EndObject();
  json.EndArray();
  json.EscapedKey("b\""), json.Raw("[2]");
  json.EndObject();
  EXPECT_EQ(json.text(), R"({"a":[1,null,true,"x",[],{}],"b\"":[2]})");
}

TEST(JsonWriterTest, RoundsHalfAwayFromZero) {
  EXPECT_EQ(Number(0.25, 1), "0.3");
  EXPECT_EQ(Number(-0.25, 1), "-0.3");
  EXPECT_EQ(Number(2.5, 0), "3");
  EXPECT_EQ(Number(-2.5, 0), "-3");
  EXPECT_EQ(Number(1.00004, 4), "1");
  EXPECT_EQ(Number(0.00005, 4), "0.0001");
}

TEST(JsonWriterTest, WritesNoTrailingZeros) {
  EXPECT_EQ(Number(50.10, 4), "50.1");
  EXPECT_EQ(Number(50, 4), "50");
  EXPECT_EQ(Number(100, 2), "100");
  EXPECT_EQ(Number(0.05, 2), "0.05");
  EXPECT_EQ(Number(1.000001, 6), "1.000001");
}

TEST(JsonWriterTest, WritesNoNegativeZero) {
  EXPECT_EQ(Number(-0.0, 2), "0");
  EXPECT_EQ(Number(-0.004, 2), "0");
}

TEST(JsonWriterTest, KeepsTheSignBetweenMinusOneAndZero) {
  EXPECT_EQ(Number(-0.5, 1), "-0.5");
  EXPECT_EQ(Number(-0.05, 2), "-0.05");
  EXPECT_EQ(Number(-1.25, 2), "-1.25");
}

TEST(JsonWriterTest, SeparatesNumbersByCommas) {
  JsonWriter json;
  json.BeginArray();
  for (const double value : {0.5, -0.5, -1.5, kUnknown, 2.0}) json.Number(value, 1);
  json.EndArray();
  EXPECT_EQ(json.text(), "[0.5,-0.5,-1.5,null,2]");
}

TEST(JsonWriterTest, WritesEpochMillisecondsExactly) {
  EXPECT_EQ(Number(1795219977369, 0), "1795219977369");
  EXPECT_EQ(Number(1795219977369.4, 1), "1795219977369.4");
}

TEST(JsonWriterTest, WritesUnknownInfiniteAndHugeNumbersAsNull) {
  EXPECT_EQ(Number(kUnknown, 0), "null");
  EXPECT_EQ(Number(std::numeric_limits<double>::infinity(), 2), "null");
  EXPECT_EQ(Number(-std::numeric_limits<double>::infinity(), 2), "null");
  EXPECT_EQ(Number(1e15, 0), "null");
  EXPECT_EQ(Number(-1e15, 0), "null");
  EXPECT_EQ(Number(1e14, 1), "null") << "15 digits with the decimals";
  EXPECT_EQ(Number(999'999'999'999'999.0, 0), "999999999999999");
  EXPECT_EQ(Number(std::numeric_limits<double>::max(), 6), "null");
  EXPECT_EQ(Number(std::numeric_limits<double>::denorm_min(), 6), "0");
}

TEST(JsonWriterTest, WritesTheWholeIntegerRange) {
  EXPECT_EQ(Integer(0), "0");
  EXPECT_EQ(Integer(std::numeric_limits<std::int64_t>::max()), "9223372036854775807");
  EXPECT_EQ(Integer(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
}

TEST(JsonWriterTest, RoundsToWithinHalfOfTheLastDigit) {
  for (int decimals = 0; decimals <= 6; ++decimals) {
    const double unit = std::pow(10, -decimals);
    for (double value = -3; value < 3; value += 0.0137) {
      const double read = std::stod(Number(value, decimals));
      EXPECT_NEAR(read, value, unit / 2 * (1 + 1e-9)) << value << " to " << decimals;
    }
  }
}

TEST(JsonWriterTest, EscapesQuotesBackslashesAndControlCharacters) {
  EXPECT_EQ(Text("a\"b\\c"), R"("a\"b\\c")");
  EXPECT_EQ(Text(std::string_view("\n\t\0", 3)), R"("\u000a\u0009\u0000")");
  EXPECT_EQ(Text("\x7f"), R"("\u007f")");
  EXPECT_EQ(Text("</script>"), R"("</script>")");
  EXPECT_EQ(Text(""), "\"\"");
}

TEST(JsonWriterTest, EscapesNonAsciiCharacters) {
  EXPECT_EQ(Text("\u00fc"), R"("\u00fc")");
  EXPECT_EQ(Text("\u2028"), R"("\u2028")");
  EXPECT_EQ(Text("\U0001F600"), R"("\ud83d\ude00")") << "a surrogate pair";
  EXPECT_EQ(Text("\U0010FFFF"), R"("\udbff\udfff")");
}

TEST(JsonWriterTest, DecodesTheFirstAndLastCharacterOfEachUtf8Length) {
  EXPECT_EQ(Text("\u0080\u07ff"), R"("\u0080\u07ff")");
  EXPECT_EQ(Text("\u0800\uffff"), R"("\u0800\uffff")");
  EXPECT_EQ(Text("\U00010000"), R"("\ud800\udc00")");
}

TEST(JsonWriterTest, ReplacesInvalidUtf8) {
  EXPECT_EQ(Text("\xff"), R"("\ufffd")");
  EXPECT_EQ(Text("\x80"), R"("\ufffd")") << "a lone continuation byte";
  EXPECT_EQ(Text("\xc3"), R"("\ufffd")") << "truncated";
  EXPECT_EQ(Text("\xc3(x"), R"("\ufffd(x")");
  EXPECT_EQ(Text("\xc0\xaf"), R"("\ufffd\ufffd")") << "overlong";
  EXPECT_EQ(Text("\xed\xa0\x80"), R"("\ufffd\ufffd\ufffd")") << "a surrogate";
  EXPECT_EQ(Text("\xf4\x90\x80\x80"), R"("\ufffd\ufffd\ufffd\ufffd")") << "beyond U+10FFFF";
  EXPECT_EQ(Text("\xe2\x82"), R"("\ufffd\ufffd")");
}

TEST(JsonWriterTest, ScaledDiffersExactlyWhereTheWrittenTextDoes) {
  EXPECT_EQ(Scaled(0.12344, 4), Scaled(0.12336, 4));
  EXPECT_NE(Scaled(0.12344, 4), Scaled(0.1235, 4));
  EXPECT_EQ(Scaled(kUnknown, 4), kNoNumber);
  EXPECT_EQ(Scaled(1e12, 4), kNoNumber);
}

}  // namespace
}  // namespace rtc_vitals
