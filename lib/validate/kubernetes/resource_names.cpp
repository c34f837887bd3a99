#include "validate/kubernetes/resource_names.hpp"

#include <algorithm>
#include <string>

namespace feastctl::validate::kubernetes {

namespace {

constexpr std::string_view kNativeDomain = "kubernetes.io/";
constexpr std::string_view kQuotaPrefix = "requests.";

}  // namespace

bool is_huge_pages(std::string_view resource) {
  return resource.starts_with(kHugePages);
}

bool is_native(std::string_view resource) {
  return resource.find('/') == std::string_view::npos || resource.find(kNativeDomain) != std::string_view::npos;
}

NameProblem extended_name_problem(std::string_view resource) {
  if (resource.starts_with(kQuotaPrefix)) return "must not begin with \"requests.\", which is reserved for quotas";
  std::string for_quota(kQuotaPrefix);
  for_quota += resource;
  return qualified_name_problem(for_quota);
}

NameProblem container_resource_problem(std::string_view resource) {
  if (auto problem = qualified_name_problem(resource)) return problem;
  if (resource.find('/') != std::string_view::npos) {
    return is_native(resource) ? NameProblem() : extended_name_problem(resource);
  }
  const bool known = std::ranges::find(kStandardResources, resource) != kStandardResources.end();
  if (known || is_huge_pages(resource)) return std::nullopt;
  return "must be cpu, memory, ephemeral-storage, hugepages-SIZE, or a device with its domain";
}

}  // namespace feastctl::validate::kubernetes
