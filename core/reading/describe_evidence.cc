#include "core/reading/describe_evidence.h"

#include "core/batch/json_writer.h"

namespace rtc_vitals {
namespace {

void Describe(const char* name, const char* unit, int decimals, const char* doc, JsonWriter& writer) {
  writer.BeginObject();
  writer.Member("name", name);
  writer.Member("unit", unit);
  writer.Key("decimals"), writer.Integer(decimals);
  writer.Member("doc", doc);
  writer.EndObject();
}

}  // namespace

std::string DescribeEvidence() {
  JsonWriter writer;
  writer.BeginArray();
#define EVIDENCE(name, unit, decimals, doc) Describe(#name, unit, decimals, doc, writer);
#include "core/freeze/evidence_fields.def"
  writer.EndArray();
  return writer.Take();
}

}  // namespace rtc_vitals
