#include "core/freeze/side_notes.h"

#include <gtest/gtest.h>

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
  EXPECT_EQ(notes.Text(), " What was sent from here was limited by bandwidth for 7.0 s and by capture for 2.0 s.");
}

TEST(SideNotesTest, DiscardsAddUpByReasonAndUnit) {
  SideNotes notes;
  notes.AddEvent(Discards("IV1", "late", "frames", 12));
  notes.AddEvent(Discards("IV2", "late", "frames", 3));
  notes.AddEvent(Discards("IA", "late", "packets", 40));
  EXPECT_EQ(notes.Text(), " Discarded in spells: 15 frames (late) and 40 packets (late).");
}

}  // namespace
}  // namespace rtc_vitals
