/// @file
/// @brief A place to write to that no symbolic link leads elsewhere, not even one that is planted meanwhile.
///
/// The folder of the place is opened once and stays open, and what is written goes through it. On the way there, a link
/// may lead to another place in the folder that holds it, and nowhere else, unless that is asked for. Whoever names a
/// path from the root of the file system answers for its folders, but not for those within a Git repository: somebody
/// else may have written them.
#pragma once

#include <string>
#include <vector>

namespace feastctl::cli {

/// Which symbolic links are followed.
enum class Links : bool { kWithinTheirFolder, kAll };

class Anchor {
 public:
  /// Finds the place of a file or folder, which may be missing, with the folders above it.
  Anchor(const std::string& path, Links links);
  Anchor(const Anchor&) = delete;
  Anchor& operator=(const Anchor&) = delete;
  ~Anchor();

  /// Why the place cannot be used; empty when it can.
  [[nodiscard]] const std::string& problem() const { return problem_; }
  /// Whether the problem is a link that leads out of its folder.
  [[nodiscard]] bool led_astray() const { return led_astray_; }
  /// Whether the folder of the place is there.
  [[nodiscard]] bool has_folder() const { return missing_.empty(); }
  /// Makes the folders above the place that are missing; gives what went wrong, or nothing.
  std::string make_folders();

  /// What to open, rename or delete: a path through the open folder.
  [[nodiscard]] std::string path() const;
  /// The place for people: its path without links.
  [[nodiscard]] std::string shown() const;
  /// `text` with the latter in the place of the former.
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
  int folder_ = -1;                   ///< the last folder on the way that is there
  std::string written_;               ///< the path as it was given, from the root
  std::string rest_;                  ///< what is left of it from where links count
  std::vector<std::string> missing_;  ///< the names of the folders that are not
  std::string name_;
  std::string problem_;
  bool led_astray_ = false;
};

}  // namespace feastctl::cli
