#include "core/freeze/side_notes.h"

#include <gtest/gtest.h>

#include "core/meter/episodes.h"

namespace rtc_vitals {
namespace {

Event Limited(const char* stream, const char* reason, double ms, const char* phase = "end") {
  Event event{.t = 1, .type = "limited", .phase = phase, .connection = 1, .stream = stream};
  event.values = {{.key = "reason", .text = reason}, {.key = "durationMs", .number = ms}};
  return event;
}

Event Discards(const char* stream, const char* reason, const char* unit, double count) {
  Event event{.t = 1, .type = "discards", .phase = "end", .connection = 1, .stream = stream};
  event.values = {{.key = "reason", .text = reason}, {.key = "durationMs", .number = 2000}, {.key = "unit", .text = unit}, {.key = "count", .number = count}};
  return event;
}

TEST(SideNotesTest, NothingIsNoSentence) {
  SideNotes notes;
  notes.AddEvent({.t = 1, .type = "mark"});
  notes.AddEvent(Limited("OV", "cpu", 9000, "start"));
  EXPECT_EQ(notes.Text(), "");
}

TEST(SideNotesTest, LayersOfOnePictureAreLimitedTogether) {
  SideNotes notes;
  notes.AddEvent(Limited("OV1", "bandwidth", 4000));
  notes.AddEvent(Limited("OV1", "bandwidth", 3000));
  notes.AddEvent(Limited("OV2", "bandwidth", 6000));
  notes.AddEvent(Limited("OV1", "capture", 2000));
  EXPECT_EQ(notes.Text(), " The video sent from here was limited for 7.0 s by the estimated bandwidth and for 2.0 s by its source, which gave fewer frames.");
}

TEST(SideNotesTest, DiscardsAddUpByReasonAndUnit) {
  SideNotes notes;
  notes.AddEvent(Discards("IV1", "late", "frames", 12));
  notes.AddEvent(Discards("IV2", "late", "frames", 3));
  notes.AddEvent(Discards("IA", "late", "packets", 40));
  EXPECT_EQ(notes.Text(), " Thrown away in spells: 15 frames that came too late and 40 packets that came too late.");
}

TEST(SideNotesTest, EveryReasonHasWordsAndANewOneIsNoRiddle) {
  for (int i = 0; i < static_cast<int>(EpisodeKind::kCount); ++i) {
    const EpisodeWords& words = WordsOf(static_cast<EpisodeKind>(i));
    SideNotes notes;
    notes.AddEvent(words.unit ? Discards("V", words.reason, words.unit, 7) : Limited("V", words.reason, 7000));
    const bool is_unknown = notes.Text().find("unknown") != std::string::npos;
    EXPECT_EQ(is_unknown, std::string_view(words.reason) == "unknown") << notes.Text();
    EXPECT_EQ(notes.Text().find(std::string("by ") + words.reason), std::string::npos) << notes.Text();
  }
  SideNotes notes;
  notes.AddEvent(Discards("V", "of-tomorrow", "frames", 7));
  EXPECT_EQ(notes.Text(), " Thrown away in spells: 7 frames for a reason unknown.");
}

}  // namespace
}  // namespace rtc_vitals
