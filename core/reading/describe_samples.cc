#include "core/reading/describe_samples.h"

#include "core/batch/json_writer.h"
#include "core/reading/field_docs.h"
#include "core/reading/json_text.h"
#include "core/sample/quality_reasons.h"

namespace rtc_vitals {
namespace {

void Describe(const char* kind, const FieldDoc& doc, JsonWriter& writer) {
  constexpr const char* kForms[] = {"number", "boolean", "word", "words"};
  writer.BeginObject();
  writer.Member("kind", kind);
  writer.Member("name", doc.name);
  writer.Member("form", kForms[static_cast<int>(doc.form)]);
  if (doc.form == FieldForm::kNumber) {
    writer.Member("unit", doc.unit);
    writer.Key("decimals"), writer.Integer(doc.decimals);
    writer.Key("min"), WriteExact(doc.min, writer);
    writer.Key("max"), WriteExact(doc.max, writer);
  }
  if (doc.form == FieldForm::kWords) {
    writer.Key("words"), writer.BeginArray();
    for (const std::string_view word : kReasonWords) writer.String(word);
    writer.EndArray();
  }
  writer.Member("doc", doc.doc);
  writer.EndObject();
}

}  // namespace

std::string DescribeSamples() {
  JsonWriter writer;
  writer.BeginArray();
  for (int i = 0; i < kSampleKindCount; ++i) {
    const auto kind = static_cast<SampleKind>(i);
    for (const FieldDoc& doc : DocsOf(kind)) Describe(InfoOf(kind).name, doc, writer);
  }
  writer.EndArray();
  return writer.Take();
}

}  // namespace rtc_vitals
