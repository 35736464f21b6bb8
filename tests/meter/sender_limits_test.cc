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
  void Play(int seconds, double captured, double encoded, double bandwidth = 0) {
    OutboundVideoSample sample;
    sample.framesCapturedPerSecond = captured;
    sample.framesEncodedPerSecond = encoded;
    sample.framesNotEncodedDelta = captured - encoded;
    sample.cpuLimitedShare = 0;
    sample.bandwidthLimitedShare = bandwidth;
    for (int i = 0; i < seconds; ++i) limits.Update(sample, state, 1000, episodes), episodes.EndPoll(t += 1000, 1000);
  }
  std::string Changes() {
    std::string reasons;
    for (const Episodes::Change& change : Take(episodes)) reasons += std::string(WordsOf(change.kind).reason) + (change.over ? "- " : "+ ");
    return reasons;
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
  sender.limits.Update(sample, sender.state, 2000, sender.episodes), sender.episodes.EndPoll(22'000, 2000);
  const auto changes = Take(sender.episodes);
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_EQ(changes[0].kind, EpisodeKind::kCpuLimit);
  EXPECT_EQ(changes[0].amount, 1.5);
}

TEST(SenderLimitsTest, DoesNotCompareASourceWithThePreviousOne) {
  Sender sender;
  sender.Play(20, 12, 12);
  sender.state.source = 2;
  sender.Play(9, 1, 1);  // none: Firefox
  sender.state.source = 0;
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
