#include "core/reading/field_docs.h"

namespace rtc_vitals {
namespace {

#define SAMPLE_KIND(Struct, wire) constexpr FieldDoc k##Struct[] = {
#define SAMPLE_END };
#define NUMBER(name, unit, decimals, min, max, doc) {#name, FieldForm::kNumber, unit, decimals, min, max, doc},
#define BOOLEAN(name, doc) {#name, FieldForm::kBool, "", 0, 0, 1, doc},
#define WORD(name, doc) {#name, FieldForm::kWord, "", 0, 0, 0, doc},
#define WORDS(name, doc) {#name, FieldForm::kWords, "", 0, 0, 0, doc},
#include "core/sample/sample_fields.def"

constexpr std::span<const FieldDoc> kDocs[] = {
#define SAMPLE_KIND(Struct, wire) k##Struct,
#include "core/sample/sample_fields.def"
};

}  // namespace

std::span<const FieldDoc> DocsOf(SampleKind kind) { return kDocs[static_cast<int>(kind)]; }

}  // namespace rtc_vitals
