#include <gtest/gtest.h>

#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "core/batch/batch_part.h"

namespace rtc_vitals {
namespace {

// `streams` video streams plus the connection's own samples.
void Fill(SampleWindow& window, int handle, int polls, int streams) {
  for (int poll = 0; poll < polls; ++poll) {
    window.BeginPoll(handle, "c" + std::to_string(handle), poll);
    for (int stream = 0; stream <= streams; ++stream) {
      const unsigned number = static_cast<unsigned>(100 * handle + stream);
      stream ? window.Set(number, StreamInfo(), InboundVideoSample()) : window.Set(number, StreamInfo(), ConnectionSample());
    }
  }
}

void ExpectRange(IndexRange range, std::size_t first, std::size_t end) {
  EXPECT_EQ(range.first, first);
  EXPECT_EQ(range.end, end);
}

TEST(BatchPartTest, WholeCoversAllConnectionsAndEvents) {
  SampleWindow window;
  window.AddEvent({.t = 1, .type = "freeze", .connection = 9}, "c9");
  Fill(window, 1, 3, 2);
  Fill(window, 2, 1, 0);
  const BatchPart whole = WholeOf(window);
  ExpectRange(whole.connections, 0, 2);
  EXPECT_EQ(window.connections()[0].handle, 1);
  EXPECT_EQ(window.connections()[1].handle, 2);
  EXPECT_EQ(window.connections()[2].handle, 9) << "a connection with only an event comes last and is not part of it";
  ExpectRange(whole.events, 0, 1);
  EXPECT_EQ(whole.Polls(window), 4);
}

class HalveTest : public testing::Test {
 protected:
  bool Split(const BatchPart& part) { return Halve(part, window_, first_, second_); }

  SampleWindow window_;
  BatchPart first_, second_;
};

TEST_F(HalveTest, SplitsByConnectionThenStreamThenSample) {
  for (int handle : {1, 2, 3}) Fill(window_, handle, 4, 2);
  ASSERT_TRUE(Split({.connections = {0, 3}}));
  ExpectRange(first_.connections, 0, 1);
  ExpectRange(second_.connections, 1, 3);

  ASSERT_TRUE(Split({.connections = {1, 2}}));
  ExpectRange(first_.series, 0, 1);
  ExpectRange(second_.series, 1, 3);
  ExpectRange(second_.connections, 1, 2);

  ASSERT_TRUE(Split({.connections = {1, 2}, .series = {2, 3}}));
  ExpectRange(first_.samples, 0, 2);
  ExpectRange(second_.samples, 2, 4);
  ExpectRange(second_.series, 2, 3);
}

TEST_F(HalveTest, KeepsEventsInTheFirstHalfAndSplitsThemLast) {
  Fill(window_, 1, 2, 0);
  ASSERT_TRUE(Split({.connections = {0, 1}, .events = {0, 3}}));
  ExpectRange(first_.events, 0, 3);
  EXPECT_EQ(second_.events.size(), 0u);

  ASSERT_TRUE(Split({.connections = {0, 1}, .samples = {0, 1}, .events = {0, 3}}));
  ExpectRange(first_.events, 0, 1);
  ExpectRange(second_.events, 1, 3);
  EXPECT_EQ(second_.connections.size(), 0u);

  ASSERT_TRUE(Split({.connections = {0, 1}, .samples = {0, 1}, .events = {0, 1}})) << "one sample and one event are separable";
  EXPECT_EQ(first_.connections.size(), 0u);
  EXPECT_EQ(first_.events.size(), 1u);
  EXPECT_EQ(second_.connections.size(), 1u);
  EXPECT_EQ(second_.events.size(), 0u);
}

TEST_F(HalveTest, RefusesASingleSampleOrEvent) {
  Fill(window_, 1, 4, 1);
  EXPECT_FALSE(Split({.connections = {0, 1}, .series = {1, 2}, .samples = {3, 4}}));
  EXPECT_FALSE(Split({.events = {0, 1}}));
  EXPECT_FALSE(Split({}));
}

// Halves until nothing can be halved any more.
void Leaves(const BatchPart& part, const SampleWindow& window, std::vector<BatchPart>& leaves) {
  BatchPart first, second;
  if (!Halve(part, window, first, second)) return leaves.push_back(part);
  Leaves(first, window, leaves);
  Leaves(second, window, leaves);
}

TEST(BatchPartTest, HalvingPartitionsAllSamplesAndEvents) {
  SampleWindow window;
  Fill(window, 1, 5, 3);
  Fill(window, 2, 4, 0);
  Fill(window, 3, 1, 6);
  for (int i = 0; i < 7; ++i) window.AddEvent({.t = 1, .type = "mark"}, {});
  std::vector<BatchPart> leaves;
  Leaves(WholeOf(window), window, leaves);
  std::set<std::tuple<std::size_t, std::size_t, std::size_t>> samples;
  std::multiset<std::size_t> events;
  int polls = 0;
  for (const BatchPart& leaf : leaves) {
    polls += leaf.Polls(window);
    for (std::size_t event = leaf.events.first; event < leaf.events.end; ++event) events.insert(event);
    for (std::size_t c = leaf.connections.first; c < leaf.connections.end; ++c) {
      const ConnectionWindow& connection = window.connections()[c];
      const IndexRange all = leaf.series.LimitedTo(connection.series.size()), polled = leaf.samples.LimitedTo(connection.t.size());
      for (std::size_t series = all.first; series < all.end; ++series) {
        for (std::size_t sample = polled.first; sample < polled.end; ++sample) EXPECT_TRUE(samples.emplace(c, series, sample).second);
      }
    }
  }
  EXPECT_EQ(samples.size(), 5u * 4 + 4u * 1 + 1u * 7);
  EXPECT_EQ(events, (std::multiset<std::size_t>{0, 1, 2, 3, 4, 5, 6}));
  EXPECT_EQ(polls, 10) << "a poll is counted by the part that has the connection's own samples";
}

}  // namespace
}  // namespace rtc_vitals
