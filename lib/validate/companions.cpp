#include "validate/companions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/base64.hpp"
#include "base/names.hpp"
#include "base/spelling.hpp"
#include "catalog/codes.hpp"

namespace feastctl::validate {

namespace {

constexpr std::array<std::string_view, 7> kSecretFields{"apiVersion", "kind", "metadata", "data",
                                                        "stringData", "type", "immutable"};
constexpr std::array<std::string_view, 6> kConfigMapFields{"apiVersion", "kind",       "metadata",
                                                           "data",       "binaryData", "immutable"};

/// Whether a check is about Secrets or ConfigMaps.
struct Companion {
  std::string_view kind;
  std::span<const std::string_view> fields;
  std::string_view encoded;  ///< the field with base64 values
  std::string_view plain;    ///< the field with plain values
};

constexpr Companion kSecret{"Secret", kSecretFields, "data", "stringData"};
constexpr Companion kConfigMap{"ConfigMap", kConfigMapFields, "binaryData", "data"};

void check_name(const Field& object, const Companion& companion, Diagnostics& out) {
  const Field metadata = object.child("metadata");
  const Field name = metadata.child("name");
  if (!name.present() || name.text().empty()) {
    if (!metadata.child("generateName").text().empty()) return;
    out.add(catalog::kCompanionName, name, fmt::format("the {} has no name", companion.kind))
        .with_hint("add metadata: {name: …}");
    return;
  }
  if (const auto problem = dns1123_subdomain_problem(name.text())) {
    out.add(catalog::kCompanionName, name, fmt::format("the {}'s name {}", companion.kind, *problem))
        .with_found(std::string(name.text()));
  }
}

void check_unknown_fields(const Field& object, const Companion& companion, Diagnostics& out) {
  for (const Member& m : object.node()->members()) {
    if (std::ranges::find(companion.fields, m.key) != companion.fields.end()) continue;
    auto& d = out.add_at_key(catalog::kCompanionUnknown, object.child(m),
                             fmt::format("unknown field `{1}` in the {0}", companion.kind, m.key));
    const auto near = nearest(m.key, companion.fields);
    if (!near.empty()) d.with_hint(fmt::format("did you mean {}?", near));
  }
}

void check_entry(const Field& entry, const Companion& companion, bool encoded, Diagnostics& out) {
  if (const auto problem = config_map_key_problem(entry.key())) {
    out.add_at_key(catalog::kCompanionKey, entry, fmt::format("key `{}` {}", entry.key(), *problem));
  }
  if (!entry.present()) return;
  if (!entry.is_string()) {
    out.add(catalog::kCompanionField, entry,
            fmt::format("the values in the data of a {} must be strings", companion.kind))
        .with_found(std::string(kind_name(entry.node()->kind)))
        .with_expected("string")
        .with_hint("quote the value");
  } else if (encoded && !base64_decode(entry.text())) {
    out.add(catalog::kCompanionField, entry,
            fmt::format("the value is not valid base64, as required in {} of a {}", companion.encoded, companion.kind))
        .with_hint(companion.kind == "Secret" ? "write it as plain text under stringData instead"
                                              : "write it as plain text under data instead");
  }
}

void check_data(const Field& data, const Companion& companion, bool encoded, Diagnostics& out) {
  if (!data.present()) return;
  if (!data.is_map()) {
    out.add(catalog::kCompanionField, data,
            fmt::format("{} of a {} must be a map of keys to values", data.key(), companion.kind))
        .with_found(std::string(kind_name(data.node()->kind)))
        .with_expected("object");
    return;
  }
  for (const Member& m : data.node()->members()) check_entry(data.child(m), companion, encoded, out);
}

void check(const Node& node, const Companion& companion, Diagnostics& out) {
  const Field object(&node);
  check_name(object, companion, out);
  check_unknown_fields(object, companion, out);
  check_data(object.child(companion.encoded), companion, true, out);
  check_data(object.child(companion.plain), companion, false, out);
}

}  // namespace

void check_companions(std::span<const Node* const> objects, Diagnostics& out) {
  for (const Node* object : objects) {
    if (string_at(object, "apiVersion") != "v1") continue;
    const auto kind = string_at(object, "kind");
    if (kind == "Secret") check(*object, kSecret, out);
    if (kind == "ConfigMap") check(*object, kConfigMap, out);
  }
}

}  // namespace feastctl::validate
