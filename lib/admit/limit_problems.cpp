/// What the API server refuses: LimitRanges that contradict themselves, and resources of pods after the defaults.
#include <fmt/format.h>

#include <set>

#include "admit/limit_range.hpp"
#include "base/names.hpp"

namespace feastctl::admit {

namespace {

constexpr std::int64_t kMostMillis = 9223372036854775;

/// Collects what is wrong with one item.
class ItemProblems {
 public:
  ItemProblems(const LimitItem& item, std::string path, std::vector<Problem>& out)
      : item_(&item), path_(std::move(path)), out_(&out) {}

  void say(std::string_view field, std::string_view resource, std::string message) {
    const Node* map = lookup(item_->written, {field});
    const Node* cause = lookup(map, {resource});
    std::string path = fmt::format("{}.{}", path_, field);
    if (!resource.empty()) path += fmt::format("[{}]", resource);
    out_->push_back({std::move(path), std::move(message),
                     cause != nullptr ? cause
                     : map != nullptr ? map
                                      : item_->written});
  }

  /// A pair that is the wrong way round: `low` must not be greater than `high`.
  void ordered(std::string_view field, const std::string& resource, const Quantity* low, const Quantity* high,
               std::string_view low_words, std::string_view high_words) {
    if (low == nullptr || high == nullptr || low->compare(*high) <= 0) return;
    say(field, resource,
        fmt::format("{} value {} is greater than {} value {}", low_words, low->canonical(), high_words,
                    high->canonical()));
  }

  void ratio(const std::string& resource, const Quantity* ratio, const Quantity* min, const Quantity* max) {
    if (ratio == nullptr) return;
    if (ratio->compare(*Quantity::parse("1")) < 0) {
      say("maxLimitRequestRatio", resource, fmt::format("ratio {} is less than 1", ratio->canonical()));
    }
    if (min == nullptr || max == nullptr) return;
    auto most = static_cast<double>(ratio->value());
    auto low = static_cast<double>(min->value());
    auto high = static_cast<double>(max->value());
    if (ratio->value() < kMostMillis && min->value() < kMostMillis && max->value() < kMostMillis) {
      most = static_cast<double>(ratio->milli_value()) / 1000;
      low = static_cast<double>(min->milli_value());
      high = static_cast<double>(max->milli_value());
    }
    if (low == 0 || most <= high / low) return;
    say("maxLimitRequestRatio", resource,
        fmt::format("ratio {} is greater than max/min = {:.6f}", ratio->canonical(), high / low));
  }

 private:
  const LimitItem* item_;
  std::string path_;
  std::vector<Problem>* out_;
};

std::set<std::string> names_in(const LimitItem& item) {
  std::set<std::string> names;
  for (const Amounts* amounts : {&item.min, &item.max, &item.default_limits, &item.default_requests, &item.max_ratio}) {
    for (const auto& [name, amount] : *amounts) names.insert(name);
  }
  return names;
}

void check_amounts(const LimitItem& item, ItemProblems& problems) {
  for (const std::string& name : names_in(item)) {
    const Quantity* min = find_amount(item.min, name);
    const Quantity* max = find_amount(item.max, name);
    const bool has_defaults = item.type != "Pod";
    const Quantity* limit = has_defaults ? find_amount(item.default_limits, name) : nullptr;
    const Quantity* request = has_defaults ? find_amount(item.default_requests, name) : nullptr;
    problems.ordered("min", name, min, max, "min", "max");
    problems.ordered("defaultRequest", name, min, request, "min", "default request");
    problems.ordered("defaultRequest", name, request, max, "default request", "max");
    problems.ordered("defaultRequest", name, request, limit, "default request", "default limit");
    problems.ordered("default", name, min, limit, "min", "default");
    problems.ordered("default", name, limit, max, "default", "max");
    problems.ratio(name, find_amount(item.max_ratio, name), min, max);
    if (limit != nullptr && request != nullptr && !can_overcommit(name) && limit->compare(*request) != 0) {
      problems.say("defaultRequest", name,
                   fmt::format("default value {} must equal to defaultRequest value {} in {}", limit->canonical(),
                               request->canonical(), name));
    }
  }
}

void check_item(const LimitItem& item, ItemProblems& problems) {
  const bool standard = item.type == "Pod" || item.type == "Container" || item.type == "PersistentVolumeClaim";
  if (!standard && (item.type.find('/') == std::string_view::npos || qualified_name_problem(item.type))) {
    problems.say("type", {}, "must be a standard limit type or fully qualified");
  }
  if (item.type == "Pod") {
    if (!item.default_limits.empty()) problems.say("default", {}, "may not be specified when `type` is 'Pod'");
    if (!item.default_requests.empty()) problems.say("defaultRequest", {}, "may not be specified when `type` is 'Pod'");
  }
  const bool bounds_storage = item.min.contains("storage") || item.max.contains("storage");
  if (item.type == "PersistentVolumeClaim" && !bounds_storage) {
    problems.say("limits", {}, "either minimum or maximum storage value is required, but neither was provided");
  }
  check_amounts(item, problems);
}

/// The requests of one container, or of the pod, beside its limits.
void check_requests(const Field& resources, std::vector<Problem>& out) {
  const Amounts limits = amounts_in(resources.child("limits").node());
  const Field requests = resources.child("requests");
  for (const auto& [name, amount] : amounts_in(requests.node())) {
    const Quantity* limit = find_amount(limits, name);
    if (limit == nullptr) continue;
    const bool must_equal = !can_overcommit(name);
    if (must_equal ? amount.compare(*limit) == 0 : amount.compare(*limit) <= 0) continue;
    const Node* cause = lookup(requests.node(), {name});
    out.push_back({requests.path(),
                   fmt::format("Invalid value: \"{}\": must be {} {} limit of {}", amount.canonical(),
                               must_equal ? "equal to" : "less than or equal to", name, limit->canonical()),
                   source_of(cause) != nullptr ? cause : requests.cause()});
  }
}

/// What the pod has for all of its containers, beside what these ask for.
void check_pod_level(const Field& spec, std::vector<Problem>& out) {
  const Field resources = spec.child("resources");
  if (!resources.is_map()) return;
  check_requests(resources, out);
  const Amounts requests = amounts_in(resources.child("requests").node());
  for (const auto& [name, amount] : sum_of_containers(*spec.node(), Side::kRequests)) {
    const Quantity* own = find_amount(requests, name);
    if (own == nullptr || amount.compare(*own) <= 0) continue;
    out.push_back(
        {fmt::format("{}.requests[{}]", resources.path(), name),
         fmt::format("Invalid value: \"{}\": must be greater than or equal to aggregate container requests of {}",
                     own->canonical(), amount.canonical()),
         resources.cause()});
  }
  const Amounts limits = amounts_in(resources.child("limits").node());
  const Field containers = spec.child("containers");
  for (std::size_t i = 0; i < containers.size(); ++i) {
    const Field container = containers.item(i);
    for (const auto& [name, amount] : amounts_in(lookup(container.node(), {"resources", "limits"}))) {
      const Quantity* own = find_amount(limits, name);
      if (own == nullptr || amount.compare(*own) <= 0) continue;
      out.push_back({fmt::format("{}.containers[{}][{}].limits", resources.path(), i, name),
                     fmt::format("Invalid value: \"{}\": must be less than or equal to pod limits of {}",
                                 amount.canonical(), own->canonical()),
                     container.cause()});
    }
  }
}

}  // namespace

std::vector<Problem> limit_range_problems(const LimitRange& range) {
  std::vector<Problem> out;
  std::set<std::string_view> types;
  for (std::size_t i = 0; i < range.items.size(); ++i) {
    const LimitItem& item = range.items[i];
    ItemProblems problems(item, fmt::format("spec.limits[{}]", i), out);
    if (!types.insert(item.type).second) problems.say("type", {}, fmt::format("duplicate type {}", item.type));
    check_item(item, problems);
  }
  return out;
}

std::vector<Problem> pod_resource_problems(const Node& pod) {
  std::vector<Problem> out;
  const Field root(&pod);
  const Field spec = root.child("spec");
  if (!spec.is_map()) return out;
  for (const std::string_view list : {"containers", "initContainers"}) {
    const Field containers = spec.child(list);
    for (std::size_t i = 0; i < containers.size(); ++i) {
      const Field container = containers.item(i);
      const Field resources = container.child("resources");
      check_requests(resources, out);
    }
  }
  check_pod_level(spec, out);
  return out;
}

}  // namespace feastctl::admit
