/// @file
/// @brief Admission of a stream of manifests: each object is judged as if it were created, in the order of the stream.
///
/// To add a kind with pods: workloads.cpp. To add a check of Pod Security: checks.hpp.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "admit/demand.hpp"
#include "admit/namespace_rules.hpp"
#include "admit/pod_verdict.hpp"
#include "base/diagnostic.hpp"
#include "base/node.hpp"
#include "base/source.hpp"
#include "base/versions.hpp"

namespace feastctl::admit {

/// What the judge is told beside the manifests.
struct Options {
  LevelVersion at_least{};                   ///< enforced in every namespace, whatever its labels say
  std::string_view default_namespace;        ///< empty: the only Namespace of the stream, or `default`
  std::string_view default_storage_class{};  ///< of claims that name none; empty: unknown
  KubernetesRelease kubernetes{};
};

/// A quota's answer to an object, or to what a controller creates for it.
struct QuotaVerdict {
  Why why = Why::kApplied;
  std::string resource;
  std::uint64_t count = 1, fitting = 1;
  std::string message;  ///< the plugin's, empty where all fit
};

/// The verdict on one object.
struct ObjectVerdict {
  const Node* object = nullptr;
  std::string kind, name_space, name;
  SourceId source = 0;
  int document = -1;
  bool valid = true;  ///< no check of the API server's validation failed
  std::optional<PodVerdict> pods{};
  std::vector<Excess> claim{};  ///< what LimitRanges refuse of a claim
  bool has_limits = false;      ///< whether a LimitRange judged it
  bool has_quota = false;       ///< whether a quota counts it
  std::vector<QuotaVerdict> quota{};

  [[nodiscard]] bool limits_allow() const { return claim.empty() && (!pods || pods->limits_allow()); }
  /// Whether the object itself is admitted: a Deployment is even where its pods are not.
  [[nodiscard]] bool created() const;
  /// Whether the pods of a workload are, as far as it asks for them now.
  [[nodiscard]] bool pods_created() const;
};

/// What became of a stream.
struct Outcome {
  Diagnostics findings;
  std::vector<ObjectVerdict> objects;                ///< those that were judged, in the order of the stream
  std::vector<QuotaLine> quotas;                     ///< what all of them need at most
  std::map<std::string, std::size_t> not_checked{};  ///< kinds without checks of their own, and how many there are
  bool namespaces_valid = true;                      ///< no Namespace, LimitRange or ResourceQuota is refused

  [[nodiscard]] bool allowed() const;
};

/// Judges all objects of the sources.
Outcome admit(const Sources& sources, const Options& options, const TreeBuilder& tree);

/// The verdicts as members of a JSON object, after those of the report: what the command prints with -o json.
std::string json_members(const Outcome& outcome, const Sources& sources);

/// What the quotas allow and the run needs, as a list in JSON that is a member of the outermost object.
void write_quotas(const std::vector<QuotaLine>& lines, std::string& out);

/// What the quotas allow and the run needs, as a table for people; empty without quotas.
std::string quota_table(const std::vector<QuotaLine>& lines);

}  // namespace feastctl::admit
