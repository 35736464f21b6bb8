#include "core/meter/sender_limits.h"

#include <gtest/gtest.h>

#include "tests/support/test_episodes.h"

namespace rtc_vitals {
namespace {

struct Sender {
  SenderLimits limits;
  Episodes episodes;
  double t = 0;
  SenderState state{.source = 1};

  void Update(const OutboundVideoSample& sample, double ms = 1000) {
    limits.Update(sample, state, ms, episodes);
    episodes.EndPoll(t += ms, ms);
  }
  void Play(int seconds, double captured, double encoded, double bandwidth = 0) {
    OutboundVideoSample sample;
    sample.framesCapturedPerSecond = captured;
    sample.framesEncodedPerSecond = encoded;
    sample.framesNotEncodedDelta = captured - encoded;
    sample.cpuLimitedShare = 0;
    sample.bandwidthLimitedShare = bandwidth;
    for (int i = 0; i < seconds; ++i) Update(sample);
  }
  // The limits that began (+) or ended (-) since the last call.
  std::string Changes() {
    std::string changes;
    for (const Episodes::Change& change : Take(episodes)) changes += std::string(WordsOf(change.kind).reason) + (change.over ? "- " : "+ ");
    return changes;
  }
};

TEST(SenderLimitsTest, ReportsAnEncoderThatSkipsFrames) {
  Sender sender;
  sender.Play(20, 30, 30);
  sender.Play(5, 30, 12);
  sender.Play(10, 30, 30);
  EXPECT_EQ(sender.Changes(), "encoder-drop+ encoder-drop- ");
}

TEST(SenderLimitsTest, IgnoresAnEncoderThatIsSwitchedOffAndOn) {
  Sender sender;
  sender.Play(20, 30, 30);
  sender.Play(1, 30, 10);
  sender.Play(10, 30, 0);
  sender.Play(1, 30, 10);
  sender.Play(10, 30, 30);
  EXPECT_EQ(sender.Changes(), "");
}

TEST(SenderLimitsTest, ReportsBandwidthAndASlowSource) {
  Sender sender;
  sender.Play(20, 30, 30);
  sender.Play(5, 30, 30, 1);
  sender.Play(10, 30, 30);
  EXPECT_EQ(sender.Changes(), "bandwidth+ bandwidth- ");
  sender.Play(5, 8, 8);
  sender.Play(10, 30, 30);
  EXPECT_EQ(sender.Changes(), "capture+ capture- ");
}

TEST(SenderLimitsTest, AmountOfALimitIsInSeconds) {
  Sender sender;
  sender.Play(20, 30, 30);
  OutboundVideoSample sample;
  sample.cpuLimitedShare = 0.75;
  sender.Update(sample, 2000);
  const auto changes = Take(sender.episodes);
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_EQ(changes[0].kind, EpisodeKind::kCpuLimit);
  EXPECT_EQ(changes[0].amount, 1.5);
}

TEST(SenderLimitsTest, DoesNotCompareASourceWithThePreviousOne) {
  Sender sender;
  sender.Play(20, 12, 12);
  sender.state.source = 2;
  sender.Play(9, 1, 1);
  sender.state.source = 0;  // no source is reported, as in Firefox
  sender.Play(1, 1, 1);
  sender.state.source = 1;
  sender.Play(20, 12, 12);
  EXPECT_EQ(sender.Changes(), "");
  sender.Play(9, 1, 1);
  EXPECT_EQ(sender.Changes(), "capture+ ");
}

TEST(SenderLimitsTest, FurtherLayerReportsOnlyFramesSkippedByItsEncoder) {
  Sender sender;
  sender.state.is_further_layer = true;
  sender.Play(20, 30, 30);
  sender.Play(5, 8, 8, 1);
  sender.Play(10, 30, 30);
  EXPECT_EQ(sender.Changes(), "");
  sender.Play(5, 30, 12);
  sender.Play(10, 30, 30);
  EXPECT_EQ(sender.Changes(), "encoder-drop+ encoder-drop- ");
}

}  // namespace
}  // namespace rtc_vitals
