#include "core/sample/sample.h"

namespace rtc_vitals {
namespace {

#define SAMPLE_KIND(Struct, wire) constexpr SampleField k##Struct[] = {
#define SAMPLE_END };
#define NUMBER(name, unit, decimals, min, max, doc) {#name, FieldForm::kNumber, decimals, min, static_cast<float>(max)},
#define BOOLEAN(name, doc) {#name, FieldForm::kBool, 0, 0, 0},
#define WORD(name, doc) {#name, FieldForm::kWord, 0, 0, 0},
#define WORDS(name, doc) {#name, FieldForm::kWords, 0, 0, 0},
#include "core/sample/sample_fields.def"

constexpr SampleKindInfo kKinds[] = {
#define SAMPLE_KIND(Struct, wire) {#wire, k##Struct},
#include "core/sample/sample_fields.def"
};

#define SAMPLE_KIND(Struct, wire) static_assert(sizeof(Struct) == sizeof(double) * std::size(k##Struct));
#include "core/sample/sample_fields.def"

}  // namespace

const SampleKindInfo& InfoOf(SampleKind kind) { return kKinds[static_cast<int>(kind)]; }

}  // namespace rtc_vitals
