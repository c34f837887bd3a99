#include "validate/kubernetes/dropped.hpp"

#include <fmt/format.h>

#include <span>

#include "base/copy_on_write.hpp"
#include "base/features.hpp"
#include "base/field.hpp"
#include "base/first_seen.hpp"
#include "catalog/codes.hpp"

namespace feastctl::validate::kubernetes {

namespace {

/// A place that a server drops unless it has the feature. Keys are joined by dots; `[]` is every item of a list.
struct Row {
  std::string_view path;
  const KubernetesFeature* feature;
};

constexpr Row kOfPods[] = {
    {"resourceClaims", &kubernetes_feature::kResourceClaims},
    {"containers.[].resources.claims", &kubernetes_feature::kContainerClaims},
    {"initContainers.[].resources.claims", &kubernetes_feature::kContainerClaims},
    {"containers.[].volumeMounts.[].recursiveReadOnly", &kubernetes_feature::kRecursiveReadOnly},
    {"initContainers.[].volumeMounts.[].recursiveReadOnly", &kubernetes_feature::kRecursiveReadOnly},
    {"securityContext.supplementalGroupsPolicy", &kubernetes_feature::kSupplementalGroupsPolicy},
    {"securityContext.seLinuxChangePolicy", &kubernetes_feature::kSeLinuxChangePolicy},
    {"securityContext.appArmorProfile", &kubernetes_feature::kAppArmorProfile},
    {"volumes.[].image", &kubernetes_feature::kImageVolume},
};

constexpr Row kOfPodAffinities[] = {
    {"requiredDuringSchedulingIgnoredDuringExecution.[].matchLabelKeys", &kubernetes_feature::kMatchLabelKeys},
    {"requiredDuringSchedulingIgnoredDuringExecution.[].mismatchLabelKeys", &kubernetes_feature::kMismatchLabelKeys},
    {"preferredDuringSchedulingIgnoredDuringExecution.[].podAffinityTerm.matchLabelKeys",
     &kubernetes_feature::kMatchLabelKeys},
    {"preferredDuringSchedulingIgnoredDuringExecution.[].podAffinityTerm.mismatchLabelKeys",
     &kubernetes_feature::kMismatchLabelKeys},
};

constexpr Row kOfAutoscalers[] = {
    {"spec.behavior.scaleUp.tolerance", &kubernetes_feature::kTolerance},
    {"spec.behavior.scaleDown.tolerance", &kubernetes_feature::kTolerance},
};

/// The first minor that drops nothing of the rows.
constexpr KubernetesRelease first_whole() {
  KubernetesRelease first = kOldestKubernetes;
  const auto see = [&first](std::span<const Row> rows) {
    for (const Row& row : rows) first = row.feature->on > first ? row.feature->on : first;
  };
  see(kOfPods);
  see(kOfPodAffinities);
  see(kOfAutoscalers);
  return first;
}

/// Removes one place after the other.
class Dropper {
 public:
  Dropper(ObjectReport& report, const TreeBuilder& tree) : report_(&report), tree_(&tree) {}

  /// `at`'s value without what the rows name below it.
  const Node* without(const Field& at, std::span<const Row> rows) {
    const Node* kept = at.node();
    for (const Row& row : rows) {
      if (has(report_->kubernetes(), *row.feature)) continue;
      // The places are those of the object as it is written: `at` leads there, whatever was removed before.
      if (kept != nullptr) kept = removed(at, kept, row.path, *row.feature);
    }
    return kept;
  }

  /// Without the mounts of volumes that are images: they go with the volume.
  const Node* without_image_mounts(const Field& pod_spec, const Node* kept) {
    if (has(report_->kubernetes(), kubernetes_feature::kImageVolume)) return kept;
    const FirstSeen images = image_volumes(pod_spec);
    if (images.empty()) return kept;
    for (const std::string_view list : {"initContainers", "containers"}) {
      const Node* containers = lookup(kept, {list});
      if (containers == nullptr) continue;
      const Field written = pod_spec.child(list);
      CopyOnWrite rest(*containers, *tree_);
      for (std::size_t i = 0; i < containers->size; ++i) {
        const Field container = written.item(i);
        rest.keep(without_mounts(container, containers->items()[i], images));
      }
      kept = with(*kept, list, rest.result(), *tree_);
    }
    return kept;
  }

 private:
  static FirstSeen image_volumes(const Field& pod_spec) {
    FirstSeen names;
    const Node* volumes = lookup(pod_spec.node(), {"volumes"});
    if (volumes == nullptr) return names;
    for (const Node* volume : volumes->items()) {
      if (lookup(volume, {"image"}) != nullptr) names.see(string_at(volume, "name"), 0);
    }
    return names;
  }

  const Node* without_mounts(const Field& container, const Node* kept, const FirstSeen& volumes) {
    const Field mounts = container.child("volumeMounts");
    const Node* list = lookup(kept, {"volumeMounts"});
    if (list == nullptr) return kept;
    CopyOnWrite rest(*list, *tree_);
    for (const Node* mount : list->items()) {
      const auto volume = string_at(mount, "name");
      if (!volumes.find(volume)) {
        rest.keep(mount);
        continue;
      }
      rest.keep(nullptr);
      // The list is what changes; its other mounts move up.
      report_
          ->add(catalog::kFieldDropped, mounts, mount,
                fmt::format("Kubernetes {} drops this mount with its volume {}", report_->kubernetes().name(), volume))
          .with_expected(expected(kubernetes_feature::kImageVolume));
    }
    return with(*kept, "volumeMounts", rest.result(), *tree_);
  }

  static std::string expected(const KubernetesFeature& feature) {
    return fmt::format("Kubernetes {} or later", feature.on.name());
  }

  /// `kept`, which was made of the value of `at`, without the place at `path` below it.
  const Node* removed(const Field& at, const Node* kept, std::string_view path, const KubernetesFeature& feature) {
    const std::size_t dot = path.find('.');
    const std::string_view key = path.substr(0, dot);
    const std::string_view rest = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
    if (key == "[]") return removed_in_items(at, kept, rest, feature);
    const Node* value = lookup(kept, {key});
    if (value == nullptr) return kept;
    const Field child = at.child(key);
    if (!rest.empty()) return with(*kept, key, removed(child, value, rest, feature), *tree_);
    drop(child, feature);
    return feastctl::without(*kept, key, *tree_);
  }

  const Node* removed_in_items(const Field& at, const Node* kept, std::string_view rest,
                               const KubernetesFeature& feature) {
    CopyOnWrite items(*kept, *tree_);
    for (std::size_t i = 0; i < kept->items().size(); ++i) {
      const Field place = at.item(i);
      items.keep(removed(place, kept->items()[i], rest, feature));
    }
    return items.result();
  }

  void drop(const Field& at, const KubernetesFeature& feature) {
    const KubernetesRelease release = report_->kubernetes();
    auto& d = report_
                  ->add(catalog::kFieldDropped, at,
                        fmt::format("Kubernetes {} silently drops {}", release.name(), feature.field))
                  .with_expected(expected(feature));
    if (release < feature.known) {
      d.with_hint(fmt::format("the field exists since Kubernetes {}; before that, kubectl refuses the manifest",
                              feature.known.name()));
    }
  }

  ObjectReport* report_;
  const TreeBuilder* tree_;
};

const Node* kept_pod(const Field& pod_spec, Dropper& dropper, const TreeBuilder& tree) {
  const Node* kept = dropper.without(pod_spec, kOfPods);
  kept = dropper.without_image_mounts(pod_spec, kept);
  const Field affinity = pod_spec.child("affinity");
  const Node* kept_affinity = affinity.node();
  for (const std::string_view key : {"podAffinity", "podAntiAffinity"}) {
    const Field terms = affinity.child(key);
    if (terms.present()) kept_affinity = with(*kept_affinity, key, dropper.without(terms, kOfPodAffinities), tree);
  }
  return affinity.present() ? with(*kept, "affinity", kept_affinity, tree) : kept;
}

/// The object with the pod spec below `keys` as it is kept.
const Node* with_kept_pod(const Field& at, std::span<const std::string_view> keys, Dropper& dropper,
                          const TreeBuilder& tree) {
  if (!at.is_map()) return at.node();
  if (keys.empty()) return kept_pod(at, dropper, tree);
  const Field next = at.child(keys.front());
  if (!next.present()) return at.node();
  return with(*at.node(), keys.front(), with_kept_pod(next, keys.subspan(1), dropper, tree), tree);
}

}  // namespace

const Node& as_kept(const Node& object, ObjectReport& report, const TreeBuilder& tree) {
  static constexpr std::string_view kInDeployment[] = {"spec", "template", "spec"};
  static constexpr std::string_view kInCronJob[] = {"spec", "jobTemplate", "spec", "template", "spec"};
  if (report.kubernetes() >= first_whole()) return object;
  const std::string_view kind = string_at(&object, "kind");
  const Field root(&object);
  Dropper dropper(report, tree);
  if (kind == "Deployment") return *with_kept_pod(root, kInDeployment, dropper, tree);
  if (kind == "CronJob") return *with_kept_pod(root, kInCronJob, dropper, tree);
  if (kind == "HorizontalPodAutoscaler") return *dropper.without(root, kOfAutoscalers);
  return object;
}

}  // namespace feastctl::validate::kubernetes
