#include "core/dump/row_encoder.h"

#include <gtest/gtest.h>

#include "tests/support/near.h"

namespace rtc_vitals {
namespace {

using nlohmann::json;
namespace in = stat::inbound_rtp;
namespace out = stat::outbound_rtp;

class RowEncoderTest : public testing::Test {
 protected:
  // The row of an object; empty if it writes none.
  Row Encode(const char* object, std::string_view id = "X") {
    rows_.clear();
    encoder_.Append(json::parse(object, nullptr, false), id, rows_);
    return rows_.empty() ? Row() : Row(rows_.data());
  }
  std::string_view Label(Row row, int member) { return session_.labels().Text(row.Ref(member)); }

  Session session_{0};
  RowEncoder encoder_{session_};
  std::vector<double> rows_;
};

TEST_F(RowEncoderTest, EncodesNumbersBooleansLabelsAndIds) {
  const Row row = Encode(R"({"type":"inbound-rtp","timestamp":5.5,"kind":"video","bytesReceived":900,"isRemote":true,"codecId":"C"})");
  ASSERT_TRUE(row);
  EXPECT_EQ(row.type(), stat::Type::inbound_rtp);
  EXPECT_EQ(static_cast<std::size_t>(row.size()), rows_.size());
  EXPECT_EQ(row.timestamp(), 5.5);
  EXPECT_VALUE(row[in::bytesReceived], 900);
  EXPECT_VALUE(row[in::isRemote], 1);
  EXPECT_EQ(Label(row, in::kind), "video");
  EXPECT_GT(row.Ref(in::codecId), 0);
  EXPECT_UNKNOWN(row[in::jitter]);
}

TEST_F(RowEncoderTest, EncodesAnIdAsTheSameNumberEverywhere) {
  const int codec = Encode(R"({"type":"inbound-rtp","codecId":"C"})").Ref(in::codecId);
  EXPECT_EQ(Encode(R"({"type":"codec"})", "C").id(), codec);
}

TEST_F(RowEncoderTest, ReadsTheFirstNameThatIsPresent) {
  EXPECT_EQ(Label(Encode(R"({"type":"inbound-rtp","mediaType":"audio"})"), in::kind), "audio");
  EXPECT_EQ(Label(Encode(R"({"type":"inbound-rtp","kind":"video","mediaType":"audio"})"), in::kind), "video");
  EXPECT_VALUE(Encode(R"({"type":"inbound-rtp","discardedPackets":4})")[in::packetsDiscarded], 4);
  EXPECT_VALUE(Encode(R"({"type":"inbound-rtp","packetsDiscarded":null,"discardedPackets":4})")[in::packetsDiscarded], 4);
}

TEST_F(RowEncoderTest, ReadsMembersOneLevelDeep) {
  EXPECT_VALUE(Encode(R"({"type":"outbound-rtp","qualityLimitationDurations":{"cpu":1.5}})")[out::qualityLimitationCpu], 1.5);
  EXPECT_UNKNOWN(Encode(R"({"type":"outbound-rtp","qualityLimitationDurations":{"cpu":1.5}})")[out::qualityLimitationOther]);
  EXPECT_UNKNOWN(Encode(R"({"type":"outbound-rtp","qualityLimitationDurations":7})")[out::qualityLimitationCpu]);
}

TEST_F(RowEncoderTest, ReadsNumbersAndBooleansInStrings) {
  EXPECT_VALUE(Encode(R"({"type":"inbound-rtp","bytesReceived":"900"})")[in::bytesReceived], 900);
  EXPECT_UNKNOWN(Encode(R"({"type":"inbound-rtp","bytesReceived":"9x"})")[in::bytesReceived]);
  EXPECT_UNKNOWN(Encode(R"({"type":"inbound-rtp","bytesReceived":""})")[in::bytesReceived]);
  EXPECT_VALUE(Encode(R"({"type":"inbound-rtp","isRemote":"true"})")[in::isRemote], 1);
  EXPECT_VALUE(Encode(R"({"type":"inbound-rtp","isRemote":"false"})")[in::isRemote], 0);
}

TEST_F(RowEncoderTest, ValuesOfAnotherTypeAreUnknown) {
  const Row row = Encode(R"({"type":"inbound-rtp","timestamp":"noon","bytesReceived":[1],"codecId":{},"kind":null,)"
                         R"("framesDecoded":{"a":1}})");
  EXPECT_UNKNOWN(row.timestamp());
  EXPECT_UNKNOWN(row[in::bytesReceived]);
  EXPECT_EQ(row.Ref(in::codecId), 0);
  EXPECT_EQ(row.Ref(in::kind), 0);
  EXPECT_UNKNOWN(row[in::framesDecoded]);
}

// 1 is the number of the label "video".
TEST_F(RowEncoderTest, NumbersAndBooleansAreNeitherLabelsNorIds) {
  const Row row = Encode(R"({"type":"inbound-rtp","kind":1,"mid":true,"codecId":1})");
  EXPECT_UNKNOWN(row[in::kind]);
  EXPECT_UNKNOWN(row[in::mid]);
  EXPECT_UNKNOWN(row[in::codecId]);
}

TEST_F(RowEncoderTest, SkipsObjectsOfOtherTypes) {
  for (const char* object : {R"({"type":"certificate"})", R"({"type":5})", R"({})", R"({"type":"host"})"}) {
    EXPECT_FALSE(Encode(object)) << object;
  }
}

TEST_F(RowEncoderTest, InternsAForgottenIdAgain) {
  const int first = Encode(R"({"type":"codec"})", "C").id();
  encoder_.Forget(std::span(&first, 1));
  EXPECT_NE(Encode(R"({"type":"codec"})", "C").id(), first);
}

}  // namespace
}  // namespace rtc_vitals
