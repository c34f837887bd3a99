#include "admit/demand.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/object_name.hpp"
#include "catalog/codes.hpp"

namespace feastctl::admit {

namespace {

/// The quotas that count the object, and those that want more said.
void meet_quotas(const Counted& counted, const NamespaceRules& rules, Demand& demand) {
  demand.usage = usage_of(counted);
  for (std::size_t i = 0; i < rules.quotas.size(); ++i) {
    if (!matches(rules.quotas[i], counted)) continue;
    demand.quotas.push_back(i);
    if (auto refusal = must_specify(rules.quotas[i], counted)) demand.unsaid.push_back(std::move(*refusal));
  }
}

/// Whether `count` more of them fit; nothing for a resource that the quota does not name.
bool fits(const Quota& quota, const Amounts& used, const Amounts& usage, std::uint64_t count,
          std::vector<std::string>* exceeded) {
  bool all = true;
  for (const auto& [name, amount] : usage) {
    const Quantity* hard = find_amount(quota.hard, name);
    if (hard == nullptr || amount.sign() == 0) continue;
    Quantity total = *find_amount(used, name);
    total += amount.times(count);
    if (total.compare(*hard) <= 0) continue;
    all = false;
    if (exceeded != nullptr) exceeded->push_back(name);
  }
  return all;
}

}  // namespace

std::vector<Demand> demands_of(const Node& object, const std::optional<Workload>& workload, const PodVerdict* verdict,
                               const DemandContext& context, const PlaceOf& place) {
  std::vector<Demand> demands;
  const auto kind = string_at(&object, "kind");
  if (is_cluster_scoped(kind)) return demands;
  const std::string name_space(context.rules->namespace_of(object));
  const NamespaceRules& rules = context.rules->of(name_space);
  if (rules.quotas.empty()) return demands;
  const auto add = [&](const Group& group, const Node* counted) {
    Demand demand{.name_space = name_space, .why = group.why, .resource = group.resource, .count = group.count};
    meet_quotas({group.resource, counted, context.default_storage_class}, rules, demand);
    if (demand.quotas.empty() || demand.count == 0) return;
    demand.place = place(group.cause);
    demands.push_back(std::move(demand));
  };
  const Node* pod = verdict != nullptr && verdict->limited.pod != nullptr ? verdict->limited.pod : nullptr;
  const bool is_pod = workload && workload->is_pod();
  add({.why = Why::kApplied, .resource = counted_resource(kind, string_at(&object, "apiVersion")), .count = 1},
      is_pod && pod != nullptr ? pod : &object);
  if (!workload || !context.with_pods) return demands;
  for (const Group& group : workload->groups) add(group, group.resource == "pods" && pod != nullptr ? pod : &object);
  return demands;
}

PlaceOf places_in(const Node& root, const Node& object, Diagnostics of_store) {
  return [&root, &object, of_store = std::move(of_store)](const Node* cause) {
    Diagnostics scratch = of_store;
    ObjectReport report(scratch, root, object);
    const Field at(&object);
    const Field metadata = at.child("metadata");
    const Field name = metadata.child("name");
    const Node* own = source_of(cause) != nullptr ? cause : name.node();
    return report.add(catalog::kQuotaExceeded, at, own, {});
  };
}

Ledger::Ledger(const Rules& rules) {
  for (const auto& [name, of_namespace] : rules.all()) {
    if (of_namespace.quotas.empty()) continue;
    Account account{.rules = &of_namespace, .used = {}, .needed = {}};
    for (const Quota& quota : of_namespace.quotas) account.used.push_back(quota.used);
    account.needed.resize(account.used.size());
    accounts_.emplace(name, std::move(account));
  }
}

std::optional<Ledger::Refusal> Ledger::take(const Demand& demand) {
  const auto found = accounts_.find(demand.name_space);
  if (found == accounts_.end()) return std::nullopt;
  Account& account = found->second;
  Amounts all;
  for (const auto& [name, amount] : demand.usage) all.emplace(name, amount.times(demand.count));
  for (const std::size_t i : demand.quotas) add(account.needed[i], all);
  if (!demand.unsaid.empty()) return Refusal{.quota = demand.unsaid.front(), .fitting = 0};

  std::uint64_t fitting = demand.count;
  const auto all_fit = [&](std::uint64_t count) {
    return std::ranges::all_of(demand.quotas, [&](std::size_t i) {
      return fits(account.rules->quotas[i], account.used[i], demand.usage, count, nullptr);
    });
  };
  if (!all_fit(fitting)) {
    std::uint64_t low = 0;  // fits; `fitting` does not
    while (fitting - low > 1) {
      const std::uint64_t middle = low + (fitting - low) / 2;
      (all_fit(middle) ? low : fitting) = middle;
    }
    fitting = low;
  }
  for (const std::size_t i : demand.quotas) {
    for (const auto& [name, amount] : demand.usage) {
      const auto used = account.used[i].find(name);
      if (used == account.used[i].end()) continue;
      used->second += amount.times(fitting);
      used->second = *Quantity::parse(used->second.canonical());  // the status keeps it as a text
    }
  }
  if (fitting == demand.count) return std::nullopt;
  for (const std::size_t i : demand.quotas) {
    const Quota& quota = account.rules->quotas[i];
    QuotaRefusal refusal{.quota = &quota, .message = {}};
    if (fits(quota, account.used[i], demand.usage, 1, &refusal.names)) continue;
    refusal.message = exceeded_words(quota, account.used[i], demand.usage, refusal.names);
    return Refusal{.quota = std::move(refusal), .fitting = fitting};
  }
  return std::nullopt;
}

std::vector<QuotaLine> Ledger::lines() const {
  std::vector<QuotaLine> lines;
  for (const auto& [name, account] : accounts_) {
    for (std::size_t i = 0; i < account.rules->quotas.size(); ++i) {
      const Quota& quota = account.rules->quotas[i];
      for (const auto& [resource, hard] : quota.hard) {
        const Quantity* needed = find_amount(account.needed[i], resource);
        lines.push_back({.name_space = name,
                         .quota = std::string(quota.name),
                         .resource = resource,
                         .hard = hard,
                         .used = *find_amount(quota.used, resource),
                         .needed = needed != nullptr ? *needed : Quantity()});
      }
    }
  }
  return lines;
}

void report_quota(const Demand& demand, const Ledger::Refusal& refusal, bool rendered, Diagnostics& out) {
  const Rule& rule = refusal.quota.must_specify ? catalog::kQuotaUnsaid
                     : demand.is_later()        ? catalog::kQuotaTight
                                                : catalog::kQuotaExceeded;
  std::string what;
  switch (demand.why) {
    case Why::kApplied: what = "the object is refused"; break;
    case Why::kReplica:
      what = fmt::format("{} of {} {} can be created", refusal.fitting, demand.count, demand.resource);
      break;
    case Why::kJob:
      what = fmt::format("its runs fail, because {} of {} {} can be created", refusal.fitting, demand.count,
                         demand.resource);
      break;
    case Why::kScaled:
      what = fmt::format("the autoscaler gets {} of the {} pods that it may add", refusal.fitting, demand.count);
      break;
    case Why::kSurge:
      what = fmt::format("a rolling update gets {} of the {} pods that it may add", refusal.fitting, demand.count);
      break;
  }
  Diagnostic& d = out.add(rule, demand.place.where, {});
  const Severity severity = d.severity;
  d = demand.place;
  d.rule = &rule;
  d.severity = severity;
  d.message = fmt::format("{}: {}", what, refusal.quota.message);
  if (refusal.quota.must_specify) {
    d.with_hint(rendered
                    ? "set resources of the servers; --init-resources and --cron-job-resources set those of the other "
                      "containers; or give the namespace a LimitRange with defaults"
                    : "set these resources in each container, or give the namespace a LimitRange with defaults");
  }
}

}  // namespace feastctl::admit
