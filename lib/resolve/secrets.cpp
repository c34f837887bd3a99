#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/ascii.hpp"
#include "base/base64.hpp"
#include "base/names.hpp"
#include "catalog/codes.hpp"
#include "parse/reader.hpp"
#include "resolve/missing_key.hpp"
#include "resolve/resolve.hpp"

namespace feastctl::resolve {

namespace {

using model::SecretsMode;

/// A key of a store's parameters that is also a field of the operator's own configuration type, in any case. If that
/// field is still empty, it gets the value, so a different type crashes the operator.
struct TypedKey {
  std::string_view field;  ///< the Go field
  std::string_view key;    ///< the key in feature_store.yaml
  enum class Takes : std::uint8_t { kString, kInteger, kMapping, kNothing, kAnything } takes;
};

using Takes = TypedKey::Takes;

constexpr std::array kOfflineKeys{
    TypedKey{"Host", "host", Takes::kString},  TypedKey{"Type", "type", Takes::kAnything},
    TypedKey{"Port", "port", Takes::kInteger}, TypedKey{"Scheme", "scheme", Takes::kString},
    TypedKey{"Cert", "cert", Takes::kString},  TypedKey{"DBParameters", "", Takes::kMapping}};
constexpr std::array kOnlineKeys{TypedKey{"Path", "path", Takes::kString}, TypedKey{"Type", "type", Takes::kAnything},
                                 TypedKey{"Cert", "cert", Takes::kString},
                                 TypedKey{"DBParameters", "", Takes::kMapping}};
constexpr std::array kRegistryKeys{TypedKey{"Path", "path", Takes::kString},
                                   TypedKey{"RegistryType", "registry_type", Takes::kAnything},
                                   TypedKey{"Cert", "cert", Takes::kString},
                                   TypedKey{"S3AdditionalKwargs", "s3_additional_kwargs", Takes::kNothing},
                                   TypedKey{"CacheTTLSeconds", "cache_ttl_seconds", Takes::kNothing},
                                   TypedKey{"CacheMode", "cache_mode", Takes::kNothing},
                                   TypedKey{"Mcp", "mcp", Takes::kNothing},
                                   TypedKey{"DBParameters", "", Takes::kMapping}};

std::span<const TypedKey> typed_keys(ParametersOf of) {
  switch (of) {
    case ParametersOf::kOfflineStore: return kOfflineKeys;
    case ParametersOf::kOnlineStore: return kOnlineKeys;
    case ParametersOf::kRegistry: return kRegistryKeys;
  }
  return {};
}

const TypedKey* typed_key(std::span<const TypedKey> keys, std::string_view key) {
  const auto it = std::ranges::find_if(
      keys, [key](const TypedKey& t) { return equal_ignoring_case(t.field, key) || equal_ignoring_case(t.key, key); });
  return it == keys.end() ? nullptr : &*it;
}

bool fits(const TypedKey& key, const Node& value) {
  switch (key.takes) {
    case Takes::kAnything: return true;
    case Takes::kNothing: return false;
    case Takes::kString: return value.kind == Kind::kString;
    case Takes::kInteger: return value.kind == Kind::kInteger;
    case Takes::kMapping: return value.kind == Kind::kMap;
  }
  return false;
}

std::string_view wanted(const TypedKey& key) {
  switch (key.takes) {
    case Takes::kString: return "a string";
    case Takes::kInteger: return "an integer";
    case Takes::kMapping: return "a mapping";
    default: return "no such key; set it in the FeatureStore instead";
  }
}

bool is_empty(const Node& value) {
  return (value.is_string() && value.text.empty()) || (value.kind == Kind::kInteger && value.integer == 0);
}

/// The remaining cache settings of a registry: seconds as an integer and the mode as a string; everything else is
/// dropped.
const Node* cache_setting(const TreeBuilder& tree, std::string_view key, const Node& value) {
  if (key == "cache_mode") return value.is_string() ? &value : nullptr;
  if (value.kind == Kind::kInteger) return tree.integer(static_cast<std::int32_t>(value.integer));
  if (value.kind == Kind::kFloat) return tree.integer(static_cast<std::int32_t>(value.number));
  return nullptr;
}

/// The parameters as they end up in feature_store.yaml beside the type.
const Node* merged_parameters(const Node& values, ParametersOf of, const Field& reference, const model::SecretUse& use,
                              const Context& context) {
  const auto keys = typed_keys(of);
  Node* merged = context.tree.map();
  const bool mcp = context.platform.has(feature::kRegistryMcp);
  for (const Member& m : values.members()) {
    if (of == ParametersOf::kRegistry && (m.key == "cache_ttl_seconds" || m.key == "cache_mode")) {
      context.tree.add(merged, m.key, cache_setting(context.tree, m.key, *m.value));
      continue;
    }
    const TypedKey* typed = typed_key(keys, m.key);
    if (typed == nullptr || (!mcp && typed->field == "Mcp")) {
      context.tree.add(merged, m.key, m.value);
      continue;
    }
    if (typed->takes == Takes::kAnything) continue;  // the type is that of the store
    if (!fits(*typed, *m.value)) {
      context.out
          .add(catalog::kSecretParameterType, reference,
               fmt::format("key {} of Secret {} contains a parameter \"{}\" of the wrong type", use.key, use.name,
                           typed->key.empty() ? typed->field : typed->key))
          .with_found(std::string(kind_name(m.value->kind)))
          .with_expected(std::string(wanted(*typed)));
      continue;
    }
    if (typed->takes != Takes::kMapping && !is_empty(*m.value)) context.tree.add(merged, typed->key, m.value);
  }
  return merged;
}

/// The Secret; reports an error if it is missing or has no name.
const Node* find_secret(const Field& reference, std::string_view name, const Context& context) {
  if (name.empty()) {
    context.out.add(catalog::kReferenceWithoutName, reference, "the reference to a Secret has no name")
        .with_hint("write the name of the Secret: secretRef: {name: my-secret}");
    return nullptr;
  }
  const Node* secret = context.companions.secret(context.store.name_space, name);
  if (secret != nullptr) return secret;
  if (const auto problem = dns1123_subdomain_problem(name)) {
    context.out.add(catalog::kSecretMissing, reference, fmt::format("not a valid Secret name: it {}", *problem))
        .with_found(std::string(name));
  } else if (context.platform.secrets == SecretsMode::kInline) {
    context.out
        .add(catalog::kSecretMissing, reference,
             fmt::format("Secret {}/{} is not in the input", context.store.name_space, name))
        .with_hint("add the Secret's file to the input, or use --secrets=runtime to read it in the cluster")
        .with_cause(context.companions.why_missing(name, reference.span()));
  } else {
    context.out
        .add(catalog::kSecretNotChecked, reference,
             fmt::format("Secret {}/{} is not in the input, so its content was not checked", context.store.name_space,
                         name))
        .with_cause(context.companions.why_missing(name, reference.span()));
  }
  return nullptr;
}

/// Even if a Secret is not in the input, its key must be valid; `owner` contains secretKeyName.
void check_key(const Field& owner, const model::SecretUse& use, const Context& context) {
  const auto problem = config_map_key_problem(use.key);
  if (!problem) return;
  const Field key = owner.child("secretKeyName");
  context.out.add(catalog::kSecretKeyMissing, key, fmt::format("not a valid Secret key: it {}", *problem))
      .with_found(std::string(use.key));
}

/// A `type` within the parameters that contradicts the store's own.
bool type_clashes(const Node& values, std::string_view key, std::string_view type, const Field& reference,
                  const model::SecretUse& use, const Context& context) {
  const Node* value = values.find(key);
  if (value == nullptr || (value->is_string() && value->text == type)) return false;
  context.out
      .add(catalog::kSecretTypeClash, reference,
           fmt::format(R"(key {} of Secret {} sets a different "{}")", use.key, use.name, key))
      .with_expected(type.empty() ? fmt::format(R"(no "{}" in the Secret)", key)
                                  : fmt::format(R"("{}: {}", or no "{}" at all)", key, type, key))
      .with_hint(fmt::format(R"(remove "{}" from the Secret)", key));
  return true;
}

/// The mapping in one key of the Secret.
const Node* read_mapping(const Node& secret, const Field& reference, const model::SecretUse& use, std::string_view type,
                         const Context& context) {
  const auto text = secret_value(secret, use.key, context.tree.arena());
  if (!text) {
    report_missing_key(catalog::kSecretKeyMissing, reference, secret, use.key, ", or set secretKeyName to another key",
                       context);
    return nullptr;
  }
  const auto values = parse::read_embedded(*text, context.tree, parse::Embedded::kMap);
  if (!values.ok()) {
    context.out
        .add(catalog::kSecretNotAMapping, reference,
             fmt::format("key {} of Secret {} is not a YAML mapping", use.key, use.name))
        .with_expected("parameters as YAML, such as\nhost: db.example\nport: 5432");
    return nullptr;
  }
  const bool clash = type_clashes(*values.root, "type", type, reference, use, context) |
                     type_clashes(*values.root, "registry_type", type, reference, use, context);
  return clash ? nullptr : values.root;
}

/// Every key of the Secret, as a property.
const Node* read_properties(const Node& secret, const Field& reference, const model::SecretUse& use,
                            const Context& context) {
  Node* properties = context.tree.map();
  const auto read = [&](const Member& entry) {
    const std::string_view key = entry.key;
    if (properties->find_member(key) != nullptr) return;
    const auto text = secret_value(secret, key, context.tree.arena());
    const auto value =
        text ? parse::read_embedded(*text, context.tree, parse::Embedded::kValue) : parse::EmbeddedResult();
    if (!value.ok()) {
      // Reports the place, not the name, because a mistake can turn a value into a key.
      context.out
          .add(catalog::kSecretNotAMapping, reference, fmt::format("a key of Secret {} is not valid YAML", use.name))
          .notes.push_back({"this key", entry.key_span, {}});
      return;
    }
    context.tree.add(properties, key, value.root);
  };
  for (const std::string_view part : {"stringData", "data"}) {
    const Node* values = lookup(&secret, {part});
    if (values == nullptr) continue;
    for (const Member& m : values->members()) read(m);
  }
  return properties;
}

}  // namespace

std::optional<std::string_view> secret_value(const Node& secret, std::string_view key, Arena& arena) {
  const Node* plain = lookup(&secret, {"stringData", key});
  if (plain != nullptr && plain->is_string()) return plain->text;
  const Node* data = lookup(&secret, {"data"});
  const Node* encoded = data == nullptr ? nullptr : data->find(key);
  if (encoded == nullptr) return std::nullopt;
  if (!encoded->is_string()) return std::string_view();  // an explicit null is an empty value
  const auto bytes = base64_decode(encoded->text);
  if (!bytes) return std::nullopt;
  return arena.copy(*bytes);
}

model::SecretUse store_parameters(const Field& store, ParametersOf of, const Context& context) {
  const Field reference = store.child("secretRef");
  const Field name = reference.child("name");
  const std::string_view type = store.child("type").text();
  model::SecretUse use{.name = name.text(),
                       .key = store.child("secretKeyName").text(),
                       .reference = name.present() ? name.node() : store.node()};
  if (use.key.empty()) use.key = type;
  const Field& place = reference.present() ? reference : store;
  const Node* secret = find_secret(place, use.name, context);
  if (secret == nullptr) return check_key(store, use, context), use;
  const Node* values = read_mapping(*secret, place, use, type, context);
  if (values != nullptr) use.values = merged_parameters(*values, of, place, use, context);
  return use;
}

model::SecretUse secret_properties(const Field& reference, std::string_view key, const Context& context) {
  model::SecretUse use{.name = reference.child("name").text(), .key = key, .reference = reference.node()};
  const Node* secret = find_secret(reference, use.name, context);
  if (secret == nullptr) {
    if (!key.empty() && reference.parent() != nullptr) check_key(*reference.parent(), use, context);
    return use;
  }
  use.values = key.empty() ? read_properties(*secret, reference, use, context)
                           : read_mapping(*secret, reference, use, "", context);
  if (use.values != nullptr && use.values->is_null()) use.values = context.tree.map();
  return use;
}

}  // namespace feastctl::resolve
