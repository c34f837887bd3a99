/// @file
/// @brief The objects of a large text from a cluster, found without reading them.
///
/// `kubectl get -o yaml` and `-o json` print one List, however many objects there are, and most of them often are none
/// of the stores' (`-A`). So a large List is cut into its items at a glance, and only those are read that can matter.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/object_name.hpp"
#include "diff/diff.hpp"

namespace feastctl::diff {

/// A stretch of a text that holds one object, or a document that could not be looked into.
struct Piece {
  std::string_view text;
  bool item = false;  ///< of a List in YAML: it begins with `- `
  ObjectName name{};  ///< empty where it was not found
  bool live = false;  ///< it has a uid
};

/// The pieces of a text in their order; nothing if the text is not as kubectl writes it.
std::optional<std::vector<Piece>> pieces_of(std::string_view text);

/// Which of the objects of a cluster a comparison has to read.
class Needed {
 public:
  /// `kinds` are needed in any namespace, whatever their names.
  Needed(const Objects& desired, std::vector<std::string_view> kinds);

  [[nodiscard]] bool is_needed(const Piece& piece) const;

 private:
  std::unordered_set<std::string> identities_, namespaces_;
  std::vector<std::string_view> kinds_;
  bool all_ = false;  ///< an object without a namespace can be any of that name
};

}  // namespace feastctl::diff
