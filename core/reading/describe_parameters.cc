#include "core/reading/describe_parameters.h"

#include "core/batch/json_writer.h"
#include "core/reading/json_text.h"
#include "core/session/session_parameters.h"

namespace rtc_vitals {
namespace {

void Describe(const char* name, double value, double min, double max, const char* unit, const char* doc, JsonWriter& writer) {
  writer.BeginObject();
  writer.Member("name", name);
  writer.Member("unit", unit);
  writer.Key("default"), WriteExact(value, writer);
  writer.Key("min"), WriteExact(min, writer);
  writer.Key("max"), WriteExact(max, writer);
  writer.Member("doc", doc);
  writer.EndObject();
}

}  // namespace

std::string DescribeParameters() {
  const SessionParameters defaults;
  JsonWriter writer;
  writer.BeginArray();
#define PARAMETER(name, member, min, max, unit, doc) Describe(name, defaults.member, min, max, unit, doc, writer);
#include "core/session/session_parameters.def"
  writer.EndArray();
  return writer.Take();
}

}  // namespace rtc_vitals
