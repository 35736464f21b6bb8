#include "core/dump/report_line_reader.h"

#include <gtest/gtest.h>

namespace rtc_vitals {
namespace {

class ReportLineReaderTest : public testing::Test {
 protected:
  std::size_t polls() const { return session_.window().connections().empty() ? 0 : session_.window().connections().front().t.size(); }

  // Reads a poll of `pc`, `ms` into the call. Returns why it was rejected.
  std::string Poll(const char* pc, int ms, double perf = kUnknown) {
    const std::string t = std::to_string(1'700'000'000'000 + ms);
    return reader_.Read("{\"t\":" + t + ",\"pc\":\"" + pc + "\"" + (IsKnown(perf) ? ",\"perf\":" + std::to_string(perf) : "") +
                        ",\"report\":[]}");
  }

  Session session_{0};
  ReportLineReader reader_{session_};
};

TEST_F(ReportLineReaderTest, ReadsAReportAsAPoll) {
  EXPECT_EQ(reader_.Read(R"({"t":1700000001000,"pc":"a","report":[{"id":"IV","type":"inbound-rtp","kind":"video","ssrc":1,)"
                         R"("timestamp":1700000001000}]})"), "");
  EXPECT_EQ(reader_.handle(), 1);
  EXPECT_EQ(reader_.flags() & Session::kSampleMade, Session::kSampleMade);
  ASSERT_EQ(polls(), 1u);
  EXPECT_EQ(session_.window().connections()[0].name, "a");
  EXPECT_EQ(session_.window().connections()[0].series[1].info.id, "IV");
}

TEST_F(ReportLineReaderTest, AcceptsAReportKeyedById) {
  EXPECT_EQ(reader_.Read(R"({"t":1700000001000,"report":{"IV":{"type":"inbound-rtp","kind":"video"},"x":7}})"), "");
  EXPECT_EQ(session_.window().connections()[0].series[1].info.id, "IV");
}

TEST_F(ReportLineReaderTest, OpensOneConnectionPerPc) {
  for (const char* line : {R"({"t":1700000000001,"pc":"a","report":[]})", R"({"t":1700000000002,"pc":"b","report":[]})",
                           R"({"t":1700000000003,"pc":"a","report":[]})"}) {
    reader_.Read(line);
  }
  ASSERT_EQ(session_.window().connections().size(), 2u);
  EXPECT_EQ(polls(), 2u);
  EXPECT_EQ(reader_.handle(), 1);
}

TEST_F(ReportLineReaderTest, ReadsAnEventAsAMark) {
  EXPECT_EQ(reader_.Read(R"({"t":1700000001000,"pc":"a","event":"iceconnectionstatechange"})"), "");
  EXPECT_EQ(reader_.handle(), 0);
  ASSERT_EQ(session_.window().events().size(), 1u);
  EXPECT_EQ(session_.window().events()[0].values[0].text, "iceconnectionstatechange");
}

TEST_F(ReportLineReaderTest, SkipsEmptyLines) {
  EXPECT_EQ(reader_.Read(""), "");
  EXPECT_EQ(reader_.Read(" \t\r\n"), "");
  EXPECT_EQ(polls(), 0u);
}

TEST_F(ReportLineReaderTest, ReportsWhyALineCannotBeUsed) {
  const std::pair<const char*, const char*> lines[] = {
      {"{", "is not JSON"},
      {"7", "must be an object"},
      {"[]", "must be an object"},
      {"{}", "t: "},
      {R"({"t":"now","report":[]})", "t: must be the time of the poll in epoch milliseconds"},
      {R"({"t":12345.5,"report":[]})", "t: must be the time of the poll in epoch milliseconds, got 12345.5"},
      {R"({"t":1700000000,"report":[]})", "t: must be the time of the poll in epoch milliseconds, got 1700000000"},
      {R"({"t":1700000000000000,"pc":"a","event":"x"})", "t: must be the time of the poll in epoch milliseconds, got 1700000000000000"},
      {R"({"t":1700000000001,"pc":7,"report":[]})", "pc: must be a string, got number"},
      {R"({"t":1700000000001,"pc":"a"})", "report: "},
      {R"({"t":1700000000001,"pc":"a","report":"x"})", "report: "},
  };
  for (const auto& [line, why] : lines) EXPECT_TRUE(reader_.Read(line).starts_with(why)) << line << reader_.Read(line);
  EXPECT_EQ(polls(), 0u);
}

TEST_F(ReportLineReaderTest, RejectsReportsThatGoBackInTime) {
  EXPECT_EQ(Poll("a", 60'000), "");
  EXPECT_EQ(Poll("a", 60'000), "") << "the same time is not earlier";
  EXPECT_EQ(Poll("a", 58'000), "") << "clocks are corrected now and then";
  EXPECT_EQ(Poll("a", 56'000), "t: is earlier than in the previous line of this pc: polls must be in chronological order")
      << "several small steps add up";
  EXPECT_EQ(Poll("b", 1000), "") << "another connection";
  EXPECT_EQ(reader_.Read(R"({"t":1600000000000,"pc":"a","event":"x"})"), "") << "a mark may be late";
  EXPECT_EQ(Poll("a", 61'000), "");
  EXPECT_EQ(polls(), 4u);
}

TEST_F(ReportLineReaderTest, AcceptsAClockSetBackIfTheOtherOneGoesOn) {
  EXPECT_EQ(Poll("a", 3'600'000, 5000), "");
  EXPECT_EQ(Poll("a", 1000, 6000), "") << "set back by an hour";
  EXPECT_EQ(Poll("a", 2000, 7000), "");
  EXPECT_NE(Poll("a", 1000, 6000), "") << "both went back";
  EXPECT_EQ(Poll("a", 1500), "") << "without performance.now(), a small step is accepted";
  EXPECT_NE(Poll("a", -2000), "");
  EXPECT_EQ(polls(), 4u);
}

TEST_F(ReportLineReaderTest, OpensAnotherConnectionForAReloadedPage) {
  EXPECT_EQ(Poll("a", 1000, 50'000), "");
  EXPECT_EQ(reader_.handle(), 1);
  EXPECT_EQ(Poll("a", 9000, 100), "");
  EXPECT_EQ(Poll("a", 10'000, 1100), "");
  EXPECT_EQ(reader_.handle(), 2);
  EXPECT_EQ(Poll("a", 20'000, 500), "");
  const auto& connections = session_.window().connections();
  ASSERT_EQ(connections.size(), 3u);
  EXPECT_EQ(connections[0].name, "a");
  EXPECT_EQ(connections[1].name, "a (page load 2)");
  EXPECT_EQ(connections[2].name, "a (page load 3)");
  EXPECT_EQ(connections[1].t.size(), 2u);
}

TEST_F(ReportLineReaderTest, RejectsAReportWhosePageBeganBeforeTheLastOne) {
  EXPECT_EQ(Poll("a", 1000, 60'000), "");
  EXPECT_NE(Poll("a", 1500, 59'900), "");
  EXPECT_EQ(Poll("a", 2000, 61'000), "");
  EXPECT_EQ(reader_.handle(), 1);
}

TEST_F(ReportLineReaderTest, SkipsStrayObjectsInAReport) {
  EXPECT_EQ(reader_.Read(R"({"t":1700000001000,"report":[null,7,"x",[],{"id":"A"},{"type":"inbound-rtp","kind":"video"},)"
                         R"({"id":5,"type":"inbound-rtp","kind":"video"},{"id":"","type":"inbound-rtp","kind":"video"}]})"), "");
  EXPECT_EQ(polls(), 1u);
  EXPECT_EQ(session_.window().connections()[0].series.size(), 1u) << "the connection alone";
}

}  // namespace
}  // namespace rtc_vitals
