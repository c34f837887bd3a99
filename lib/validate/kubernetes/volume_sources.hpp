/// @file
/// @brief The checks of single volume sources, for volumes.cpp only.
///
/// `source` is the object under the source's key; its parent is the volume. Paths are those that the API server names,
/// which now and then are not where the value is.
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

/// The value at `key` of `holder` as a field of `place`: for the places where the API server names another path than
/// the value's own. `place` must outlive the answer.
Field moved(const Field& place, const Field& holder, std::string_view key);

/// Judges the permissions of a file or of all files of a volume: 0 to 0777.
void check_file_mode(ObjectReport& report, const Field& mode);

/// Judges where in the volume a file is put: below its root and not beginning with `..`.
void check_file_path(ObjectReport& report, const Field& path);

/// Judges an item that puts a key of a Secret or ConfigMap into a file.
void check_key_to_path(const Field& item, ObjectReport& report);

/// Judges a file of the downward API. `place` is the source: the API server's paths leave out which item it was.
void check_downward_file(const Field& file, const Field& place, ObjectReport& report);

}  // namespace feastctl::validate::kubernetes
