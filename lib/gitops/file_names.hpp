/// @file
/// @brief Objects as files of a folder: the file names, the kustomization, and the record of written files.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/object_name.hpp"

namespace feastctl::gitops {

/// The file's name, such as `deployment_feast_feast-sample.yaml`; `extension` is `yaml` or `json`. It depends only on
/// the object, does not begin with a dot, contains only a-z 0-9 . - = _, is at most 200 bytes long, and is unique for
/// every object (even on case-insensitive file systems).
std::string file_name(const ObjectName& object, std::string_view extension);

/// The kustomization that lists the files.
inline constexpr std::string_view kKustomization = "kustomization.yaml";
std::string kustomization(std::span<const std::string_view> files);
/// The files that such a kustomization lists, as parts of its text.
std::vector<std::string_view> files_of_kustomization(std::string_view text);

/// The list of the files that a render wrote, with the SHA-256 of each; `sha256sum -c` reads it.
inline constexpr std::string_view kRecord = ".feastctl-rendered";

/// A file that a render wrote.
struct RecordEntry {
  std::string_view name, sha256;
  auto operator<=>(const RecordEntry&) const = default;  // NOLINT(modernize-use-nullptr): clang-tidy 14
};

/// Converts the record to text, and parses it. Lines that name anything but a plain file directly in the folder are
/// dropped, so that a record cannot lead outside. The entries are parts of the text.
std::string record_text(std::span<const RecordEntry> entries);
std::vector<RecordEntry> read_record(std::string_view text);

}  // namespace feastctl::gitops
