#include "config/config.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "base/arena.hpp"
#include "base/json_string.hpp"
#include "base/spelling.hpp"
#include "catalog/codes.hpp"
#include "parse/reader.hpp"

namespace feastctl::config {

namespace {

constexpr std::string_view kPlatforms[] = {"kubernetes", "openshift"};
constexpr std::string_view kSecrets[] = {"runtime", "inline"};
constexpr std::string_view kShared[] = {"include", "exclude", "only"};
constexpr std::string_view kTools[] = {"none", "argocd", "flux"};
constexpr std::string_view kSeverities[] = {"error", "warning"};
constexpr std::string_view kColors[] = {"auto", "always", "never"};

constexpr std::array kKeys{
    Key{"platform", Takes::kText, "The platform that the bundle is for.", kPlatforms},
    Key{"api", Takes::kList, "API groups and versions that the cluster serves, such as monitoring.coreos.com/v1."},
    Key{"feature-server-image", Takes::kText, "The image of servers that name none."},
    Key{"cron-job-image", Takes::kText, "The image of cron jobs that name none."},
    Key{"oidc-issuer", Takes::kText, "The issuer URL of the cluster's OIDC provider."},
    Key{"operator-namespace", Takes::kText, "The namespace of the discovery ConfigMaps."},
    Key{"secrets", Takes::kText, "Where values of Secrets are merged.", kSecrets},
    Key{"shared", Takes::kText, "Objects that several stores have in common.", kShared},
    Key{"discovery", Takes::kFlag, "The discovery ConfigMaps too."},
    Key{"external-autoscaler", Takes::kFlagOrList,
        "Something else scales every store's Deployment (true), or those of the named stores."},
    Key{"gitops", Takes::kText, "The tool that will apply the output.", kTools},
    Key{"namespace", Takes::kText, "The namespace of documents that name none."},
    Key{"jobs", Takes::kNumber, "Threads."},
    Key{"fail-on", Takes::kText, "The least severity that makes a run fail.", kSeverities},
    Key{"ignore", Takes::kList, "Codes whose warnings and notes do not count."},
    Key{"color", Takes::kText, "Colour in messages.", kColors},
    Key{"quiet", Takes::kFlag, "Errors only."},
};

/// The value as the command line would have it, or nothing when it has another form than the key takes.
std::optional<std::vector<std::string>> values_of(const Key& key, const Node& node) {
  const bool list = key.takes == Takes::kList || key.takes == Takes::kFlagOrList;
  const bool flag = key.takes == Takes::kFlag || key.takes == Takes::kFlagOrList;
  if (flag && node.kind == Kind::kBool) return std::vector<std::string>{node.boolean ? "true" : "false"};
  if (key.takes == Takes::kNumber && node.kind == Kind::kInteger && node.integer >= 0) {
    return std::vector<std::string>{std::to_string(node.integer)};
  }
  if ((key.takes == Takes::kText || list) && node.is_string()) return std::vector<std::string>{std::string(node.text)};
  if (!list || !node.is_list()) return std::nullopt;
  std::vector<std::string> values;
  for (const Node* item : node.items()) {
    if (!item->is_string()) return std::nullopt;
    values.emplace_back(item->text);
  }
  return values;
}

std::string_view form_of(Takes takes) {
  switch (takes) {
    case Takes::kText: return "a text";
    case Takes::kFlag: return "true or false";
    case Takes::kNumber: return "a number";
    case Takes::kList: return "a list of texts";
    case Takes::kFlagOrList: return "true, or a list of names";
  }
  return {};
}

void report_unknown(const Field& at, Diagnostics& out) {
  std::vector<std::string_view> names;
  for (const Key& key : kKeys) names.push_back(key.name);
  const std::string_view near = nearest(at.key(), names);
  out.add_at_key(catalog::kConfigUnknownKey, at, fmt::format("{} is no option of the configuration file", at.key()))
      .with_hint(near.empty() ? fmt::format("there are: {}", fmt::join(names, ", "))
                              : fmt::format("did you mean {}?", near));
}

void read_entry(const Field& at, Diagnostics& out, std::vector<Setting>& settings) {
  const auto* const key = std::ranges::find(kKeys, at.key(), &Key::name);
  if (key == kKeys.end()) return report_unknown(at, out);
  if (!at.present()) return;
  auto values = values_of(*key, *at.node());
  const bool legal =
      values && (key->choices.empty() ||
                 std::ranges::find(key->choices, std::string_view(values->front())) != key->choices.end());
  if (legal) {
    settings.push_back({key->name, std::move(*values), at.span()});
    return;
  }
  Diagnostic& d = out.add(catalog::kConfigValue, at, fmt::format("{} does not take this value", key->name));
  d.with_found(at.is_string() ? std::string(at.text()) : std::string(kind_name(at.node()->kind)));
  d.with_expected(key->choices.empty() ? std::string(form_of(key->takes))
                                       : fmt::format("{}", fmt::join(key->choices, " or ")));
}

/// The schema of a value.
std::string type_of(const Key& key) {
  constexpr std::string_view kTexts = R"({"type": "array", "items": {"type": "string"}})";
  switch (key.takes) {
    case Takes::kFlag: return R"("type": "boolean")";
    case Takes::kNumber: return R"("type": "integer", "minimum": 0)";
    case Takes::kList: return fmt::format(R"("anyOf": [{}, {{"type": "string"}}])", kTexts);
    case Takes::kFlagOrList:
      return fmt::format(R"("anyOf": [{{"type": "boolean"}}, {}, {{"type": "string"}}])", kTexts);
    case Takes::kText: break;
  }
  if (key.choices.empty()) return R"("type": "string")";
  return fmt::format(R"("type": "string", "enum": ["{}"])", fmt::join(key.choices, "\", \""));
}

}  // namespace

std::span<const Key> keys() {
  return kKeys;
}

std::vector<Setting> read(const Sources& sources, SourceId source, Diagnostics& out) {
  Arena arena;
  const TreeBuilder tree(arena);
  std::vector<parse::Document> documents;
  parse::read(sources, source, tree, out, documents);
  if (documents.size() > 1) {
    out.add(catalog::kConfigValue, documents[1].root->span, "a configuration file holds one document")
        .with_hint("remove the separator");
  }
  std::vector<Setting> settings;
  if (documents.empty()) return settings;
  const Field root(documents[0].root);
  for (const Member& m : documents[0].root->members()) read_entry(root.child(m), out, settings);
  return settings;
}

std::string json_schema() {
  std::string out =
      "{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n  \"title\": \"feastctl's configuration file "
      "(.feastctl.yaml)\",\n  \"type\": \"object\",\n  \"additionalProperties\": false,\n  \"properties\": {";
  for (const Key& key : kKeys) {
    out += &key == kKeys.data() ? "\n    " : ",\n    ";
    append_json_string(key.name, out);
    out += ": {\"description\": ";
    append_json_string(key.about, out);
    out += fmt::format(", {}}}", type_of(key));
  }
  return out + "\n  }\n}\n";
}

}  // namespace feastctl::config
