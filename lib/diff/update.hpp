/// @file
/// @brief One object before and after a change, for the rules in traps*.cpp.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "diff/diff.hpp"

namespace feastctl::diff {

using Path = std::initializer_list<std::string_view>;

/// An update of one object, and the traps found so far.
class Update {
 public:
  Update(const Node& before, const Node& after, std::vector<Trap>& traps);

  [[nodiscard]] const Node& before() const { return *before_; }
  [[nodiscard]] const Node& after() const { return *after_; }
  /// The object in a kubectl command: `-n feast deployment feast-sample`.
  [[nodiscard]] const std::string& where() const { return where_; }

  /// Whether an apply of `after` changes the field. Null is the same as absent.
  [[nodiscard]] bool changes(Path path) const;

  void refuse(std::string path, std::string message, std::string remedy);
  void warn(std::string path, std::string message, std::string remedy);
  void restart(std::string how);
  [[nodiscard]] bool refused() const;

 private:
  void add(Effect effect, std::string path, std::string message, std::string remedy);

  const Node* before_;
  const Node* after_;
  std::vector<Trap>* traps_;
  std::string where_;
};

/// How a Deployment replaces its pods, in words: `rolling`, `Recreate: no ready pod meanwhile`.
std::string rollout_of(const Node& deployment);

/// For Deployments, StatefulSets, DaemonSets and ReplicaSets: what is refused, and which pods restart.
void judge_deployment(Update& update);
void judge_stateful_set(Update& update);
void judge_daemon_set(Update& update);
void judge_replica_set(Update& update);
void judge_job(Update& update);

/// Refuses each changed member of `spec` that is not in `mutable_keys`.
void refuse_spec_but(Update& update, Path mutable_keys, const std::string& remedy);

}  // namespace feastctl::diff
