#include "admit/workloads.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "base/go_text.hpp"

namespace feastctl::admit {

namespace {

constexpr std::string_view kPodsResource = "pods";
constexpr std::string_view kReplicaSets = "replicasets.apps";
/// What a Deployment that says nothing adds during a rolling update, in percent of its pods.
constexpr std::uint64_t kUsualSurge = 25;
/// No cluster has more pods, and sums of so many fit 64 bits.
constexpr std::uint64_t kMostPods = 1'000'000'000;

/// A kind with a pod template.
struct KindRow {
  std::string_view kind;
  std::string_view path;  ///< of the template; empty: the object itself
};

constexpr std::array kKinds{
    KindRow{"Pod", ""},
    KindRow{"Deployment", "spec.template"},
    KindRow{"ReplicaSet", "spec.template"},
    KindRow{"ReplicationController", "spec.template"},
    KindRow{"StatefulSet", "spec.template"},
    KindRow{"DaemonSet", "spec.template"},
    KindRow{"Job", "spec.template"},
    KindRow{"CronJob", "spec.jobTemplate.spec.template"},
    KindRow{"PodTemplate", "template"},
};

std::uint64_t count_at(const Node* map, std::string_view key, std::uint64_t otherwise) {
  const auto written = integer_at(map, key);
  if (!written) return otherwise;
  return std::min(static_cast<std::uint64_t>(std::max<std::int64_t>(*written, 0)), kMostPods);
}

std::uint64_t percent_of(std::uint64_t count, std::uint64_t percent) {
  return (count * percent + 99) / 100;
}

/// How many pods more than it has a Deployment runs during a rolling update.
std::uint64_t surge_of(const Node* spec, std::uint64_t pods) {
  const Node* strategy = lookup(spec, {"strategy"});
  if (string_at(strategy, "type") == "Recreate") return 0;
  const Node* surge = lookup(strategy, {"rollingUpdate", "maxSurge"});
  if (surge == nullptr) return percent_of(pods, kUsualSurge);
  if (surge->kind == Kind::kInteger) return count_at(lookup(strategy, {"rollingUpdate"}), "maxSurge", 0);
  if (!surge->is_string() || !surge->text.ends_with('%')) return 0;
  const auto percent = parse_go_integer(surge->text.substr(0, surge->text.size() - 1));
  return percent && *percent > 0 ? percent_of(pods, std::min(static_cast<std::uint64_t>(*percent), kMostPods)) : 0;
}

/// Adds what scales the pods beyond their number, and what an update adds to the most.
void add_scaled(std::vector<Group>& groups, const Node* spec, std::uint64_t replicas, const Scaler* scaler,
                bool rolls) {
  std::uint64_t most = replicas;
  if (scaler != nullptr && scaler->most > replicas) {
    most = std::min(scaler->most, kMostPods);
    groups.push_back({Why::kScaled, std::string(kPodsResource), most - replicas, scaler->cause});
  }
  const std::uint64_t surge = rolls ? surge_of(spec, most) : 0;
  if (surge != 0) groups.push_back({Why::kSurge, std::string(kPodsResource), surge, lookup(spec, {"strategy"})});
}

std::vector<Group> groups_of(const Node& object, std::string_view kind, const Scaler* scaler) {
  const Node* spec = lookup(&object, {"spec"});
  const std::string pods(kPodsResource);
  std::vector<Group> groups;
  if (kind == "Pod" || kind == "PodTemplate") return groups;  // a Pod counts for itself
  if (kind == "CronJob") {
    const Node* job = lookup(spec, {"jobTemplate", "spec"});
    groups.push_back({Why::kJob, "jobs.batch", 1, spec});
    groups.push_back({Why::kJob, pods, std::max<std::uint64_t>(count_at(job, "parallelism", 1), 1), spec});
    return groups;
  }
  if (kind == "Job") {
    const std::uint64_t wanted = count_at(spec, "completions", kMostPods);
    groups.push_back(
        {Why::kReplica, pods, std::min(wanted, count_at(spec, "parallelism", 1)), lookup(spec, {"parallelism"})});
    return groups;
  }
  if (kind == "DaemonSet") {  // one per node, and of nodes nothing is known
    groups.push_back({Why::kReplica, pods, 1, spec});
    return groups;
  }
  if (kind == "Deployment") groups.push_back({Why::kReplica, std::string(kReplicaSets), 1, spec});
  const std::uint64_t replicas = count_at(spec, "replicas", 1);
  groups.push_back({Why::kReplica, pods, replicas, lookup(spec, {"replicas"})});
  add_scaled(groups, spec, replicas, scaler, kind == "Deployment");
  return groups;
}

}  // namespace

std::string_view word_of(Why why) {
  switch (why) {
    case Why::kApplied: return "applied";
    case Why::kReplica: return "replica";
    case Why::kJob: return "job";
    case Why::kScaled: return "hpa";
    case Why::kSurge: return "surge";
  }
  return "";
}

std::optional<Workload> workload_of(const Node& object, const Scaler* scaler) {
  const auto kind = string_at(&object, "kind");
  const auto* row = std::ranges::find(kKinds, kind, &KindRow::kind);
  if (row == kKinds.end()) return std::nullopt;
  Workload workload{.path = std::string(row->path), .pod_template = &object};
  for (std::string_view rest = row->path; !rest.empty();) {
    const std::size_t end = std::min(rest.find('.'), rest.size());
    workload.pod_template = lookup(workload.pod_template, {rest.substr(0, end)});
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (workload.pod_template == nullptr || !workload.pod_template->is_map()) return std::nullopt;
  workload.groups = groups_of(object, kind, scaler);
  return workload;
}

}  // namespace feastctl::admit
