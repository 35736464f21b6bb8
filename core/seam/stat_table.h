// The table of stat_fields.def in code: types, members, reset groups, and the text from which the shim builds its encoder.
#ifndef RTC_VITALS_CORE_SEAM_STAT_TABLE_H_
#define RTC_VITALS_CORE_SEAM_STAT_TABLE_H_

#include <cstdint>
#include <span>

namespace rtc_vitals::stat {

// The stats types in table order; the first value of a row is the number of its type.
enum class Type : int {
#define STAT_TYPE(space, wire) space,
#include "core/seam/stat_fields.def"
  kCount
};

inline constexpr int kTypeCount = static_cast<int>(Type::kCount);

// Per type a namespace with its members in row order, e.g. stat::inbound_rtp::bytesReceived.
#define STAT_TYPE(space, wire) namespace space { enum Member : int {
#define STAT_END kCount }; }
#define COUNTER_FROM(name, unit, group, source) name,
#define SIGNED_FROM(name, unit, group, source) name,
#define GAUGE_FROM(name, unit, source) name,
#define FLAG_FROM(name, source) name,
#define LABEL_FROM(name, source) name,
#define ID_FROM(name, source) name,
#include "core/seam/stat_fields.def"

// Counters that are reset together, while the object and the other groups continue. libwebrtc re-creates its VideoQualityObserver when the
// content type flips (kQuality), resets qpSum after a frame without QP (kQp), used to reset qualityLimitationDurations on a codec switch
// (kLimitation), and resets keyFramesEncoded on one (kKeyFrames; seen in Chromium 156, VP8 to VP9, while its other counters of the stream
// continue). kMain stands for the object as a whole: if one of its counters falls, nothing of the old object continues.
enum Group : std::uint8_t { kMain, kQuality, kQp, kLimitation, kKeyFrames, kNoCounter };

struct Member {
  Group group = kNoCounter;  // kNoCounter for gauges, flags, labels and ids
  bool may_fall = false;     // SIGNED
  bool wraps32 = false;      // a 32-bit counter in some engines: a fall from the upper to the lower half is a wrap
  bool is_id = false;        // the number of a string: the row reader turns anything else into unknown
  bool is_label = false;     // likewise
};

// The members of a type, in row order.
std::span<const Member> Members(Type type);

// The whole table as text, one line per type: `<wire type>\t<member>,<member>,…`. A member is one letter for its kind and the name it is
// read from: n number, b boolean, i id, l label; `a|b` means the first that is present, `a.b` one level deep. The types of the callback
// form are at the end, and only in the second text.
const char* TableText();
const char* TableTextWithCallbackForm();

// A row of doubles: these three, then the members.
inline constexpr int kRowType = 0;
inline constexpr int kRowId = 1;
inline constexpr int kRowTimestamp = 2;  // ms
inline constexpr int kRowHeader = 3;     // where the members begin

}  // namespace rtc_vitals::stat

#endif  // RTC_VITALS_CORE_SEAM_STAT_TABLE_H_
