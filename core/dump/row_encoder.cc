#include "core/dump/row_encoder.h"

#include <cstdlib>

#include "core/seam/stat_table.h"

namespace rtc_vitals {
namespace {

// Splits off the text before the next `mark` and drops the mark.
std::string_view Next(std::string_view& rest, char mark) {
  const std::size_t end = std::min(rest.find(mark), rest.size());
  const std::string_view piece = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return piece;
}

// Like JavaScript's Number() for the decimal strings of the callback form; anything else is unknown.
double NumberOf(const std::string& text) {
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  return !text.empty() && *end == '\0' ? value : kUnknown;
}

}  // namespace

RowEncoder::RowEncoder(Session& session) : session_(session) {
  std::string_view table = stat::TableTextWithCallbackForm();
  while (!table.empty()) {
    std::string_view line = Next(table, '\n');
    types_.emplace(Next(line, '\t'), static_cast<int>(types_.size()));
    std::vector<Member>& members = members_.emplace_back();
    while (!line.empty()) {
      std::string_view member = Next(line, ',');
      Member& added = members.emplace_back(Member{member.front(), {}});
      member.remove_prefix(1);
      while (!member.empty()) {
        std::string_view path = Next(member, '|');
        const std::string_view outer = Next(path, '.');
        added.sources.push_back({std::string(outer), std::string(path)});
      }
    }
  }
}

double RowEncoder::Encode(const Member& member, const nlohmann::json& object) {
  for (const Source& source : member.sources) {
    auto found = object.find(source.member);
    if (found == object.end()) continue;
    const nlohmann::json* value = &*found;
    if (!source.inner.empty()) {
      if (!value->is_object() || !value->contains(source.inner)) continue;
      value = &*value->find(source.inner);
    }
    if (value->is_null()) continue;
    const bool is_text = member.form == 'i' || member.form == 'l';  // a number here would be taken for that of a string
    if (value->is_boolean() && !is_text) return value->get<bool>();
    if (value->is_number() && !is_text) return value->get<double>();
    if (!value->is_string()) return kUnknown;
    const std::string& text = value->get_ref<const std::string&>();
    switch (member.form) {
      case 'i': return Id(text);
      case 'l': return session_.InternLabel(text);
      case 'b': return text == "true";
      default: return NumberOf(text);
    }
  }
  return kUnknown;
}

int RowEncoder::Id(const std::string& text) {
  if (text.empty()) return 0;
  const auto [entry, is_new] = ids_.try_emplace(text, 0);
  if (is_new) entry->second = session_.InternId(text);
  return entry->second;
}

void RowEncoder::AppendRow(int type, double id, const nlohmann::json& object, const nlohmann::json& timestamp, std::vector<double>& rows) {
  rows.push_back(type);
  rows.push_back(id);
  rows.push_back(timestamp.is_number() ? timestamp.get<double>() : kUnknown);
  for (const Member& member : members_[static_cast<std::size_t>(type)]) rows.push_back(Encode(member, object));
}

void RowEncoder::Append(const nlohmann::json& object, std::string_view id, std::vector<double>& rows) {
  const auto type = object.find("type");
  if (type == object.end() || !type->is_string()) return;
  const auto known = types_.find(type->get_ref<const std::string&>());
  if (known == types_.end() || known->second == static_cast<int>(stat::Type::host)) return;
  AppendRow(known->second, Id(std::string(id)), object, object.value("timestamp", nlohmann::json()), rows);
}

void RowEncoder::AppendHost(const nlohmann::json& host, std::vector<double>& rows) {
  AppendRow(static_cast<int>(stat::Type::host), 0, host, host.value("t", nlohmann::json()), rows);
}

void RowEncoder::Forget(std::span<const int> released) {
  for (int id : released) std::erase_if(ids_, [&](const auto& entry) { return entry.second == id; });
}

}  // namespace rtc_vitals
