#include "core/report/track_stats.h"

#include <gtest/gtest.h>

#include "tests/support/near.h"
#include "tests/support/test_rows.h"

namespace rtc_vitals {
namespace {

namespace in = stat::inbound_rtp;
namespace out = stat::outbound_rtp;
namespace track = stat::track;
using stat::Type;

using TrackStatsTest = ReportTest;

TEST_F(TrackStatsTest, FillsMissingMembersFromTheTrack) {
  Report({{Type::inbound_rtp, 1, 0, {{in::ssrc, 7}, {in::trackId, 2}, {in::framesDecoded, 15}}},
          {Type::track, 2, 0,
           {{track::framesDecoded, 99}, {track::framesReceived, 16}, {track::freezeCount, 3}, {track::frameWidth, 640}}}});
  EXPECT_VALUE(Find(1)[in::framesDecoded], 15);
  EXPECT_VALUE(Find(1)[in::framesReceived], 16);
  EXPECT_VALUE(Find(1)[in::freezeCount], 3);
  EXPECT_VALUE(Find(1)[in::frameWidth], 640);
  EXPECT_UNKNOWN(Find(1)[in::framesDropped]);
}

TEST_F(TrackStatsTest, IgnoresTracksThatTheStreamDoesNotName) {
  Report({{Type::inbound_rtp, 1, 0, {{in::ssrc, 7}}}, {Type::track, 2, 0, {{track::framesReceived, 16}}}});
  EXPECT_UNKNOWN(Find(1)[in::framesReceived]);
}

// In those versions the RTP object's level was 0..32767, so its 1 would read as full scale.
TEST_F(TrackStatsTest, PrefersTheAudioLevelOfTheTrack) {
  Report({{Type::inbound_rtp, 1, 0, {{in::ssrc, 7}, {in::trackId, 2}, {in::audioLevel, 1}}},
          {Type::track, 2, 0, {{track::audioLevel, 0.25}}}});
  EXPECT_VALUE(Find(1)[in::audioLevel], 0.25);
}

TEST_F(TrackStatsTest, FillsTheOnlyStreamOfASendersTrack) {
  Report({{Type::outbound_rtp, 1, 0, {{out::ssrc, 7}, {out::trackId, 2}}},
          {Type::track, 2, 0, {{track::framesSent, 30}, {track::frameHeight, 360}}}});
  EXPECT_VALUE(Find(1)[out::framesSent], 30);
  EXPECT_VALUE(Find(1)[out::frameHeight], 360);
}

TEST_F(TrackStatsTest, FillsNoneOfSeveralLayersOfASendersTrack) {
  Report({{Type::outbound_rtp, 1, 0, {{out::ssrc, 7}, {out::trackId, 3}}}, {Type::outbound_rtp, 2, 0, {{out::ssrc, 8}, {out::trackId, 3}}},
          {Type::track, 3, 0, {{track::framesSent, 30}}}});
  EXPECT_UNKNOWN(Find(1)[out::framesSent]);
  EXPECT_UNKNOWN(Find(2)[out::framesSent]);
}

// Chrome up to 90, Firefox before 66.
TEST_F(TrackStatsTest, ConvertsRemoteInboundStreamsToReceiverReports) {
  Report({{Type::inbound_rtp, 1, 0, {{in::ssrc, 3}, {in::isRemote, 1}, {in::remoteId, 2}, {in::packetsLost, 25}, {in::jitter, 0.01},
                                     {in::roundTripTime, 0.04}}},
          {Type::outbound_rtp, 2, 0, {{out::ssrc, 3}, {out::isRemote, 0}}}});
  namespace remote = stat::remote_inbound_rtp;
  EXPECT_TRUE(polls_.report().Of(Type::inbound_rtp).empty());
  EXPECT_EQ(polls_.report().Of(Type::outbound_rtp).size(), 1u);
  const Row row = polls_.report().Find(1, Type::remote_inbound_rtp);
  ASSERT_TRUE(row);
  EXPECT_EQ(row.timestamp(), 1000);
  EXPECT_VALUE(row[remote::ssrc], 3);
  EXPECT_EQ(row.Ref(remote::localId), 2);
  EXPECT_VALUE(row[remote::packetsLost], 25);
  EXPECT_VALUE(row[remote::jitter], 0.01);
  EXPECT_VALUE(row[remote::roundTripTime], 0.04);
}

TEST_F(TrackStatsTest, RemovesRemoteOutboundStreams) {
  Report({{Type::outbound_rtp, 2, 0, {{out::ssrc, 3}, {out::isRemote, 1}}}});
  EXPECT_TRUE(polls_.report().Of(Type::outbound_rtp).empty());
}

}  // namespace
}  // namespace rtc_vitals
