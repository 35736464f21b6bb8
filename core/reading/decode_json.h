// Decodes a body into plain JSON for the collector.
#ifndef RTC_VITALS_CORE_READING_DECODE_JSON_H_
#define RTC_VITALS_CORE_READING_DECODE_JSON_H_

#include <string>
#include <string_view>
#include <vector>

#include "core/base/doubles.h"
#include "core/batch/json_writer.h"
#include "core/reading/decoded_batch.h"

namespace rtc_vitals {

// Returns either an error,
//   {"ok":false,"path":"connections[0].t[2]","why":"must be a number, is a string"}
// or what the collector stores in columns of its own (it also keeps the text of the batch, which has the rest):
//   {"ok":true,"format","sessionId","epoch","seq","sentAt","token","flush","tags","lost","unknownMembers",
//    "streams":[{"kind","connection","id","ssrc","mid","rid","codec","label"}],
//    "polls":{"count","first","last"},
//    "rows":[[<index into streams>,ts,rtt,jitter,packet_loss,bitrate,frames_decoded_delta,freeze_flag]],
//    "events":[{"t","type",...,"connection":<the connection's id>}]}
// Unknown values are null. `polls` are those of all connections: how many, and the earliest and latest time. `rows` has one row per sample
// of a media stream, with the connection's rtt. A stream has no sample for a poll at which nothing is known of it (it did not exist yet, or
// no longer). For outbound streams, jitter and packet_loss are what the far end reported. freeze_flag is 0, 1 or null, and always null
// except for inbound video.
std::string DecodeBatchJson(std::string_view text);

// The parts of DecodeBatchJson. Calls `use(index, stream, poll)` for every sample of the batch.
template <typename Use>
void EachSample(const DecodedBatch& batch, Use use) {
  for (std::size_t i = 0; i < batch.streams.size(); ++i) {
    const DecodedStream& stream = batch.streams[i];
    const std::size_t polls = batch.connections[static_cast<std::size_t>(stream.connection)].t.size();
    for (std::size_t poll = 0; poll < polls; ++poll) {
      if (stream.kind == SampleKind::connection || AnyKnown(stream.At(poll))) use(i, stream, poll);
    }
  }
}

// Writes a member's value, which must be known; a WORD is an index into `words`.
void WriteSampleValue(const std::vector<std::string>& words, const SampleField& field, double value, JsonWriter& writer);
// Writes text members as an object.
void WriteTexts(const std::vector<TextMember>& members, JsonWriter& writer);
// Writes the events into an open array.
void WriteEvents(const DecodedBatch& batch, JsonWriter& writer);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_READING_DECODE_JSON_H_
