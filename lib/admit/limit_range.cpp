#include "admit/limit_range.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "admit/pod_defaults.hpp"

namespace feastctl::admit {

namespace {

/// What an API server does before it stores an item.
void fill_in(LimitItem& item) {
  if (item.type != "Container") return;
  for (const auto& [name, amount] : item.max) item.default_limits.try_emplace(name, amount);
  for (const auto& [name, amount] : item.default_limits) item.default_requests.try_emplace(name, amount);
  for (const auto& [name, amount] : item.min) item.default_requests.try_emplace(name, amount);
}

/// Adds the defaults that are missing to one side of a container and returns their names.
std::vector<std::string> add_missing(Amounts& to, const Amounts& defaults) {
  std::vector<std::string> names;
  for (const auto& [name, amount] : defaults) {
    if (to.try_emplace(name, amount).second) names.push_back(name);
  }
  return names;
}

/// Gives defaults to containers and notes which.
class Defaulter {
 public:
  Defaulter(const LimitItem& item, const TreeBuilder& tree) : item_(&item), tree_(&tree) {}

  const Node* container(const Node& container, std::string_view what) {
    const Node* changed = side(container, Side::kRequests, item_->default_requests, "request", what);
    return side(*changed, Side::kLimits, item_->default_limits, "limit", what);
  }

  std::vector<std::string> set;

 private:
  const Node* side(const Node& container, Side side, const Amounts& defaults, std::string_view word,
                   std::string_view what) {
    const std::string_view key = side == Side::kRequests ? "requests" : "limits";
    Amounts amounts = amounts_in(lookup(&container, {"resources", key}));
    const auto names = add_missing(amounts, defaults);
    if (names.empty()) return &container;
    set.push_back(fmt::format("{} {} for {} {}", fmt::join(names, ", "), word, what, string_at(&container, "name")));
    return with_amounts(container, side, amounts, *tree_);
  }

  const LimitItem* item_;
  const TreeBuilder* tree_;
};

}  // namespace

LimitRange read_limit_range(const Node& object) {
  LimitRange range{.name = string_at(lookup(&object, {"metadata"}), "name"), .items = {}, .object = &object};
  const Node* limits = lookup(&object, {"spec", "limits"});
  if (limits == nullptr) return range;
  for (const Node* written : limits->items()) {
    const auto amounts = [written](std::string_view key) { return amounts_in(lookup(written, {key})); };
    LimitItem item{.type = string_at(written, "type"),
                   .min = amounts("min"),
                   .max = amounts("max"),
                   .default_limits = amounts("default"),
                   .default_requests = amounts("defaultRequest"),
                   .max_ratio = amounts("maxLimitRequestRatio"),
                   .written = written};
    fill_in(item);
    range.items.push_back(std::move(item));
  }
  return range;
}

LimitedPod with_limit_defaults(const Node& pod, const std::vector<const LimitRange*>& ranges, const TreeBuilder& tree) {
  LimitedPod result{.pod = &pod, .annotation = {}};
  std::vector<std::string> last;
  for (const LimitRange* range : ranges) {
    LimitItem defaults{};  // of all the items for containers
    for (const LimitItem& item : range->items) {
      if (item.type != "Container") continue;
      for (const auto& [name, amount] : item.default_requests) defaults.default_requests.insert_or_assign(name, amount);
      for (const auto& [name, amount] : item.default_limits) defaults.default_limits.insert_or_assign(name, amount);
    }
    Defaulter defaulter(defaults, tree);
    const Node* spec = lookup(result.pod, {"spec"});
    if (spec == nullptr) return result;
    const Node* changed = with_changed_items(
        spec, "containers", tree, [&](const Node& container) { return defaulter.container(container, "container"); });
    changed = with_changed_items(changed, "initContainers", tree, [&](const Node& container) {
      return defaulter.container(container, "init container");
    });
    if (changed == spec) continue;
    result.pod = with_value(result.pod, "spec", changed, tree);
    last = defaulter.set;  // each LimitRange writes the annotation anew
  }
  if (!last.empty()) result.annotation = fmt::format("LimitRanger plugin set: {}", fmt::join(last, "; "));
  return result;
}

std::vector<Ambiguity> ambiguities(const std::vector<const LimitRange*>& ranges) {
  std::vector<Ambiguity> found;
  std::map<std::string, std::pair<const LimitRange*, Quantity>> first;
  for (const LimitRange* range : ranges) {
    for (const LimitItem& item : range->items) {
      if (item.type != "Container") continue;
      for (const Side side : {Side::kRequests, Side::kLimits}) {
        for (const auto& [name, amount] : side == Side::kRequests ? item.default_requests : item.default_limits) {
          const std::string what = fmt::format("{} {}", name, side == Side::kRequests ? "request" : "limit");
          const auto [it, fresh] = first.try_emplace(what, range, amount);
          if (fresh || it->second.first == range || it->second.second.compare(amount) == 0) continue;
          found.push_back({what, it->second.first, range});
        }
      }
    }
  }
  return found;
}

}  // namespace feastctl::admit
