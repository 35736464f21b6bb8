#include "core/freeze/wording.h"

#include <cstdio>
#include <utility>

#include "core/base/unknown.h"

namespace rtc_vitals {
namespace {

constexpr double kSecondMs = 1000;
constexpr double kPercent = 100;
constexpr double kKilo = 1000;
constexpr double kFineShare = 0.1;  // shares below are given with a decimal

}  // namespace

std::string Fixed(double value, int decimals) {
  char text[32];
  std::snprintf(text, sizeof text, "%.*f", decimals, value);
  return text;
}

std::string KbitText(double bits_per_second) { return Fixed(bits_per_second / kKilo, 0) + " kbit/s"; }
std::string MsText(double ms) { return Fixed(ms, 0) + " ms"; }
std::string ShareText(double share) { return Fixed(kPercent * share, share < kFineShare ? 1 : 0) + " %"; }

std::string LengthText(double ms) {
  if (!IsKnown(ms)) return "a while";
  return ms < kSecondMs ? MsText(ms) : Fixed(ms / kSecondMs, 1) + " s";
}

std::string TimesText(double count) { return count == 1 ? "once" : Fixed(count, 0) + " times"; }

void Parts::Add(std::string part) {
  if (!part.empty()) parts_.push_back(std::move(part));
}

std::string Parts::Text() const {
  std::string text;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    if (i > 0) text += i + 1 == parts_.size() ? " and " : ", ";
    text += parts_[i];
  }
  return text;
}

}  // namespace rtc_vitals
