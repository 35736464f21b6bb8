// All columns of sample_fields.def, for validation, schema and documentation.
#ifndef RTC_VITALS_CORE_READING_FIELD_DOCS_H_
#define RTC_VITALS_CORE_READING_FIELD_DOCS_H_

#include <span>

#include "core/sample/sample.h"

namespace rtc_vitals {

// Listed in the order of InfoOf(kind).fields, which is the order of the members in a sample.
struct FieldDoc {
  const char* name;
  FieldForm form;
  const char* unit;  // "" for dimensionless numbers and non-numbers
  int decimals;
  double min;
  double max;
  const char* doc;
};

std::span<const FieldDoc> DocsOf(SampleKind kind);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_READING_FIELD_DOCS_H_
