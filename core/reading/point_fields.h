// The members of a point that are in the table of samples.
#ifndef RTC_VITALS_CORE_READING_POINT_FIELDS_H_
#define RTC_VITALS_CORE_READING_POINT_FIELDS_H_

namespace rtc_vitals {

enum class Need { kValue, kValueOrNull };  // must it be present and known?

struct PointField {
  const char* name;  // in the point and in the kind's table
  Need need;
  bool is_integer;  // on the wire
};

inline constexpr PointField kPointConnectionFields[] = {{"rtt", Need::kValue, false},
                                                        {"availableOutgoingBitrate", Need::kValueOrNull, false}};
inline constexpr PointField kPointVideoFields[] = {{"bitrate", Need::kValue, true},
                                                   {"packetLoss", Need::kValue, false},
                                                   {"jitter", Need::kValue, false},
                                                   {"framesDecodedPerSecond", Need::kValue, true},
                                                   {"isFrozen", Need::kValue, false}};
inline constexpr PointField kPointAudioFields[] = {
    {"bitrate", Need::kValueOrNull, true}, {"packetLoss", Need::kValueOrNull, false}, {"jitter", Need::kValueOrNull, false}};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_READING_POINT_FIELDS_H_
