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
#include "base/joined_text.hpp"
#include "base/object_name.hpp"
#include "base/source.hpp"
#include "base/versions.hpp"
#include "capacity/needs.hpp"
#include "gitops/dress.hpp"
#include "model/platform.hpp"

namespace feastctl {

class RunCache;

/// What a run produces. Every task finds every error.
enum class Task : std::uint8_t { kValidate, kDefaults, kRender };

/// The format of each object's text.
enum class Format : std::uint8_t { kYaml, kJson };

/// Whether to include objects that several stores share (cluster roles, discovery).
enum class SharedObjects : std::uint8_t { kInclude, kExclude, kOnly };

/// What a run depends on besides the sources.
struct Options {
  Task task = Task::kRender;
  Format format = Format::kYaml;
  model::Platform platform{};
  SharedObjects shared = SharedObjects::kInclude;
  bool discovery = false;          ///< include the discovery ConfigMaps
  bool pass_through = false;       ///< include other objects of the input in the output
  std::string passed_namespace{};  ///< … with this namespace if they set none; empty: unchanged
  bool pass_secrets = false;       ///< … including Secrets, although the bundle must not contain their values
  bool origins = false;            ///< kDefaults: show where each default comes from
  bool allow_empty = false;        ///< accept an input without a FeatureStore
  std::string_view when_empty{};   ///< … otherwise, a hint in addition to "check the paths"
  gitops::Tool gitops = gitops::Tool::kNone;  ///< the tool that will apply the output
  bool create_namespace = false;              ///< include the namespaces of the stores
  admit::LevelVersion pod_security{};         ///< enforced in every namespace, whatever its labels say
  bool skip_namespace = false;                ///< do not check what the namespaces in the input admit
  std::optional<std::string_view> joined{};   ///< kRender with TakeOutput: one text per store, with this before each
                                              ///< object
  bool needs = false;                         ///< report what stores need at most
  bool fixes = false;                         ///< offer fixes: each is checked by running the store again
  bool warnings = true;                       ///< look for what is valid but risky, too, and report it
  bool notes = true;                          ///< also report notes about stores; only with warnings
  unsigned jobs = 1;                          ///< threads; the output does not depend on it
  std::atomic<std::size_t>* done = nullptr;   ///< counts the completed stores, for a progress display
};

/// An object as text, ready to be written.
struct Rendered {
  std::string api_version, kind, name_space, name;
  std::string text;  ///< one YAML document without `---`, or one JSON value
};

/// The result for one FeatureStore. `objects` is the bundle (kRender) or the store itself with its defaults
/// (kDefaults).
struct StoreResult {
  std::string name_space, name;
  std::vector<Rendered> objects;
  FeastRelease feast{};                    ///< the release for which it was checked and rendered
  SourceId source = 0;                     ///< its source
  int document = -1;                       ///< which document of its source, from 0
  std::optional<std::size_t> recalled{};   ///< with a cache: the same store's place in the earlier run, whose objects
                                           ///< are still right; they are not in `objects`
  std::optional<capacity::Needs> needs{};  ///< with Options::needs
};

/// The findings and output of a run. If there is an error among the findings, do not use the texts.
struct Result {
  Diagnostics findings;
  std::vector<StoreResult> stores;         ///< in the order of the input
  std::vector<Rendered> shared;            ///< objects that the stores share; write them before the stores
  std::vector<Rendered> passed;            ///< with pass_through
  std::vector<admit::QuotaLine> quotas{};  ///< what the quotas of the input allow, and what all stores need at most
  std::size_t skipped = 0;                 ///< documents of other kinds
  FeastRelease feast{};                    ///< the release used for stores that do not name one
  KubernetesRelease kubernetes{};
};

/// Calls `take` with every object in output order.
template <typename Take>
void for_each_object(const Result& result, const Take& take) {
  for (const Rendered& object : result.shared) take(object);
  for (const StoreResult& store : result.stores) {
    for (const Rendered& object : store.objects) take(object);
  }
  for (const Rendered& object : result.passed) take(object);
}

/// What identifies the object.
inline ObjectName name_of(const Rendered& object) {
  return {object.api_version, object.kind, object.name_space, object.name};
}

/// Reads, checks, defaults, builds and writes everything in `sources`. Never throws, whatever the input. `cache`: see
/// below.
Result run(const Sources& sources, const Options& options, RunCache* cache = nullptr);

/// What is written of one store.
struct StoreOutput {
  std::vector<Rendered> objects;
  JoinedText joined;  ///< with Options::joined, instead of `objects`
};

/// Receives the output of one store; called in input order, by one thread at a time.
using TakeOutput = std::function<void(StoreOutput&&)>;

/// The same for many stores: the output of each store is passed to `take` as soon as it and all earlier stores are
/// done, and is not kept in the result. Whether it can be used is known only at the end.
///
/// With a `cache` (run_cache.hpp), only stores whose text or references changed since the last run with it are
/// processed; the result is the same, but has no objects of the other stores. A cache serves one set of options.
Result run(const Sources& sources, const Options& wanted, const TakeOutput& take, RunCache* cache = nullptr);

}  // namespace feastctl
