#include "core/session/session_parameters.h"

#include <cstddef>
#include <cstdint>

#include "core/base/doubles.h"

namespace rtc_vitals {
namespace {

struct Entry {
  const char* name;
  std::uint32_t offset;  // in bytes
  float min, max;
};

constexpr Entry kEntries[] = {
#define PARAMETER(name, member, min, max, unit, doc) {name, offsetof(SessionParameters, member), min, max},
#include "core/session/session_parameters.def"
};

}  // namespace

bool SessionParameters::Set(std::string_view name, double value) {
  for (const Entry& entry : kEntries) {
    if (name != entry.name) continue;
    if (!(value >= static_cast<double>(entry.min) && value <= static_cast<double>(entry.max))) return false;
    DoublesOf(*this)[entry.offset / sizeof(double)] = value;
    return true;
  }
  return false;
}

}  // namespace rtc_vitals
