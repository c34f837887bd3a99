// The volumes that live outside the pod: disks and shares of clouds and storage systems.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "catalog/codes.hpp"
#include "validate/kubernetes/checks.hpp"
#include "validate/kubernetes/volume_addresses.hpp"
#include "validate/kubernetes/volume_sources.hpp"

namespace feastctl::validate::kubernetes {

namespace {

constexpr std::array<std::string_view, 3> kCachingModes = {"None", "ReadOnly", "ReadWrite"};
constexpr std::array<std::string_view, 3> kDiskKinds = {"Dedicated", "Managed", "Shared"};
constexpr std::int64_t kHighestLun = 255;
constexpr std::int64_t kHighestPartition = 255;
constexpr std::size_t kLongestTenant = 64;

void check_partition(ObjectReport& report, const Field& partition) {
  in_range(report, catalog::kVolumeSourceValue, partition, 0, kHighestPartition);
}

/// Judges the Secret that a source refers to, if it refers to one.
void check_secret_ref(ObjectReport& report, const Field& ref) {
  const Field name = ref.child("name");
  if (ref.present()) required(report, catalog::kVolumeSourceIncomplete, name, "write the name of the Secret");
}

void report_address(ObjectReport& report, const Field& field, std::string_view what, std::string_view expected) {
  report.add(catalog::kVolumeSourceAddress, field, fmt::format("{} is not a valid {}", short_path(field), what))
      .with_found(shown(field))
      .with_expected(std::string(expected));
}

}  // namespace

/// The API server calls this source persistentDisk in its paths.
void check_gce_disk(const Field& source, ObjectReport& report) {
  const Field place = source.parent()->child("persistentDisk");
  const Field name = moved(place, source, "pdName");
  if (blank(name)) {
    report.add(catalog::kVolumeSourceIncomplete, name, source.cause(), "gcePersistentDisk.pdName is required")
        .with_found(shown(name));
  }
  check_partition(report, moved(place, source, "partition"));
}

void check_aws_disk(const Field& source, ObjectReport& report) {
  check_partition(report, source.child("partition"));
}

void check_azure_disk(const Field& source, ObjectReport& report) {
  const Field caching = source.child("cachingMode");
  const Field kind = source.child("kind");
  const Field uri = source.child("diskURI");
  one_of(report, catalog::kVolumeSourceValue, caching, kCachingModes);
  one_of(report, catalog::kVolumeSourceValue, kind, kDiskKinds);
  const bool managed = kind.text("Shared") == "Managed";
  const std::string_view start = managed ? "/subscriptions/" : "https://";
  if (uri.text().starts_with(start) || blank(uri)) return;
  report_address(report, uri, fmt::format("{} of a disk of kind {}", "diskURI", kind.text("Shared")),
                 managed ? "/subscriptions/…/disks/NAME" : "https://ACCOUNT.blob…/NAME.vhd");
}

void check_nfs(const Field& source, ObjectReport& report) {
  const Field path = source.child("path");
  if (!blank(path)) absolute_path(report, catalog::kVolumePath, path);
}

void check_iscsi(const Field& source, ObjectReport& report) {
  constexpr std::string_view kForms = "iqn.YYYY-MM.DOMAIN:NAME, eui. and 16 characters, or naa. and 32 characters";
  const Field iqn = source.child("iqn");
  // The API server spells this path in small letters.
  const Field place = source.child("initiatorname");
  const Field initiator = source.child("initiatorName");
  const Field secret = source.child("secretRef");
  if (!blank(iqn) && !is_iscsi_name(iqn.text())) report_address(report, iqn, "iSCSI name", kForms);
  if (initiator.is_string() && !is_iscsi_name(initiator.text())) {
    report
        .add(catalog::kVolumeSourceAddress, place, initiator.cause(),
             fmt::format("{} is not a valid iSCSI name", short_path(initiator)))
        .with_found(shown(initiator))
        .with_expected(std::string(kForms));
  }
  in_range(report, catalog::kVolumeSourceValue, source.child("lun"), 0, kHighestLun);
  const bool chap = source.child("chapAuthDiscovery").boolean() || source.child("chapAuthSession").boolean();
  if (chap && !secret.present()) {
    required(report, catalog::kVolumeSourceIncomplete, secret, "CHAP requires a Secret with its credentials");
  }
}

void check_fc(const Field& source, ObjectReport& report) {
  const Field wwns = source.child("targetWWNs");
  const Field wwids = source.child("wwids");
  const Field lun = source.child("lun");
  if (blank(wwns) == blank(wwids)) {
    report
        .add(catalog::kVolumeSourceIncomplete, wwns, source.cause(),
             "a fibre channel volume must set exactly one of targetWWNs and wwids")
        .with_found(blank(wwns) ? "neither" : "both")
        .with_expected("one of targetWWNs and wwids");
  }
  if (blank(wwns)) return;
  if (required(report, catalog::kVolumeSourceIncomplete, lun, "targetWWNs requires a lun")) {
    in_range(report, catalog::kVolumeSourceValue, lun, 0, kHighestLun);
  }
}

void check_flocker(const Field& source, ObjectReport& report) {
  const Field name = source.child("datasetName");
  const Field uuid = source.child("datasetUUID");
  if (blank(name) == blank(uuid)) {
    report
        .add(catalog::kVolumeSourceIncomplete, source,
             "a flocker volume must set exactly one of datasetName and datasetUUID")
        .with_found(blank(name) ? "neither" : "both")
        .with_expected("one of datasetName and datasetUUID");
  }
  if (name.text().find('/') != std::string_view::npos) {
    report_address(report, name, "dataset name", "a name without /");
  }
}

void check_quobyte(const Field& source, ObjectReport& report) {
  const Field registry = source.child("registry");
  const Field tenant = source.child("tenant");
  if (blank(registry)) return;
  if (tenant.text().size() > kLongestTenant) {
    report_address(report, tenant, "tenant", "a UUID of at most 64 characters");
    return;
  }
  if (are_host_ports(registry.text())) return;
  report_address(report, registry, "list of addresses", "HOST:PORT, or several separated by commas");
}

void check_cinder(const Field& source, ObjectReport& report) {
  const Field secret = source.child("secretRef");
  check_secret_ref(report, secret);
}

void check_flex(const Field& source, ObjectReport& report) {
  const Field options = source.child("options");
  if (!options.is_map()) return;
  for (const Member& member : options.node()->members()) {
    if (!is_kubernetes_domain(member.key.substr(0, member.key.find('/')))) continue;
    const Field option = options.child(member);
    report.add(catalog::kVolumeSourceValue, option, fmt::format("the option {} is reserved for Kubernetes", member.key))
        .with_found(quoted(member.key))
        .with_expected("a key outside kubernetes.io and k8s.io");
  }
}

void check_storage_os(const Field& source, ObjectReport& report) {
  const Field volume = source.child("volumeName");
  const Field space = source.child("volumeNamespace");
  const Field secret = source.child("secretRef");
  if (!blank(volume)) name(report, catalog::kVolumeSourceAddress, volume, dns1123_label_problem, "a volume");
  if (!blank(space)) name(report, catalog::kVolumeSourceAddress, space, dns1123_label_problem, "a namespace");
  check_secret_ref(report, secret);
}

void check_csi(const Field& source, ObjectReport& report) {
  const Field driver = source.child("driver");
  const Field secret = source.child("nodePublishSecretRef");
  // A bad name is reported one level up from where it is.
  const Field secret_name = moved(source, secret, "name");
  if (!blank(driver)) name(report, catalog::kVolumeSourceAddress, driver, csi_driver_problem, "a CSI driver");
  check_secret_ref(report, secret);
  if (!secret.present() || blank(secret_name)) return;
  name(report, catalog::kVolumeSourceAddress, secret_name, dns1123_subdomain_problem, "a Secret");
}

}  // namespace feastctl::validate::kubernetes
