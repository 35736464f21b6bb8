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

TEST(PictureRecordsTest, APollShowsWhatTheBestOfItsVideosDid) {
  PictureRecords records;
  EXPECT_EQ(records.TakeSight(), Sight::kNoVideo);
  InboundVideoSample sample;
  records.AddVideo("V", ValuesOf(sample));
  EXPECT_EQ(records.TakeSight(), Sight::kUntold);
  records.AddVideo("W", ValuesOf(Complete()));
  records.AddVideo("V", ValuesOf(sample));
  EXPECT_EQ(records.TakeSight(), Sight::kTold) << "one picture of which it is known will do";
  EXPECT_EQ(records.TakeSight(), Sight::kNoVideo) << "taken";
}

TEST(PictureRecordsTest, WhyNothingIsKnownDependsOnWhatWasCounted) {
  PictureRecords records;
  InboundVideoSample sample;
  sample.bitrate = 250'000;
  records.AddVideo("V", ValuesOf(sample));
  EXPECT_NE(records.WhyUntold().find("no framesDecoded"), std::string::npos);
  sample.framesDecodedDelta = 0;
  records.AddVideo("V", ValuesOf(sample));
  EXPECT_EQ(records.WhyUntold(), "no frame of it was ever decoded, though video came at up to 250 kbit/s");
  sample.framesDecodedDelta = 3;
  records.AddVideo("V", ValuesOf(sample));
  EXPECT_EQ(records.WhyUntold(), "its frames were counted for too short a time");
}

TEST(PictureRecordsTest, APictureThatNeverCameIsNotPassedOver) {
  PictureRecords records;
  records.AddVideo("V", ValuesOf(Complete()));
  EXPECT_EQ(records.Unseen(), "");
  InboundVideoSample black;
  black.bitrate = 90'000;
  black.framesDecodedDelta = 0;
  records.AddVideo("B", ValuesOf(black));
  EXPECT_EQ(records.Unseen(), " Whether it stood cannot be told of the picture of stream B (no frame of it was decoded, though up to 90 kbit/s came).");
}

TEST(PictureRecordsTest, MissingMembersHaveTheirNamesInTheStandard) {
  PictureRecords records;
  InboundVideoSample sample = Complete();
  sample.nackPerSecond = sample.pliPerSecond = kUnknown;
  records.AddVideo("V", ValuesOf(sample));
  records.AddConnection(ValuesOf(Connected()));
  records.AddAudio();
  EXPECT_EQ(records.MissingText({"V"}), " To tell more of stream V, the browser would have to report nackCount and pliCount.");
  records.AddVideo("V", ValuesOf(Complete()));
  EXPECT_EQ(records.MissingText({"V"}), "") << "what was there once is not missing";
}

TEST(PictureRecordsTest, SoundAndRoundTripAreMissedToo) {
  PictureRecords records;
  records.AddVideo("V", ValuesOf(Complete()));
  records.AddConnection(ValuesOf(ConnectionSample()));
  EXPECT_EQ(records.MissingText({"V"}), " To tell more of stream V, the browser would have to report currentRoundTripTime and the transport's bytesReceived, or sound would have to come beside it.");
}

}  // namespace
}  // namespace rtc_vitals
