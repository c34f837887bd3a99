/// @file
/// @brief The files embedded in the program: schemas/*, templates/*, and the examples' inputs.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace feastctl {

/// The indentation of EmbeddedFile::block: that of a value in a ConfigMap's data.
inline constexpr std::size_t kBlockIndent = 4;

/// A file of the repository, as of build time.
struct EmbeddedFile {
  std::string_view path;  ///< relative to the root of the repository: templates/init.sh
  std::string_view text;
  std::string_view sha256;  ///< of the text, in hexadecimal
  /// templates/: the text as a YAML block, from its bar on, with lines indented by kBlockIndent. Empty in WebAssembly.
  std::string_view block;
};

/// All embedded files, sorted by path.
std::span<const EmbeddedFile> embedded_files();

/// The embedded file at `path`, or nullptr.
const EmbeddedFile* embedded_file(std::string_view path);

/// The bytes of the file at `path` in the repository, or nothing if it is not embedded.
std::optional<std::string_view> embedded(std::string_view path);

}  // namespace feastctl
