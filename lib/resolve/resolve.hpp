/// @file
/// @brief applied → model: follows every reference of a FeatureStore and refuses what the operator refuses
/// (docs/reference/validation.md).
///
/// resolve.cpp fills the model; the other files each follow one kind of reference: secrets.cpp, registry.cpp,
/// authorization.cpp, open_lineage.cpp, batch_engine.cpp; secrets_mode.cpp says what becomes of the values; checks.cpp
/// holds what the operator checks before it builds anything.
#pragma once

#include <optional>

#include "base/diagnostic.hpp"
#include "model/companions.hpp"
#include "model/feature_store.hpp"

namespace feastctl::resolve {

/// What resolving needs beside the applied spec.
struct Context {
  const TreeBuilder& tree;
  const model::Platform& platform;
  const model::Companions& companions;
  const model::StoreDocument& store;
  Diagnostics& out;
};

/// The store for the builders, with the values of its Secrets: apply_secrets_mode comes before any builder. Problems
/// are reported as FS4xx; the result is good to build from only when there was no error.
model::FeatureStore resolve(const Node& applied, const Context& context);

/// What --secrets means for a store that was resolved: with runtime the values of Secrets, checked by now, are
/// forgotten, so that no builder can write them; with inline a warning says which are written.
void apply_secrets_mode(const Node& applied, const Context& context, model::FeatureStore& store);

// The parts; each gets the field of the applied spec (its path begins with `spec`).

/// The value that a Secret holds at a key, decoded (`stringData` wins over `data`), or nothing.
std::optional<std::string_view> secret_value(const Node& secret, std::string_view key, Arena& arena);

/// The typed keys that a store's parameters share with Feast's configuration, which the operator can only fill with the
/// right type.
enum class ParametersOf : std::uint8_t { kOfflineStore, kOnlineStore, kRegistry };

/// Reads a database's parameters; `store` is the `persistence.store` object.
model::SecretUse store_parameters(const Field& store, ParametersOf of, const Context& context);
/// Reads every key of a Secret as YAML of its own (or, with `key`, one mapping); `reference` is the `…SecretRef`
/// object.
model::SecretUse secret_properties(const Field& reference, std::string_view key, const Context& context);

void resolve_registry(const Field& spec, const Context& context, model::FeatureStore& store);
void resolve_authorization(const Field& spec, const Context& context, model::FeatureStore& store);
void resolve_open_lineage(const Field& spec, const Context& context, model::FeatureStore& store);
void resolve_batch_engine(const Field& spec, const Context& context, model::FeatureStore& store);
/// What the operator checks of the whole: servers, paths, the lineage server, free-form keys.
void check_applied(const Field& spec, const Context& context, const model::FeatureStore& store);

/// feast-X-registry.NS.svc.cluster.local and so on: the host of a store's service.
std::string_view service_host(const TreeBuilder& tree, std::string_view store, std::string_view name_space,
                              std::string_view service);

}  // namespace feastctl::resolve
