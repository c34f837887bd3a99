#include "admit/pod_defaults.hpp"

#include <fmt/format.h>

namespace feastctl::admit {

namespace {

constexpr std::string_view kAppArmorPrefix = "container.apparmor.security.beta.kubernetes.io/";
constexpr std::string_view kLocalhost = "localhost/";

const Node* with_requests(const Node& container, const TreeBuilder& tree) {
  const Amounts limits = amounts_in(lookup(&container, {"resources", "limits"}));
  Amounts requests = amounts_in(lookup(&container, {"resources", "requests"}));
  const std::size_t before = requests.size();
  for (const auto& [name, amount] : limits) requests.try_emplace(name, amount);
  return requests.size() == before ? &container : with_amounts(container, Side::kRequests, requests, tree);
}

const Node* with_host_ports(const Node& container, const TreeBuilder& tree) {
  return with_changed_items(&container, "ports", tree, [&](const Node& port) -> const Node* {
    const Node* number = lookup(&port, {"containerPort"});
    if (number == nullptr || integer_at(&port, "hostPort").value_or(0) != 0) return &port;
    return with_value(&port, "hostPort", number, tree);
  });
}

const Node* with_source(const Node& volume, const TreeBuilder& tree) {
  for (const Member& member : volume.members()) {
    if (member.key != "name" && !member.value->is_null()) return &volume;
  }
  return with_value(&volume, "emptyDir", tree.map(), tree);
}

/// The profile that an annotation's value stands for, or nullptr.
const Node* profile_of(const Node& annotation, const TreeBuilder& tree) {
  const std::string_view value = annotation.text;
  if (value == "unconfined") return tree.map({{"type", "Unconfined"}});
  if (value == "runtime/default") return tree.map({{"type", "RuntimeDefault"}});
  if (!value.starts_with(kLocalhost) || value == kLocalhost) return nullptr;
  return tree.map({{"type", "Localhost"}, {"localhostProfile", value.substr(kLocalhost.size())}});
}

/// The container with the profile that its annotation stands for, unless it has one.
const Node* with_profile(const Node& container, const Node* annotations, const TreeBuilder& tree) {
  const Node* context = lookup(&container, {"securityContext"});
  if (annotations == nullptr || lookup(context, {"appArmorProfile"}) != nullptr) return &container;
  const Node* written = annotations->find(fmt::format("{}{}", kAppArmorPrefix, string_at(&container, "name")));
  const Node* profile = written == nullptr || !written->is_string() ? nullptr : profile_of(*written, tree);
  if (profile == nullptr) return &container;
  const Node* made = tree.caused_by(*profile, written);
  return with_value(&container, "securityContext",
                    with_value(context != nullptr ? context : tree.map(), "appArmorProfile", made, tree), tree);
}

/// What a pod with resources of its own requests where it only limits: what its containers request, or as much.
const Node* with_own_requests(const Node* spec, const TreeBuilder& tree) {
  const Node* resources = lookup(spec, {"resources"});
  const Amounts limits = amounts_in(lookup(resources, {"limits"}));
  if (limits.empty()) return spec;
  Amounts requests = amounts_in(lookup(resources, {"requests"}));
  for (const auto& [name, amount] : sum_of_containers(*spec, Side::kRequests)) {
    if (is_pod_level(name) && can_overcommit(name)) requests.try_emplace(name, amount);
  }
  for (const auto& [name, amount] : limits) {
    if (is_pod_level(name)) requests.try_emplace(name, amount);
  }
  return with_amounts(*spec, Side::kRequests, requests, tree);
}

}  // namespace

const Node* with_value(const Node* map, std::string_view key, const Node* value, const TreeBuilder& tree) {
  Node* copy = tree.shallow_copy(*map);
  tree.set(copy, key, value);
  return copy;
}

const Node* with_amounts(const Node& container, Side side, const Amounts& amounts, const TreeBuilder& tree) {
  const std::string_view key = side == Side::kRequests ? "requests" : "limits";
  const Node* resources = lookup(&container, {"resources"});
  if (resources == nullptr) resources = tree.map();
  const Node* before = lookup(resources, {key});
  Node* map = tree.map();
  map->origin = before;
  for (const auto& [name, amount] : amounts) {
    const Node* written = lookup(before, {name});
    if (written == nullptr) written = tree.string(tree.arena().copy(amount.canonical()));
    tree.add(map, tree.arena().copy(name), written);
  }
  return with_value(&container, "resources", with_value(resources, key, map, tree), tree);
}

const Node* defaulted_pod(const Node& pod, const TreeBuilder& tree) {
  const Node* spec = lookup(&pod, {"spec"});
  if (spec == nullptr || !spec->is_map()) return &pod;
  const bool in_host_network = bool_at(spec, "hostNetwork");
  const Node* annotations = lookup(&pod, {"metadata", "annotations"});
  for (const std::string_view list : {"initContainers", "containers"}) {
    spec = with_changed_items(spec, list, tree, [&](const Node& container) {
      const Node* changed = with_requests(container, tree);
      return in_host_network ? with_host_ports(*changed, tree) : changed;
    });
  }
  for (const std::string_view list : {"initContainers", "containers", "ephemeralContainers"}) {
    spec = with_changed_items(spec, list, tree,
                              [&](const Node& container) { return with_profile(container, annotations, tree); });
  }
  spec = with_changed_items(spec, "volumes", tree, [&](const Node& volume) { return with_source(volume, tree); });
  if (lookup(spec, {"resources"}) != nullptr) spec = with_own_requests(spec, tree);
  return spec == lookup(&pod, {"spec"}) ? &pod : with_value(&pod, "spec", spec, tree);
}

}  // namespace feastctl::admit
