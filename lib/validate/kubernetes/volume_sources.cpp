#include "validate/kubernetes/volume_sources.hpp"

#include <fmt/format.h>

#include <array>

#include "catalog/codes.hpp"
#include "validate/kubernetes/amounts.hpp"
#include "validate/kubernetes/checks.hpp"
#include "validate/kubernetes/containers.hpp"
#include "validate/kubernetes/downward_api.hpp"
#include "validate/kubernetes/volume_claim.hpp"

namespace feastctl::validate::kubernetes {

namespace {

constexpr std::int64_t kHighestMode = 0777;
constexpr std::array<std::string_view, 7> kHostPathTypes = {
    "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket"};
constexpr std::array<std::string_view, 5> kVolumePodFields = {"metadata.name", "metadata.namespace", "metadata.labels",
                                                              "metadata.annotations", "metadata.uid"};

void check_key_files(const Field& source, ObjectReport& report) {
  const Field items = source.child("items");
  check_file_mode(report, source.child("defaultMode"));
  for (std::size_t i = 0; i < items.size(); ++i) check_key_to_path(items.item(i), report);
}

}  // namespace

Field moved(const Field& place, const Field& holder, std::string_view key) {
  const Member* member = holder.is_map() ? holder.node()->find_member(key) : nullptr;
  return member == nullptr ? place.child(key) : place.child(*member);
}

void check_file_mode(ObjectReport& report, const Field& mode) {
  const auto value = mode.integer();
  if (!value || (*value >= 0 && *value <= kHighestMode)) return;
  report.add(catalog::kVolumeFileMode, mode, fmt::format("{} is not a valid file mode", short_path(mode)))
      .with_found(*value > kHighestMode ? fmt::format("{} ({:#o} in octal)", *value, *value) : shown(mode))
      .with_expected("0 to 511, which is 0777 in octal")
      .with_hint("write an octal mode with a leading 0 and without quotes: 0440");
}

void check_file_path(ObjectReport& report, const Field& path) {
  if (!descending_path(report, catalog::kVolumePath, path, path)) return;
  const std::string_view text = path.text();
  if (!text.starts_with("..")) return;
  report.add(catalog::kVolumePath, path, fmt::format("{} must not begin with \"..\"", short_path(path)))
      .with_found(shown(path))
      .with_hint("names that begin with two dots are reserved for the kubelet");
}

void check_key_to_path(const Field& item, ObjectReport& report) {
  const Field key = item.child("key");
  const Field path = item.child("path");
  required(report, catalog::kVolumeSourceIncomplete, key, "write the key that becomes a file");
  required(report, catalog::kVolumeSourceIncomplete, path, "write the name of the file, such as ca.crt");
  check_file_path(report, path);
  check_file_mode(report, item.child("mode"));
}

void check_downward_file(const Field& file, const Field& place, ObjectReport& report) {
  const Field path = moved(place, file, "path");
  const Field field_ref = moved(place, file, "fieldRef");
  const Field resource_ref = moved(place, file, "resourceFieldRef");
  required(report, catalog::kVolumeSourceIncomplete, path, "write the name of the file, such as labels");
  check_file_path(report, path);
  check_file_mode(report, moved(place, file, "mode"));
  if (field_ref.present()) {
    check_field_ref(report, catalog::kVolumePodField, field_ref, kVolumePodFields);
  } else if (resource_ref.present()) {
    check_resource_field_ref(report, catalog::kVolumePodField, resource_ref, true);
  }
  if (field_ref.present() != resource_ref.present()) return;
  const bool both = field_ref.present();
  report
      .add(catalog::kVolumePodField, place, file.cause(),
           both ? "fieldRef and resourceFieldRef are mutually exclusive" : "the file has no source")
      .with_found(both ? "fieldRef and resourceFieldRef" : "neither fieldRef nor resourceFieldRef")
      .with_expected("one of fieldRef and resourceFieldRef")
      .with_hint(both ? "remove one of them" : "add a source, such as fieldRef: {fieldPath: metadata.labels}");
}

void check_empty_dir(const Field& source, ObjectReport& report) {
  const Field limit = source.child("sizeLimit");
  const auto amount = quantity_at(limit);
  if (!amount || amount->sign() >= 0) return;
  report.add(catalog::kVolumeSizeNegative, limit, fmt::format("{} must not be negative", short_path(limit)))
      .with_found(shown(limit))
      .with_expected("a size such as 1Gi");
}

void check_host_path(const Field& source, ObjectReport& report) {
  const Field path = source.child("path");
  if (!required(report, catalog::kVolumeSourceIncomplete, path, "write the path of the file or directory on the node"))
    return;
  no_backsteps(report, catalog::kVolumePath, path);
  const Field type = source.child("type");
  if (!blank(type)) one_of(report, catalog::kVolumeSourceValue, type, kHostPathTypes);
}

void check_git_repo(const Field& source, ObjectReport& report) {
  const Field folder = source.child("directory");
  descending_path(report, catalog::kVolumePath, folder, folder);
}

void check_secret_files(const Field& source, ObjectReport& report) {
  check_key_files(source, report);
}

void check_config_map_files(const Field& source, ObjectReport& report) {
  check_key_files(source, report);
}

void check_image(const Field& source, ObjectReport& report) {
  const Field policy = source.child("pullPolicy");
  if (!blank(policy)) one_of(report, catalog::kVolumeSourceValue, policy, kPullPolicies);
}

void check_downward_api(const Field& source, ObjectReport& report) {
  const Field items = source.child("items");
  check_file_mode(report, source.child("defaultMode"));
  for (std::size_t i = 0; i < items.size(); ++i) check_downward_file(items.item(i), source, report);
}

void check_ephemeral(const Field& source, ObjectReport& report) {
  const Field claim = source.child("volumeClaimTemplate");
  const Field spec = claim.child("spec");
  if (claim.present()) check_claim_spec(spec, report);
}

}  // namespace feastctl::validate::kubernetes
