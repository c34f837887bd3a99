/// @file
/// @brief Objects as files of a folder: the name of each file, the kustomization beside them, the list of what is ours.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/object_name.hpp"

namespace feastctl::gitops {

/// The file's name, such as `deployment_feast_feast-sample.yaml`; `extension` is `yaml` or `json`. It depends on
/// nothing but the object, has no slash, does not begin with a dot, holds a-z 0-9 . - = _ only, is at most 200 bytes
/// long, and is another one for every other object (so also where the file system knows no capitals).
std::string file_name(const ObjectName& object, std::string_view extension);

/// The kustomization that lists the files.
inline constexpr std::string_view kKustomization = "kustomization.yaml";
std::string kustomization(std::span<const std::string> files);

/// The list of the files that a render wrote, with the SHA-256 of each; `sha256sum -c` reads it.
inline constexpr std::string_view kRecord = ".feastctl-rendered";

/// A file that a render wrote.
struct RecordEntry {
  std::string name, sha256;
};

/// The text of the record, and its entries again. Lines that name anything but a plain file of the folder itself are
/// left out, so that no record can lead outside.
std::string record_text(std::span<const RecordEntry> entries);
std::vector<RecordEntry> read_record(std::string_view text);

}  // namespace feastctl::gitops
