// What the page tells the session of its tracks: labels and pauses.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "core/session/session.h"
#include "tests/support/near.h"
#include "tests/support/test_batches.h"
#include "tests/support/test_call.h"

namespace rtc_vitals {
namespace {

using Flush = Session::Flush;

TEST(SessionNotesTest, LabelsReceivedStreamsByTheirTrack) {
  TestCall call;
  const Report report = {InboundVideo({{"mid", "0"}, {"trackIdentifier", "t-1"}}), InboundAudio({{"mid", "1"}})};
  call.Poll(0, report);
  EXPECT_FALSE(call.session.SetLabel(99, "0", "Ada", "camera"));
  EXPECT_FALSE(call.session.SetLabel(call.handle(), "", "Ada", "camera"));
  EXPECT_TRUE(call.session.SetLabel(call.handle(), "t-1", "Ada", "camera"));
  TakeBatches(call.session, Flush::kFull);
  call.Poll(1000, report);
  const DecodedBatch labelled = TakeBatches(call.session, Flush::kFull).at(0);
  EXPECT_EQ(StreamOf(labelled, "IV")->label, (std::vector<TextMember>{{"participant", "Ada"}, {"source", "camera"}}));
  EXPECT_TRUE(StreamOf(labelled, "IA")->label.empty());
  EXPECT_TRUE(call.session.SetLabel(call.handle(), "t-1", "", ""));
  call.Poll(2000, report);
  EXPECT_TRUE(StreamOf(TakeBatches(call.session, Flush::kFull).at(0), "IV")->label.empty());
}

TEST(SessionNotesTest, LabelsSentStreamsByTheTrackOfTheirSource) {
  TestCall call;
  const StatObject source = {{"id", "MV"}, {"type", "media-source"}, {"kind", "video"}, {"trackIdentifier", "mine"}};
  const Report report = {InboundVideo({{"mid", "0"}, {"trackIdentifier", "theirs"}}),
                         OutboundVideo({{"mid", "0"}, {"mediaSourceId", "MV"}}), source};
  call.Poll(0, {});
  call.session.SetLabel(call.handle(), "mine", "Ann", "camera");
  call.Poll(1000, report);
  const DecodedBatch batch = TakeBatches(call.session, Flush::kFull).at(0);
  EXPECT_EQ(StreamOf(batch, "OV")->label, (std::vector<TextMember>{{"participant", "Ann"}, {"source", "camera"}}));
  EXPECT_TRUE(StreamOf(batch, "IV")->label.empty());
}

// A sender whose source drops to one frame per second after 20 s: whether that is reported as a limit.
bool IsLimitedByCapture(TestCall& call, const StatObject& sent) {
  for (int i = 0; i <= 30; ++i) {
    const int frames = i <= 20 ? 30 * i : 580 + i;
    call.Poll(1000 * i, {With(OutboundVideo({{"mid", "0"}, {"mediaSourceId", "MV"}, {"framesEncoded", frames}, {"framesSent", frames}}),
                              sent),
                         {{"id", "MV"}, {"type", "media-source"}, {"kind", "video"}, {"trackIdentifier", "mine"}, {"frames", frames}}});
  }
  return std::string(call.session.TakeEventsJson()).find("capture") != std::string::npos;
}

TEST(SessionNotesTest, SourcePausedByTheAppIsNotALimit) {
  for (const bool paused : {false, true}) {
    TestCall call;
    call.Poll(-1000, {});
    call.session.SetPaused(call.handle(), "mine", paused);
    EXPECT_NE(IsLimitedByCapture(call, {}), paused);
  }
}

// As indicated by the browser (Chromium: contentHint, getDisplayMedia) or by the app.
TEST(SessionNotesTest, StaticScreenShareIsNotALimit) {
  TestCall hinted;
  EXPECT_FALSE(IsLimitedByCapture(hinted, {{"contentType", "screenshare"}}));
  TestCall labelled;
  labelled.Poll(-1000, {});
  labelled.session.SetLabel(labelled.handle(), "mine", "", "screen");
  EXPECT_FALSE(IsLimitedByCapture(labelled, {}));
}

// A picture that is frozen from the 10th to the 20th second while packets arrive.
void PollThroughAStall(TestCall& call) {
  for (int i = 0; i <= 25; ++i) {
    const int frames = 30 * (i <= 10 ? i : std::max(10, i - 10));
    call.Poll(1000 * i, {With(ReceivedVideo(frames, i), {{"mid", "0"}})});
  }
}

TEST(SessionNotesTest, StalledPictureIsFrozenUnlessTheAppPausedIt) {
  TestCall frozen, paused;
  paused.Poll(-1000, {});
  EXPECT_FALSE(paused.session.SetPaused(99, "0", true));
  EXPECT_FALSE(paused.session.SetPaused(paused.handle(), "", true));
  EXPECT_TRUE(paused.session.SetPaused(paused.handle(), "0", true));
  const auto frozen_polls = [](TestCall& call) {
    PollThroughAStall(call);
    int polls = 0;
    for (const DecodedBatch& batch : TakeBatches(call.session, Flush::kAsked)) {
      const DecodedStream* stream = StreamOf(batch, "IV");
      EXPECT_TRUE(stream);
      if (!stream) continue;
      for (std::size_t i = 0; i < batch.connections[0].t.size(); ++i) polls += IsTrue(ValueAt(*stream, "isFrozen", i));
    }
    return polls;
  };
  EXPECT_GE(frozen_polls(frozen), 8);
  EXPECT_EQ(frozen_polls(paused), 0);
}

// Firefox sends one black frame per second for a muted camera.
TEST(SessionNotesTest, OneFrameASecondIsNotPoorIfTheAppPausedIt) {
  for (const bool paused : {false, true}) {
    TestCall call;
    call.Poll(-1000, {});
    call.session.SetPaused(call.handle(), "0", paused);
    for (int i = 0; i <= 20; ++i) {
      const int frames = i <= 10 ? 30 * i : 290 + i;
      call.Poll(1000 * i, {Transport(), Pair({{"currentRoundTripTime", 0.05}}),
                           InboundVideo({{"mid", "0"}, {"framesDecoded", frames}, {"bytesReceived", 2000 * frames},
                                         {"packetsReceived", frames}, {"packetsLost", 0}, {"jitterBufferDelay", 0.05 * frames},
                                         {"jitterBufferEmittedCount", frames}, {"frameWidth", 640}, {"frameHeight", 480}})});
    }
    EXPECT_EQ(call.Word("IV", "quality"), paused ? "good" : "poor");
    EXPECT_EQ(std::isnan(call.Get("IV", "score")), paused);
  }
}

// The sender of the stream sends nothing from the 10th second on, while another video goes on.
TEST(SessionNotesTest, StalledPictureLabelledAsAScreenIsStatic) {
  for (const char* source : {"camera", "screen"}) {
    TestCall call;
    call.Poll(-1000, {});
    call.session.SetLabel(call.handle(), "0", "Ada", source);
    for (int i = 0; i <= 16; ++i) {
      const auto video = [](const char* id, int ssrc, const char* mid, int second) {
        return InboundVideo({{"id", id}, {"ssrc", ssrc}, {"mid", mid}, {"framesDecoded", 30 * second}, {"bytesReceived", 100'000 * second},
                             {"packetsReceived", 100 * second}, {"packetsLost", 0}});
      };
      call.Poll(1000 * i, {video("IV", 1, "0", std::min(i, 10)), video("IW", 2, "1", i)});
    }
    const std::string events(call.session.TakeEventsJson());
    const bool is_static = events.find("\"static\"") != std::string::npos;
    EXPECT_EQ(is_static, std::string_view(source) == "screen") << events;
    EXPECT_EQ(events.find("\"freeze\""), std::string::npos) << events;
  }
}

}  // namespace
}  // namespace rtc_vitals
