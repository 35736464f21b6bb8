// The module for Node: the page's session, plus reading, validation, alerts and documentation for what pages send.
#include <string>

#include "core/alert/alert_book.h"
#include "core/dump/call_reader.h"
#include "core/forensics/stored_epoch.h"
#include "core/forensics/wording.h"
#include "core/reading/decode_json.h"
#include "core/reading/describe_evidence.h"
#include "core/reading/describe_parameters.h"
#include "core/reading/describe_samples.h"
#include "core/reading/json_schema.h"
#include "core/report/legacy_stats.h"
#include "core/seam/stat_table.h"
#include "wasm/session_binding.h"

namespace rtc_vitals {

const ReportForms kReportForms = {stat::TableTextWithCallbackForm, TranslateLegacy};

namespace {

// `frozen`: 1 yes, 0 no, -1 unknown. Returns 0 for no change, 1 opened, 2 resolved.
int Feed(AlertBook& book, const std::string& key, double t, int frozen) {
  const Picture picture = frozen < 0 ? Picture::kUnknown : frozen ? Picture::kFrozen : Picture::kLive;
  return static_cast<int>(book.Feed(key, t, picture));
}

std::string ReadLine(CallReader& reader, const std::string& line) { return reader.Read(line); }

void KeepColumns(CallReader& reader, const std::string& members, double points) { reader.KeepColumns(members, points); }

bool SetParameter(CallReader& reader, const std::string& name, double value) { return reader.SetParameter(name, value); }

std::string OpenDump(CallReader& reader, const std::string& dump) { return reader.Open(dump); }

std::string Decode(const std::string& text) { return DecodeBatchJson(text); }

constexpr bind::Binding kReaderBindings[] = {
    {"decodeBatch", bind::Function<Decode>},
    {"describeSamples", bind::Function<DescribeSamples>},
    {"describeEvidence", bind::Function<DescribeEvidence>},
    {"describeParameters", bind::Function<DescribeParameters>},
    {"batchJsonSchema", bind::Function<BatchJsonSchema>},
    {"pointsJsonSchema", bind::Function<PointsJsonSchema>},
    {"durationText", bind::Function<DurationText>},
    {"AlertBook.new", bind::New<AlertBook>},
    {"AlertBook.delete", bind::Delete<AlertBook>},
    {"AlertBook.feed", bind::Method<Feed>},
    {"AlertBook.restore", bind::Method<&AlertBook::Restore>},
    {"AlertBook.forget", bind::Method<&AlertBook::Forget>},
    {"StoredEpoch.new", bind::New<StoredEpoch, std::string, double, double, double>},
    {"StoredEpoch.delete", bind::Delete<StoredEpoch>},
    {"StoredEpoch.addBatch", bind::Method<&StoredEpoch::AddBatch>},
    {"StoredEpoch.streamCount", bind::Method<&StoredEpoch::StreamCount>},
    {"StoredEpoch.stream", bind::Method<&StoredEpoch::StreamJson>},
    {"StoredEpoch.events", bind::Method<&StoredEpoch::EventsJson>},
    {"StoredEpoch.connections", bind::Method<&StoredEpoch::ConnectionsJson>},
    {"CallReader.new", bind::New<CallReader>},
    {"CallReader.delete", bind::Delete<CallReader>},
    {"CallReader.setParameter", bind::Method<SetParameter>},
    {"CallReader.keepColumns", bind::Method<KeepColumns>},
    {"CallReader.read", bind::Method<ReadLine>},
    {"CallReader.open", bind::Method<OpenDump>},
    {"CallReader.next", bind::Method<&CallReader::Next>},
    {"CallReader.samples", bind::Method<&CallReader::samples>},
    {"CallReader.events", bind::Method<&CallReader::events>},
    {"CallReader.finish", bind::Method<&CallReader::Finish>},
    {"CallReader.connections", bind::Method<&CallReader::Connections>},
    {"CallReader.streams", bind::Method<&CallReader::Streams>},
    {},
};

}  // namespace
}  // namespace rtc_vitals

RTC_VITALS_MODULE(rtc_vitals::kSessionBindings, rtc_vitals::kReaderBindings)
