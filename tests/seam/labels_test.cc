#include "core/seam/labels.h"

#include <gtest/gtest.h>

#include <string>

namespace rtc_vitals {
namespace {

TEST(LabelsTest, PredefinesTheWordsOfTheCore) {
  Labels labels;
  EXPECT_EQ(labels.Text(labels.video), "video");
  EXPECT_EQ(labels.Text(labels.candidate_pair), "candidate-pair");
  EXPECT_EQ(labels.Intern("succeeded"), labels.succeeded);
  EXPECT_EQ(labels.Intern("poor"), labels.poor);
}

TEST(LabelsTest, MapsLabelsBeyondTheLimitToOther) {
  Labels labels;
  for (int i = 0; i < Labels::kLimit; ++i) labels.Intern("label " + std::to_string(i));
  EXPECT_EQ(labels.Text(labels.Intern("one too many")), "other");
  EXPECT_EQ(labels.Text(labels.Intern("label 7")), "label 7");
  EXPECT_EQ(labels.Intern("video"), labels.video);
}

}  // namespace
}  // namespace rtc_vitals
