/// @file
/// @brief ResourceQuotas: what each object counts for, and which quota refuses it.
///
/// Source: pkg/quota/v1/evaluator/core, pkg/apis/core/validation and apiserver's resourcequota plugin of Kubernetes
/// 1.35. The messages are those of the plugin.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "admit/amounts.hpp"
#include "admit/limit_range.hpp"
#include "base/field.hpp"

namespace feastctl::admit {

/// A condition on the pods (or claims) that a quota counts.
struct Scope {
  std::string_view name;
  std::string_view op = "Exists";
  std::vector<std::string_view> values{};
};

/// A ResourceQuota with what is used of it so far.
struct Quota {
  std::string_view name;
  Amounts hard;
  Amounts used;  ///< of the names in `hard`; zero where status.used does not say it
  std::vector<Scope> scopes;
  const Node* object = nullptr;
};

/// Reads a ResourceQuota: spec.hard, scopes, and status.used where it is there.
Quota read_quota(const Node& object);

/// Why the API server refuses to store it; empty when it does not.
std::vector<Problem> quota_problems(const Quota& quota);

/// An object as quotas see it.
struct Counted {
  std::string resource;                      ///< deployments.apps, pods
  const Node* object = nullptr;              ///< a pod is one after all defaults
  std::string_view default_storage_class{};  ///< of claims that name none; empty: unknown
};

/// The name of the kind's resource, as in count/: deployments.apps. The kinds that a bundle has are known; of others
/// the plural is formed as Kubernetes' own kinds form it.
std::string counted_resource(std::string_view kind, std::string_view api_version);

/// Everything that the object counts for, by the names that quotas give it.
Amounts usage_of(const Counted& counted);

/// Whether the quota counts this object at all: it names one of the object's resources, and all of its scopes hold.
bool matches(const Quota& quota, const Counted& counted);

/// Why a quota refuses an object.
struct QuotaRefusal {
  const Quota* quota = nullptr;
  std::string message;  ///< exceeded quota: …, or failed quota: … must specify …
  bool must_specify = false;
  std::vector<std::string> names{};  ///< the resources that are exceeded or not specified
};

/// The refusal of a pod whose containers do not say what the quota (which matches it) wants said.
std::optional<QuotaRefusal> must_specify(const Quota& quota, const Counted& counted);

/// The plugin's message for amounts, `usage`, that exceed what is left of the named resources.
std::string exceeded_words(const Quota& quota, const Amounts& used, const Amounts& usage,
                           const std::vector<std::string>& names);

}  // namespace feastctl::admit
