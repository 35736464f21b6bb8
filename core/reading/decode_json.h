// A body in, its contents as plain JSON out: what the collector works with.
#ifndef RTC_VITALS_CORE_READING_DECODE_JSON_H_
#define RTC_VITALS_CORE_READING_DECODE_JSON_H_

#include <string>
#include <string_view>
#include <vector>

#include "core/base/doubles.h"
#include "core/batch/json_writer.h"
#include "core/reading/read_batch.h"

namespace rtc_vitals {

// Either what is wrong,
//   {"ok":false,"path":"connections[0].t[2]","why":"must be a number, is a string"}
// or the batch unfolded:
//   {"ok":true,"format","sessionId","epoch","seq","sentAt","token","flush","tags","lost","unknownMembers",
//    "streams":[{"kind","connection","id","ssrc","mid","rid","codec","label"}],
//    "samples":[{"stream":<index into streams>,"t",<known members by their names on the wire>}],
//    "rows":[{"stream":"c1/IT01V2287","ts","rtt","jitter","packet_loss","bitrate","frames_decoded_delta","freeze_flag"}],
//    "events":[{"t","type",...,"connection":<the connection's id>}]}
// What is not known is null, or in a sample not there. Kind `connection` has a sample per poll; any other stream none for a poll of which it says
// nothing at all (it came later, or is gone). `rows` has one row per such sample of a media stream, the connection's rtt beside it; outbound
// streams give there what the far end reported; freeze_flag is 0, 1 or null, and null for everything but inbound video.
std::string DecodeBatchJson(std::string_view text);

// The parts of it. `use(index, stream, poll)` is called for every sample that the batch tells of.
template <typename Use>
void EachSample(const ReadBatch& batch, Use use) {
  for (std::size_t i = 0; i < batch.streams.size(); ++i) {
    const ReadStream& stream = batch.streams[i];
    const std::size_t polls = batch.connections[static_cast<std::size_t>(stream.connection)].t.size();
    for (std::size_t poll = 0; poll < polls; ++poll) {
      if (stream.kind == SampleKind::connection || AnyKnown(stream.At(poll))) use(i, stream, poll);
    }
  }
}

// A member's value, which is known; a WORD is an index into `words`.
void WriteSampleValue(const std::vector<std::string>& words, const SampleField& field, double value, JsonWriter& writer);
// Members with texts, as an object.
void WriteTexts(const std::vector<TextMember>& members, JsonWriter& writer);
// Adds the events to an open array.
void WriteEvents(const ReadBatch& batch, JsonWriter& writer);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_READING_DECODE_JSON_H_
