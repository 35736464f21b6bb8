#include "core/reading/iso_time.h"

#include <cstdint>

#include "core/base/unknown.h"

namespace rtc_vitals {
namespace {

// Consumes the text from the left. After a mismatch, `ok` stays false.
struct Cursor {
  std::string_view rest;
  bool ok = true;

  int Digits(size_t count) {
    int value = 0;
    if (rest.size() < count) ok = false;
    for (size_t i = 0; ok && i < count; ++i) {
      ok = rest[i] >= '0' && rest[i] <= '9';
      value = value * 10 + (rest[i] - '0');
    }
    if (ok) rest.remove_prefix(count);
    return ok ? value : 0;
  }
  bool Take(char c) {
    const bool there = !rest.empty() && rest[0] == c;
    if (there) rest.remove_prefix(1);
    return there;
  }
  void Expect(char c) { ok = Take(c) && ok; }
};

constexpr bool IsLeap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int DaysIn(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return kDays[month - 1] + (month == 2 && IsLeap(year));
}

// Days from 1970-01-01, proleptic Gregorian.
std::int64_t DaysSinceEpoch(int year, int month, int day) {
  const auto leaps = [](std::int64_t before) { return before / 4 - before / 100 + before / 400; };
  std::int64_t days = (year - 1970) * std::int64_t{365} + leaps(year - 1) - leaps(1969);
  for (int m = 1; m < month; ++m) days += DaysIn(year, m);
  return days + day - 1;
}

double Fraction(Cursor& at) {
  double value = 0;
  double scale = 1000;  // ms
  if (!at.Take('.')) return 0;
  do {
    scale /= 10;
    value += at.Digits(1) * scale;
  } while (at.ok && !at.rest.empty() && at.rest[0] >= '0' && at.rest[0] <= '9');
  return value;
}

int OffsetMinutes(Cursor& at) {
  if (at.Take('Z') || at.Take('z')) return 0;
  const int sign = at.Take('-') ? -1 : 1;
  if (sign == 1) at.Expect('+');
  const int hours = at.Digits(2);
  at.Expect(':');
  const int minutes = at.Digits(2);
  at.ok = at.ok && hours < 24 && minutes < 60;
  return sign * (hours * 60 + minutes);
}

}  // namespace

double ParseIsoTime(std::string_view text) {
  Cursor at{text};
  const int year = at.Digits(4);
  at.Expect('-');
  const int month = at.Digits(2);
  at.Expect('-');
  const int day = at.Digits(2);
  if (!at.Take('T')) at.Expect('t');
  const int hour = at.Digits(2);
  at.Expect(':');
  const int minute = at.Digits(2);
  at.Expect(':');
  const int second = at.Digits(2);
  const double fraction = Fraction(at);
  const int offset = OffsetMinutes(at);
  if (!at.ok || !at.rest.empty() || month < 1 || month > 12 || day < 1 || day > DaysIn(year, month)) return kUnknown;
  if (hour > 23 || minute > 59 || second > 60) return kUnknown;  // 60: a leap second
  const std::int64_t minutes = DaysSinceEpoch(year, month, day) * 1440 + hour * 60 + minute - offset;
  return static_cast<double>(minutes * 60000 + second * 1000) + fraction;
}

}  // namespace rtc_vitals
