/// @file
/// @brief A path to write to, safe against symbolic links, even against links created during the run.
///
/// The folder of the path is opened once and stays open, and all writes go through it. Unless the caller allows more, a
/// link on the way may only lead to another place in the folder that contains it. Whoever passes an absolute path
/// vouches for its folders, but not for those inside a Git repository, which somebody else may have written.
#pragma once

#include <string>
#include <vector>

namespace feastctl::cli {

/// Which symbolic links are followed.
enum class Links : bool { kWithinTheirFolder, kAll };

class Anchor {
 public:
  /// Resolves the path of a file or folder. It may be missing, as may the folders above it.
  Anchor(const std::string& path, Links links);
  Anchor(const Anchor&) = delete;
  Anchor& operator=(const Anchor&) = delete;
  ~Anchor();

  /// Why the path cannot be used; empty if it can.
  [[nodiscard]] const std::string& problem() const { return problem_; }
  /// Whether the problem is a link that leads out of its folder.
  [[nodiscard]] bool led_astray() const { return led_astray_; }
  /// Whether the folder of the path exists.
  [[nodiscard]] bool has_folder() const { return missing_.empty(); }
  /// Creates the missing folders above the path; returns an error message, or an empty string.
  std::string make_folders();

  /// What to open, rename or delete: a path through the open folder.
  [[nodiscard]] std::string path() const;
  /// The path to show to users, without links.
  [[nodiscard]] std::string shown() const;
  /// `text` with the path through the open folder replaced by the path for users.
  [[nodiscard]] std::string readable(std::string text) const;

 private:
  void start_at(const std::string& path);
  void walk_to(const std::vector<std::string>& parts);
  void enter(const std::string& name);
  void end_at(const std::string& name);
  void end_here();
  [[nodiscard]] bool may_follow(const std::string& name, int target);
  [[nodiscard]] std::string joined(std::string folder) const;

  Links links_;
  int folder_ = -1;                   ///< the last existing folder on the path
  std::string written_;               ///< the path as given, made absolute
  std::string rest_;                  ///< the rest of the path, from where links are checked
  std::vector<std::string> missing_;  ///< the names of the missing folders
  std::string name_;
  std::string problem_;
  bool led_astray_ = false;
};

}  // namespace feastctl::cli
