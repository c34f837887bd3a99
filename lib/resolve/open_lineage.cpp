#include <fmt/format.h>

#include "catalog/codes.hpp"
#include "resolve/missing_key.hpp"
#include "resolve/resolve.hpp"

namespace feastctl::resolve {

namespace {

/// A Secret with one required property, a string.
model::SecretUse secret_string(const Field& reference, std::string_view property, const Context& context) {
  if (!reference.present()) return {};
  model::SecretUse use = secret_properties(reference, "", context);
  if (use.values == nullptr) return use;
  const Node* value = use.values->find(property);
  if (value == nullptr) {
    const Node* secret = context.companions.secret(context.store.name_space, use.name);
    if (secret != nullptr) report_missing_key(catalog::kSecretKeyMissing, reference, *secret, property, "", context);
  } else if (!value->is_string()) {
    context.out
        .add(catalog::kSecretNotAString, reference,
             fmt::format("key {} of Secret {} is not a string when read as YAML", property, use.name))
        .with_found(std::string(kind_name(value->kind)))
        .with_expected("string")
        .with_hint("quote the value inside the Secret");
  }
  return use;
}

}  // namespace

void resolve_open_lineage(const Field& spec, const Context& context, model::FeatureStore& store) {
  const Field lineage = spec.child("openlineage");
  if (!lineage.present()) return;
  const Field consumer = lineage.child("consumer");
  model::OpenLineage& resolved = store.open_lineage;
  resolved.config = lineage.node();
  resolved.api_key = secret_string(lineage.child("apiKeySecretRef"), "api_key", context);
  resolved.connection_string = secret_string(consumer.child("connectionStringSecretRef"), "connection_string", context);
  resolved.consumer_api_key = secret_string(consumer.child("apiKeySecretRef"), "api_key", context);
  resolved.lineage_server = consumer.child("lineageServer").node();
}

}  // namespace feastctl::resolve
