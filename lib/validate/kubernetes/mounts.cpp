#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/first_seen.hpp"
#include "base/spelling.hpp"
#include "catalog/codes.hpp"
#include "validate/kubernetes/checks.hpp"
#include "validate/kubernetes/containers.hpp"

namespace feastctl::validate::kubernetes {

namespace {

constexpr std::array<std::string_view, 3> kPropagations{"None", "HostToContainer", "Bidirectional"};
constexpr std::array<std::string_view, 3> kRecursiveModes{"Disabled", "IfPossible", "Enabled"};
constexpr std::size_t kMostNamesToList = 9;
constexpr std::size_t kMostNamesToCompare = 100;  // for a guess of what was meant

/// The names of volumes that can be mounted, for a message; none where there are so many that nobody would read them.
/// Those that the manifests bring for feature_store.yaml are nobody's to mount.
std::vector<std::string_view> offered(const Field& volumes) {
  std::vector<std::string_view> names;
  FirstSeen seen;
  for (const Node* volume : volumes.node() == nullptr ? std::span<const Node* const>() : volumes.node()->items()) {
    const auto text = string_at(volume, "name");
    const bool fresh = !seen.see(text, 0);
    if (fresh && !text.empty() && !text.starts_with("feastctl-")) names.push_back(text);
  }
  if (names.size() > kMostNamesToCompare) names.clear();
  return names;
}

void report_unknown_volume(const Field& name_field, const Field& volumes, ObjectReport& report) {
  const auto names = offered(volumes);
  auto& d =
      report.add(catalog::kMountVolume, name_field, fmt::format("the pod has no volume named {}", shown(name_field)))
          .with_found(shown(name_field));
  if (!names.empty() && names.size() <= kMostNamesToList) d.with_expected(list_of(names, "or"));
  if (!suggest(d, name_field, names)) d.with_hint("add the volume to services.volumes");
}

void check_mounted_volume(const Field& mount, const MountableVolumes& volumes, ObjectReport& report) {
  const Field name_field = mount.child("name");
  if (!required(report, catalog::kMountVolume, name_field, "write the name of one of the pod's volumes")) return;
  if (volumes.has(name_field.text())) return;
  if (!volumes.names(name_field.text())) return report_unknown_volume(name_field, volumes.list(), report);
  report
      .add(catalog::kMountVolume, name_field,
           fmt::format("the volume {} is itself refused, so it cannot be mounted", shown(name_field)))
      .with_hint("correct the volume; the mount itself may be fine");
}

/// `paths` are those of the mounts before this one.
void check_mount_path(const Field& mounts, std::size_t index, FirstSeen& paths, ObjectReport& report) {
  const Field mount = mounts.item(index);
  const Field path = mount.child("mountPath");
  required(report, catalog::kMountPath, path, "write the directory of the volume in the container, such as /data");
  if (blank(path)) return;
  const auto before = paths.see(path.text(), index);
  if (!before) return;
  const Field other = mounts.item(*before);
  const Field other_path = other.child("mountPath");
  const std::string_view volume = string_at(other.node(), "name");
  if (source_of(path.node()) == nullptr && source_of(other_path.node()) != nullptr) {
    // The later one is the operator's own, which nobody can move: it is the user's that has to go.
    report
        .add(catalog::kMountPathTwice, path, other_path.node(),
             fmt::format("{} is already in use: the operator mounts its volume {} there", shown(path),
                         quoted(mount.child("name").text())))
        .with_found(fmt::format("the volume {} at {}", quoted(volume), shown(path)))
        .with_hint("mount it at another path");
    return;
  }
  auto& d = report.add(catalog::kMountPathTwice, path, fmt::format("two volumes are mounted at {}", shown(path)))
                .with_found(fmt::format("{} is also the path of the volume {}", shown(path), quoted(volume)))
                .with_hint("mount this one at another path");
  add_note(d, "the other mount", other);
}

void check_sub_path(const Field& mounts, const Field& mount, ObjectReport& report) {
  const Field sub_path = mount.child("subPath");
  const Field sub_path_expr = mount.child("subPathExpr");
  // The server leaves out which mount it means in these two paths.
  const Field sub_path_place = mounts.child("subPath");
  const Field sub_path_expr_place = mounts.child("subPathExpr");
  descending_path(report, catalog::kMountSubPath, sub_path, sub_path_place);
  if (!blank(sub_path) && !blank(sub_path_expr)) {
    report.add(catalog::kMountSubPath, sub_path_expr, "subPath and subPathExpr are mutually exclusive")
        .with_found(shown(sub_path_expr))
        .with_hint("keep subPathExpr if the path contains $(VARIABLES), otherwise subPath");
  }
  descending_path(report, catalog::kMountSubPath, sub_path_expr, sub_path_expr_place);
}

/// Reports an unknown word at a place of the list, as the server does, and blames the word itself.
bool known_mode(const Field& value, const Field& place, std::span<const std::string_view> allowed,
                ObjectReport& report) {
  if (std::ranges::find(allowed, value.text()) != allowed.end()) return true;
  auto& d =
      report.add(catalog::kMountMode, place, value.cause(), fmt::format("{} has an unknown value", short_path(value)))
          .with_found(shown(value))
          .with_expected(list_of(allowed, "or"));
  suggest(d, value, allowed);
  return false;
}

void check_propagation(const Field& container, const Field& mounts, const Field& mount, ObjectReport& report) {
  const Field propagation = mount.child("mountPropagation");
  const Field place = mounts.child("mountPropagation");
  if (!propagation.is_string() || !known_mode(propagation, place, kPropagations, report)) return;
  const Field security = container.child("securityContext");
  if (propagation.text() != "Bidirectional" || security.child("privileged").boolean()) return;
  report
      .add(catalog::kMountMode, place, propagation.cause(),
           fmt::format("{} Bidirectional requires a privileged container", short_path(propagation)))
      .with_found(shown(propagation))
      .with_expected("None or HostToContainer");
}

void check_recursive_read_only(const Field& mounts, const Field& mount, ObjectReport& report) {
  const Field mode = mount.child("recursiveReadOnly");
  const Field place = mounts.child("recursiveReadOnly");
  if (!mode.is_string() || !known_mode(mode, place, kRecursiveModes, report) || mode.text() == "Disabled") return;
  if (!mount.child("readOnly").boolean()) {
    report.add(catalog::kMountMode, place, mode.cause(), fmt::format("{} requires readOnly: true", short_path(mode)))
        .with_found(shown(mode))
        .with_hint("set readOnly: true, or remove recursiveReadOnly");
  }
  const Field propagation = mount.child("mountPropagation");
  if (propagation.is_string() && propagation.text() != "None") {
    report
        .add(catalog::kMountMode, place, mode.cause(),
             fmt::format("{} cannot be combined with mountPropagation {}", short_path(mode), propagation.text()))
        .with_found(shown(mode))
        .with_hint("remove mountPropagation, or set it to None");
  }
}

}  // namespace

MountableVolumes::MountableVolumes(const Field& volumes, RefusedVolumes refused) : list_(&volumes) {
  for (std::size_t i = 0; i < volumes.size(); ++i) {
    const auto text = string_at(volumes.item(i).node(), "name");
    (std::ranges::binary_search(refused, i) ? refused_ : sound_).see(text, i);
  }
}

void check_volume_mounts(const Field& container, const MountableVolumes& volumes, ObjectReport& report) {
  const Field mounts = container.child("volumeMounts");
  if (mounts.size() == 0) return;
  FirstSeen paths;
  for (std::size_t i = 0; i < mounts.size(); ++i) {
    const Field mount = mounts.item(i);
    check_mounted_volume(mount, volumes, report);
    check_mount_path(mounts, i, paths, report);
    check_sub_path(mounts, mount, report);
    check_propagation(container, mounts, mount, report);
    check_recursive_read_only(mounts, mount, report);
  }
}

}  // namespace feastctl::validate::kubernetes
