#include "core/batch/sample_window.h"

#include <gtest/gtest.h>

#include <span>
#include <vector>

#include "tests/support/near.h"

namespace rtc_vitals {
namespace {

constexpr unsigned kConnection = 1, kStream = 2;

void AddPoll(SampleWindow& window, int handle, double t, double rtt) {
  window.BeginPoll(handle, "c" + std::to_string(handle), t);
  window.Set(kConnection, StreamInfo(), ConnectionSample{.rtt = rtt});
}

double FirstField(const SampleSeries& series, std::size_t sample) { return series.values[sample * InfoOf(series.kind).fields.size()]; }

std::vector<double> Values(std::span<const double> list) { return {list.begin(), list.end()}; }

TEST(SampleWindowTest, EverySeriesHasOneSamplePerPoll) {
  SampleWindow window;
  AddPoll(window, 1, 1000, 50);
  AddPoll(window, 1, 3000, 51);
  window.Set(kStream, {.id = "IV"}, InboundVideoSample{.bitrate = 9});
  AddPoll(window, 1, 5000, 52);
  ASSERT_EQ(window.connections().size(), 1u);
  const ConnectionWindow& connection = window.connections().front();
  EXPECT_EQ(connection.name, "c1");
  EXPECT_EQ(Values(connection.t), (std::vector<double>{1000, 3000, 5000}));
  ASSERT_EQ(connection.series.size(), 2u);
  const SampleSeries& video = connection.series[1];
  EXPECT_EQ(video.info.id, "IV");
  EXPECT_UNKNOWN(FirstField(video, 0));
  EXPECT_VALUE(FirstField(video, 1), 9);
  EXPECT_UNKNOWN(FirstField(video, 2));
}

TEST(SampleWindowTest, SetOverwritesWithinAPoll) {
  SampleWindow window;
  AddPoll(window, 1, 1000, 50);
  window.Set(kConnection, StreamInfo(), ConnectionSample{.connectionState = 7});
  EXPECT_EQ(window.connections()[0].series.size(), 1u);
  EXPECT_VALUE(FirstField(window.connections()[0].series[0], 0), 7);
}

TEST(SampleWindowTest, KeepsConnectionsApart) {
  SampleWindow window;
  AddPoll(window, 1, 1000, 50);
  AddPoll(window, 2, 1001, 60);
  AddPoll(window, 1, 3000, 51);
  ASSERT_EQ(window.connections().size(), 2u);
  EXPECT_EQ(window.connections()[0].t.size(), 2u);
  EXPECT_EQ(window.connections()[1].t.size(), 1u);
}

TEST(SampleWindowTest, HasOnlyStreamsOfTheConnectionBeingPolled) {
  SampleWindow window;
  EXPECT_FALSE(window.Has(kStream));
  AddPoll(window, 1, 1000, 50);
  window.Set(kStream, StreamInfo(), InboundVideoSample());
  EXPECT_TRUE(window.Has(kStream));
  AddPoll(window, 2, 1000, 50);
  EXPECT_FALSE(window.Has(kStream));
}

TEST(SampleWindowTest, TrimDropsTheOldestSamplesOfEveryConnection) {
  SampleWindow window;
  for (int i = 0; i < 5; ++i) AddPoll(window, 1, 1000 * i, i);
  window.Set(kStream, StreamInfo(), InboundVideoSample{.bitrate = 9});
  for (int i = 0; i < 2; ++i) AddPoll(window, 2, 1000 * i, i);
  EXPECT_EQ(window.Trim(3), 2);
  EXPECT_EQ(Values(window.connections()[0].t), (std::vector<double>{2000, 3000, 4000}));
  EXPECT_VALUE(FirstField(window.connections()[0].series[1], 2), 9);
  EXPECT_EQ(window.connections()[0].series[1].values.size(), 3 * InfoOf(SampleKind::inboundVideo).fields.size());
  EXPECT_EQ(window.connections()[1].t.size(), 2u);
  EXPECT_EQ(window.Trim(3), 0);
}

TEST(SampleWindowTest, AddEventAddsItsConnection) {
  SampleWindow window;
  EXPECT_TRUE(window.empty());
  window.AddEvent({.t = 5, .type = "freeze", .connection = 3}, "c3");
  window.AddEvent({.t = 6, .type = "mark"}, {});
  EXPECT_FALSE(window.empty());
  ASSERT_EQ(window.connections().size(), 1u);
  EXPECT_EQ(window.connections()[0].name, "c3");
  EXPECT_TRUE(window.connections()[0].t.empty());
  window.Clear();
  EXPECT_TRUE(window.empty());
}

}  // namespace
}  // namespace rtc_vitals
