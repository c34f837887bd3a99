/// @file
/// @brief The user's folder for files that make later runs faster, and that can be deleted at any time.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace feastctl::cli {

/// What the options say of the cache.
struct CacheOptions {
  std::string folder;  ///< --cache-dir
  bool off = false;    ///< --no-cache
};

/// The folder that --cache-dir or FEASTCTL_CACHE_DIR names, or feastctl in XDG_CACHE_HOME or ~/.cache. It has to belong
/// to this user alone: others could put files there, or read what these tell of the input.
class CacheFolder {
 public:
  /// Opens the folder, if it exists; `write` creates it.
  explicit CacheFolder(const CacheOptions& options);
  CacheFolder(const CacheFolder&) = delete;
  CacheFolder& operator=(const CacheFolder&) = delete;
  ~CacheFolder();

  /// Whether there is one; if not, the run does without.
  [[nodiscard]] bool usable() const { return !path_.empty() && problem_.empty(); }
  /// Whether the user named it.
  [[nodiscard]] bool named() const { return named_; }
  /// Why a folder that the user named cannot be used.
  [[nodiscard]] const std::string& problem() const { return problem_; }

  /// A file of this user's own in it.
  [[nodiscard]] std::optional<std::string> read(const std::string& name) const;
  /// Writes a file as a whole, or not at all; only this user can read it.
  void write(const std::string& name, std::string_view bytes);

 private:
  void open();

  std::string path_;
  int fd_ = -1;
  bool named_ = false;
  std::string problem_;
};

}  // namespace feastctl::cli
