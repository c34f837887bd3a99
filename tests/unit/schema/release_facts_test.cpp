/// Each release's CustomResourceDefinition, field by field, against the tables and against the schema for editors.
#include <doctest/doctest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "definitions.hpp"
#include "explain/explain.hpp"
#include "schema/lookup.hpp"
#include "schema/table.hpp"

using namespace feastctl;
using nlohmann::json;

namespace {

/// What depends on the release of a field: whether it is there and required, its values, its default.
struct Facts {
  bool required = false;
  std::string choices, fallback;
  bool operator==(const Facts&) const = default;
};
using Fields = std::map<std::string, Facts>;

std::string text(const Facts& facts) {
  return (facts.required ? "required; " : "") + facts.choices + "; " + facts.fallback;
}

std::string joined(const json& list) {
  std::string out;
  for (const json& item : list) out += item.get<std::string>() + ",";
  return out;
}

/// A required field that has a default is never missing.
void settle(Fields& fields) {
  for (auto& entry : fields) entry.second.required = entry.second.required && entry.second.fallback.empty();
}

Fields of_definition(Edition edition) {
  Fields fields;
  for (const auto& [path, stated] : feastctl::test::definition(edition).items()) {
    Facts& field = fields[path];
    field.required = stated.contains("required");
    if (stated.contains("enum")) field.choices = joined(stated.at("enum"));
    if (stated.contains("default")) field.fallback = stated.at("default").dump();
  }
  settle(fields);
  return fields;
}

void collect_table(const schema::Type& type, const std::string& path, FeastRelease feast, Fields& out) {
  using schema::Shape;
  Facts& facts = out[path];
  for (const std::string_view choice : schema::choices_in(type, feast)) facts.choices += std::string(choice) + ",";
  if (type.shape == Shape::kList) collect_table(*type.entry, path + "[]", feast, out);
  if (type.shape == Shape::kMap) collect_table(*type.entry, path + "{}", feast, out);
  for (const schema::Property& p : type.properties) {
    if (!p.first_spelling_of.empty() || !p.releases.holds(feast)) continue;
    const std::string below = path + "." + std::string(p.name);
    collect_table(*p.type, below, feast, out);
    out[below].required = p.required_in(feast);
    if (p.has_default(feast)) out[below].fallback = schema::shown(p.default_value);
  }
}

Fields of_tables(Edition edition) {
  Fields fields;
  const auto* spec = schema::find(schema::document(edition.api), "spec");
  collect_table(*spec->type, "spec", edition.feast, fields);
  settle(fields);
  return fields;
}

void collect_schema(const json& root, const json& node, const std::string& path, Fields& out) {
  if (node.contains("$ref")) {
    const std::string ref = node.at("$ref");
    const json& target = root.at(json::json_pointer(ref.substr(1)));
    collect_schema(root, target, path, out);
  }
  Facts& facts = out[path];
  if (node.contains("enum")) facts.choices = joined(node.at("enum"));
  if (node.contains("default")) facts.fallback = node.at("default").dump();
  if (node.contains("items")) collect_schema(root, node.at("items"), path + "[]", out);
  if (node.contains("additionalProperties") && node.at("additionalProperties").is_object()) {
    collect_schema(root, node.at("additionalProperties"), path + "{}", out);
  }
  const json properties = node.value("properties", json::object());
  for (const auto& [name, property] : properties.items()) collect_schema(root, property, path + "." + name, out);
  for (const json& name : node.value("required", json::array()))
    out[path + "." + name.get<std::string>()].required = true;
}

/// What Kubernetes checks in the objects and the definition does not: editors see it as an enum.
constexpr const char* kEnumsOfRules[] = {"spec.cronJob.concurrencyPolicy", "spec.services.deploymentStrategy.type"};

Fields of_editor_schema(Edition edition) {
  const json document = json::parse(explain::editor_schema(edition));
  Fields fields;
  collect_schema(document, document.at("properties").at("spec"), "spec", fields);
  settle(fields);
  for (const char* path : kEnumsOfRules) {
    const auto field = fields.find(path);
    if (field != fields.end()) field->second.choices.clear();
  }
  return fields;
}

/// The first spelling of a field is ours: the cluster does not know it.
void compare(const Fields& wanted, Fields given) {
  given.erase("spec.services.scaling.replicas");
  for (const auto& entry : wanted) {
    INFO(entry.first);
    REQUIRE(given.contains(entry.first));
    CHECK(text(given.at(entry.first)) == text(entry.second));
  }
  for (const auto& entry : given) {
    INFO(entry.first);
    CHECK(wanted.contains(entry.first));
  }
}

}  // namespace

TEST_CASE("each release has the fields, values, defaults and required fields of its own definition") {
  feastctl::test::for_each_edition([](Edition edition) {
    CAPTURE(feastctl::test::name_of(edition));
    const Fields wanted = of_definition(edition);
    CHECK(wanted.size() > 700);
    compare(wanted, of_tables(edition));
    compare(wanted, of_editor_schema(edition));
  });
}
