// The samples: what one stream (or the connection) looked like in one interval. Made from sample_fields.def.
#ifndef RTC_VITALS_CORE_SAMPLE_SAMPLE_H_
#define RTC_VITALS_CORE_SAMPLE_SAMPLE_H_

#include <algorithm>
#include <cstdint>
#include <span>
#include <type_traits>

#include "core/base/doubles.h"
#include "core/base/unknown.h"

namespace rtc_vitals {

// One struct per kind; every member is a double that starts as unknown. A BOOLEAN is 0 or 1, a WORD the number of its text in the label
// table, WORDS a set of Reason bits.
#define SAMPLE_KIND(Struct, wire) struct Struct {
#define SAMPLE_END };
#define NUMBER(name, unit, decimals, min, max, doc) double name = kUnknown;
#define BOOLEAN(name, doc) double name = kUnknown;
#define WORD(name, doc) double name = kUnknown;
#define WORDS(name, doc) double name = kUnknown;
#include "core/sample/sample_fields.def"

enum class SampleKind : int {
#define SAMPLE_KIND(Struct, wire) wire,
#include "core/sample/sample_fields.def"
  kCount
};

inline constexpr int kSampleKindCount = static_cast<int>(SampleKind::kCount);

enum class FieldForm : std::uint8_t { kNumber, kBool, kWord, kWords };

struct SampleField {
  const char* name;       // on the wire
  FieldForm form;
  std::int8_t decimals;   // kNumber: digits kept after the point
  float min, max;         // kNumber
};

struct SampleKindInfo {
  const char* name;  // on the wire
  std::span<const SampleField> fields;
};

const SampleKindInfo& InfoOf(SampleKind kind);

// The kind of a sample struct.
template <typename Sample>
struct KindOf;
#define SAMPLE_KIND(Struct, wire)                                          \
  template <>                                                              \
  struct KindOf<Struct> {                                                  \
    static constexpr SampleKind value = SampleKind::wire;                  \
  };                                                                       \
  static_assert(std::is_standard_layout_v<Struct> && sizeof(Struct) % sizeof(double) == 0);
#include "core/sample/sample_fields.def"

// The members of a sample in table order.
template <typename Sample>
std::span<const double> ValuesOf(const Sample& sample) {
  static_assert(KindOf<Sample>::value < SampleKind::kCount);
  return DoublesOf(sample);
}

template <typename Sample>
std::span<double> ValuesOf(Sample& sample) {
  static_assert(KindOf<Sample>::value < SampleKind::kCount);
  return DoublesOf(sample);
}

// The sample that has these members, where they lie; the other way round.
template <typename Sample>
const Sample& SampleFrom(std::span<const double> values) {
  static_assert(KindOf<Sample>::value < SampleKind::kCount);
  return reinterpret_cast<const Sample&>(*values.data());
}

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_SAMPLE_SAMPLE_H_
