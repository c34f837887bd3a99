/// @file
/// @brief Amounts of resources by their names, and what a pod needs of them as a whole.
///
/// Source: k8s.io/component-helpers resource/helpers.go.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "base/field.hpp"
#include "base/quantity.hpp"

namespace feastctl::admit {

using Amounts = std::map<std::string, Quantity, std::less<>>;

/// The amounts in a map of quantities; entries that are none are left out.
Amounts amounts_in(const Node* map);

/// The amount of this name, or nullptr.
const Quantity* find_amount(const Amounts& amounts, std::string_view name);

/// Adds each amount to the one of its name.
void add(Amounts& to, const Amounts& more);

/// Which of the two sides of `resources`.
enum class Side : unsigned char { kRequests, kLimits };

/// What the containers (a sum over init containers that stay, a maximum over those that end) of a pod spec ask for.
Amounts sum_of_containers(const Node& pod_spec, Side side);

/// The same with the pod's own CPU and memory, in spec.resources, in its place: what a LimitRange looks at.
Amounts sum_of_pod(const Node& pod_spec, Side side);

/// The sum that a quota counts: with all of the pod's own resources and the overhead of its runtime class.
Amounts sum_with_overhead(const Node& pod_spec, Side side);

/// Whether the pod can say this resource for all of its containers together: cpu, memory and huge pages.
bool is_pod_level(std::string_view resource);

/// Whether requests and limits of this resource may differ: not of huge pages and devices.
bool can_overcommit(std::string_view resource);

/// Whether a pod has neither requests nor limits of CPU and memory.
bool is_best_effort(const Node& pod_spec);

/// The pod's quality of service: BestEffort, Burstable or Guaranteed.
std::string_view quality_of_service(const Node& pod_spec);

}  // namespace feastctl::admit
