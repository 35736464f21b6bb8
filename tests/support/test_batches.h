// Reads back what the core wrote, and checks what every batch must keep.
#ifndef RTC_VITALS_TESTS_SUPPORT_TEST_BATCHES_H_
#define RTC_VITALS_TESTS_SUPPORT_TEST_BATCHES_H_

#include <string>
#include <string_view>
#include <vector>

#include "core/reading/read_batch.h"
#include "core/session/session.h"

namespace rtc_vitals {

// The text as it is sent, with sentAt in its place.
std::string Sent(const BatchText& batch, double sent_at = 1'700'000'100'000);

// Reads a batch of either form. It must be ASCII, valid by its JSON Schema, and hold nothing that the reader does not know.
ReadBatch MustRead(const std::string& json);

// Reads a batch that is valid, whatever else it holds.
ReadBatch ReadValid(const std::string& json);

// What the reader has against a text, as "path: why".
std::string Fault(const std::string& json);

// Every batch that is waiting, read back; each under the size limit.
std::vector<ReadBatch> TakeBatches(Session& session, Session::Flush flush, std::size_t max_bytes = 60'000);

// The stream with this stats id ("": the first connection itself), or nullptr.
const ReadStream* StreamOf(const ReadBatch& batch, std::string_view id);
// One member of one of its polls.
double ValueAt(const ReadStream& stream, std::string_view member, std::size_t poll);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_TESTS_SUPPORT_TEST_BATCHES_H_
