#include "tests/reading/schema_check.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "core/reading/json_check.h"

namespace rtc_vitals {
namespace {

using Json = nlohmann::json;

class Checker {
 public:
  explicit Checker(const Json& root) : root_(root) {}

  std::string Fault(const Json& schema, const Json& value, const std::string& path) const {
    for (const auto& [keyword, rule] : schema.items()) {
      const std::string fault = Keyword(keyword, rule, schema, value, path);
      if (!fault.empty()) return fault;
    }
    return "";
  }

 private:
  std::string Keyword(const std::string& keyword, const Json& rule, const Json& schema, const Json& value, const std::string& path) const {
    const auto fault = [&](bool ok) { return ok ? std::string() : path + " breaks " + keyword + " " + rule.dump().substr(0, 60); };
    if (keyword == "$schema" || keyword == "title" || keyword == "$defs" || keyword == "description" || keyword == "format") return "";
    if (keyword == "$ref") return Fault(Resolve(rule.get_ref<const std::string&>()), value, path);
    if (keyword == "const") return fault(value == rule);
    if (keyword == "type") return fault(HasType(rule, value));
    if (keyword == "minimum") return fault(!value.is_number() || value.get<double>() >= rule.get<double>());
    if (keyword == "maximum") return fault(!value.is_number() || value.get<double>() <= rule.get<double>());
    if (keyword == "minLength") {
      return fault(!value.is_string() || CountCharacters(value.get_ref<const std::string&>()) >= rule.get<size_t>());
    }
    if (keyword == "maxLength") {
      return fault(!value.is_string() || CountCharacters(value.get_ref<const std::string&>()) <= rule.get<size_t>());
    }
    if (keyword == "minItems") return fault(!value.is_array() || value.size() >= rule.get<size_t>());
    if (keyword == "maxItems") return fault(!value.is_array() || value.size() <= rule.get<size_t>());
    if (keyword == "maxProperties") return fault(!value.is_object() || value.size() <= rule.get<size_t>());
    if (keyword == "items") return Items(rule, value, path);
    if (keyword == "anyOf") return AnyOf(rule, value, path);
    if (keyword == "required" || keyword == "properties" || keyword == "propertyNames" || keyword == "additionalProperties") {
      return value.is_object() ? Members(keyword, rule, schema, value, path) : "";
    }
    return "unknown keyword " + keyword;
  }

  const Json& Resolve(const std::string& ref) const { return root_.at("$defs").at(ref.substr(std::string_view("#/$defs/").size())); }

  static bool HasType(const Json& rule, const Json& value) {
    if (rule.is_array()) {
      for (const Json& one : rule) {
        if (HasType(one, value)) return true;
      }
      return false;
    }
    const std::string& type = rule.get_ref<const std::string&>();
    if (type == "integer") return value.is_number() && value.get<double>() == std::floor(value.get<double>());
    return value.is_number() ? type == "number" : type == value.type_name();
  }

  std::string Items(const Json& rule, const Json& value, const std::string& path) const {
    for (size_t i = 0; value.is_array() && i < value.size(); ++i) {
      const std::string fault = Fault(rule, value[i], path + "[" + std::to_string(i) + "]");
      if (!fault.empty()) return fault;
    }
    return "";
  }

  std::string AnyOf(const Json& rules, const Json& value, const std::string& path) const {
    std::string faults;
    for (const Json& rule : rules) {
      const std::string fault = Fault(rule, value, path);
      if (fault.empty()) return "";
      faults += fault + "; ";
    }
    return faults;
  }

  std::string Members(const std::string& keyword, const Json& rule, const Json& schema, const Json& value, const std::string& path) const {
    if (keyword == "required") {
      for (const Json& name : rule) {
        if (!value.contains(name.get_ref<const std::string&>())) return path + " lacks " + name.dump();
      }
      return "";
    }
    for (const auto& [name, member] : value.items()) {
      std::string fault;
      const bool known = schema.contains("properties") && schema["properties"].contains(name);
      if (keyword == "properties" && known) fault = Fault(rule.at(name), member, path + "." + name);
      if (keyword == "propertyNames") fault = Fault(rule, name, path + "." + name);
      if (keyword == "additionalProperties" && !known) fault = Fault(rule, member, path + "." + name);
      if (!fault.empty()) return fault;
    }
    return "";
  }

  const Json& root_;
};

}  // namespace

std::string SchemaFault(std::string_view schema, std::string_view text) {
  const Json rules = Json::parse(schema, nullptr, false);
  const Json value = Json::parse(text, nullptr, false);
  if (rules.is_discarded()) return "the schema is not JSON";
  if (value.is_discarded()) return "the text is not JSON";
  return Checker(rules).Fault(rules, value, "body");
}

}  // namespace rtc_vitals
