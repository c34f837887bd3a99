#include "feast/environment.hpp"

#include <algorithm>
#include <array>

#include "model/service_type.hpp"
#include "resolve/resolve.hpp"

namespace feastctl::feast {

namespace {

using Known = Setting::Known;
using model::ServerType;

/// What a ConfigMap holds at a key.
std::optional<std::string_view> text_in(const Node& config_map, std::string_view key) {
  const Node* value = lookup(config_map.find("data"), {key});
  return value == nullptr || !value->is_string() ? std::nullopt : std::optional(value->text);
}

}  // namespace

void Environment::add(const Node* env, const Node* env_from) {
  if (env != nullptr) env_.insert(env_.end(), env->items().begin(), env->items().end());
  if (env_from != nullptr) env_from_.insert(env_from_.end(), env_from->items().begin(), env_from->items().end());
}

Setting Environment::of_key(const Node& reference, bool secret) const {
  const std::string_view name = string_at(&reference, "name");
  const std::string_view key = string_at(&reference, "key");
  const Node* object = secret ? companions_->secret(name_space_, name) : companions_->config_map(name_space_, name);
  if (object == nullptr) return {Known::kPerhaps};
  const auto value = secret ? resolve::secret_value(*object, key, *arena_) : text_in(*object, key);
  // Without the key the container does not start, unless it is optional.
  return value ? Setting{Known::kValue, *value} : Setting{Known::kPerhaps};
}

Setting Environment::of_entry(const Node& entry) const {
  if (const Node* from = entry.find("valueFrom"); from != nullptr && !from->is_null()) {
    if (const Node* secret = lookup(from, {"secretKeyRef"})) return of_key(*secret, true);
    if (const Node* config_map = lookup(from, {"configMapKeyRef"})) return of_key(*config_map, false);
    return {Known::kPerhaps};
  }
  const std::string_view value = string_at(&entry, "value");
  // Kubernetes puts other variables in place of $(NAME).
  if (value.find("$(") != std::string_view::npos) return {Known::kPerhaps};
  return {Known::kValue, value};
}

Setting Environment::of_source(const Node& source, std::string_view name) const {
  const std::string_view prefix = string_at(&source, "prefix");
  if (!name.starts_with(prefix)) return {};
  const std::string_view key = name.substr(prefix.size());
  const auto look = [&](const Node* reference, bool secret) -> Setting {
    const std::string_view object_name = string_at(reference, "name");
    const Node* object =
        secret ? companions_->secret(name_space_, object_name) : companions_->config_map(name_space_, object_name);
    if (object == nullptr) return {Known::kPerhaps};
    const auto value = secret ? resolve::secret_value(*object, key, *arena_) : text_in(*object, key);
    return value ? Setting{Known::kValue, *value} : Setting{};
  };
  if (const Node* secret = lookup(&source, {"secretRef"})) return look(secret, true);
  if (const Node* config_map = lookup(&source, {"configMapRef"})) return look(config_map, false);
  return {};
}

Setting Environment::find(std::string_view name) const {
  for (auto entry = env_.rbegin(); entry != env_.rend(); ++entry) {
    if (string_at(*entry, "name") == name) return of_entry(**entry);
  }
  for (auto source = env_from_.rbegin(); source != env_from_.rend(); ++source) {
    if (const Setting found = of_source(**source, name); found.known != Known::kNot) return found;
  }
  return {is_set_everywhere(name) ? Known::kPerhaps : Known::kNot};
}

bool is_set_everywhere(std::string_view name) {
  constexpr std::array<std::string_view, 7> kNames{"HOME", "HOSTNAME", "PATH", "PWD", "LANG",
                                                   // … and the operator, with mlflow
                                                   "MLFLOW_TRACKING_AUTH", "MLFLOW_TRACKING_URI"};
  // Kubernetes' variables of the Services in the namespace: FEAST_SAMPLE_ONLINE_SERVICE_HOST.
  return std::ranges::find(kNames, name) != kNames.end() || name.ends_with("_SERVICE_HOST") ||
         name.find("_SERVICE_PORT") != std::string_view::npos;
}

std::vector<Environment> environments(const model::FeatureStore& store, const model::Companions& companions,
                                      Arena& arena) {
  std::vector<Environment> all;
  Environment apply("feast-apply", store.name_space, companions, arena);
  for (const ServerType type : {ServerType::kRegistry, ServerType::kOnline, ServerType::kOffline, ServerType::kUi}) {
    const auto& server = store.server(type);
    if (!server) continue;
    const Node* env = lookup(server->config, {"env"});
    const Node* env_from = lookup(server->config, {"envFrom"});
    all.emplace_back(model::name_of(type), store.name_space, companions, arena).add(env, env_from);
    if (type != ServerType::kUi) apply.add(env, env_from);
  }
  if (store.applies_on_init()) all.push_back(std::move(apply));
  return all;
}

}  // namespace feastctl::feast
