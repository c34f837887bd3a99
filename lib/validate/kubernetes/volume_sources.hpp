/// @file
/// @brief Checks of volume sources, for volumes.cpp only.
///
/// `source` is the object under the source's key; its parent is the volume. Paths are those that the API server
/// reports, which occasionally differ from the path of the value.
#pragma once

#include <string_view>

#include "base/diagnostic.hpp"
#include "base/field.hpp"

namespace feastctl::validate::kubernetes {

void check_empty_dir(const Field& source, ObjectReport& report);
void check_host_path(const Field& source, ObjectReport& report);
void check_git_repo(const Field& source, ObjectReport& report);
void check_secret_files(const Field& source, ObjectReport& report);
void check_config_map_files(const Field& source, ObjectReport& report);
void check_downward_api(const Field& source, ObjectReport& report);
void check_projected(const Field& source, ObjectReport& report);
void check_image(const Field& source, ObjectReport& report);
void check_ephemeral(const Field& source, ObjectReport& report);

void check_gce_disk(const Field& source, ObjectReport& report);
void check_aws_disk(const Field& source, ObjectReport& report);
void check_azure_disk(const Field& source, ObjectReport& report);
void check_nfs(const Field& source, ObjectReport& report);
void check_iscsi(const Field& source, ObjectReport& report);
void check_fc(const Field& source, ObjectReport& report);
void check_flocker(const Field& source, ObjectReport& report);
void check_quobyte(const Field& source, ObjectReport& report);
void check_cinder(const Field& source, ObjectReport& report);
void check_flex(const Field& source, ObjectReport& report);
void check_storage_os(const Field& source, ObjectReport& report);
void check_csi(const Field& source, ObjectReport& report);

/// The value at `key` of `holder` as a field of `place`, for cases in which the API server reports a different path.
/// `place` must outlive the result.
Field moved(const Field& place, const Field& holder, std::string_view key);

/// Checks the permissions of a file or of all files in a volume: 0 to 0777.
void check_file_mode(ObjectReport& report, const Field& mode);

/// Checks the path of a file in a volume: below its root, and not beginning with `..`.
void check_file_path(ObjectReport& report, const Field& path);

/// Checks an item that writes a key of a Secret or ConfigMap to a file.
void check_key_to_path(const Field& item, ObjectReport& report);

/// Checks a file of the downward API. `place` is the source: the API server's paths omit the index of the item.
void check_downward_file(const Field& file, const Field& place, ObjectReport& report);

}  // namespace feastctl::validate::kubernetes
