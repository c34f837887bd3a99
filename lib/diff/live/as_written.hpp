/// @file
/// @brief A live object as somebody would have written it: without what the server, its controllers and other tools
/// have added, so that what is left to differ from a manifest was changed by somebody.
#pragma once

#include <string>
#include <unordered_map>

#include "base/node.hpp"

namespace feastctl::diff {

/// What is known of a value that an apply does not undo.
struct KeptValue {
  std::string managers{};       ///< that wrote it, if known
  std::string_view excludes{};  ///< the field beside it that the manifest has, and that cannot be there as well
};
/// Values of a live object that an apply does not undo.
using Kept = std::unordered_map<const Node*, KeptValue>;

/// The answer. Values that mean the same as the manifest's are the manifest's own nodes.
struct Written {
  const Node* shown = nullptr;     ///< with everything that counts as a difference
  const Node* replaced = nullptr;  ///< the same without what an apply would not undo
  Kept kept{};                     ///< values in `shown`
  bool restarts = false;   ///< a text in the pod template has the same meaning and other bytes: an apply restarts pods
  std::size_t theirs = 0;  ///< labels and annotations of others, which an apply leaves alone
};

/// Compares `live`, an object of a cluster, with `desired`, the manifest of the same object. With `autoscaled` an
/// autoscaler decides on the replicas that the manifest leaves out.
Written as_written(const Node& live, const Node& desired, bool autoscaled, const TreeBuilder& tree);

}  // namespace feastctl::diff
