#include "core/seam/row.h"

#include <algorithm>

namespace rtc_vitals {
namespace {

constexpr int kMaxMembers = std::max({
#define STAT_TYPE(space, wire) static_cast<int>(stat::space::kCount),
#include "core/seam/stat_fields.def"
});

struct AllUnknown {
  constexpr AllUnknown() : values() { std::fill(std::begin(values), std::end(values), kUnknown); }
  double values[stat::kRowHeader + kMaxMembers];
};
constexpr AllUnknown kAllUnknown;

}  // namespace

const double* const kNoObject = kAllUnknown.values;

}  // namespace rtc_vitals
