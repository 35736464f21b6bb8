#include "core/reading/schema_writer.h"

#include <string>

#include "core/reading/json_check.h"
#include "core/reading/json_text.h"

namespace rtc_vitals {

void SchemaWriter::Type(std::string_view type, Null null) {
  json_.Key("type");
  if (null == Null::kRefused) return json_.String(type);
  json_.BeginArray();
  json_.String(type);
  json_.String("null");
  json_.EndArray();
}

void SchemaWriter::Numeric(std::string_view type, double min, double max, Null null) {
  json_.BeginObject();
  Type(type, null);
  json_.Key("minimum"), WriteExact(min, json_);
  json_.Key("maximum"), WriteExact(max, json_);
  json_.EndObject();
}

void SchemaWriter::Text(size_t shortest, size_t longest, Null null) {
  json_.BeginObject();
  Type("string", null);
  if (shortest) json_.Key("minLength"), json_.Integer(static_cast<std::int64_t>(shortest));
  json_.Key("maxLength"), json_.Integer(static_cast<std::int64_t>(longest));
  json_.EndObject();
}

void SchemaWriter::Bool(Null null) {
  json_.BeginObject();
  Type("boolean", null);
  json_.EndObject();
}

void SchemaWriter::Scalar(const FieldDoc& doc) {
  switch (doc.form) {
    case FieldForm::kNumber: return Number(doc.min, doc.max, Null::kAllowed);
    case FieldForm::kBool: return Bool(Null::kAllowed);
    case FieldForm::kWord: return Text(0, JsonCheck::kLongestWord, Null::kAllowed);
    case FieldForm::kWords: return Text(0, JsonCheck::kLongestWordSet, Null::kAllowed);
  }
}

void SchemaWriter::BeginObject(std::initializer_list<std::string_view> required, Null null) {
  json_.BeginObject();
  Type("object", null);
  if (required.size()) {
    json_.Key("required"), json_.BeginArray();
    for (const std::string_view name : required) json_.String(name);
    json_.EndArray();
  }
  json_.Key("properties"), json_.BeginObject();
}

void SchemaWriter::EndObject() {
  json_.EndObject();
  json_.EndObject();
}

void SchemaWriter::BeginArray(size_t shortest, size_t longest) {
  json_.BeginObject();
  Type("array", Null::kRefused);
  if (shortest) json_.Key("minItems"), json_.Integer(static_cast<std::int64_t>(shortest));
  json_.Key("maxItems"), json_.Integer(static_cast<std::int64_t>(longest));
  json_.Key("items");
}

void SchemaWriter::Ref(std::string_view name) {
  json_.BeginObject();
  json_.Member("$ref", "#/$defs/" + std::string(name));
  json_.EndObject();
}

}  // namespace rtc_vitals
