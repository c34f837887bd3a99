#include "validate/kubernetes/volume_claim.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/spelling.hpp"
#include "catalog/codes.hpp"
#include "validate/kubernetes/amounts.hpp"
#include "validate/kubernetes/checks.hpp"
#include "validate/kubernetes/label_selector.hpp"

namespace feastctl::validate::kubernetes {

namespace {

constexpr std::string_view kAlone = "ReadWriteOncePod";
constexpr std::array<std::string_view, 4> kAccessModes = {"ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", kAlone};
constexpr std::array<std::string_view, 2> kVolumeModes = {"Block", "Filesystem"};

/// A mode that is not one of the four is reported at the list, as the API server does, and blamed on the item.
void check_access_modes(const Field& modes, ObjectReport& report) {
  if (!required(report, catalog::kClaimAccessModes, modes, "set at least one, usually ReadWriteOnce")) return;
  bool alone = false;
  bool shared = false;
  for (std::size_t i = 0; i < modes.size(); ++i) {
    const Field mode = modes.item(i);
    if (std::ranges::find(kAccessModes, mode.text()) != kAccessModes.end()) {
      (mode.text() == kAlone ? alone : shared) = true;
      continue;
    }
    auto& d = report
                  .add(catalog::kClaimAccessModes, modes, mode.cause(),
                       fmt::format("{} is not a valid access mode", shown(mode)))
                  .with_found(shown(mode))
                  .with_expected(list_of(kAccessModes, "or"));
    suggest(d, mode, kAccessModes);
  }
  if (!alone || !shared) return;
  report.add(catalog::kClaimAccessModes, modes, fmt::format("{} cannot be combined with other access modes", kAlone))
      .with_found("ReadWriteOncePod with others")
      .with_expected("only ReadWriteOncePod, or the others without it");
}

/// The size, whose path in the API server's words leaves out `requests`.
void check_size(const Field& resources, ObjectReport& report) {
  const Field place = resources.child("storage");
  const Field requests = resources.child("requests");
  const Field storage = requests.child("storage");
  if (!storage.present()) {
    report
        .add(catalog::kClaimSize, place, requests.present() ? requests.cause() : resources.cause(),
             "the claim does not request any storage")
        .with_found("no resources.requests.storage")
        .with_expected("a size such as 5Gi");
    return;
  }
  const auto amount = quantity_at(storage);
  if (!amount || amount->sign() > 0) return;
  report.add(catalog::kClaimSize, place, storage.cause(), "the storage of a claim must be greater than zero")
      .with_found(shown(storage))
      .with_expected("a size such as 5Gi");
}

/// Judges dataSource or dataSourceRef: what the volume is filled from.
void check_data_source(const Field& source, ObjectReport& report) {
  if (!source.present()) return;
  const Field source_name = source.child("name");
  const Field kind = source.child("kind");
  const Field group = source.child("apiGroup");
  const Field space = source.child("namespace");
  required(report, catalog::kClaimField, source_name, "write the name of the object to fill the volume from");
  required(report, catalog::kClaimField, kind, "write the kind, such as VolumeSnapshot");
  if (!blank(group)) {
    name(report, catalog::kClaimField, group, dns1123_subdomain_problem, "an API group");
  } else if (kind.text() != "PersistentVolumeClaim") {
    report.add(catalog::kClaimField, source, "without an apiGroup, the source must be another claim")
        .with_found(fmt::format("kind {}", shown(kind)))
        .with_expected("kind PersistentVolumeClaim, or an apiGroup such as snapshot.storage.k8s.io");
  }
  if (!blank(space)) name(report, catalog::kClaimField, space, dns1123_label_problem, "a namespace");
}

bool same_source(const Field& a, const Field& b) {
  constexpr std::array<std::string_view, 3> kKeys = {"apiGroup", "kind", "name"};
  return std::ranges::all_of(kKeys, [&](std::string_view key) {
    const Field left = a.child(key);
    const Field right = b.child(key);
    return left.present() == right.present() && left.text() == right.text();
  });
}

void check_data_sources(const Field& spec, ObjectReport& report) {
  const Field source = spec.child("dataSource");
  const Field reference = spec.child("dataSourceRef");
  check_data_source(source, report);
  check_data_source(reference, report);
  if (!source.present() || !reference.present()) return;
  const Field space = reference.child("namespace");
  if (blank(space) && same_source(source, reference)) return;
  report
      .add(catalog::kClaimField, spec, source.cause(),
           blank(space) ? "dataSource and dataSourceRef refer to different objects"
                        : "dataSource cannot refer to an object in another namespace")
      .with_found("dataSource and dataSourceRef")
      .with_expected("only dataSourceRef")
      .with_hint("remove dataSource");
}

}  // namespace

void check_claim_spec(const Field& spec, ObjectReport& report) {
  const Field resources = spec.child("resources");
  const Field storage_class = spec.child("storageClassName");
  const Field attributes_class = spec.child("volumeAttributesClassName");
  check_access_modes(spec.child("accessModes"), report);
  check_label_selector(spec.child("selector"), report);
  check_size(resources, report);
  for (const Field* named : {&storage_class, &attributes_class}) {
    if (!blank(*named)) name(report, catalog::kClaimField, *named, dns1123_subdomain_problem, "a class");
  }
  one_of(report, catalog::kClaimField, spec.child("volumeMode"), kVolumeModes);
  check_data_sources(spec, report);
}

}  // namespace feastctl::validate::kubernetes
