// Building blocks of a JSON Schema.
#ifndef RTC_VITALS_CORE_READING_SCHEMA_WRITER_H_
#define RTC_VITALS_CORE_READING_SCHEMA_WRITER_H_

#include <initializer_list>
#include <string_view>

#include "core/batch/json_writer.h"
#include "core/reading/field_docs.h"

namespace rtc_vitals {

// Writes schema objects. The caller writes the key first.
class SchemaWriter {
 public:
  enum class Null : bool { kRefused, kAllowed };

  explicit SchemaWriter(JsonWriter& json) : json_(json) {}

  void Number(double min, double max, Null null = Null::kRefused) { Numeric("number", min, max, null); }
  void Integer(double min, double max, Null null = Null::kRefused) { Numeric("integer", min, max, null); }
  void Text(size_t shortest, size_t longest, Null null = Null::kRefused);
  void Bool(Null null = Null::kRefused);
  // The schema of a sample's member, which may be null.
  void Scalar(const FieldDoc& doc);
  // Opens {"type":"object","required":[...],"properties":{ ; EndObject closes both.
  void BeginObject(std::initializer_list<std::string_view> required, Null null = Null::kRefused);
  void EndObject();
  // Opens {"type":"array","items": ; the caller writes the schema of the items and EndArray.
  void BeginArray(size_t shortest, size_t longest);
  void EndArray() { json_.EndObject(); }
  // {"$ref":"#/$defs/<name>"}
  void Ref(std::string_view name);

 private:
  void Type(std::string_view type, Null null);
  void Numeric(std::string_view type, double min, double max, Null null);

  JsonWriter& json_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_READING_SCHEMA_WRITER_H_
