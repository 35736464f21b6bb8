#include "core/reading/plain_json.h"

#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <random>

namespace rtc_vitals {
namespace {

using Json = nlohmann::json;

// Writes down all that it is told, each number with every bit of it.
struct Script {
  bool null() { return Add("null"); }
  bool boolean(bool value) { return Add(value ? "true" : "false"); }
  bool number_integer(std::int64_t value) { return Number(static_cast<double>(value)); }
  bool number_unsigned(std::uint64_t value) { return Number(static_cast<double>(value)); }
  bool number_float(double value, const std::string&) { return Number(value); }
  bool string(std::string& value) { return Add("text " + value); }
  bool binary(Json::binary_t&) { return false; }
  bool key(std::string& value) { return Add("key " + value); }
  bool start_object(std::size_t) { return Add("{"); }
  bool start_array(std::size_t) { return Add("["); }
  bool end_object() { return Add("}"); }
  bool end_array() { return Add("]"); }
  bool parse_error(std::size_t, const std::string&, const Json::exception&) { return false; }

  bool Number(double value) { return Add("number " + std::to_string(__builtin_bit_cast(std::uint64_t, value))); }
  bool Add(const std::string& line) { return text += line + "\n", true; }

  std::string text;
};

// What is read of a text; "left" if it is left to the library. If it is not, the library reads the same.
std::string Read(const std::string& text) {
  Script plain, library;
  if (!PlainJson(std::string_view(text), plain).Read()) return "left";
  EXPECT_TRUE(Json::sax_parse(text, &library)) << text;
  EXPECT_EQ(plain.text, library.text) << text;
  return plain.text;
}

bool IsTaken(const std::string& text) { return Read(text) != "left"; }

TEST(PlainJsonTest, ReadsWhatAgentsWrite) {
  EXPECT_EQ(Read(R"({"a":[1,"x",null,true,false,{}],"b":{"c":[]}})"),
            "{\nkey a\n[\nnumber 4607182418800017408\ntext x\nnull\ntrue\nfalse\n{\n}\n]\nkey b\n{\nkey c\n[\n]\n}\n}\n");
  EXPECT_TRUE(IsTaken(" [ 1 , 2 ]\r\n\t"));
  EXPECT_TRUE(IsTaken(R"(["\u00fc \ud83d\ude00 \u20ac \"\\\/\b\f\n\r\t \u0000"])"));
}

TEST(PlainJsonTest, ReadsEveryNumberToTheLastBit) {
  for (const char* const number : {"0", "-0", "-0.0", "0.1", "-1.5", "1795219969369.25", "999999999999999", "0.00000000000001", "123456789012345", "1.7976931348623"}) EXPECT_TRUE(IsTaken(number)) << number;
  std::mt19937_64 random(7);
  for (int i = 0; i < 100'000; ++i) {
    std::string digits = std::to_string(random() % 1'000'000'000'000'000);
    if (const std::size_t point = random() % 15; point > 0 && point < digits.size()) digits.insert(point, ".");
    if (digits.size() > 1 && digits[0] == '0' && digits[1] != '.') continue;
    ASSERT_TRUE(IsTaken((random() % 2 ? "-" : "") + digits)) << digits;
  }
}

TEST(PlainJsonTest, LeavesWhatIsOutOfTheOrdinary) {
  for (const char* const text : {"1e5", "1E-2", "1234567890123456", "0.123456789012345", "\"\xC3\xBC\"", "\"\x7F\"", R"("\ud800")", R"("\udc00\ud800")"}) EXPECT_FALSE(IsTaken(text)) << text;
  EXPECT_FALSE(IsTaken(std::string("[1\0]", 4)));
}

TEST(PlainJsonTest, LeavesWhatIsNoJson) {
  for (const char* const text : {"", " ", "[", "]", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "{", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{\"a\":1]", "[1}", "1 2", "01", "-", "1.", ".5", "+1", "nul", "truer", "\"a", "\"\\x\"",
                                 "\"\\u12\"", "\"\n\"", "[1]]", "NaN"}) {
    EXPECT_FALSE(IsTaken(text)) << text;
  }
}

// Of a text that is cut anywhere, or has a byte replaced, nothing is read that the library does not read.
TEST(PlainJsonTest, TakesNothingThatTheLibraryDoesNot) {
  const std::string text = R"({"t":[1795219969369,-0.25,3],"name":"a\u00e9\n","on":true,"off":false,"none":null,"in":[[],{}]})";
  for (std::size_t at = 0; at < text.size(); ++at) {
    EXPECT_FALSE(IsTaken(text.substr(0, at)));
    for (const char c : {'"', '\\', '[', '}', ',', ':', '0', '.', 'e', ' ', '\x01'}) {
      std::string changed = text;
      changed[at] = c;
      Read(changed);
    }
  }
}

}  // namespace
}  // namespace rtc_vitals
