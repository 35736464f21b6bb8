#include "core/forensics/wording.h"

#include <cmath>
#include <cstdio>
#include <utility>

#include "core/base/unknown.h"

namespace rtc_vitals {
namespace {

constexpr double kTenthMs = 100;
constexpr double kSecondMs = 1000;
constexpr double kMinuteMs = 60 * kSecondMs;
constexpr double kHourMs = 60 * kMinuteMs;
constexpr double kPercent = 100;
constexpr double kKilo = 1000;
constexpr double kFineShare = 0.1;  // smaller shares get one decimal,
constexpr double kMinShare = 0.001;  // down to this one

double InTenths(double ms) { return std::round(ms / kTenthMs) * kTenthMs; }

std::string SecondsText(double ms) { return Fixed(InTenths(ms) / kSecondMs, 1) + " s"; }

// "2 h ", and subtracts them from `ms`.
std::string TakeWhole(double unit_ms, const char* unit, double& ms) {
  const double whole = std::floor(ms / unit_ms);
  ms -= whole * unit_ms;
  return Fixed(whole, 0) + unit;
}

}  // namespace

std::string Fixed(double value, int decimals) {
  char text[32];
  std::snprintf(text, sizeof text, "%.*f", decimals, value);
  return text;
}

std::string KbitText(double bits_per_second) { return Fixed(bits_per_second / kKilo, 0) + " kbit/s"; }
std::string MsText(double ms) { return Fixed(std::round(ms), 0) + " ms"; }
std::string ShareText(double share) {
  if (share > 0 && share < kMinShare) return "less than " + Fixed(kPercent * kMinShare, 1) + " %";
  return Fixed(kPercent * share, share < kFineShare ? 1 : 0) + " %";
}

std::string DurationText(double ms) {
  if (!IsKnown(ms)) return "an unknown time";
  if (std::round(ms) < kSecondMs) return MsText(ms);
  if (InTenths(ms) < kMinuteMs) return SecondsText(ms);
  double rest = std::round(ms / kSecondMs) * kSecondMs;
  const bool has_hours = rest >= kHourMs;
  std::string text = has_hours ? TakeWhole(kHourMs, " h ", rest) : std::string();
  text += TakeWhole(kMinuteMs, " min", rest);
  return has_hours ? text : text + " " + Fixed(rest / kSecondMs, 0) + " s";
}

std::string PositionText(double ms) {
  double rest = InTenths(ms);
  std::string text;
  if (rest >= kHourMs) text = TakeWhole(kHourMs, " h ", rest);
  if (rest >= kMinuteMs || !text.empty()) text += TakeWhole(kMinuteMs, " min ", rest);
  return text + SecondsText(rest);
}

std::string TimesText(double count) {
  if (count == 1) return "once";
  return count == 2 ? "twice" : Fixed(count, 0) + " times";
}

void Parts::Add(std::string part) {
  if (!part.empty()) parts_.push_back(std::move(part));
}

std::string Parts::Text(const char* last) const {
  std::string text;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    if (i > 0) text += i + 1 == parts_.size() ? last : ", ";
    text += parts_[i];
  }
  return text;
}

}  // namespace rtc_vitals
