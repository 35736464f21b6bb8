// The natural logarithm from + - * / alone: the same bits natively and in wasm, and without the 4 kB of tables of a C library's.
#ifndef RTC_VITALS_CORE_BASE_NATURAL_LOG_H_
#define RTC_VITALS_CORE_BASE_NATURAL_LOG_H_

#include <cstdint>
#include <cstring>

namespace rtc_vitals {

// ln(value) to within 1e-15 (absolute near 1, relative elsewhere), for normal values > 0; the caller must exclude others.
// value = m * 2^k with m in [3/4, 3/2); ln m = 2 artanh((m - 1) / (m + 1)), summed as a series of odd powers.
inline double NaturalLog(double value) {
  constexpr std::uint64_t kThreeQuarters = 0x3fe8000000000000;
  constexpr int kMantissaBits = 52;
  constexpr double kLn2 = 0.6931471805599453;
  constexpr int kLastTerm = 23;  // (1/5)^25 / 25 is below the last bit

  std::uint64_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  const std::int64_t k = static_cast<std::int64_t>(bits - kThreeQuarters) >> kMantissaBits;
  bits -= static_cast<std::uint64_t>(k) << kMantissaBits;
  double m;
  std::memcpy(&m, &bits, sizeof m);
  const double s = (m - 1) / (m + 1);
  double series = 0;
  for (int term = kLastTerm; term > 0; term -= 2) series = series * s * s + 1.0 / term;
  return static_cast<double>(k) * kLn2 + 2 * s * series;
}

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_BASE_NATURAL_LOG_H_
