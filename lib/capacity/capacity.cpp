#include "capacity/capacity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/wording.hpp"
#include "catalog/codes.hpp"

namespace feastctl::capacity {

namespace {

/// Counts end here: more is as bad, and sums of many stores fit 64 bits.
constexpr std::uint64_t kMostConnections = 1'000'000'000'000;

std::uint64_t product(std::uint64_t a, std::uint64_t b) {
  return b != 0 && a > kMostConnections / b ? kMostConnections : a * b;
}

template <typename Visit>
void each_store(const Result& result, const Visit& visit) {
  for (const StoreResult& store : result.stores) {
    if (store.needs) visit(*store.needs);
  }
}

void add_pods(const Pods& pods, Totals& totals) {
  totals.pods += pods.count;
  totals.cpu += pods.cpu.times(pods.count);
  totals.memory += pods.memory.times(pods.count);
  totals.cpu_limit += pods.cpu_limit.times(pods.count);
  totals.memory_limit += pods.memory_limit.times(pods.count);
  totals.cpu_is_limited &= pods.cpu_is_limited;
  totals.memory_is_limited &= pods.memory_is_limited;
}

void add_database(const Connections& row, const Available& available, std::map<std::string_view, std::size_t>& places,
                  Totals& totals) {
  const auto known = row.server.empty() ? places.end() : places.find(row.server);
  std::size_t place = totals.databases.size();
  if (known != places.end()) {
    place = known->second;
  } else {
    totals.databases.emplace_back();
    if (!row.server.empty()) places.emplace(row.server, place);
  }
  DatabaseLine& line = totals.databases[place];
  const Count count = count_of(row, available.node);
  line.rows.push_back(&row);
  line.total.unlimited |= count.unlimited;
  line.total.by_node |= count.by_node;
  line.total.number = std::min(line.total.number + count.number, kMostConnections);
}

/// A finding at the place, with the words.
Diagnostic& report(const Diagnostic& place, const Rule& rule, std::string message, Diagnostics& out) {
  Diagnostic finding = place;
  finding.set_rule(rule);
  finding.message = std::move(message);
  out.add(std::move(finding));
  return out.all().back();
}

/// Reports the pods of one workload that fit on no node, once for all of them.
void judge_pods(const Needs& needs, const NodeSize& node, Diagnostics& out) {
  std::string_view said;
  for (const Pods& pods : needs.pods) {
    if (pods.object == said || fitting({pods.cpu, pods.memory, 1}, node) != 0) continue;
    said = pods.object;
    const bool too_much_cpu = pods.cpu.compare(node.cpu) > 0;
    const auto [name, asked, has] =
        too_much_cpu ? std::tuple("CPU", pods.cpu, node.cpu) : std::tuple("memory", pods.memory, node.memory);
    report(too_much_cpu ? pods.of_cpu : pods.of_memory, catalog::kPodTooLarge,
           fmt::format("a pod of {} requests {} {}, more than a node has", pods.object, asked.canonical(), name), out)
        .with_found(fmt::format("{} on {}", asked.canonical(), node.words()))
        .with_expected(fmt::format("at most {}", has.canonical()));
  }
}

void judge_nodes(const Result& result, const Totals& totals, const NodeSize& node, Diagnostics& out) {
  if (node.count == 0 || totals.nodes <= node.count) return;
  const Pods* largest = nullptr;
  const auto share = [](const Pods& p) { return p.cpu.times(p.count); };
  each_store(result, [&](const Needs& needs) {
    for (const Pods& pods : needs.pods) {
      if (largest == nullptr || share(pods).compare(share(*largest)) > 0) largest = &pods;
    }
  });
  report(largest->of_cpu, catalog::kTooFewNodes,
         fmt::format("the pods need {} of this size at most, and there {} {}", counted(totals.nodes, "node"),
                     node.count == 1 ? "is" : "are", node.count),
         out)
      .with_found(fmt::format("{} with requests of {} CPU and {} of memory", counted(totals.pods, "pod"),
                              totals.cpu.canonical(), totals.memory.canonical()));
}

std::string uses_of(const DatabaseLine& line) {
  std::vector<std::string> uses;
  for (const Connections* row : line.rows) {
    std::string use = fmt::format("{} {} ({})", row->place.store_name, row->use, row->type);
    if (std::ranges::find(uses, use) == uses.end()) uses.push_back(std::move(use));
  }
  constexpr std::size_t kShown = 4;
  if (uses.size() <= kShown) return fmt::format("{}", fmt::join(uses, ", "));
  return fmt::format("{} and {} more", fmt::join(uses.begin(), uses.begin() + kShown, ", "), uses.size() - kShown);
}

void judge_database(const DatabaseLine& line, std::uint64_t accepted, Diagnostics& out) {
  const auto more = [](const Connections* a, const Connections* b) { return a->per_process < b->per_process; };
  const Connections& largest = **std::ranges::max_element(line.rows, more);
  if (line.total.unlimited) {
    const auto endless = std::ranges::find(line.rows, 0U, &Connections::per_process);
    report((*endless)->place, catalog::kEndlessPool, "the pool of connections has no limit", out)
        .with_found((*endless)->basis);
  } else if (line.total.by_node) {
    report(largest.place, catalog::kEndlessPool, "the number of workers depends on the CPUs of the node", out)
        .with_hint("give the size of a node: --node=4cpu,16Gi");
  }
  if (line.total.number <= accepted) return;
  report(largest.place, catalog::kTooManyConnections,
         fmt::format("the database gets {} at most and accepts {}", counted(line.total.number, "connection"), accepted),
         out)
      .with_found(uses_of(line))
      .with_hint("lower maxReplicas, the workers or the pool, or put a connection pooler such as PgBouncer before it");
}

}  // namespace

std::optional<std::uint64_t> workers_of(const Connections& row, const std::optional<NodeSize>& node) {
  if (row.workers >= 0) return static_cast<std::uint64_t>(row.workers);
  // Feast takes the CPUs that the machine has, whatever the container may use.
  if (node) return 2 * static_cast<std::uint64_t>(node->cpu.value()) + 1;
  return std::nullopt;
}

Count count_of(const Connections& row, const std::optional<NodeSize>& node) {
  const auto workers = workers_of(row, node);
  Count count{.unlimited = row.per_process == 0, .by_node = !workers};
  const std::uint64_t processes = product(row.pods, workers.value_or(0) + row.servers) + row.jobs;
  count.number = product(std::min(processes, kMostConnections), row.per_process);
  return count;
}

Totals totals_of(const Result& result, const Available& available) {
  Totals totals;
  std::vector<PodSize> sizes;
  std::map<std::string_view, std::size_t> places;
  each_store(result, [&](const Needs& needs) {
    for (const Pods& pods : needs.pods) {
      add_pods(pods, totals);
      sizes.push_back({pods.cpu, pods.memory, pods.count});
    }
    for (const Volume& volume : needs.volumes) {
      ++totals.volumes;
      totals.storage += volume.storage;
    }
    for (const Connections& row : needs.connections) add_database(row, available, places, totals);
  });
  if (available.node) totals.nodes = nodes_for(sizes, *available.node);
  return totals;
}

void judge(const Result& result, const Totals& totals, const Available& available, Diagnostics& out) {
  if (available.node) {
    each_store(result, [&](const Needs& needs) { judge_pods(needs, *available.node, out); });
    judge_nodes(result, totals, *available.node, out);
  }
  if (!available.connections) return;
  for (const DatabaseLine& line : totals.databases) judge_database(line, *available.connections, out);
}

}  // namespace feastctl::capacity
