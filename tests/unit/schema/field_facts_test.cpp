#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>

#include "support/expanded_schema.hpp"

using nlohmann::json;

namespace {

using Facts = std::map<std::string, std::set<std::string>>;  // path → its type and constraints

std::string type_word(const json& node) {
  if (node.contains("x-kubernetes-int-or-string")) return "int-or-string";
  const bool open = node.contains("additionalProperties") && node.at("additionalProperties").is_object();
  return open ? "map" : node.at("type").get<std::string>();
}

std::string joined(const json& list) {
  std::string text;
  for (const json& item : list) text += (text.empty() ? "" : ",") + item.get<std::string>();
  return text;
}

std::set<std::string> facts_of(const json& node, bool required) {
  std::set<std::string> facts{"type=" + type_word(node)};
  if (required) facts.insert("required");
  if (type_word(node) == "integer" || type_word(node) == "string") {
    if (node.contains("format")) facts.insert("format=" + node.at("format").get<std::string>());
  }
  if (node.contains("minimum")) facts.insert("minimum=" + node.at("minimum").dump());
  if (node.contains("maximum")) facts.insert("maximum=" + node.at("maximum").dump());
  if (node.contains("pattern")) facts.insert("pattern=" + node.at("pattern").get<std::string>());
  if (node.contains("enum")) facts.insert("enum=" + joined(node.at("enum")));
  if (node.contains("default")) facts.insert("default=" + node.at("default").dump());
  if (node.contains("x-kubernetes-list-type")) {
    facts.insert("list=" + node.at("x-kubernetes-list-type").get<std::string>());
  }
  if (node.contains("x-kubernetes-list-map-keys"))
    facts.insert("keys=" + joined(node.at("x-kubernetes-list-map-keys")));
  if (node.contains("x-kubernetes-map-type"))
    facts.insert("map=" + node.at("x-kubernetes-map-type").get<std::string>());
  return facts;
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

Facts facts_in(std::istream& in) {
  Facts facts;
  std::string line;
  std::getline(in, line);  // the heading
  while (std::getline(in, line)) {
    std::istringstream columns(line);
    std::string path, type, rest, word;
    std::getline(columns, path, '\t');
    std::getline(columns, type, '\t');
    std::getline(columns, rest, '\t');
    std::set<std::string>& words = facts[path];
    words.insert("type=" + type);
    std::istringstream constraints(rest);
    while (constraints >> word) words.insert(word);
  }
  return facts;
}

std::string text(const std::set<std::string>& words) {
  std::string out;
  for (const auto& w : words) out += w + " ";
  return out;
}

void compare_with_facts(const std::string& version) {
  const auto table = std::filesystem::path(FEASTCTL_SHARED_DIR) / "spec" / ("fields-" + version + ".tsv");
  std::ifstream in(table);
  if (!in) {
    MESSAGE("skipped: there is no " << table.string());
    return;
  }
  const Facts wanted = facts_in(in);
  Facts ours;
  collect(
      feastctl::test::expanded_schema("featurestore-" + version, feastctl::kLatestFeast).at("properties").at("spec"),
      "spec", false, ours);
  ours["spec"].erase("required");
  CHECK(wanted.size() > 800);
  for (const auto& [path, facts] : wanted) {
    const auto& given = path;  // clang 14 captures no structured binding
    INFO(given);
    CHECK(text(ours[path]) == text(facts));
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

TEST_CASE("the schemas state the same facts as the cluster's definition, field by field") {
  SUBCASE("v1") {
    compare_with_facts("v1");
  }
  SUBCASE("v1alpha1") {
    compare_with_facts("v1alpha1");
  }
}

TEST_CASE("every field is described") {
  check_descriptions(feastctl::test::expanded_schema("featurestore-v1", feastctl::kLatestFeast), "");
  check_descriptions(feastctl::test::expanded_schema("featurestore-v1alpha1", feastctl::kLatestFeast), "");
}
