// The samples of many batches as columns, stream by stream, on one time axis each.
#ifndef RTC_VITALS_CORE_READING_SAMPLE_COLUMNS_H_
#define RTC_VITALS_CORE_READING_SAMPLE_COLUMNS_H_

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/batch/json_writer.h"
#include "core/reading/read_batch.h"

namespace rtc_vitals {

class SampleColumns {
 public:
  // `members`: the names of those whose columns are kept, with commas between; empty: all.
  explicit SampleColumns(std::string_view members) : members_(members) {}

  void Add(const ReadBatch& batch);

  // Adds to an open array, for every stream in the order in which they came,
  //   {"epoch","stream":"c1/IT01V2287","kind","connection","id",<what is known of ssrc, mid, rid, codec, label>,"t":[...],"columns":{<member>:[...]}}
  // The rows are in the order of time, `offset` ms added to each; a poll that was split over batches is one row. What a row lacks is null; a member
  // that no row has, has no column.
  void Write(double epoch, double offset, JsonWriter& writer) const;

 private:
  struct Stream {
    ReadStream about;  // without values
    std::string connection;
    std::vector<std::size_t> fields;  // indices of those kept
    std::vector<double> t;
    std::vector<double> values;  // of the fields, row after row; a WORD as an index into words_
  };

  std::size_t PlaceOf(const ReadBatch& batch, const ReadStream& stream);  // in streams_
  bool IsKept(std::string_view member) const;
  double WordIndex(const std::string& word);
  void WriteStream(const Stream& stream, double epoch, double offset, JsonWriter& writer) const;
  void WriteColumns(const Stream& stream, const std::vector<std::size_t>& order, JsonWriter& writer) const;

  std::string members_;
  std::vector<Stream> streams_;
  std::map<std::pair<SampleKind, std::string>, std::size_t> index_;
  std::vector<std::string> words_;
  std::map<std::string, std::size_t> word_index_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_READING_SAMPLE_COLUMNS_H_
