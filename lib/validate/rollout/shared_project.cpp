#include "validate/rollout/shared_project.hpp"

#include <fmt/format.h>

#include <functional>
#include <string_view>
#include <utility>

#include "base/sha256.hpp"
#include "catalog/codes.hpp"
#include "validate/ignored.hpp"
#include "validate/places.hpp"
#include "validate/rollout/address.hpp"
#include "validate/rollout/rollout.hpp"

namespace feastctl::validate::rollout {

namespace {

/// The database that an SQL URL leads to, whoever logs in by whichever driver: `postgresql//host/feast`.
std::string database_of(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) return std::string(url);
  std::string_view rest = url.substr(scheme + 3);
  if (const auto at = rest.substr(0, rest.find('/')).rfind('@'); at != std::string_view::npos)
    rest.remove_prefix(at + 1);
  const std::string_view dialect = url.substr(0, scheme);
  return fmt::format("{}//{}", dialect.substr(0, dialect.find('+')), rest);
}

std::string of_store(std::string_view name_space, std::string_view name) {
  std::string text("store ");
  return text.append(name_space).append("/").append(name);
}

/// A database: where its URL leads to, as a number, or the Secret that knows it.
std::string of_database(const model::FeatureStore& store) {
  const model::SecretUse& secret = store.registry.persistence.parameters;
  const std::string_view url = string_at(secret.values, "path");
  // A variable may have another value in each store.
  if (!url.empty() && url.find('$') == std::string_view::npos) {
    return fmt::format("sql {:x}", std::hash<std::string>()(database_of(url)));
  }
  return fmt::format("secret {}/{} {}", store.name_space, secret.name, secret.key);
}

std::string registry_of(const model::FeatureStore& store) {
  const model::Registry& registry = store.registry;
  if (registry.remote) {
    const RegistryService service = registry_service(registry.remote_host);
    const auto name_space = service.name_space.empty() ? store.name_space : service.name_space;
    return service.store.empty() ? fmt::format("host {}", registry.remote_host) : of_store(name_space, service.store);
  }
  if (registry.persistence.store_type != nullptr) return of_database(store);
  const std::string_view path = string_at(registry.persistence.file, "path");
  if (on_bucket(path)) return fmt::format("file {}", path);
  const auto& claim = registry.persistence.claim;
  if (claim && claim->ref_name != nullptr) {
    return fmt::format("claim {}/{} {}", store.name_space, claim->ref_name->text, path);
  }
  return of_store(store.name_space, store.name);
}

/// The repository whose definitions the store applies. The examples of `feast init` are FS820's.
std::string repository_of(const model::FeatureStore& store) {
  if (!store.applies_on_init()) return {};
  const Node* project_dir = lookup(store.applied, {"feastProjectDir"});
  if (const Node* git = lookup(project_dir, {"git"})) {
    return fmt::format("git {} {} {}", string_at(git, "url"), string_at(git, "ref"), string_at(git, "featureRepoPath"));
  }
  if (const Node* packaged = lookup(project_dir, {"packaged"})) {
    return fmt::format("image {} {}", store.init_image, string_at(packaged, "featureRepoPath"));
  }
  return {};
}

/// Its checksum, because a URL may contain a token.
std::string definitions_of(const model::FeatureStore& store) {
  const std::string repository = repository_of(store);
  return repository.empty() ? repository : sha256_hex(repository);
}

bool ignores(const Node& store) {
  Diagnostics warning;
  warning.add(catalog::kProjectShared, Span(), {});
  drop_ignored(store, warning);
  return warning.all().empty() || warning.all().front().rule != &catalog::kProjectShared;
}

void warn_pair(const RegistryUse& use, const RegistryUse& first, Diagnostics& out) {
  Diagnostics of_store;
  of_store.set_store(use.document, use.name_space, use.name);
  Diagnostic& d = of_store.add(
      catalog::kProjectShared, use.where,
      fmt::format("FeatureStore {}/{} applies other definitions to project {} of the same registry: each feast apply "
                  "deletes those of the other",
                  first.name_space, first.name, use.project));
  d.path = "spec.feastProject";
  d.with_hint(
      "give each store a feastProject of its own, or apply the definitions in one store only "
      "(services.runFeastApplyOnInit: false in the other)");
  d.notes.push_back({"the other store", first.where, "spec.feastProject"});
  out.merge(std::move(of_store));
}

}  // namespace

RegistryUse registry_use(const model::FeatureStore& store, int document) {
  RegistryUse use{.registry = registry_of(store),
                  .definitions = definitions_of(store),
                  .project = std::string(store.project),
                  .name_space = std::string(store.name_space),
                  .name = std::string(store.name),
                  .document = document};
  const Node* project = source_of(lookup(store.applied, {"feastProject"}));
  if (project != nullptr) use.where = project->span;
  use.ignored = !use.definitions.empty() && ignores(*store.document);
  return use;
}

void SharedProjects::report(Diagnostics& out) const {
  // A remote registry is that of the store behind it, as far as that is in the input.
  std::unordered_map<std::string_view, std::string_view> registries;
  std::vector<std::string> names;
  names.reserve(uses_.size());
  for (const RegistryUse& use : uses_) {
    names.push_back(of_store(use.name_space, use.name));
    registries.emplace(names.back(), use.registry);
  }
  std::unordered_map<std::string, const RegistryUse*> first;
  for (const RegistryUse& use : uses_) {
    if (use.definitions.empty()) continue;
    const auto behind = registries.find(use.registry);
    const std::string_view registry = behind == registries.end() ? std::string_view(use.registry) : behind->second;
    const auto [it, fresh] = first.try_emplace(fmt::format("{}\n{}", registry, use.project), &use);
    if (!fresh && it->second->definitions != use.definitions && !use.ignored) warn_pair(use, *it->second, out);
  }
}

}  // namespace feastctl::validate::rollout
