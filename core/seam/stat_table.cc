#include "core/seam/stat_table.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace rtc_vitals::stat {
namespace {

constexpr Member Counter(Group group, std::string_view unit) { return {.group = group, .wraps32 = unit == "packets"}; }
constexpr Member Signed(Group group) { return {.group = group, .may_fall = true}; }

#define STAT_TYPE(space, wire) constexpr Member k_##space[] = {
#define STAT_END };
#define COUNTER_FROM(name, unit, group, source) Counter(group, unit),
#define SIGNED_FROM(name, unit, group, source) Signed(group),
#define GAUGE_FROM(name, unit, source) {},
#define FLAG_FROM(name, source) {},
#define LABEL_FROM(name, source) {.is_label = true},
#define ID_FROM(name, source) {.is_id = true},
#include "core/seam/stat_fields.def"

constexpr std::span<const Member> kMembers[] = {
#define STAT_TYPE(space, wire) k_##space,
#include "core/seam/stat_fields.def"
};

constexpr char kTextWithCallbackForm[] =
#define STAT_TYPE(space, wire) wire "\t"
#define STAT_END "\n"
#define COUNTER_FROM(name, unit, group, source) "n" source ","
#define SIGNED_FROM(name, unit, group, source) "n" source ","
#define GAUGE_FROM(name, unit, source) "n" source ","
#define FLAG_FROM(name, source) "b" source ","
#define LABEL_FROM(name, source) "l" source ","
#define ID_FROM(name, source) "i" source ","
#include "core/seam/stat_fields.def"
    ;

// Its beginning, without the types of the callback form.
constexpr std::size_t kTextBytes = std::string_view(kTextWithCallbackForm).find("\nssrc\t") + 1;
constexpr auto kText = [] {
  std::array<char, kTextBytes + 1> text{};
  std::copy_n(kTextWithCallbackForm, kTextBytes, text.begin());
  return text;
}();

}  // namespace

std::span<const Member> Members(Type type) { return kMembers[static_cast<int>(type)]; }

const char* TableText() { return kText.data(); }

const char* TableTextWithCallbackForm() { return kTextWithCallbackForm; }

}  // namespace rtc_vitals::stat
