// The samples of many batches as columns, each stream with its own time axis.
#ifndef RTC_VITALS_CORE_READING_SAMPLE_COLUMNS_H_
#define RTC_VITALS_CORE_READING_SAMPLE_COLUMNS_H_

#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/batch/json_writer.h"
#include "core/batch/sample_window.h"
#include "core/reading/decoded_batch.h"
#include "core/reading/downsampler.h"
#include "core/seam/labels.h"

namespace rtc_vitals {

// Which samples are wanted, and at which resolution.
struct ColumnQuery {
  std::string members;  // names of the members to keep, separated by commas; empty: all
  double from = -std::numeric_limits<double>::infinity();  // clock of the samples, epoch ms
  double to = std::numeric_limits<double>::infinity();
  // At most this many rows per stream (downsampler.h): of equal lengths of time between `from` and `to` if both are finite, else of such
  // lengths that the rows added so far fit. 0: all.
  double points = 0;
};

class SampleColumns {
 public:
  explicit SampleColumns(ColumnQuery query) : query_(std::move(query)) {}

  void Add(const DecodedBatch& batch);
  // Adds the newest poll of a connection of a session, at a whole millisecond as a batch would have it. Its texts are in `labels`.
  void AddNewest(const ConnectionWindow& connection, const Labels& labels);

  std::size_t count() const { return streams_.size(); }

  // Writes the stream at `index`, in the order of their first appearance:
  //   {"epoch","stream":"c1/IT01V2287","kind","connection","id",<what is known of ssrc, mid, rid, codec, label>,
  //    "t":[...],"columns":{<member>:[...]}}
  // Rows are in chronological order, with `offset` ms added to each time. A poll that was split over batches is one row. Missing values are
  // null; a member without any value has no column.
  void Write(std::size_t index, double epoch, double offset, JsonWriter& writer) const;

 private:
  struct Stream {
    DecodedStream info;  // without values
    std::string connection;
    std::vector<std::size_t> fields;  // indices of the members kept
    SampleRows rows;  // a WORD is an index into words_
    std::optional<Downsampler> downsampler;  // replaces `rows`
  };

  std::size_t IndexOf(const DecodedStream& stream, const std::string& connection);  // in streams_
  // Adds a sample with the time `t`; `text(value)` is the text of a WORD.
  template <typename Text>
  void AddRow(double t, std::span<const double> values, Text text, Stream& stream);
  bool IsKept(std::string_view member) const;
  double WordIndex(const std::string& word);
  std::optional<Downsampler> DownsamplerFor(std::vector<FieldForm> forms) const;
  void AddStream(const DecodedStream& stream, const std::string& connection);
  void WriteRows(const Stream& stream, const SampleRows& rows, double offset, JsonWriter& writer) const;
  void WriteColumns(const Stream& stream, const SampleRows& rows, const std::vector<std::size_t>& order, JsonWriter& writer) const;

  const ColumnQuery query_;
  std::vector<Stream> streams_;
  std::map<std::pair<SampleKind, std::string>, std::size_t> index_;
  std::vector<std::string> words_;
  std::vector<double> row_;
  std::map<std::string, std::size_t> word_index_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_READING_SAMPLE_COLUMNS_H_
