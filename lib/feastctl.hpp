/// @file
/// @brief The library: FeatureStores in, manifests and findings out. Pure: no files, no environment, no clock.
///
/// ```
/// feastctl::Sources sources;
/// sources.add("store.yaml", text);
/// const auto result = feastctl::run(sources, {.task = feastctl::Task::kRender});
/// for (const auto& store : result.stores) for (const auto& object : store.objects) use(object.text);
/// ```
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "admit/policy.hpp"
#include "admit/quota_line.hpp"
#include "base/diagnostic.hpp"
#include "base/object_name.hpp"
#include "base/source.hpp"
#include "base/versions.hpp"
#include "capacity/needs.hpp"
#include "gitops/dress.hpp"
#include "model/platform.hpp"

namespace feastctl {

/// What a run is to produce. Every task checks everything.
enum class Task : std::uint8_t { kValidate, kDefaults, kRender };

/// The form of each object's text.
enum class Format : std::uint8_t { kYaml, kJson };

/// Which of the objects that several stores have in common (cluster roles, discovery) are wanted.
enum class SharedObjects : std::uint8_t { kInclude, kExclude, kOnly };

/// What a run depends on beside the sources.
struct Options {
  Task task = Task::kRender;
  Format format = Format::kYaml;
  model::Platform platform{};
  SharedObjects shared = SharedObjects::kInclude;
  bool discovery = false;          ///< the discovery ConfigMaps too
  bool pass_through = false;       ///< other objects of the input are part of the output
  std::string passed_namespace{};  ///< … with this namespace where they name none; empty: as they are
  bool pass_secrets = false;       ///< … Secrets among them although their values are to stay out of the bundle
  bool origins = false;            ///< kDefaults: say where each default comes from
  bool allow_empty = false;        ///< no FeatureStore in the input is fine
  std::string_view when_empty{};   ///< … and otherwise, what to say beside "check the paths"
  gitops::Tool gitops = gitops::Tool::kNone;  ///< the tool that will apply the output
  bool create_namespace = false;              ///< the namespaces of the stores, too
  admit::LevelVersion pod_security{};         ///< enforced in every namespace, whatever its labels say
  bool skip_namespace = false;                ///< do not ask what the namespaces of the input admit
  bool needs = false;                         ///< tell what stores need at most
  bool notes = true;                          ///< findings on stores that are notes, too
  unsigned jobs = 1;                          ///< threads; the output does not depend on it
  std::atomic<std::size_t>* done = nullptr;   ///< counts the stores that are done, for whoever shows it
};

/// An object as text, ready to be written.
struct Rendered {
  std::string api_version, kind, name_space, name;
  std::string text;  ///< one YAML document without `---`, or one JSON value
};

/// What became of one FeatureStore. `objects` is the bundle (kRender) or the store itself with its defaults
/// (kDefaults).
struct StoreResult {
  std::string name_space, name;
  std::vector<Rendered> objects;
  FeastRelease feast{};                    ///< the release that it was judged and rendered for
  SourceId source = 0;                     ///< where it is
  int document = -1;                       ///< which document of its source, from 0
  std::optional<capacity::Needs> needs{};  ///< with Options::needs
};

/// What a run found and made. With an error among the findings, the texts are not to be used.
struct Result {
  Diagnostics findings;
  std::vector<StoreResult> stores;         ///< in the order of the input
  std::vector<Rendered> shared;            ///< what the stores have in common; goes before them
  std::vector<Rendered> passed;            ///< with pass_through
  std::vector<admit::QuotaLine> quotas{};  ///< what the quotas of the input allow, and what all stores need at most
  std::size_t skipped = 0;                 ///< documents of other kinds
  FeastRelease feast{};                    ///< what stores were judged by that name no release themselves
  KubernetesRelease kubernetes{};
};

/// Calls `take` with every object in the order in which they are written.
template <typename Take>
void for_each_object(const Result& result, const Take& take) {
  for (const Rendered& object : result.shared) take(object);
  for (const StoreResult& store : result.stores) {
    for (const Rendered& object : store.objects) take(object);
  }
  for (const Rendered& object : result.passed) take(object);
}

/// What tells the object from others.
inline ObjectName name_of(const Rendered& object) {
  return {object.api_version, object.kind, object.name_space, object.name};
}

/// Reads, checks, defaults, builds and writes everything in `sources`. Never throws for any input.
Result run(const Sources& sources, const Options& options);

/// Takes the objects of one store; called in the order of the input, by one thread at a time.
using TakeObjects = std::function<void(std::vector<Rendered>&&)>;

/// The same for many stores: each one's objects are handed to `take` as soon as it and all before it are done, and are
/// not kept in the result. Whether they may be used is known only at the end.
Result run(const Sources& sources, const Options& options, const TakeObjects& take);

}  // namespace feastctl
