// Encodes stats objects given as JSON into rows, as the shim does with live objects.
#ifndef RTC_VITALS_CORE_DUMP_ROW_ENCODER_H_
#define RTC_VITALS_CORE_DUMP_ROW_ENCODER_H_

#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/session/session.h"

namespace rtc_vitals {

// Built from the seam's own table, so it reads exactly what the shim reads.
class RowEncoder {
 public:
  explicit RowEncoder(Session& session);

  // Appends the row of one object. An object without `type`, or of a type that is not read, appends nothing. `id` is the object's key.
  void Append(const nlohmann::json& object, std::string_view id, std::vector<double>& rows);
  // The pseudo object of type `host`.
  void AppendHost(const nlohmann::json& host, std::vector<double>& rows);
  // Forgets ids that the session released.
  void Forget(std::span<const int> released);

 private:
  struct Source {
    std::string member, inner;  // `inner`: a member one level deeper, or empty
  };
  struct Member {
    char form;
    std::vector<Source> sources;
  };

  double Encode(const Member& member, const nlohmann::json& object);
  void AppendRow(int type, double id, const nlohmann::json& object, const nlohmann::json& timestamp, std::vector<double>& rows);
  int Id(const std::string& text);

  Session& session_;
  std::unordered_map<std::string, int> types_;
  std::vector<std::vector<Member>> members_;  // per type
  std::unordered_map<std::string, int> ids_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_DUMP_ROW_ENCODER_H_
