#include <doctest/doctest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>

#include "definitions.hpp"
#include "support/expanded_schema.hpp"

using nlohmann::json;

namespace {

using Facts = std::map<std::string, std::set<std::string>>;  // path → its type and constraints

std::string type_word(const json& node) {
  if (node.contains("x-kubernetes-int-or-string")) return "int-or-string";
  const bool open = node.contains("additionalProperties") && node.at("additionalProperties").is_object();
  return open ? "map" : node.at("type").get<std::string>();
}

/// The facts of a field as words: `type=string`, `required`, `enum=["a","b"]`. A required field that has a default is
/// never missing, so `required` says nothing there.
std::set<std::string> words_of(const json& facts) {
  std::set<std::string> words;
  for (const auto& [name, value] : facts.items()) {
    if (name == "required" && facts.contains("default")) continue;
    words.insert(name == "required" ? name
                                    : name + "=" + (value.is_string() ? value.get<std::string>() : value.dump()));
  }
  return words;
}

/// What our schema states of a field, as the layer `definitions` names it.
std::set<std::string> facts_of(const json& node, bool required) {
  json facts{{"type", type_word(node)}};
  if (required) facts["required"] = true;
  const bool scalar = type_word(node) == "integer" || type_word(node) == "string";
  const std::pair<const char*, const char*> keywords[] = {{"format", "format"},
                                                          {"minimum", "minimum"},
                                                          {"maximum", "maximum"},
                                                          {"pattern", "pattern"},
                                                          {"enum", "enum"},
                                                          {"default", "default"},
                                                          {"x-kubernetes-list-type", "list"},
                                                          {"x-kubernetes-list-map-keys", "keys"},
                                                          {"x-kubernetes-map-type", "map"}};
  for (const auto& [keyword, name] : keywords) {
    if (node.contains(keyword) && (scalar || std::string(name) != "format")) facts[name] = node.at(keyword);
  }
  return words_of(facts);
}

void collect(const json& node, const std::string& path, bool required, Facts& out) {
  out[path] = facts_of(node, required);
  if (node.contains("items")) collect(node.at("items"), path + "[]", false, out);
  if (type_word(node) == "map") collect(node.at("additionalProperties"), path + "{}", false, out);
  if (!node.contains("properties")) return;
  const auto list = node.value("required", json::array());
  for (const auto& [name, property] : node.at("properties").items()) {
    if (property.contains("x-first-spelling")) continue;  // ours: the cluster does not know it
    const bool needed = std::find(list.begin(), list.end(), json(name)) != list.end();
    collect(property, path + "." + name, needed, out);
  }
}

std::string text(const std::set<std::string>& words) {
  std::string out;
  for (const auto& w : words) out += w + " ";
  return out;
}

void compare_with_definition(feastctl::Edition edition) {
  CAPTURE(feastctl::test::name_of(edition));
  const std::string schema = edition.api == feastctl::ApiVersion::kV1 ? "featurestore-v1" : "featurestore-v1alpha1";
  Facts ours;
  collect(feastctl::test::expanded_schema(schema, edition.feast).at("properties").at("spec"), "spec", false, ours);
  ours["spec"].erase("required");
  const json& wanted = feastctl::test::definition(edition);
  CHECK(wanted.size() > 700);
  for (const auto& [path, facts] : wanted.items()) {
    const auto& given = path;  // clang 14 captures no structured binding
    INFO(given);
    CHECK(text(ours[path]) == text(words_of(facts)));
  }
  for (const auto& entry : ours) {
    INFO(entry.first);
    CHECK(wanted.contains(entry.first));
  }
}

void check_descriptions(const json& node, const std::string& path) {
  if (node.contains("items")) check_descriptions(node.at("items"), path + "[]");
  if (!node.contains("properties")) return;
  for (const auto& [name, property] : node.at("properties").items()) {
    const std::string place = path + "." + name;  // clang 14 captures no structured binding
    INFO(place);
    CHECK(property.value("description", "").size() > 10);
    check_descriptions(property, path + "." + name);
  }
}

}  // namespace

TEST_CASE("the schemas state the same facts as each release's definition, field by field") {
  feastctl::test::for_each_edition(compare_with_definition);
}

TEST_CASE("every field is described") {
  check_descriptions(feastctl::test::expanded_schema("featurestore-v1", feastctl::kLatestFeast), "");
  check_descriptions(feastctl::test::expanded_schema("featurestore-v1alpha1", feastctl::kLatestFeast), "");
}
