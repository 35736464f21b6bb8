#include "core/session/session_parameters.h"

#include <cstddef>
#include <cstdint>

#include "core/base/doubles.h"

namespace rtc_vitals {
namespace {

// `at`: offset in bytes.
struct Named {
  const char* name;
  std::uint32_t at;
  float min, max;
};

constexpr Named kNamed[] = {
#define PARAMETER(name, member, min, max, unit, doc) {name, offsetof(SessionParameters, member), min, max},
#include "core/session/session_parameters.def"
};

}  // namespace

bool SessionParameters::Set(std::string_view name, double value) {
  for (const Named& named : kNamed) {
    if (name != named.name) continue;
    if (!(value >= static_cast<double>(named.min) && value <= static_cast<double>(named.max))) return false;
    DoublesOf(*this)[named.at / sizeof(double)] = value;
    return true;
  }
  return false;
}

}  // namespace rtc_vitals
