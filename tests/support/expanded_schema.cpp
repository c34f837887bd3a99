#include "support/expanded_schema.hpp"

#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/embedded.hpp"

namespace feastctl::test {

namespace {

using nlohmann::json;

/// Expands references, each file and each target once.
struct Expander {
  std::map<std::string, json> files{};
  std::map<std::string, json> targets{};

  const json& file(const std::string& name) {
    json& text = files[name];
    if (text.is_null()) text = json::parse(embedded("schemas/" + name).value());
    return text;
  }

  const json& target(const std::string& name, const std::string& pointer) {
    json& expanded = targets[name + pointer];
    if (expanded.is_null()) expanded = expand(file(name).at(json::json_pointer(pointer)), name);
    return expanded;
  }

  /// `node` of the file `name` with its references filled in; what is beside a $ref wins over what it refers to.
  json expand(const json& node, const std::string& name) {
    if (node.is_array()) {
      json out = json::array();
      for (const json& item : node) out.push_back(expand(item, name));
      return out;
    }
    if (!node.is_object()) return node;
    json out = json::object();
    if (node.contains("$ref")) {
      const std::string ref = node.at("$ref");
      const std::size_t hash = ref.find('#');
      out = target(hash == 0 ? name : ref.substr(0, hash), ref.substr(hash + 1));
    }
    for (const auto& [key, value] : node.items()) {
      if (key != "$ref" && key != "$defs") out[key] = expand(value, name);
    }
    return out;
  }
};

/// Whether the release lies between those that `node` names at the keywords, under `entry` where they hold objects.
bool holds(const json& node, const std::string& since, const std::string& until, const std::string& entry,
           FeastRelease feast) {
  const auto named = [&](const std::string& keyword) -> std::optional<FeastRelease> {
    if (!node.contains(keyword)) return std::nullopt;
    const json& value = node.at(keyword);
    if (value.is_string()) return parse_feast_release(value.get<std::string>());
    return value.contains(entry) ? parse_feast_release(value.at(entry).get<std::string>()) : std::nullopt;
  };
  return named(since).value_or(kOldestFeast) <= feast && feast <= named(until).value_or(kLatestFeast);
}

/// Takes out what the release does not have.
void narrow(json& node, FeastRelease feast) {
  if (!node.is_structured()) return;
  if (node.is_object() && node.contains("properties")) {
    json& properties = node.at("properties");
    for (auto it = properties.begin(); it != properties.end();) {
      it = holds(*it, "x-since", "x-until", "", feast) ? std::next(it) : properties.erase(it);
    }
  }
  const auto narrow_list = [&](const std::string& list, const std::string& since, const std::string& until) {
    if (!node.is_object() || !node.contains(list) || !node.at(list).is_array()) return;
    json kept = json::array();
    for (const json& word : node.at(list)) {
      if (holds(node, since, until, word.get<std::string>(), feast)) kept.push_back(word);
    }
    node.at(list) = kept;
  };
  narrow_list("enum", "x-enum-since", "x-enum-until");
  narrow_list("required", "x-required-since", "x-required-until");
  if (node.is_object() && !holds(node, "x-default-since", "x-default-until", "", feast)) node.erase("default");
  for (json& child : node) narrow(child, feast);
}

}  // namespace

json expanded_schema(const std::string& name, FeastRelease feast) {
  Expander expander;
  json schema = expander.expand(expander.file(name + ".json"), name + ".json");
  narrow(schema, feast);
  return schema;
}

}  // namespace feastctl::test
