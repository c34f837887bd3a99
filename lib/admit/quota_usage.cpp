/// What an object counts for in quotas.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "admit/quota.hpp"
#include "base/object_name.hpp"

namespace feastctl::admit {

namespace {

constexpr std::string_view kByClass = ".storageclass.storage.k8s.io/";

/// Objects that had a name in quotas before there was count/.
constexpr std::array<std::string_view, 4> kShortNames{"configmaps", "resourcequotas", "replicationcontrollers",
                                                      "secrets"};

Quantity whole(std::int64_t number) {
  return *Quantity::parse(std::to_string(number));
}

/// Requests or limits by the names that quotas have for them.
void count_compute(const Amounts& requests, const Amounts& limits, Amounts& usage) {
  for (const auto& [name, amount] : requests) {
    const bool standard = name == "cpu" || name == "memory" || name == "ephemeral-storage";
    const bool huge = name.starts_with("hugepages-");
    if (standard || huge) usage.insert_or_assign(name, amount);
    if (standard || huge || !can_overcommit(name)) usage.insert_or_assign("requests." + name, amount);
  }
  for (const std::string_view name : {"cpu", "memory", "ephemeral-storage"}) {
    if (const Quantity* amount = find_amount(limits, name))
      usage.insert_or_assign(fmt::format("limits.{}", name), *amount);
  }
}

void count_pod(const Node& pod, Amounts& usage) {
  const auto phase = string_at(lookup(&pod, {"status"}), "phase");
  if (phase == "Failed" || phase == "Succeeded") return;
  usage.emplace("pods", whole(1));
  const Node* spec = lookup(&pod, {"spec"});
  if (spec == nullptr) return;
  count_compute(sum_with_overhead(*spec, Side::kRequests), sum_with_overhead(*spec, Side::kLimits), usage);
}

void count_service(const Node& service, Amounts& usage) {
  const Node* spec = lookup(&service, {"spec"});
  const Node* ports = lookup(spec, {"ports"});
  const std::int64_t count = ports == nullptr ? 0 : static_cast<std::int64_t>(ports->items().size());
  const auto type = string_at(spec, "type");
  std::int64_t node_ports = type == "NodePort" || type == "LoadBalancer" ? count : 0;
  if (type == "LoadBalancer" && !bool_at(spec, "allocateLoadBalancerNodePorts", true)) {
    const auto is_fixed = [](const Node* port) { return integer_at(port, "nodePort").value_or(0) != 0; };
    node_ports = ports == nullptr ? 0 : static_cast<std::int64_t>(std::ranges::count_if(ports->items(), is_fixed));
  }
  usage.emplace("services", whole(1));
  usage.emplace("services.loadbalancers", whole(type == "LoadBalancer" ? 1 : 0));
  usage.emplace("services.nodeports", whole(node_ports));
}

/// The class of a claim: by the annotation of old, by the field, or the default one.
std::string_view class_of(const Counted& claim) {
  const Node* old = lookup(claim.object, {"metadata", "annotations", "volume.beta.kubernetes.io/storage-class"});
  if (old != nullptr && old->is_string()) return old->text;
  const Node* written = lookup(claim.object, {"spec", "storageClassName"});
  return written != nullptr && written->is_string() ? written->text : claim.default_storage_class;
}

void count_claim(const Counted& claim, Amounts& usage) {
  const auto storage_class = class_of(claim);
  const auto count = [&](std::string_view name, const Quantity& amount) {
    usage.emplace(name, amount);
    if (!storage_class.empty()) usage.emplace(fmt::format("{}{}{}", storage_class, kByClass, name), amount);
  };
  count("persistentvolumeclaims", whole(1));
  const Amounts requests = amounts_in(lookup(claim.object, {"spec", "resources", "requests"}));
  if (const Quantity* storage = find_amount(requests, "storage")) count("requests.storage", *storage);
}

}  // namespace

std::string counted_resource(std::string_view kind, std::string_view api_version) {
  const std::string_view group = group_of(api_version);
  return group.empty() ? resource_of(kind) : fmt::format("{}.{}", resource_of(kind), group);
}

Amounts usage_of(const Counted& counted) {
  Amounts usage;
  usage.emplace(fmt::format("count/{}", counted.resource), whole(1));
  if (counted.resource == "pods") count_pod(*counted.object, usage);
  if (counted.resource == "services") count_service(*counted.object, usage);
  if (counted.resource == "persistentvolumeclaims") count_claim(counted, usage);
  if (std::ranges::count(kShortNames, counted.resource) != 0) usage.emplace(counted.resource, whole(1));
  return usage;
}

}  // namespace feastctl::admit
