/// Volumes of pods. Source: the warnings of Kubernetes 1.35's API server on pods.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <string_view>

#include "base/wording.hpp"
#include "catalog/codes.hpp"
#include "validate/kubernetes/checks.hpp"
#include "validate/warnings.hpp"

namespace feastctl::validate {

namespace {

/// A volume type that nodes no longer support, and the release that removed it (empty: it still works).
struct Dropped {
  std::string_view type;
  std::string_view since;
};
constexpr Dropped kDropped[] = {
    {"photonPersistentDisk", "1.16"},
    {"gitRepo", ""},
    {"scaleIO", "1.22"},
    {"flocker", "1.25"},
    {"storageos", "1.25"},
    {"quobyte", "1.25"},
    {"glusterfs", "1.26"},
    {"cephfs", "1.31"},
    {"rbd", "1.31"},
};

void warn_type(const Field& source, ObjectReport& report) {
  const auto* const found = std::ranges::find(kDropped, source.key(), &Dropped::type);
  if (found == std::end(kDropped)) return;
  const auto& [type, since] = *found;
  report
      .add(catalog::kDeprecatedVolume, source,
           since.empty() ? fmt::format("volumes of type {} are deprecated", type)
                         : fmt::format("volumes of type {} no longer work since Kubernetes {}", type, since))
      .with_hint(type == "gitRepo" ? "clone in an init container, or use feastProjectDir.git" : "use its CSI driver");
}

/// Orders paths so that subpaths directly follow a path: `a`, `a/b`, `a-b`.
struct PathOrder {
  static unsigned rank(char c) { return c == '/' ? 0 : 1U + static_cast<unsigned char>(c); }
  bool operator()(std::string_view a, std::string_view b) const {
    return std::ranges::lexicographical_compare(a, b, {}, rank, rank);
  }
};

/// The paths of the files in one volume so far, without a `/` at the end.
class Paths {
 public:
  explicit Paths(ObjectReport& report) : report_(&report) {}

  /// Adds the path at `at`, and warns once if it conflicts with earlier ones.
  void add(const Field& at) {
    std::string_view path = at.text();
    while (path.ends_with('/')) path.remove_suffix(1);
    if (path.empty()) return;
    auto other = outermost_.lower_bound(path);
    const bool covered = other != outermost_.begin() && covers(*std::prev(other), path);
    if (covered) --other;
    if (covered || (other != outermost_.end() && covers(path, *other))) tell(at, path, *other);
    if (covered) return;
    while (other != outermost_.end() && covers(path, *other)) other = outermost_.erase(other);
    outermost_.insert(other, path);
  }

  /// The paths of all `items` of a source.
  void add_items(const Field& source) {
    const Field items = source.child("items");
    for (std::size_t i = 0; i < items.size(); ++i) {
      const Field item = items.item(i);
      const Field path = item.child("path");
      add(path);
    }
  }

 private:
  /// Whether `inner` is `outer` or below it.
  static bool covers(std::string_view outer, std::string_view inner) {
    return inner.starts_with(outer) && (inner.size() == outer.size() || inner[outer.size()] == '/');
  }

  void tell(const Field& at, std::string_view path, std::string_view other) {
    report_
        ->add(catalog::kVolumePathsOverlap, at,
              path == other
                  ? fmt::format("two files of the volume have the path {}", quoted(path))
                  : fmt::format("the files {} and {} of the volume cannot both exist", quoted(other), quoted(path)))
        .with_found(std::string(at.text()));
  }

  ObjectReport* report_;
  std::set<std::string_view, PathOrder> outermost_;  ///< none of them is below another
};

void warn_projected(const Field& projected, ObjectReport& report) {
  Paths paths(report);
  const Field sources = projected.child("sources");
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const Field source = sources.item(i);
    if (source.is_map() && source.size() == 0) {
      report.add(catalog::kProjectionEmpty, source, "a source of the projected volume is empty")
          .with_expected("secret, configMap, downwardAPI, serviceAccountToken or another source");
      continue;
    }
    for (const std::string_view gated : {"clusterTrustBundle", "podCertificate"}) {
      const Field part = source.child(gated);
      if (part.present()) {
        report
            .add(catalog::kProjectionDropped, part,
                 fmt::format("Kubernetes drops {} unless its feature gate is enabled", gated))
            .with_hint("use files from a configMap or secret");
      }
    }
    for (const std::string_view listed : {"configMap", "secret", "downwardAPI"}) {
      const Field part = source.child(listed);
      paths.add_items(part);
    }
    for (const std::string_view single : {"serviceAccountToken", "clusterTrustBundle"}) {
      const Field part = source.child(single);
      const Field path = part.child("path");
      paths.add(path);
    }
    const Field certificate = source.child("podCertificate");
    for (const std::string_view key : {"certificateChainPath", "keyPath", "credentialBundlePath"}) {
      const Field path = certificate.child(key);
      paths.add(path);
    }
  }
}

void warn_ephemeral(const Field& ephemeral, ObjectReport& report) {
  const Field claim_template = ephemeral.child("volumeClaimTemplate");
  const Field claim = claim_template.child("spec");
  const Field resources = claim.child("resources");
  for (const std::string_view bound : {"requests", "limits"}) {
    const Field amounts = resources.child(bound);
    const Field storage = amounts.child("storage");
    warn_fraction(storage, report);
  }
}

void warn_source(const Field& source, ObjectReport& report) {
  const std::string_view type = source.key();
  warn_type(source, report);
  if (type == "ephemeral") return warn_ephemeral(source, report);
  if (type == "projected") return warn_projected(source, report);
  if (type != "configMap" && type != "secret" && type != "downwardAPI") return;
  Paths paths(report);
  paths.add_items(source);
}

}  // namespace

void warn_volumes(const Field& pod_spec, ObjectReport& report) {
  const Field volumes = pod_spec.child("volumes");
  for (std::size_t i = 0; i < volumes.size(); ++i) {
    const Field volume = volumes.item(i);
    for (const Member& m : volume.is_map() ? volume.node()->members() : std::span<const Member>()) {
      const Field source = volume.child(m);
      if (source.present() && m.key != "name") warn_source(source, report);
    }
  }
}

}  // namespace feastctl::validate
