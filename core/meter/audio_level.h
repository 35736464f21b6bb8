// audioLevel as 0..1.
#ifndef RTC_VITALS_CORE_METER_AUDIO_LEVEL_H_
#define RTC_VITALS_CORE_METER_AUDIO_LEVEL_H_

#include "core/base/unknown.h"

namespace rtc_vitals {

// Chrome before 88 gave the 16-bit level (libwebrtc aa83cc7fda): a value above 1 must be one. It wrote -1 for an unknown level.
inline double NormalAudioLevel(double level) {
  constexpr double kFullScale = 32767;
  if (level < 0) return kUnknown;
  if (!(level > 1)) return level;
  return level <= kFullScale ? level / kFullScale : kUnknown;
}

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_METER_AUDIO_LEVEL_H_
