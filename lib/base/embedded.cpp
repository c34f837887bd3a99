#include "base/embedded.hpp"

namespace feastctl {

const EmbeddedFile* embedded_file(std::string_view path) {
  for (const EmbeddedFile& file : embedded_files()) {
    if (file.path == path) return &file;
  }
  return nullptr;
}

std::optional<std::string_view> embedded(std::string_view path) {
  const EmbeddedFile* file = embedded_file(path);
  return file == nullptr ? std::nullopt : std::optional(file->text);
}

}  // namespace feastctl
