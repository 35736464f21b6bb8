#include "core/dump/report_line_reader.h"

#include <gtest/gtest.h>

namespace rtc_vitals {
namespace {

class ReportLineReaderTest : public testing::Test {
 protected:
  std::size_t polls() const { return session_.window().connections().empty() ? 0 : session_.window().connections().front().t.size(); }

  Session session_{0};
  ReportLineReader reader_{session_};
};

TEST_F(ReportLineReaderTest, AReportIsAPoll) {
  EXPECT_EQ(reader_.Read(R"({"t":1000,"pc":"a","report":[{"id":"IV","type":"inbound-rtp","kind":"video","ssrc":1,"timestamp":1000}]})"), "");
  EXPECT_EQ(reader_.handle(), 1);
  EXPECT_EQ(reader_.flags() & Session::kSampleMade, Session::kSampleMade);
  ASSERT_EQ(polls(), 1u);
  EXPECT_EQ(session_.window().connections()[0].name, "a");
  EXPECT_EQ(session_.window().connections()[0].series[1].info.id, "IV");
}

TEST_F(ReportLineReaderTest, AReportMayBeAnObjectKeyedById) {
  EXPECT_EQ(reader_.Read(R"({"t":1000,"report":{"IV":{"type":"inbound-rtp","kind":"video"},"x":7}})"), "");
  EXPECT_EQ(session_.window().connections()[0].series[1].info.id, "IV");
}

TEST_F(ReportLineReaderTest, EveryPcIsAConnectionOfItsOwn) {
  for (const char* line : {R"({"t":1,"pc":"a","report":[]})", R"({"t":2,"pc":"b","report":[]})", R"({"t":3,"pc":"a","report":[]})"}) reader_.Read(line);
  ASSERT_EQ(session_.window().connections().size(), 2u);
  EXPECT_EQ(polls(), 2u);
  EXPECT_EQ(reader_.handle(), 1);
}

TEST_F(ReportLineReaderTest, AnEventIsAMark) {
  EXPECT_EQ(reader_.Read(R"({"t":1000,"pc":"a","event":"iceconnectionstatechange"})"), "");
  EXPECT_EQ(reader_.handle(), 0);
  ASSERT_EQ(session_.window().events().size(), 1u);
  EXPECT_EQ(session_.window().events()[0].values[0].text, "iceconnectionstatechange");
}

TEST_F(ReportLineReaderTest, EmptyLinesAreSkipped) {
  EXPECT_EQ(reader_.Read(""), "");
  EXPECT_EQ(reader_.Read(" \t\r\n"), "");
  EXPECT_EQ(polls(), 0u);
}

TEST_F(ReportLineReaderTest, WhatCannotBeUsedIsSaid) {
  const std::pair<const char*, const char*> lines[] = {
      {"{", "is not JSON"},
      {"7", "must be an object"},
      {"[]", "must be an object"},
      {"{}", "t: "},
      {R"({"t":"now","report":[]})", "t: "},
      {R"({"t":1,"pc":7,"report":[]})", "pc: must be a string, is number"},
      {R"({"t":1,"pc":"a"})", "report: "},
      {R"({"t":1,"pc":"a","report":"x"})", "report: "},
  };
  for (const auto& [line, why] : lines) EXPECT_TRUE(reader_.Read(line).starts_with(why)) << line << reader_.Read(line);
  EXPECT_EQ(polls(), 0u);
}

TEST_F(ReportLineReaderTest, StrayObjectsInAReportAreSkipped) {
  EXPECT_EQ(reader_.Read(R"({"t":1000,"report":[null,7,"x",[],{"type":"inbound-rtp"},{"id":"A"},{"id":5,"type":"codec"},{"id":"","type":"codec"}]})"), "");
  EXPECT_EQ(polls(), 1u);
}

}  // namespace
}  // namespace rtc_vitals
