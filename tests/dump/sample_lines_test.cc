#include "core/dump/sample_lines.h"

#include <gtest/gtest.h>

namespace rtc_vitals {
namespace {

TEST(SampleLinesTest, WritesTheNewestSampleOfEverySeriesWithKnownValues) {
  Labels labels;
  SampleWindow window;
  window.BeginPoll(1, "c1", 1000);
  window.Set(1, {}, ConnectionSample{.rtt = 99});
  window.BeginPoll(1, "c1", 3000.4);
  window.Set(1, {}, ConnectionSample{.rtt = 50.16, .pageVisible = 0});
  window.Set(2, {.id = "IV", .ssrc = 7},
             InboundVideoSample{.packetLoss = 0, .quality = static_cast<double>(labels.fair), .qualityReasons = 4});
  window.Set(3, {.id = "D1"}, DataChannelSample());
  EXPECT_EQ(NewestSampleLines(window.connections()[0], labels),
            R"({"t":3000,"connection":"c1","kind":"connection","rtt":50.2,"pageVisible":false}
{"t":3000,"connection":"c1","kind":"inboundVideo","stream":"IV","ssrc":7,"packetLoss":0,"quality":"fair","qualityReasons":"rtt"}
{"t":3000,"connection":"c1","kind":"dataChannel","stream":"D1"}
)");
}

}  // namespace
}  // namespace rtc_vitals
