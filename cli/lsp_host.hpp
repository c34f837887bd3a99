/// @file
/// @brief The machine that the language server runs on.
#pragma once

#include <string>
#include <vector>

#include "lsp/host.hpp"

namespace feastctl::cli {

/// Reads files and options as `feastctl validate` does.
class LspHost final : public lsp::Host {
 public:
  /// `words` are options of `validate` that override the configuration files.
  explicit LspHost(std::vector<std::string> words) : words_(std::move(words)) {}

  [[nodiscard]] std::string project_of(const std::string& path, const std::string& within) override;
  [[nodiscard]] std::vector<lsp::File> read(const std::string& project) override;
  [[nodiscard]] lsp::Settings settings(const std::string& project) override;
  [[nodiscard]] bool exists(const std::string& path) override;

 private:
  std::vector<std::string> words_;
};

}  // namespace feastctl::cli
