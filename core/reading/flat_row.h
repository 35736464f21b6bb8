// The flattened row: the same few columns for every kind of media stream.
#ifndef RTC_VITALS_CORE_READING_FLAT_ROW_H_
#define RTC_VITALS_CORE_READING_FLAT_ROW_H_

#include "core/base/unknown.h"
#include "core/reading/decoded_batch.h"

namespace rtc_vitals {

struct FlatRow {
  double ts = kUnknown;                    // epoch ms
  double rtt = kUnknown;                   // ms; the connection's
  double jitter = kUnknown;                // ms; outbound: as reported by the far end
  double packet_loss = kUnknown;           // 0..1; likewise
  double bitrate = kUnknown;               // bit/s
  double frames_decoded_delta = kUnknown;  // inbound video only
  double freeze_flag = kUnknown;           // 0 or 1; inbound video only
};

// Makes the row of one poll of `stream`; false if it is not a media stream.
bool MakeFlatRow(const DecodedBatch& batch, const DecodedStream& stream, size_t poll, FlatRow& row);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_READING_FLAT_ROW_H_
