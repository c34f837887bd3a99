#include "feast/place.hpp"

namespace feastctl::feast {

namespace {

bool is_at(std::string_view place, std::string_view part) {
  return place == part || (place.starts_with(part) && place[part.size()] == '.');
}

/// The place of `key` in an object of the input.
Span key_span(const Node* object, std::initializer_list<std::string_view> maps, std::string_view key) {
  if (object == nullptr) return {};
  for (const std::string_view map : maps) {
    const Node* data = object->find(map);
    const Member* member = data == nullptr ? nullptr : data->find_member(key);
    if (member != nullptr) return member->key_span;
  }
  return {};
}

/// The field of the applied spec, or the nearest above it.
const Node* field_of(const Origin& origin, const model::FeatureStore& store) {
  const Node* field = nullptr;
  const Node* at = store.applied;
  for (const std::string_view key : origin.field) {
    at = key.empty() ? nullptr : lookup(at, {key});
    if (const Node* source = source_of(at)) field = source;
  }
  return field;
}

}  // namespace

Origin origin_of(std::string_view place, const model::FeatureStore& store) {
  const auto& lineage = store.open_lineage;
  const Origin origins[] = {
      {"online_store", &store.online.parameters, {"services", "onlineStore"}},
      {"offline_store", &store.offline.parameters, {"services", "offlineStore"}},
      {"registry", &store.registry.persistence.parameters, {"services", "registry"}},
      {"auth", &store.oidc.secret, {"authz"}},
      {"openlineage.api_key", &lineage.api_key, {"openlineage"}},
      {"openlineage.consumer.connection_string", &lineage.connection_string, {"openlineage", "consumer"}},
      {"openlineage.consumer.api_key", &lineage.consumer_api_key, {"openlineage", "consumer"}},
      {"openlineage", nullptr, {"openlineage"}},
      {"batch_engine", nullptr, {"batchEngine", "configMapRef"}},
      {"feature_server", nullptr, {"services", "onlineStore", "serving"}},
      {"materialization", nullptr, {"materialization"}},
      {"mlflow", nullptr, {"mlflow"}},
      {"data_quality_monitoring", nullptr, {"dataQualityMonitoring"}},
      {"project", nullptr, {"feastProject"}},
  };
  for (const Origin& origin : origins) {
    if (is_at(place, origin.place)) return origin;
  }
  return {};
}

Span place_of(std::string_view place, const Origin& origin, const model::FeatureStore& store,
              const model::Companions& companions) {
  if (origin.from_secret()) {
    const Node* secret = companions.secret(store.name_space, origin.secret->name);
    // Without secretKeyName each property is a key of its own.
    const std::string_view own = place.substr(place.rfind('.') + 1);
    const std::string_view key = origin.secret->key.empty() ? own : origin.secret->key;
    if (const Span at = key_span(secret, {"stringData", "data"}, key); at.known()) return at;
    if (const Node* reference = source_of(origin.secret->reference)) return reference->span;
  }
  if (origin.place == "batch_engine") {
    const Node* engine = lookup(store.applied, {"batchEngine"});
    const Node* map = companions.config_map(store.name_space, string_at(lookup(engine, {"configMapRef"}), "name"));
    if (const Span at = key_span(map, {"data"}, string_at(engine, "configMapKey", "config")); at.known()) return at;
  }
  const Node* field = field_of(origin, store);
  if (field == nullptr) field = store.name_node;
  return field == nullptr ? Span() : field->span;
}

}  // namespace feastctl::feast
