#include "config/config.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/arena.hpp"
#include "base/json_string.hpp"
#include "base/spelling.hpp"
#include "catalog/codes.hpp"
#include "options/options.hpp"
#include "parse/reader.hpp"

namespace feastctl::config {

namespace {

using options::Option;
using options::Value;

/// The value as on the command line, or nothing if it has the wrong type.
std::optional<std::vector<std::string>> values_of(const Option& key, const Node& node, const Source& file) {
  const bool list = key.is_list();
  if (key.is_flag() && node.kind == Kind::kBool) return std::vector<std::string>{node.boolean ? "true" : "false"};
  if (key.value == Value::kNumber && node.kind == Kind::kInteger && node.integer >= 0) {
    return std::vector<std::string>{std::to_string(node.integer)};
  }
  // A release looks like a number, and 0.60 would become 0.6.
  if (key.spells != nullptr && node.kind == Kind::kFloat) {
    return std::vector<std::string>{std::string(file.text.substr(node.span.begin, node.span.end - node.span.begin))};
  }
  if ((key.value == Value::kText || list) && node.is_string()) return std::vector<std::string>{std::string(node.text)};
  if (!list || !node.is_list()) return std::nullopt;
  std::vector<std::string> values;
  for (const Node* item : node.items()) {
    if (!item->is_string()) return std::nullopt;
    values.emplace_back(item->text);
  }
  return values;
}

std::string_view form_of(Value value) {
  switch (value) {
    case Value::kText: return "a string";
    case Value::kFlag: return "true or false";
    case Value::kNumber: return "a number";
    case Value::kList: return "a list of strings";
    case Value::kFlagOrList: return "true, or a list of names";
  }
  return {};
}

/// The values that the key accepts, with the separator between them.
std::string choices_of(const Option& key, std::string_view separator) {
  std::string names;
  for (const options::Choice& choice : options::choices_of(key)) {
    if (!names.empty()) names += separator;
    names += choice.name;
  }
  return names;
}

void report_unknown(const Field& at, Diagnostics& out) {
  std::vector<std::string_view> names;
  for (const Option* key : options::at(options::kConfigFile)) names.push_back(key->name);
  const std::string_view near = nearest(at.key(), names);
  out.add_at_key(catalog::kConfigUnknownKey, at, fmt::format("unknown option `{}` in the configuration file", at.key()))
      .with_hint(near.empty() ? fmt::format("the options are: {}", fmt::join(names, ", "))
                              : fmt::format("did you mean {}?", near));
}

void read_entry(const Field& at, const Source& file, Diagnostics& out, std::vector<Setting>& settings) {
  const auto keys = options::at(options::kConfigFile);
  const auto found = std::ranges::find(keys, at.key(), &Option::name);
  if (found == keys.end()) return report_unknown(at, out);
  if (!at.present()) return;
  const Option& key = **found;
  auto values = values_of(key, *at.node(), file);
  const auto fine = [&](const std::string& value) { return options::problem_with(key, value).empty(); };
  if (values && std::ranges::all_of(*values, fine)) {
    settings.push_back({key.name, std::move(*values), at.span()});
    return;
  }
  Diagnostic& d = out.add(catalog::kConfigValue, at, fmt::format("{} has an invalid value", key.name));
  const bool one = values && values->size() == 1;
  d.with_found(one              ? values->front()
               : at.is_string() ? std::string(at.text())
                                : std::string(kind_name(at.node()->kind)));
  const std::string choices = choices_of(key, " or ");
  const std::string problem = one ? options::problem_with(key, values->front()) : "";
  d.with_expected(choices.empty() ? std::string(form_of(key.value)) : choices);
  if (key.problem != nullptr && !problem.empty()) d.with_hint(problem);
  std::vector<std::string_view> names;
  for (const options::Choice& choice : options::choices_of(key)) names.push_back(choice.name);
  if (const auto near = nearest(d.found, names); !near.empty()) d.with_hint(fmt::format("did you mean {}?", near));
}

/// The schema of a value.
std::string type_of(const Option& key) {
  constexpr std::string_view kTexts = R"({"type": "array", "items": {"type": "string"}})";
  switch (key.value) {
    case Value::kFlag: return R"("type": "boolean")";
    case Value::kNumber: return R"("type": "integer", "minimum": 0)";
    case Value::kList: return fmt::format(R"("anyOf": [{}, {{"type": "string"}}])", kTexts);
    case Value::kFlagOrList:
      return fmt::format(R"("anyOf": [{{"type": "boolean"}}, {}, {{"type": "string"}}])", kTexts);
    case Value::kText: break;
  }
  if (key.spells != nullptr) return R"("type": ["string", "number"])";
  const std::string choices = choices_of(key, "\", \"");
  return choices.empty() ? R"("type": "string")" : fmt::format(R"("type": "string", "enum": ["{}"])", choices);
}

}  // namespace

std::vector<Setting> read(const Sources& sources, SourceId source, Diagnostics& out) {
  Arena arena;
  const TreeBuilder tree(arena);
  std::vector<parse::Document> documents;
  parse::read(sources, source, tree, out, documents);
  if (documents.size() > 1) {
    out.add(catalog::kConfigValue, documents[1].root->span, "a configuration file must contain a single document")
        .with_hint("remove the separator");
  }
  std::vector<Setting> settings;
  if (documents.empty()) return settings;
  const Field root(documents[0].root);
  for (const Member& m : documents[0].root->members()) read_entry(root.child(m), sources.at(source), out, settings);
  return settings;
}

std::string json_schema() {
  std::string out =
      "{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n  \"title\": \"feastctl's configuration file "
      "(.feastctl.yaml)\",\n  \"type\": \"object\",\n  \"additionalProperties\": false,\n  \"properties\": {";
  for (const Option* key : options::at(options::kConfigFile)) {
    out += out.ends_with('{') ? "\n    " : ",\n    ";
    append_json_string(key->name, out);
    out += ": {\"description\": ";
    append_json_string(key->help, out);
    out += fmt::format(", {}}}", type_of(*key));
  }
  return out + "\n  }\n}\n";
}

}  // namespace feastctl::config
