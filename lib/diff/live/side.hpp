/// @file
/// @brief The objects of a cluster as a whole: which kinds are among them, who scales what, and what is left over.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

#include "base/object_name.hpp"
#include "diff/diff.hpp"
#include "diff/live/as_written.hpp"

namespace feastctl::diff {

/// Whether the object comes from a cluster: only an API server gives out a uid.
bool is_live(const Node& object);

/// What is known of a side that holds objects of a cluster.
class LiveSide {
 public:
  /// `desired` are the manifests that the objects are compared with, `fetched` what was got from the cluster.
  LiveSide(const Objects& live, const Objects& desired, const Fetched& fetched);

  /// Whether there is an object of a cluster at all.
  [[nodiscard]] bool any() const { return any_; }
  /// Whether objects of this kind were asked for, so that one that is missing is not in the cluster.
  [[nodiscard]] bool was_fetched(const Node& object) const;
  /// Whether an autoscaler of either side decides on the replicas of the Deployment or StatefulSet.
  [[nodiscard]] bool is_autoscaled(const ObjectName& workload) const;
  /// Whether the live object was made for one of the stores of the manifests, which no longer have it. Labels alone do
  /// not tell: pods, Endpoints and others have the labels of what they belong to.
  [[nodiscard]] bool is_left_over(const Node& object) const;

 private:
  void note_target(const Node& object);
  void note_missing_kind(const Objects& desired);

  bool any_ = false;
  bool owned_ = false;  ///< some objects belong to a FeatureStore: the operator makes fewer kinds than we do
  const Fetched* fetched_;
  std::unordered_set<std::string> kinds_, targets_, stores_;
};

/// What to say of a field at `path` that an apply will not undo.
Trap kept_trap(const Node& live, const std::string& path, const KeptValue& kept);
/// The words for one that is left over: what to do, and what is lost by it.
Trap left_over_trap(const Node& object);

}  // namespace feastctl::diff
