/// @file
/// @brief The names of what containers use: cpu, hugepages-2Mi, nvidia.com/gpu. Source: pkg/apis/core/helper.
#pragma once

#include <array>
#include <string_view>

#include "base/names.hpp"

namespace feastctl::validate::kubernetes {

/// The resources that every node has.
inline constexpr std::array<std::string_view, 3> kStandardResources{"cpu", "memory", "ephemeral-storage"};

/// What the names of huge pages begin with; their size follows.
inline constexpr std::string_view kHugePages = "hugepages-";

/// Whether the name is one of huge pages.
bool is_huge_pages(std::string_view resource);

/// Whether the name is of Kubernetes' own: without a domain, or under kubernetes.io.
bool is_native(std::string_view resource);

/// What keeps a device's name (nvidia.com/gpu) from being one: it is also used with `requests.` before it in quotas.
NameProblem extended_name_problem(std::string_view resource);

/// What keeps a name from being one of a resource that a container can ask for, or nothing.
NameProblem container_resource_problem(std::string_view resource);

}  // namespace feastctl::validate::kubernetes
