#include <gtest/gtest.h>

#include <set>
#include <tuple>

#include "core/batch/batch_writer.h"

namespace rtc_vitals {
namespace {

// `streams` video streams beside the connection's own samples.
void Fill(SampleWindow& window, int handle, int polls, int streams) {
  for (int poll = 0; poll < polls; ++poll) {
    window.BeginPoll(handle, "c" + std::to_string(handle), poll);
    for (int stream = 0; stream <= streams; ++stream) {
      const unsigned number = static_cast<unsigned>(100 * handle + stream);
      stream ? window.Set(number, StreamInfo(), InboundVideoSample()) : window.Set(number, StreamInfo(), ConnectionSample());
    }
  }
}

BatchPart::Connection Piece(std::size_t index, std::size_t first_series, std::size_t end_series, std::size_t first_sample, std::size_t end_sample) {
  return {index, first_series, end_series, first_sample, end_sample};
}

void ExpectPiece(const BatchPart::Connection& piece, const BatchPart::Connection& wanted) {
  EXPECT_EQ(piece.index, wanted.index);
  EXPECT_EQ(piece.first_series, wanted.first_series);
  EXPECT_EQ(piece.end_series, wanted.end_series);
  EXPECT_EQ(piece.first_sample, wanted.first_sample);
  EXPECT_EQ(piece.end_sample, wanted.end_sample);
}

TEST(BatchPartTest, TheWholeIsEverythingOfEveryConnection) {
  SampleWindow window;
  Fill(window, 1, 3, 2);
  Fill(window, 2, 1, 0);
  window.AddEvent({.t = 1, .type = "freeze", .connection = 9}, "c9");
  const BatchPart whole = WholeOf(window);
  ASSERT_EQ(whole.connections.size(), 2u) << "a connection of which only an event speaks has no piece";
  ExpectPiece(whole.connections[0], Piece(0, 0, 3, 0, 3));
  ExpectPiece(whole.connections[1], Piece(1, 0, 1, 0, 1));
  EXPECT_EQ(whole.end_event, 1u);
  EXPECT_EQ(whole.samples(window), 4);
}

TEST(BatchPartTest, SplitsByConnectionThenStreamThenSample) {
  BatchPart part, first, second;
  part.connections = {Piece(0, 0, 2, 0, 2), Piece(1, 0, 2, 0, 2), Piece(2, 0, 2, 0, 2)};
  ASSERT_TRUE(Halve(part, first, second));
  EXPECT_EQ(first.connections.size(), 1u);
  EXPECT_EQ(second.connections.size(), 2u);

  part.connections = {Piece(0, 0, 3, 0, 4)};
  ASSERT_TRUE(Halve(part, first, second));
  ExpectPiece(first.connections[0], Piece(0, 0, 1, 0, 4));
  ExpectPiece(second.connections[0], Piece(0, 1, 3, 0, 4));

  part.connections = {Piece(0, 2, 3, 0, 4)};
  ASSERT_TRUE(Halve(part, first, second));
  ExpectPiece(first.connections[0], Piece(0, 2, 3, 0, 2));
  ExpectPiece(second.connections[0], Piece(0, 2, 3, 2, 4));
}

TEST(BatchPartTest, EventsStayWithTheFirstHalfAndAreSplitLast) {
  BatchPart part, first, second;
  part.connections = {Piece(0, 0, 1, 0, 2)};
  part.end_event = 3;
  ASSERT_TRUE(Halve(part, first, second));
  EXPECT_EQ(first.end_event, 3u);
  EXPECT_EQ(second.first_event, second.end_event);

  part.connections = {Piece(0, 0, 1, 0, 1)};
  ASSERT_TRUE(Halve(part, first, second));
  EXPECT_EQ(first.end_event, 1u);
  EXPECT_EQ(second.first_event, 1u);
  EXPECT_EQ(second.end_event, 3u);

  part.end_event = 1;
  ASSERT_TRUE(Halve(part, first, second)) << "one sample and one event are two";
  EXPECT_TRUE(first.connections.empty());
  EXPECT_EQ(second.connections.size(), 1u);
}

TEST(BatchPartTest, OneSampleOfOneStreamCannotBeHalved) {
  BatchPart part, first, second;
  part.connections = {Piece(0, 1, 2, 3, 4)};
  EXPECT_FALSE(Halve(part, first, second));
  part.connections.clear();
  part.end_event = 1;
  EXPECT_FALSE(Halve(part, first, second));
  part.end_event = 0;
  EXPECT_FALSE(Halve(part, first, second));
}

// Halves until nothing can be halved.
void Leaves(const BatchPart& part, std::vector<BatchPart>& leaves) {
  BatchPart first, second;
  if (!Halve(part, first, second)) return leaves.push_back(part);
  Leaves(first, leaves);
  Leaves(second, leaves);
}

TEST(BatchPartTest, HalvingLosesNothingAndDoublesNothing) {
  SampleWindow window;
  Fill(window, 1, 5, 3);
  Fill(window, 2, 4, 0);
  Fill(window, 3, 1, 6);
  for (int i = 0; i < 7; ++i) window.AddEvent({.t = 1, .type = "mark"}, {});
  std::vector<BatchPart> leaves;
  Leaves(WholeOf(window), leaves);
  std::set<std::tuple<std::size_t, std::size_t, std::size_t>> samples;
  std::multiset<std::size_t> events;
  int polls = 0;
  for (const BatchPart& leaf : leaves) {
    polls += leaf.samples(window);
    for (std::size_t event = leaf.first_event; event < leaf.end_event; ++event) events.insert(event);
    for (const auto& piece : leaf.connections) {
      for (std::size_t series = piece.first_series; series < piece.end_series; ++series) {
        for (std::size_t sample = piece.first_sample; sample < piece.end_sample; ++sample) {
          EXPECT_TRUE(samples.emplace(piece.index, series, sample).second);
        }
      }
    }
  }
  EXPECT_EQ(samples.size(), 5u * 4 + 4u * 1 + 1u * 7);
  EXPECT_EQ(events, (std::multiset<std::size_t>{0, 1, 2, 3, 4, 5, 6}));
  EXPECT_EQ(polls, 10) << "a poll counts in the piece that has the connection's own samples";
}

}  // namespace
}  // namespace rtc_vitals
