/// Argo CD: --gitops=argocd.
#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <system_error>

#include "gitops/dress.hpp"

namespace feastctl::gitops {

namespace {

constexpr std::string_view kWave = "argocd.argoproj.io/sync-wave";
constexpr std::string_view kSyncOptions = "argocd.argoproj.io/sync-options";

/// How to handle a kind. A claim shares the wave of the Deployment, because a claim that waits for its first consumer
/// would block an earlier wave forever.
struct Handling {
  std::string_view kind;
  int wave;
  std::string_view options;
};
constexpr std::array kHandling{
    Handling{"Namespace", -2, "Prune=false,Delete=false"},
    Handling{"ServiceAccount", -1, {}},
    Handling{"Role", -1, {}},
    Handling{"RoleBinding", -1, {}},
    Handling{"ClusterRole", -1, {}},
    Handling{"ClusterRoleBinding", -1, {}},
    Handling{"ConfigMap", -1, {}},
    Handling{"NetworkPolicy", -1, {}},
    Handling{"PersistentVolumeClaim", 0, "Prune=false,Delete=false"},
    Handling{"CronJob", 1, {}},
    Handling{"HorizontalPodAutoscaler", 1, {}},
    Handling{"PodDisruptionBudget", 1, {}},
    Handling{"Route", 1, "SkipDryRunOnMissingResource=true"},
    Handling{"ServiceMonitor", 1, "SkipDryRunOnMissingResource=true"},
};

Handling handling(std::string_view kind) {
  const auto* it = std::ranges::find(kHandling, kind, &Handling::kind);
  return it == kHandling.end() ? Handling{kind, 0, {}} : *it;
}

/// The wave of the FeatureStore; those of its objects are relative to it.
int base_wave(const Node* annotations) {
  const std::string_view text = string_at(annotations, kWave);
  int wave = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), wave);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole && std::abs(wave) < 1'000'000 ? wave : 0;
}

}  // namespace

const Node* for_argocd(const Node& object, const Node* store, const TreeBuilder& tree) {
  const Node* wishes = lookup(store, {"metadata", "annotations"});
  const Handling how = handling(string_at(&object, "kind"));
  const Node* result = &object;

  const int wave = base_wave(wishes) + how.wave;
  if (wave != 0) result = annotated(*result, kWave, tree.arena().copy(std::to_string(wave)), tree);

  const std::string_view wished = string_at(wishes, kSyncOptions);
  const std::string_view comma = wished.empty() || how.options.empty() ? "" : ",";
  const std::string_view options = tree.arena().concat({how.options, comma, wished});
  if (!options.empty()) result = annotated(*result, kSyncOptions, options, tree);

  for (const std::string_view key :
       {"argocd.argoproj.io/compare-options", "argocd.argoproj.io/hook", "argocd.argoproj.io/hook-delete-policy"}) {
    const std::string_view value = string_at(wishes, key);
    if (!value.empty()) result = annotated(*result, key, value, tree);
  }
  return result;
}

}  // namespace feastctl::gitops
