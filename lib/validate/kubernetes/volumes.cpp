#include "validate/kubernetes/volumes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <vector>

#include "base/first_seen.hpp"
#include "base/key.hpp"
#include "catalog/codes.hpp"
#include "validate/kubernetes/checks.hpp"
#include "validate/kubernetes/volume_sources.hpp"

namespace feastctl::validate::kubernetes {

namespace {

/// A kind of volume: its key, what must not be blank in it, and what else is to be judged.
struct VolumeSource {
  std::string_view key;
  std::array<std::string_view, 3> needs{};
  void (*check)(const Field& source, ObjectReport& report) = nullptr;
  std::string_view second_path{};  ///< where a second source of this kind is reported, if not at its key
};

/// In the order of the API server: the first that is present is the volume's source, the others are too many.
constexpr std::array<VolumeSource, 30> kVolumeSources = {{
    {.key = "emptyDir", .check = check_empty_dir},
    {.key = "hostPath", .check = check_host_path},
    {.key = "gitRepo", .needs = {"repository"}, .check = check_git_repo},
    {.key = "gcePersistentDisk", .check = check_gce_disk},
    {.key = "awsElasticBlockStore", .needs = {"volumeID"}, .check = check_aws_disk},
    {.key = "secret", .needs = {"secretName"}, .check = check_secret_files},
    {.key = "nfs", .needs = {"server", "path"}, .check = check_nfs},
    {.key = "iscsi", .needs = {"targetPortal", "iqn"}, .check = check_iscsi},
    {.key = "glusterfs", .needs = {"endpoints", "path"}},
    {.key = "flocker", .check = check_flocker},
    {.key = "persistentVolumeClaim", .needs = {"claimName"}},
    {.key = "rbd", .needs = {"monitors", "image"}},
    {.key = "cinder", .needs = {"volumeID"}, .check = check_cinder},
    {.key = "cephfs", .needs = {"monitors"}, .second_path = "cephFS"},
    {.key = "quobyte", .needs = {"registry", "volume"}, .check = check_quobyte},
    {.key = "downwardAPI", .check = check_downward_api, .second_path = "downwarAPI"},
    {.key = "fc", .check = check_fc},
    {.key = "flexVolume", .needs = {"driver"}, .check = check_flex},
    {.key = "configMap", .needs = {"name"}, .check = check_config_map_files},
    {.key = "azureFile", .needs = {"secretName", "shareName"}},
    {.key = "vsphereVolume", .needs = {"volumePath"}},
    {.key = "photonPersistentDisk", .needs = {"pdID"}},
    {.key = "portworxVolume", .needs = {"volumeID"}},
    {.key = "azureDisk", .needs = {"diskName", "diskURI"}, .check = check_azure_disk},
    {.key = "storageos", .needs = {"volumeName"}, .check = check_storage_os},
    {.key = "projected", .check = check_projected},
    {.key = "scaleIO", .needs = {"gateway", "system", "volumeName"}},
    {.key = "csi", .needs = {"driver"}, .check = check_csi},
    {.key = "ephemeral", .needs = {"volumeClaimTemplate"}, .check = check_ephemeral},
    {.key = "image", .check = check_image},
}};

const VolumeSource* find_source(std::string_view key) {
  for (const VolumeSource& kind : kVolumeSources) {
    if (same_key(kind.key, key)) return &kind;
  }
  return nullptr;
}

void check_source(const VolumeSource& kind, const Field& source, ObjectReport& report) {
  for (const auto need : kind.needs) {
    if (need.empty()) break;
    const Field value = source.child(need);
    // An empty claim template is there, and is judged as a claim that asks for nothing.
    if (need == "volumeClaimTemplate" && value.present()) continue;
    required(report, catalog::kVolumeSourceIncomplete, value);
  }
  if (kind.check != nullptr) kind.check(source, report);
}

void report_second(ObjectReport& report, const Field& volume, const VolumeSource& first, const VolumeSource& second) {
  const Field place = volume.child(second.second_path.empty() ? second.key : second.second_path);
  const Field value = volume.child(second.key);
  report
      .add(catalog::kVolumeSeveralSources, place, value.cause(),
           fmt::format("{} and {} are mutually exclusive in a volume", first.key, second.key))
      .with_found(fmt::format("{} and {}", first.key, second.key))
      .with_expected("one of them")
      .with_hint("split it into two volumes");
}

/// Judges what the volume is made of. A volume that names no source is an emptyDir (SetDefaults_Volume).
void check_sources(const Field& volume, ObjectReport& report) {
  std::vector<const VolumeSource*> present;
  for (const Member& m : volume.is_map() ? volume.node()->members() : std::span<const Member>()) {
    const VolumeSource* const kind = find_source(m.key);
    if (kind != nullptr && !m.value->is_null()) present.push_back(kind);
  }
  if (present.empty()) return;
  std::ranges::sort(present);
  check_source(*present.front(), volume.child(present.front()->key), report);
  for (std::size_t i = 1; i < present.size(); ++i) report_second(report, volume, *present.front(), *present[i]);
}

/// iSCSI makes a session's name of the two; reported whether or not iscsi is the first source.
void check_iscsi_session(const Field& volume, ObjectReport& report) {
  constexpr std::size_t kLongest = 64;
  const Field iscsi = volume.child("iscsi");
  const Field initiator = iscsi.child("initiatorName");
  const Field portal = iscsi.child("targetPortal");
  const Field name = volume.child("name");
  const std::size_t size = name.text().size() + 1 + portal.text().size();
  if (!initiator.present() || size <= kLongest) return;
  report
      .add(catalog::kVolumeName, name,
           "the name and the targetPortal of the volume are too long in total for an iSCSI initiator")
      .with_found(fmt::format("{} characters including the \":\" between them", size))
      .with_expected(fmt::format("at most {}", kLongest))
      .with_hint("shorten the volume's name");
}

/// `sound` are the volumes before this one that are right: a refused one does not take its name.
void check_name(const Field& volumes, std::size_t index, const FirstSeen& sound, ObjectReport& report) {
  const Field volume = volumes.item(index);
  const Field name = volume.child("name");
  if (!required_name(report, catalog::kVolumeName, name, dns1123_label_problem, "a volume")) return;
  const auto other = sound.find(name.text());
  if (!other) return;
  auto& d =
      report.add(catalog::kVolumeNameTaken, name, fmt::format("duplicate volume name {}", quoted(name.text())))
          .with_found(shown(name))
          .with_expected("a unique name for each volume of the pod")
          .with_hint(
              "choose another name; the operator adds feast-data, and volumes for TLS, claims and CA certificates");
  add_note(d, "the other volume", volumes.item(*other));
}

}  // namespace

std::vector<std::size_t> check_volumes(const Field& volumes, ObjectReport& report) {
  std::vector<std::size_t> refused;
  FirstSeen sound;
  for (std::size_t i = 0; i < volumes.size(); ++i) {
    const Field volume = volumes.item(i);
    const std::size_t before = report.errors();
    check_sources(volume, report);
    check_iscsi_session(volume, report);
    check_name(volumes, i, sound, report);
    if (report.errors() > before) {
      refused.push_back(i);
    } else {
      sound.see(string_at(volume.node(), "name"), i);
    }
  }
  return refused;
}

}  // namespace feastctl::validate::kubernetes
