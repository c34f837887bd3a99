#include "support/expanded_schema.hpp"

#include <map>
#include <nlohmann/json.hpp>

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

  /// `node` of the file `name` with its references filled in; what stands beside a $ref wins over what it refers to.
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

}  // namespace

json expanded_schema(const std::string& name) {
  Expander expander;
  return expander.expand(expander.file(name + ".json"), name + ".json");
}

}  // namespace feastctl::test
