#include "simulate/scenario.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "base/arena.hpp"
#include "base/field.hpp"
#include "base/node.hpp"
#include "base/spelling.hpp"
#include "catalog/codes.hpp"
#include "parse/reader.hpp"
#include "simulate/read.hpp"

namespace feastctl::simulate {

namespace {

constexpr std::size_t kMostContainers = 50;

/// A typo in a key would silently change the answer, so every key must be known.
void check_keys(const Field& map, std::initializer_list<std::string_view> known, const Reader& read) {
  for (const Member& member : map.node()->members()) {
    if (std::ranges::find(known, member.key) != known.end()) continue;
    const std::string_view near = nearest(member.key, {known.begin(), known.end()});
    read.report_key(map.child(member), fmt::format("unknown field {}", map.child(member).path()))
        .with_hint(near.empty() ? fmt::format("the fields are: {}", fmt::join(known, ", "))
                                : fmt::format("did you mean {}?", near));
  }
}

Line read_line(const Field& at, const Reader& read) {
  Line line;
  if (!read.list(at, true)) return line;
  line.reserve(at.size());
  const std::size_t errors = read.errors();
  for (std::size_t i = 0; i < at.size(); ++i) {
    const Field item = at.item(i);
    if (item.size() != 2 || !item.is_list()) {
      read.report(item, fmt::format("{} must be a point: [second, value]", item.path()));
      return line;
    }
    const Point point{read.integer(item.item(0), -kLatestSecond, kLatestSecond, std::nullopt),
                      read.integer(item.item(1), 0, kMaxAmount, std::nullopt)};
    if (read.errors() != errors) return line;
    if (!line.empty() && point.second < line.back().second) {
      read.report(item, fmt::format("{} is earlier than the point before it", item.path()));
      return line;
    }
    line.push_back(point);
  }
  return line;
}

Usage& usage_of(Container& container, std::string_view resource) {
  const auto found = std::ranges::find(container.usages, resource, &Usage::resource);
  return found != container.usages.end() ? *found : container.usages.emplace_back(Usage{std::string(resource)});
}

/// Calls `take(usage, field)` for every resource of a map such as `request`.
template <typename Take>
void each_resource(const Field& at, const Reader& read, Container& container, const Take& take) {
  if (!read.map(at, false)) return;
  if (at.size() > kMostContainers) {
    read.report(at, fmt::format("{} must have at most {} resources", at.path(), kMostContainers));
    return;
  }
  for (const Member& member : at.node()->members()) take(usage_of(container, member.key), at.child(member));
}

Container read_container(const Field& at, const Reader& read) {
  Container container;
  if (!read.map(at, true)) return container;
  check_keys(at, {"name", "request", "limit", "idle", "start", "load"}, read);
  container.name = read.text(at.child("name"));
  const auto amount = [&](const Field& field) { return read.integer(field, 0, kMaxAmount, std::nullopt); };
  each_resource(at.child("request"), read, container, [&](Usage& u, const Field& f) { u.request = amount(f); });
  each_resource(at.child("limit"), read, container, [&](Usage& u, const Field& f) { u.limit = amount(f); });
  each_resource(at.child("idle"), read, container, [&](Usage& u, const Field& f) { u.idle = amount(f); });
  each_resource(at.child("start"), read, container, [&](Usage& u, const Field& f) { u.start = amount(f); });
  each_resource(at.child("load"), read, container, [&](Usage& u, const Field& f) { u.load = read_line(f, read); });
  return container;
}

void read_pods(const Field& root, const Reader& read, Scenario& scenario) {
  const Field containers = root.child("containers");
  if (!read.list(containers, true)) return;
  if (containers.size() == 0 || containers.size() > kMostContainers) {
    read.report(containers, fmt::format("containers must have 1 to {} items", kMostContainers));
    return;
  }
  for (std::size_t i = 0; i < containers.size(); ++i) {
    const Field item = containers.item(i);
    Container container = read_container(item, read);
    if (std::ranges::find(scenario.containers, container.name, &Container::name) != scenario.containers.end()) {
      read.report(item, fmt::format("two containers have the name {}", container.name));
    }
    scenario.containers.push_back(std::move(container));
  }
}

void read_metrics(const Field& at, const Reader& read, Scenario& scenario) {
  if (!read.map(at, false)) return;
  for (const Member& member : at.node()->members()) {
    scenario.metrics.push_back({std::string(member.key), read_line(at.child(member), read)});
  }
}

}  // namespace

const Usage* Container::find(std::string_view resource) const {
  const auto found = std::ranges::find(usages, resource, &Usage::resource);
  return found == usages.end() ? nullptr : &*found;
}

const MetricTotal* Scenario::find(std::string_view metric) const {
  const auto found = std::ranges::find(metrics, metric, &MetricTotal::name);
  return found == metrics.end() ? nullptr : &*found;
}

std::optional<Scenario> read_scenario(const Sources& sources, SourceId source, Diagnostics& out) {
  Arena arena;
  const TreeBuilder tree(arena);
  std::vector<parse::Document> documents;
  if (!parse::read(sources, source, tree, out, documents)) return std::nullopt;
  if (documents.size() != 1) {
    out.add(catalog::kScenario, {source, 0, 0}, "a scenario must be a single JSON object");
    return std::nullopt;
  }
  const Reader read(catalog::kScenario, out);
  const Field root(documents[0].root);
  check_keys(root,
             {"name", "hpa", "initialReplicas", "containers", "metrics", "schedule", "init", "ready", "duration",
              "scrapeOffset"},
             read);
  Scenario scenario;
  scenario.name = root.child("name").text();
  if (auto hpa = read_hpa(root.child("hpa"), catalog::kScenario, out)) scenario.hpa = std::move(*hpa);
  scenario.initial_replicas =
      read.integer32(root.child("initialReplicas"), 0, std::numeric_limits<std::int32_t>::max(), std::nullopt);
  read_pods(root, read, scenario);
  read_metrics(root.child("metrics"), read, scenario);
  scenario.schedule = read.integer(root.child("schedule"), 0, kLongestStartup, 0);
  scenario.init = read.integer(root.child("init"), 0, kLongestStartup, 0);
  scenario.ready = read.integer(root.child("ready"), 0, kLongestStartup, 0);
  scenario.duration = read.integer(root.child("duration"), 0, kLongestDuration, std::nullopt);
  scenario.scrape_offset = read.integer(root.child("scrapeOffset"), 0, kLongestScrapeOffset, 0);
  if (!read.fine()) return std::nullopt;
  return scenario;
}

}  // namespace feastctl::simulate
