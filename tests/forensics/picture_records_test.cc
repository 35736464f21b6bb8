#include "core/forensics/picture_records.h"

#include <gtest/gtest.h>

#include "core/sample/sample.h"

namespace rtc_vitals {
namespace {

InboundVideoSample Complete() {
  InboundVideoSample sample;
  for (double& value : ValuesOf(sample)) value = 1;
  return sample;
}

ConnectionSample Connected() {
  ConnectionSample sample;
  sample.rtt = 50;
  sample.receiveBitrate = 1e6;
  return sample;
}

TEST(PictureRecordsTest, PollReportsItsBestKnownVideo) {
  PictureRecords records;
  EXPECT_EQ(records.TakeObservation(), Observation::kNoVideo);
  InboundVideoSample sample;
  records.AddVideo("V", ValuesOf(sample));
  EXPECT_EQ(records.TakeObservation(), Observation::kNotReported);
  records.AddVideo("W", ValuesOf(Complete()));
  records.AddVideo("V", ValuesOf(sample));
  EXPECT_EQ(records.TakeObservation(), Observation::kReported) << "one known video is enough";
  EXPECT_EQ(records.TakeObservation(), Observation::kNoVideo) << "taken";
}

TEST(PictureRecordsTest, ReasonForUnknownDependsOnTheCounters) {
  PictureRecords records;
  InboundVideoSample sample;
  sample.bitrate = 250'000;
  records.AddVideo("V", ValuesOf(sample));
  EXPECT_NE(records.WhyUnknown().find("does not report framesDecoded"), std::string::npos);
  sample.framesDecodedDelta = 0;
  records.AddVideo("V", ValuesOf(sample));
  EXPECT_EQ(records.WhyUnknown(), "no frame was ever decoded, although video arrived at up to 250 kbit/s");
  sample.framesDecodedDelta = 3;
  records.AddVideo("V", ValuesOf(sample));
  EXPECT_EQ(records.WhyUnknown(), "its frames were counted for too short a time");
  sample.framesDecodedDelta = 0;
  records.AddVideo("V", ValuesOf(sample));
  EXPECT_EQ(records.WhyUnknown(), "its frames were counted for too short a time") << "there were some";
}

TEST(PictureRecordsTest, SingleReportIsNoReasonToBlameTheBrowser) {
  PictureRecords records;
  InboundVideoSample sample;
  sample.jitter = 3;
  records.AddVideo("V", ValuesOf(sample));
  EXPECT_EQ(records.WhyUnknown(), "a single report of it shows no change");
  records.AddVideo("V", ValuesOf(sample));
  EXPECT_NE(records.WhyUnknown().find("does not report framesDecoded"), std::string::npos);
}

TEST(PictureRecordsTest, StreamWithoutDecodedFramesIsMentioned) {
  PictureRecords records;
  records.AddVideo("V", ValuesOf(Complete()));
  EXPECT_EQ(records.Unseen(), "");
  InboundVideoSample black;
  black.bitrate = 90'000;
  black.framesDecodedDelta = 0;
  records.AddVideo("B", ValuesOf(black));
  EXPECT_EQ(records.Unseen(),
            " It is unknown whether the video froze in stream B (no frame was decoded, although up to 90 kbit/s arrived).");
}

TEST(PictureRecordsTest, MissingMembersUseStandardNames) {
  PictureRecords records;
  InboundVideoSample sample = Complete();
  sample.nackPerSecond = sample.pliPerSecond = kUnknown;
  records.AddVideo("V", ValuesOf(sample));
  records.AddConnection(ValuesOf(Connected()));
  records.AddAudio();
  EXPECT_EQ(records.MissingText({"V"}), " To diagnose stream V further, the browser would have to report nackCount and pliCount.");
  records.AddVideo("V", ValuesOf(Complete()));
  EXPECT_EQ(records.MissingText({"V"}), "") << "a member reported once is not missing";
}

TEST(PictureRecordsTest, MissingAudioAndRoundTripAreMentioned) {
  PictureRecords records;
  records.AddVideo("V", ValuesOf(Complete()));
  records.AddConnection(ValuesOf(ConnectionSample()));
  EXPECT_EQ(records.MissingText({"V"}),
            " To diagnose stream V further, the browser would have to report currentRoundTripTime and the transport's bytesReceived, or "
            "audio would have to be received on the same connection.");
}

}  // namespace
}  // namespace rtc_vitals
