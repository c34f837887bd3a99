#include "admit/amounts.hpp"

namespace feastctl::admit {

namespace {

constexpr std::string_view kHugePagesPrefix = "hugepages-";

/// Raises each amount to the one of its name.
void raise(Amounts& to, const Amounts& others) {
  for (const auto& [name, amount] : others) {
    const auto [it, fresh] = to.try_emplace(name, amount);
    if (!fresh && amount.compare(it->second) > 0) it->second = amount;
  }
}

std::string_view key_of(Side side) {
  return side == Side::kRequests ? "requests" : "limits";
}

Amounts of_container(const Node* container, Side side) {
  return amounts_in(lookup(container, {"resources", key_of(side)}));
}

template <typename Visit>
void each_in(const Node& pod_spec, std::string_view list, const Visit& visit) {
  const Node* containers = lookup(&pod_spec, {list});
  if (containers == nullptr) return;
  for (const Node* container : containers->items()) visit(container);
}

bool is_computed(std::string_view resource) {
  return resource == "cpu" || resource == "memory";
}

/// The sum with what the pod itself says in its place, of the resources for which it counts.
template <typename Counts>
Amounts with_own(Amounts sum, const Node& pod_spec, Side side, const Counts& counts) {
  for (auto& [name, amount] : amounts_in(lookup(&pod_spec, {"resources", key_of(side)}))) {
    if (counts(name)) sum.insert_or_assign(name, amount);
  }
  return sum;
}

/// What counts for the quality of service: amounts of CPU and memory above zero.
Amounts computed(const Amounts& amounts) {
  Amounts kept;
  for (const auto& [name, amount] : amounts) {
    if (is_computed(name) && amount.sign() > 0) kept.emplace(name, amount);
  }
  return kept;
}

/// What decides the quality of service.
struct Needs {
  Amounts requests, limits;
  bool all_limited = true;  ///< whoever asks limits both CPU and memory

  void take(const Node* resources) {
    add(requests, computed(amounts_in(lookup(resources, {"requests"}))));
    const Amounts limited = computed(amounts_in(lookup(resources, {"limits"})));
    add(limits, limited);
    all_limited = all_limited && limited.size() == 2;
  }
};

Needs needs_of(const Node& pod_spec) {
  Needs needs;
  if (const Node* own = lookup(&pod_spec, {"resources"})) {
    needs.take(own);
    return needs;
  }
  for (const std::string_view list : {"containers", "initContainers"}) {
    each_in(pod_spec, list, [&](const Node* container) { needs.take(lookup(container, {"resources"})); });
  }
  return needs;
}

}  // namespace

Amounts amounts_in(const Node* map) {
  Amounts amounts;
  if (map == nullptr) return amounts;
  for (const Member& member : map->members()) {
    const bool scalar = member.value->kind == Kind::kString || member.value->kind == Kind::kInteger ||
                        member.value->kind == Kind::kFloat;
    if (!scalar) continue;
    if (const auto amount = Quantity::parse(member.value->text))
      amounts.insert_or_assign(std::string(member.key), *amount);
  }
  return amounts;
}

const Quantity* find_amount(const Amounts& amounts, std::string_view name) {
  const auto found = amounts.find(name);
  return found == amounts.end() ? nullptr : &found->second;
}

void add(Amounts& to, const Amounts& more) {
  for (const auto& [name, amount] : more) {
    const auto [it, fresh] = to.try_emplace(name, amount);
    if (!fresh) it->second += amount;
  }
}

Amounts sum_of_containers(const Node& pod_spec, Side side) {
  Amounts sum, staying, most;
  each_in(pod_spec, "containers", [&](const Node* container) { add(sum, of_container(container, side)); });
  each_in(pod_spec, "initContainers", [&](const Node* container) {
    Amounts own = of_container(container, side);
    if (string_at(container, "restartPolicy") == "Always") {
      add(sum, own);
      add(staying, own);
      own = staying;
    } else {
      add(own, staying);
    }
    raise(most, own);
  });
  raise(sum, most);
  return sum;
}

Amounts sum_of_pod(const Node& pod_spec, Side side) {
  return with_own(sum_of_containers(pod_spec, side), pod_spec, side, is_computed);
}

Amounts sum_with_overhead(const Node& pod_spec, Side side) {
  Amounts sum = with_own(sum_of_containers(pod_spec, side), pod_spec, side, is_pod_level);
  for (const auto& [name, amount] : amounts_in(lookup(&pod_spec, {"overhead"}))) {
    const Quantity* present = find_amount(sum, name);
    if (side == Side::kRequests || (present != nullptr && present->sign() != 0)) add(sum, {{name, amount}});
  }
  return sum;
}

bool is_pod_level(std::string_view resource) {
  return is_computed(resource) || resource.starts_with(kHugePagesPrefix);
}

bool can_overcommit(std::string_view resource) {
  const bool native =
      resource.find('/') == std::string_view::npos || resource.find("kubernetes.io/") != std::string_view::npos;
  return native && !resource.starts_with(kHugePagesPrefix);
}

bool is_best_effort(const Node& pod_spec) {
  return quality_of_service(pod_spec) == "BestEffort";
}

std::string_view quality_of_service(const Node& pod_spec) {
  const Needs needs = needs_of(pod_spec);
  if (needs.requests.empty() && needs.limits.empty()) return "BestEffort";
  if (!needs.all_limited || needs.requests.size() != needs.limits.size()) return "Burstable";
  for (const auto& [name, amount] : needs.requests) {
    const Quantity* limit = find_amount(needs.limits, name);
    if (limit == nullptr || limit->compare(amount) != 0) return "Burstable";
  }
  return "Guaranteed";
}

}  // namespace feastctl::admit
