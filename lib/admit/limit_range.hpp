/// @file
/// @brief LimitRanges: the defaults that they give to pods, and what they refuse.
///
/// Source: plugin/pkg/admission/limitranger and pkg/apis/core/validation of Kubernetes 1.35. The messages are those of
/// the plugin, because people search for them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "admit/amounts.hpp"
#include "base/field.hpp"

namespace feastctl::admit {

/// What is wrong with an object: a field and a sentence.
struct Problem {
  std::string path;  ///< below the object: spec.limits[0].min.cpu
  std::string message;
  const Node* cause = nullptr;
};

/// One item of spec.limits, with the defaults that the API server fills in.
struct LimitItem {
  std::string_view type;
  Amounts min, max, default_limits, default_requests, max_ratio;
  const Node* written = nullptr;
};

/// A LimitRange as the API server keeps it.
struct LimitRange {
  std::string_view name;
  std::vector<LimitItem> items;
  const Node* object = nullptr;
};

/// Reads a LimitRange and fills in what the API server does.
LimitRange read_limit_range(const Node& object);

/// Why the API server refuses to store it; empty when it does not.
std::vector<Problem> limit_range_problems(const LimitRange& range);

/// A pod after the defaults.
struct LimitedPod {
  const Node* pod = nullptr;
  std::string annotation;  ///< the plugin's own: which defaults it set where
};

/// The pod with the defaults of the LimitRanges, the first of which wins.
LimitedPod with_limit_defaults(const Node& pod, const std::vector<const LimitRange*>& ranges, const TreeBuilder& tree);

/// A resource for which LimitRanges give different defaults, so that chance decides.
struct Ambiguity {
  std::string resource;
  const LimitRange* first = nullptr;
  const LimitRange* second = nullptr;
};
std::vector<Ambiguity> ambiguities(const std::vector<const LimitRange*>& ranges);

/// One complaint of the plugin.
struct Excess {
  std::string message;
  std::string container;        ///< empty: the sum of the pod, or a claim
  const Node* cause = nullptr;  ///< the amount, its list or the container in the judged object
};

/// What the LimitRange refuses in a pod (a map with metadata and spec, after the defaults).
std::vector<Excess> pod_excesses(const LimitRange& range, const Node& pod);

/// What it refuses in a PersistentVolumeClaim.
std::vector<Excess> claim_excesses(const LimitRange& range, const Node& claim);

/// What the API server refuses in the resources of a pod, after the defaults: a request above its limit, containers
/// that ask for more than their pod. The messages are its own.
std::vector<Problem> pod_resource_problems(const Node& pod);

}  // namespace feastctl::admit
