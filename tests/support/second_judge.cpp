#include "support/second_judge.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#define VALIJSON_USE_EXCEPTIONS 1
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "base/diagnostic.hpp"
#include "support/expanded_schema.hpp"
#include "support/tree.hpp"
#include "validate/schema.hpp"

namespace feastctl::test {

namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 4> kBeyondJsonSchema{"FS207", "FS208", "FS209", "FS210"};

/// Says in JSON Schema's words what `format: int32` means to the operator; valijson's own formats are for strings only.
void bound_integers(json& node) {
  if (!node.is_structured()) return;
  if (node.is_object() && node.value("format", json()) == "int32") {
    const std::int64_t lowest = std::numeric_limits<std::int32_t>::min();
    if (!node.contains("minimum")) node["minimum"] = lowest;
    node["maximum"] = std::numeric_limits<std::int32_t>::max();
  }
  if (node.is_object() && node.contains("format") && node.at("format").is_string()) node.erase("format");
  for (json& child : node) bound_integers(child);
}

/// Lets an object that the schema says nothing more of be anything: it is metav1.FieldsV1, which Kubernetes takes as it
/// is and looks into later.
void open_raw_values(json& node) {
  if (!node.is_structured()) return;
  if (node.is_object() && node.value("type", json()) == "object" && !node.contains("properties") &&
      !node.contains("additionalProperties")) {
    node.erase("type");
  }
  for (json& child : node) open_raw_values(child);
}

/// Whole floats as integers, as the API server takes them.
void settle_numbers(json& node) {
  constexpr double kExact = 9007199254740991.0;
  if (node.is_number_float()) {
    const double value = node.get<double>();
    if (std::abs(value) <= kExact && std::trunc(value) == value) node = static_cast<std::int64_t>(value);
  } else if (node.is_structured()) {
    for (json& child : node) settle_numbers(child);
  }
}

/// What the schema says of the entry `key`, or null when it knows no such entry.
const json& entry_schema(const json& schema, const std::string& key) {
  static const json none;
  if (const auto it = schema.find("properties"); it != schema.end() && it->contains(key)) return it->at(key);
  const auto it = schema.find("additionalProperties");
  return it != schema.end() && it->is_object() ? *it : none;
}

/// Drops the nulls of fields that the schema knows, as the API server does.
void drop_nulls(json& node, const json& schema) {
  if (node.is_array() && schema.contains("items")) {
    for (json& item : node) drop_nulls(item, schema.at("items"));
  }
  if (!node.is_object()) return;
  for (auto it = node.begin(); it != node.end();) {
    const json& below = entry_schema(schema, it.key());
    if (it->is_null() && !below.is_null()) {
      it = node.erase(it);
    } else {
      if (!below.is_null()) drop_nulls(*it, below);
      ++it;
    }
  }
}

}  // namespace

struct SecondJudge::Parts {
  json text;
  valijson::Schema schema;
};

SecondJudge::SecondJudge(Edition edition) : edition_(edition), parts_(std::make_unique<Parts>()) {
  json& text = parts_->text;
  text = expanded_schema(edition.api == ApiVersion::kV1 ? "featurestore-v1" : "featurestore-v1alpha1", edition.feast);
  text.at("properties")["status"] = json::object();  // dropped unread by the cluster, so not judged here
  json& required = text.at("required");              // a missing metadata is reported as a missing name
  required.erase(std::find(required.begin(), required.end(), json("metadata")));
  bound_integers(text);
  open_raw_values(text);
  valijson::SchemaParser parser;
  parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(text), parts_->schema);
}

SecondJudge::~SecondJudge() = default;

std::optional<std::string> SecondJudge::disagreement(const Node& store) const {
  Diagnostics out;
  validate::check_schema(store, edition_, out);
  std::string ours;
  bool beyond = false;
  for (const Diagnostic& d : out.all()) {
    if (d.path == "status" || d.path.starts_with("status.")) continue;
    const bool only_ours = std::ranges::find(kBeyondJsonSchema, d.rule->code) != kBeyondJsonSchema.end();
    beyond |= d.rule->code == "FS207";
    if (!only_ours) ours += std::string(d.rule->code) + " at " + d.path + "; ";
  }

  json document = json::parse(json_text(store));
  drop_nulls(document, parts_->text);
  settle_numbers(document);
  valijson::Validator validator;
  valijson::ValidationResults results;
  const bool accepted = validator.validate(parts_->schema, valijson::adapters::NlohmannJsonAdapter(document), &results);
  if (accepted == ours.empty() || (!accepted && beyond)) return std::nullopt;

  std::string theirs;
  valijson::ValidationResults::Error error;
  while (results.popError(error))
    theirs = (error.context.empty() ? "" : error.context.back()) + ": " + error.description + "; " + theirs;
  return "ours: " + (ours.empty() ? "fine" : ours) + "\ntheirs: " + (accepted ? "fine" : theirs);
}

}  // namespace feastctl::test
