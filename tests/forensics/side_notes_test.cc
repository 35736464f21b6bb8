#include "core/forensics/side_notes.h"

#include <gtest/gtest.h>

#include "core/meter/episodes.h"

namespace rtc_vitals {
namespace {

Event Limited(const char* stream, const char* reason, double end, double ms, const char* phase = "end") {
  Event event{.t = end, .type = "limited", .phase = phase, .connection = 1, .stream = stream};
  event.values = {{.key = "reason", .text = reason}, {.key = "durationMs", .number = ms}};
  return event;
}

Event Discards(const char* stream, const char* reason, const char* unit, double count, double end = 4000) {
  Event event{.t = end, .type = "discards", .phase = "end", .connection = 1, .stream = stream};
  event.values = {{.key = "reason", .text = reason},
                  {.key = "durationMs", .number = 2000},
                  {.key = "unit", .text = unit},
                  {.key = "count", .number = count}};
  return event;
}

TEST(SideNotesTest, NoNotesGiveNoText) {
  SideNotes notes;
  notes.AddEvent({.t = 1, .type = "mark"}, "");
  notes.AddEvent(Limited("OV", "cpu", 9000, 9000, "start"), "");
  EXPECT_EQ(notes.Text(0, {}, false), "");
  EXPECT_TRUE(notes.notes().empty());
}

TEST(SideNotesTest, SimulcastLayersAreLimitedTogether) {
  SideNotes notes;
  notes.AddEvent(Limited("OV1", "bandwidth", 14'000, 4000), "");
  notes.AddEvent(Limited("OV1", "bandwidth", 23'000, 3000), "");
  notes.AddEvent(Limited("OV2", "bandwidth", 16'000, 6000), "");
  notes.AddEvent(Limited("OV1", "capture", 30'000, 2000), "camera");
  EXPECT_EQ(notes.Text(10'000, {}, false),
            " The video sent from this device was limited for 7.0 s by the bandwidth, estimated or set by the page (2 streams, 3 times "
            "between 0.0 s and "
            "13.0 s) and for 2.0 s by its source, which delivered fewer frames or was asked for fewer (camera, from 18.0 s to 20.0 s).");
  ASSERT_EQ(notes.notes().size(), 4u);
  EXPECT_EQ(notes.notes()[0].start, 10'000);
}

TEST(SideNotesTest, DiscardsAreSummedByReasonAndUnit) {
  SideNotes notes;
  notes.AddEvent(Discards("IV1", "late", "frames", 12), "");
  notes.AddEvent(Discards("IV1", "late", "frames", 3, 9000), "");
  notes.AddEvent(Discards("IA", "late", "packets", 40), "");
  EXPECT_EQ(notes.Text(0, {}, false),
            " Discarded: 15 frames that arrived too late (stream IV1, twice between 2.0 s and 9.0 s) and 40 packets that arrived too late "
            "or overflowed the "
            "jitter buffer (stream IA, from 2.0 s to 4.0 s).");
}

TEST(SideNotesTest, UnencodedFramesBlameNoDevice) {
  SideNotes notes;
  notes.AddEvent(Discards("OV", "encoder-drop", "frames", 24), "");
  EXPECT_EQ(notes.Text(0, {}, false), " Discarded: 24 frames that were captured but not encoded (stream OV, from 2.0 s to 4.0 s).");
}

TEST(SideNotesTest, NotesWithoutStreamBelongToTheConnection) {
  SideNotes notes;
  notes.AddEvent(Discards("", "socket-send", "packets", 40), "");
  EXPECT_EQ(notes.Text(0, {}, false), " Discarded: 40 packets that this device's socket rejected (the connection, from 2.0 s to 4.0 s).");
}

Finding Freeze(const char* cause) {
  Finding freeze;
  freeze.stream = "IV1";
  freeze.start = 1000;
  freeze.end = 2500;
  freeze.cause = cause;
  return freeze;
}

TEST(SideNotesTest, ConsequencesOfAFreezeAreLeftOut) {
  SideNotes notes;
  notes.AddEvent(Discards("IV1", "incomplete-frame", "frames", 12), "");
  notes.AddEvent(Discards("OV", "encoder-drop", "frames", 20), "");
  EXPECT_EQ(notes.Text(0, {Freeze("network-cut")}, false), "");
  EXPECT_EQ(notes.notes().size(), 2u) << "the list contains all";
  EXPECT_EQ(notes.Text(0, {Freeze("decoder-failure")}, false),
            " Discarded: 20 frames that were captured but not encoded (stream OV, from 2.0 s to 4.0 s).");
  EXPECT_EQ(notes.Text(0, {Freeze("decoder-failure")}, true), "") << "the sent media is impaired";
  Finding other = Freeze("packet-loss");
  other.stream = "IV2";
  EXPECT_EQ(notes.Text(0, {other}, false), " Discarded: 12 frames with missing packets (stream IV1, from 2.0 s to 4.0 s).");
}

TEST(SideNotesTest, FramesLateForAnOverloadedDecoderAreLeftOut) {
  SideNotes notes;
  notes.AddEvent(Discards("IV1", "late", "frames", 12, 8000), "");
  Finding freeze = Freeze("decoder-overload");
  freeze.end = 7000;
  EXPECT_EQ(notes.Text(0, {freeze}, false), "");
  EXPECT_NE(notes.Text(0, {Freeze("decoder-overload")}, false), "") << "it ended long before";
  freeze.cause = "keyframe-starvation";
  EXPECT_NE(notes.Text(0, {freeze}, false), "");
}

TEST(SideNotesTest, TimesExcludeClockSteps) {
  SideNotes notes;
  notes.AddEvent(Discards("OV", "encoder-drop", "frames", 20, 3'604'000), "", 3'600'000);
  EXPECT_NE(notes.Text(0, {}, false).find("from 2.0 s to 4.0 s"), std::string::npos) << notes.Text(0, {}, false);
  EXPECT_EQ(notes.notes()[0].end, 3'604'000);
}

TEST(SideNotesTest, EveryReasonHasWordsAndNewOnesAreReadable) {
  for (int i = 0; i < static_cast<int>(EpisodeKind::kCount); ++i) {
    const EpisodeWords& words = WordsOf(static_cast<EpisodeKind>(i));
    SideNotes notes;
    notes.AddEvent(words.unit ? Discards("V", words.reason, words.unit, 7) : Limited("V", words.reason, 7000, 7000), "");
    const bool is_unknown = notes.Text(0, {}, false).find("unknown") != std::string::npos;
    EXPECT_EQ(is_unknown, std::string_view(words.reason) == "unknown") << notes.Text(0, {}, false);
    EXPECT_EQ(notes.Text(0, {}, false).find(std::string("by ") + words.reason), std::string::npos) << notes.Text(0, {}, false);
  }
  SideNotes notes;
  notes.AddEvent(Discards("V", "of-tomorrow", "frames", 7), "");
  EXPECT_EQ(notes.Text(0, {}, false), " Discarded: 7 frames for an unknown reason (stream V, from 2.0 s to 4.0 s).");
}

}  // namespace
}  // namespace rtc_vitals
