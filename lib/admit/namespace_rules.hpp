/// @file
/// @brief What the input says of its namespaces: Pod Security labels, LimitRanges, ResourceQuotas, and who scales what.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "admit/limit_range.hpp"
#include "admit/policy.hpp"
#include "admit/quota.hpp"
#include "base/diagnostic.hpp"

namespace feastctl::admit {

/// What a namespace admits.
struct NamespaceRules {
  std::string name;
  const Node* object = nullptr;  ///< the Namespace, if it is in the input
  Policy policy{};
  std::vector<LimitRange> limits{};  ///< those that an API server stores
  std::vector<Quota> quotas{};       ///< likewise

  [[nodiscard]] bool judges_pods() const;
  [[nodiscard]] std::vector<const LimitRange*> limit_ranges() const;
};

/// What scales a workload.
struct Scaler {
  std::uint64_t most = 0;       ///< pods
  const Node* cause = nullptr;  ///< where that is written
};

/// The rules of all namespaces of a run. Filled once, then only read.
class Rules {
 public:
  /// `at_least` is enforced in every namespace, whatever its labels say. Objects without a namespace are in
  /// `default_namespace`.
  Rules(LevelVersion at_least, std::string_view default_namespace)
      : at_least_(at_least), default_namespace_(default_namespace) {
    others_.policy.enforce = at_least;
  }

  /// Takes in a Namespace, LimitRange, ResourceQuota or autoscaler, and leaves others alone. `object` must outlive
  /// this. What an API server refuses of it is reported and not in force.
  void take(const Node& object, Diagnostics& out);

  /// The rules of a namespace; those of the cluster for one that the input says nothing of.
  [[nodiscard]] const NamespaceRules& of(std::string_view name_space) const;
  [[nodiscard]] const std::map<std::string, NamespaceRules, std::less<>>& all() const { return namespaces_; }
  /// What scales the workload, or nullptr.
  [[nodiscard]] const Scaler* scaler_of(std::string_view name_space, std::string_view kind,
                                        std::string_view name) const;
  /// Whether any namespace asks for anything.
  [[nodiscard]] bool empty() const;
  /// The namespace that an object is in.
  [[nodiscard]] std::string_view namespace_of(const Node& object) const;

 private:
  NamespaceRules& at(std::string_view name_space);
  void take_namespace(const Node& object, Diagnostics& out);
  void take_limits(const Node& object, Diagnostics& out);
  void take_quota(const Node& object, Diagnostics& out);

  LevelVersion at_least_;
  std::string default_namespace_;
  std::map<std::string, NamespaceRules, std::less<>> namespaces_;
  std::map<std::string, Scaler, std::less<>> scalers_;
  NamespaceRules others_{};
};

/// The most pods that an autoscaler (of Kubernetes or KEDA) asks for, and of which workload; nothing for other objects.
struct Scaling {
  std::string_view kind, name;
  Scaler scaler;
};
std::optional<Scaling> scaling_of(const Node& object);

}  // namespace feastctl::admit
