// Reads back what the core wrote, and checks the invariants of every batch.
#ifndef RTC_VITALS_TESTS_SUPPORT_TEST_BATCHES_H_
#define RTC_VITALS_TESTS_SUPPORT_TEST_BATCHES_H_

#include <string>
#include <string_view>
#include <vector>

#include "core/reading/decoded_batch.h"
#include "core/session/session.h"

namespace rtc_vitals {

// The text as it is sent, with sentAt inserted.
std::string Sent(const BatchText& batch, double sent_at = 1'700'000'100'000);

// Reads a batch of either form. It must be ASCII, valid by its JSON Schema, and contain nothing that the reader does not know.
DecodedBatch MustRead(const std::string& json);

// Reads a batch that must be valid, whatever else it contains.
DecodedBatch ReadValid(const std::string& json);

// The reader's objection to a text, as "path: why".
std::string Fault(const std::string& json);

// All waiting batches, read back. Each must be below the size limit.
std::vector<DecodedBatch> TakeBatches(Session& session, Session::Flush flush, std::size_t max_bytes = 60'000);

// The stream with this stats id ("": the first connection itself), or nullptr.
const DecodedStream* StreamOf(const DecodedBatch& batch, std::string_view id);
// The value of a member at one poll.
double ValueAt(const DecodedStream& stream, std::string_view member, std::size_t poll);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_TESTS_SUPPORT_TEST_BATCHES_H_
