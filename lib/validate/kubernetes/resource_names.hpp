/// @file
/// @brief The names of container resources: cpu, hugepages-2Mi, nvidia.com/gpu. Source: pkg/apis/core/helper.
#pragma once

#include <array>
#include <string_view>

#include "base/names.hpp"

namespace feastctl::validate::kubernetes {

/// The resources that every node provides.
inline constexpr std::array<std::string_view, 3> kStandardResources{"cpu", "memory", "ephemeral-storage"};

/// The prefix of huge page names; the size follows.
inline constexpr std::string_view kHugePages = "hugepages-";

/// Whether the name is that of huge pages.
bool is_huge_pages(std::string_view resource);

/// Whether the name belongs to Kubernetes: without a domain, or under kubernetes.io.
bool is_native(std::string_view resource);

/// Why a device name (nvidia.com/gpu) is invalid, or nothing: quotas also use it with the prefix `requests.`.
NameProblem extended_name_problem(std::string_view resource);

/// Why a container cannot request a resource with this name, or nothing.
NameProblem container_resource_problem(std::string_view resource);

}  // namespace feastctl::validate::kubernetes
