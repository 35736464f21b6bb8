// decode(encode(samples)) is the identity up to rounding, however values were folded and the batch was split.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>

#include "core/batch/batch_writer.h"
#include "core/reading/batch_reader.h"
#include "core/reading/field_docs.h"
#include "core/reading/json_schema.h"
#include "core/sample/quality_reasons.h"
#include "tests/reading/schema_check.h"

namespace rtc_vitals {
namespace {

constexpr double kSentAt = 1795219977369;

class RoundTripTest : public testing::TestWithParam<unsigned> {
 protected:
  RoundTripTest() : random_(GetParam()) {
    for (const char* const word : {"connected", "good", "a word with \"quotes\", commas and \xC3\xA9"}) {
      words_.push_back(labels_.Intern(word));
    }
    header_.session_id = "session \xE2\x82\xAC";
    header_.epoch = 0xFFFFFFFF;
    header_.token = "v1.k";
    header_.tags = {{"room_id", "r\xC3\xBC"}, {"empty", ""}};
    header_.lost_samples = 3;
  }

  int Below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }

  double RandomValue(const FieldDoc& doc) {
    switch (doc.form) {
      case FieldForm::kBool: return Below(2);
      case FieldForm::kWord: return words_[static_cast<size_t>(Below(static_cast<int>(words_.size())))];
      case FieldForm::kWords: return Below(1 << std::size(kReasonWords));
      case FieldForm::kNumber: break;
    }
    if (Below(8) == 0) return Below(2) ? doc.min : doc.max;
    const double share = std::uniform_real_distribution<>(0, 1)(random_);
    return doc.min + (std::min(doc.max, 1e6) - doc.min) * share * share * share;
  }

  // Gives each member a habit over the batch. Constant values must fold and unfold.
  template <typename Sample>
  Sample RandomSample(const Sample& last) {
    Sample sample = last;
    const std::span<double> values = ValuesOf(sample);
    const auto docs = DocsOf(KindOf<Sample>::value);
    for (size_t i = 0; i < docs.size(); ++i) {
      const int habit = static_cast<int>((i + GetParam()) % 4);
      if (habit == 0) continue;                                      // unchanged
      if (habit == 1) values[i] = docs[i].form == FieldForm::kNumber ? docs[i].min : kUnknown;  // one value for all
      if (habit == 2) values[i] = Below(5) ? RandomValue(docs[i]) : kUnknown;
      if (habit == 3) values[i] = RandomValue(docs[i]);
    }
    return sample;
  }

  template <typename Sample>
  void AddStreams(unsigned first, int count) {
    for (int i = 0; i < count; ++i) {
      const unsigned stream = first + static_cast<unsigned>(i);
      if (Below(10) == 0) continue;  // absent in this poll
      StreamInfo info;
      info.id = "stream" + std::to_string(stream);
      if (stream % 2) info.ssrc = 4294967295. - stream;
      if (stream % 3) {
        info.mid = "0";
        info.codec = "video/VP8";
      }
      if (stream % 5 == 0) {
        info.participant = "Ann \xF0\x9F\x98\x80";
        info.rid = "h";
      }
      window_.Set(stream, info, RandomSample(Sample()));
    }
  }

  void FillWindow() {
    for (int connection = 1; connection <= 3; ++connection) {
      const auto first = static_cast<unsigned>(connection) * 1000;
      const int polls = 1 + Below(6);
      for (int poll = 0; poll < polls; ++poll) {
        window_.BeginPoll(connection, "c" + std::to_string(connection), 1795219970000 + 2000 * poll);
        window_.Set(first, StreamInfo(), RandomSample(ConnectionSample()));
        AddStreams<InboundVideoSample>(first + 100, Below(4));
        AddStreams<InboundAudioSample>(first + 200, Below(4));
        AddStreams<OutboundVideoSample>(first + 300, Below(4));
        AddStreams<OutboundAudioSample>(first + 400, Below(2));
        AddStreams<DataChannelSample>(first + 500, Below(2));
      }
    }
    window_.AddEvent({.t = 1795219970001, .type = "freeze", .phase = "end", .connection = 2, .stream = "stream2101",
                      .values = {{.key = "durationMs", .number = 410.5, .decimals = 1}}, .evidence = {{.key = "pliDelta", .number = 3}}},
                     "c2");
    window_.AddEvent({.t = 1795219970002, .type = "path-change", .connection = 9}, "c9");  // a connection without samples
    window_.AddEvent({.t = 1795219970003, .type = "mark"}, "");
  }

  DecodedBatch WriteAndRead(const BatchPart& part) {
    BatchText text = WriteBatch(header_, 5, "full", window_, part, labels_);
    written_ = text.json;
    written_.insert(text.sent_at, std::to_string(static_cast<std::int64_t>(kSentAt)));
    DecodedBatch batch;
    const ReadError error = ReadBatchText(written_, ReadLimits{.json = {.bytes = 10'000'000}}, batch);
    EXPECT_EQ(error.path + error.why, "") << written_;
    EXPECT_EQ(batch.unknown_members, 0);
    return batch;
  }

  void ExpectSame(const FieldDoc& doc, double written, double read, const DecodedBatch& batch) {
    ASSERT_EQ(IsKnown(written), IsKnown(read)) << doc.name;
    if (!IsKnown(written)) return;
    if (doc.form == FieldForm::kWord) {
      EXPECT_EQ(batch.words[static_cast<size_t>(read)], labels_.Text(static_cast<int>(written)));
    } else {
      EXPECT_NEAR(read, written, 0.5000001 * std::pow(10, -doc.decimals)) << doc.name;
    }
  }

  // Compares every stream of `batch` with the window and records what was compared.
  void Compare(const DecodedBatch& batch, const BatchPart& part) {
    for (const DecodedStream& stream : batch.streams) {
      const std::string& name = batch.connections[static_cast<size_t>(stream.connection)].id;
      std::size_t index = part.connections.first;
      while (index < part.connections.end && window_.connections()[index].name != name) ++index;
      if (index == part.connections.end) continue;  // a connection that only has an event
      const ConnectionWindow& connection = window_.connections()[index];
      const IndexRange samples = part.samples.LimitedTo(connection.t.size());
      const auto& all = connection.series;
      const auto series =
          std::find_if(all.begin(), all.end(), [&](const auto& s) { return s.kind == stream.kind && s.info.id == stream.id; });
      ASSERT_NE(series, all.end());
      const auto at = static_cast<size_t>(series - all.begin());
      if (at < part.series.first || at >= part.series.end) continue;  // this stream is in another part
      const auto docs = DocsOf(stream.kind);
      for (size_t poll = samples.first; poll < samples.end; ++poll) {
        EXPECT_EQ(batch.connections[static_cast<size_t>(stream.connection)].t[poll - samples.first], connection.t[poll]);
        for (size_t i = 0; i < docs.size(); ++i) {
          ExpectSame(docs[i], series->values[poll * docs.size() + i], stream.At(poll - samples.first)[i], batch);
        }
        ++compared_[{index, at, poll}];
      }
      EXPECT_EQ(stream.ssrc == series->info.ssrc, IsKnown(series->info.ssrc));
      EXPECT_EQ(stream.mid, series->info.mid);
      EXPECT_EQ(stream.rid, series->info.rid);
      EXPECT_EQ(stream.codec, series->info.codec);
    }
  }

  void ExpectAllComparedOnce() {
    for (size_t c = 0; c < window_.connections().size(); ++c) {
      const ConnectionWindow& connection = window_.connections()[c];
      for (size_t s = 0; s < connection.series.size(); ++s) {
        for (size_t poll = 0; poll < connection.t.size(); ++poll) EXPECT_EQ((compared_[{c, s, poll}]), 1);
      }
    }
  }

  std::mt19937 random_;
  Labels labels_;
  std::vector<int> words_;
  BatchHeader header_;
  SampleWindow window_;
  std::string written_;
  std::map<std::tuple<size_t, size_t, size_t>, int> compared_;
};

TEST_P(RoundTripTest, WholeWindowRoundTrips) {
  FillWindow();
  const BatchPart whole = WholeOf(window_);
  const DecodedBatch batch = WriteAndRead(whole);
  EXPECT_EQ(SchemaFault(BatchJsonSchema(), written_), "");
  Compare(batch, whole);
  ExpectAllComparedOnce();
  EXPECT_EQ(batch.session_id, header_.session_id);
  EXPECT_EQ(batch.epoch, header_.epoch);
  EXPECT_EQ(batch.seq, 5);
  EXPECT_EQ(batch.sent_at, kSentAt);
  EXPECT_EQ(batch.token, header_.token);
  ASSERT_EQ(batch.tags.size(), header_.tags.size());
  for (size_t i = 0; i < header_.tags.size(); ++i) {
    EXPECT_EQ(batch.tags[i].first, header_.tags[i].key);
    EXPECT_EQ(batch.tags[i].second, header_.tags[i].value);
  }
  EXPECT_EQ(batch.lost_samples, 3);
  ASSERT_EQ(batch.events.size(), 3u);
  EXPECT_EQ(batch.events[0].members, (std::vector<TextMember>{{"durationMs", "410.5"}, {"evidence", "{\"pliDelta\":3}"}}));
  EXPECT_EQ(batch.connections[static_cast<size_t>(batch.events[1].connection)].id, "c9");
  EXPECT_EQ(batch.events[2].connection, -1);
}

TEST_P(RoundTripTest, SmallestPartsAddUpToTheWhole) {
  FillWindow();
  std::vector<BatchPart> parts = {WholeOf(window_)};
  size_t events = 0;
  while (!parts.empty()) {
    BatchPart part = parts.back(), first, second;
    parts.pop_back();
    if (Halve(part, window_, first, second)) {
      parts.push_back(first);
      parts.push_back(second);
      continue;
    }
    const DecodedBatch batch = WriteAndRead(part);
    Compare(batch, part);
    events += batch.events.size();
  }
  ExpectAllComparedOnce();
  EXPECT_EQ(events, 3u);
}

INSTANTIATE_TEST_SUITE_P(Seeds, RoundTripTest, testing::Range(0u, 20u));

}  // namespace
}  // namespace rtc_vitals
