/// @file
/// @brief The files that ship inside the program: schemas/*, templates/*, and the examples' inputs.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace feastctl {

/// A file of the repository as it was when the program was built.
struct EmbeddedFile {
  std::string_view path;  ///< from the repository's root: templates/init.sh
  std::string_view text;
  std::string_view sha256;  ///< of the text, in hexadecimal
};

/// All embedded files, sorted by path.
std::span<const EmbeddedFile> embedded_files();

/// The embedded file at `path`, or nullptr.
const EmbeddedFile* embedded_file(std::string_view path);

/// The bytes of the file at `path`, as it is in the repository, or nothing when it is not embedded.
std::optional<std::string_view> embedded(std::string_view path);

}  // namespace feastctl
