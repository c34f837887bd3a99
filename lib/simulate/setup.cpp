#include "simulate/setup.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "base/arena.hpp"
#include "base/node.hpp"
#include "base/object_name.hpp"
#include "base/quantity.hpp"
#include "catalog/codes.hpp"
#include "inventory/bundle_tree.hpp"
#include "parse/reader.hpp"
#include "simulate/load.hpp"
#include "simulate/load_text.hpp"
#include "simulate/read.hpp"

namespace feastctl::simulate {

namespace {

constexpr std::int64_t kToSchedule = 2;
constexpr std::int64_t kPerInitContainer = 10;

std::int64_t seconds_at(const Node* probe, std::string_view key, std::int64_t otherwise) {
  return std::clamp<std::int64_t>(integer_at(probe, key).value_or(otherwise), 0, kLongestStartup);
}

std::optional<std::int64_t> amount_of(const Node* list, std::string_view resource) {
  const Node* node = lookup(list, {resource});
  const auto quantity = node == nullptr ? std::nullopt : Quantity::parse(node->text);
  if (!quantity) return std::nullopt;
  return std::clamp<std::int64_t>(resource == "cpu" ? quantity->milli_value() : quantity->value(), 0, kMaxAmount);
}

Container container_of(const Node& node) {
  Container container{std::string(string_at(&node, "name")), {}};
  const Node* requests = lookup(&node, {"resources", "requests"});
  const Node* limits = lookup(&node, {"resources", "limits"});
  for (const std::string_view resource : {"cpu", "memory"}) {
    Usage usage{.resource = std::string(resource)};
    usage.limit = amount_of(limits, resource);
    usage.request = amount_of(requests, resource);
    // The API server takes a limit for a request that is missing.
    if (!usage.request) usage.request = usage.limit;
    container.usages.push_back(std::move(usage));
  }
  return container;
}

bool is_sidecar(const Node& init) {
  return string_at(&init, "restartPolicy") == "Always";
}

/// Seconds from the start of a container until its probes have let it in.
std::int64_t until_ready(const Node& container) {
  std::int64_t started = 0;
  if (const Node* startup = lookup(&container, {"startupProbe"})) {
    started = seconds_at(startup, "initialDelaySeconds", 0) + seconds_at(startup, "periodSeconds", 10);
  }
  const Node* readiness = lookup(&container, {"readinessProbe"});
  if (readiness == nullptr) return started;
  return std::max(started, seconds_at(readiness, "initialDelaySeconds", 0)) +
         seconds_at(readiness, "successThreshold", 1) * seconds_at(readiness, "periodSeconds", 10);
}

void take_startup(const Node& pod, Setup& setup) {
  Scenario& scenario = setup.scenario;
  scenario.schedule = kToSchedule;
  std::int64_t inits = 0;
  if (const Node* list = lookup(&pod, {"initContainers"})) {
    inits = std::ranges::count_if(list->items(), [](const Node* n) { return !is_sidecar(*n); });
  }
  scenario.init = std::min(inits * kPerInitContainer, kLongestStartup);
  std::string slowest;
  for (const Node* container : lookup(&pod, {"containers"})->items()) {
    const std::int64_t ready = std::min(until_ready(*container), kLongestStartup);
    if (ready <= scenario.ready) continue;
    scenario.ready = ready;
    slowest = string_at(container, "name");
  }
  setup.startup = {fmt::format("{} s to schedule", scenario.schedule),
                   fmt::format("{} s for {} init container{}", scenario.init, inits, inits == 1 ? "" : "s"),
                   slowest.empty() ? "no probes, so ready at once"
                                   : fmt::format("{} s until ready (probes of {})", scenario.ready, slowest)};
}

void take_pod(const Node& deployment, Setup& setup) {
  const Node* pod = lookup(&deployment, {"spec", "template", "spec"});
  if (const Node* inits = lookup(pod, {"initContainers"})) {
    for (const Node* init : inits->items()) {
      if (is_sidecar(*init)) setup.scenario.containers.push_back(container_of(*init));
    }
  }
  for (const Node* node : lookup(pod, {"containers"})->items()) {
    setup.scenario.containers.push_back(container_of(*node));
  }
  const auto& all = setup.scenario.containers;
  setup.container = std::ranges::find(all, "online", &Container::name) != all.end() ? "online" : all.back().name;
  take_startup(*pod, setup);
}

/// The documents of the input, for places: a bundle that was rendered knows none.
class Originals {
 public:
  explicit Originals(const Sources& sources) : tree_(arena_) {
    Diagnostics said;
    for (SourceId id = 1; id <= sources.size(); ++id) parse::read(sources, id, tree_, said, documents_);
  }

  /// The FeatureStore of a result, or nullptr.
  [[nodiscard]] const Node* store(const StoreResult& result) const {
    const auto found = std::ranges::find_if(
        documents_, [&](const parse::Document& d) { return d.source == result.source && d.index == result.document; });
    return found == documents_.end() ? nullptr : found->root;
  }

  /// The object that was passed on, or nullptr.
  [[nodiscard]] const Node* passed(const Rendered& object) const {
    const Node* original = nullptr;
    for (const parse::Document& d : documents_) {
      for_each_object(*d.root, [&](const Node& other) {
        const Node* metadata = lookup(&other, {"metadata"});
        const auto name_space = string_at(metadata, "namespace", object.name_space);
        if (string_at(&other, "kind") == object.kind && string_at(metadata, "name") == object.name &&
            name_space == object.name_space)
          original = &other;
      });
    }
    return original;
  }

 private:
  Arena arena_;
  TreeBuilder tree_;
  std::vector<parse::Document> documents_;
};

/// What of the objects counts: the Deployments of the bundle, and what scales one of them.
struct Collector {
  const Result& rendered;
  const Originals& originals;
  Diagnostics& out;
  std::vector<Setup> setups{};

  void take_deployment(const Node& root, const Rendered& object) {
    if (object.kind != "Deployment" || lookup(&root, {"spec", "template", "spec", "containers"}) == nullptr) return;
    Setup& setup = setups.emplace_back();
    setup.store = fmt::format("{}/{}", object.name_space, object.name);
    take_pod(root, setup);
  }

  void take_autoscaler(const Node& root, const Rendered& object) {
    const bool keda = object.kind == "ScaledObject" && object.api_version.starts_with("keda.sh/");
    if (!keda && object.kind != "HorizontalPodAutoscaler") return;
    const Node* target = lookup(&root, {"spec", "scaleTargetRef"});
    const std::string_view prefix = string_at(target, "kind") == "FeatureStore" ? "feast-" : "";
    const std::string name = fmt::format("{}/{}{}", object.name_space, prefix, string_at(target, "name"));
    const auto scaled = std::ranges::find(setups, name, &Setup::store);
    if (scaled == setups.end() || !scaled->autoscaler.empty()) return;
    scaled->autoscaler = fmt::format("{} {}", object.kind, object.name);
    const Node* original = originals.passed(object);
    if (keda) {
      take_scaled_object(original == nullptr ? root : *original, *scaled);
    } else if (original != nullptr) {
      take_hpa(*original, *scaled);
    } else {
      take_own_hpa(root, *scaled);
    }
  }

 private:
  void take_scaled_object(const Node& object, Setup& setup) const {
    auto read = read_scaled_object(object, catalog::kScenario, out);
    if (!read) return;
    setup.scenario.hpa = std::move(read->hpa);
    setup.scenario.keda = std::move(read->keda);
    setup.names = std::move(read->names);
    setup.cached = std::move(read->cached);
  }

  void take_hpa(const Node& object, Setup& setup) const {
    const Field root(&object);
    if (auto hpa = read_hpa(root.child("spec"), catalog::kScenario, out)) setup.scenario.hpa = std::move(*hpa);
  }

  /// The autoscaler of the bundle: its settings come from the FeatureStore.
  void take_own_hpa(const Node& object, Setup& setup) const {
    const Field root(&object);
    Diagnostics trouble;
    auto hpa = read_hpa(root.child("spec"), catalog::kScenario, trouble);
    for (const Diagnostic& d : trouble.all()) out.add(catalog::kScenario, Span{}, d.message).with_found(d.found);
    if (!hpa) return;
    setup.scenario.hpa = std::move(*hpa);
    setup.scenario.hpa.places = {};
  }
};

/// Gives the setup the place of its store, and its autoscaler's fields their places if they are the store's.
void take_places(const Result& rendered, const Originals& originals, Setup& setup) {
  for (const StoreResult& result : rendered.stores) {
    if (fmt::format("{}/feast-{}", result.name_space, result.name) != setup.store) continue;
    setup.where = {result.source, 0, 0};
    const Node* document = originals.store(result);
    if (document == nullptr) return;
    const Field root(document);
    const Field metadata = root.child("metadata");
    setup.where = metadata.child("name").span();
    HpaPlaces& places = setup.scenario.hpa.places;
    if (places.whole.known()) return;
    const Field spec = root.child("spec");
    const Field services = spec.child("services");
    const Field scaling = services.child("scaling");
    places = places_of_hpa(scaling.child("autoscaling"));
  }
}

}  // namespace

std::optional<Setup> setup_of(const Result& rendered, const Sources& sources, Diagnostics& out) {
  const Originals originals(sources);
  Collector collector{rendered, originals, out};
  inventory::for_each_tree(rendered, [&](const Node& root, const Rendered& o) { collector.take_deployment(root, o); });
  inventory::for_each_tree(rendered, [&](const Node& root, const Rendered& o) { collector.take_autoscaler(root, o); });
  if (out.errors() != 0) return std::nullopt;
  auto& setups = collector.setups;
  std::erase_if(setups, [](const Setup& s) { return s.autoscaler.empty(); });
  if (setups.size() != 1) {
    std::vector<std::string> names;
    for (const Setup& s : setups) names.push_back(s.store);
    out.add(catalog::kNoAutoscaler, Span{},
            setups.empty() ? "no store has an autoscaler" : "several stores have an autoscaler")
        .with_hint(setups.empty() ? "set spec.services.scaling.autoscaling, or add a HorizontalPodAutoscaler or "
                                    "ScaledObject to the input"
                                  : fmt::format("give one store: {}", fmt::join(names, ", ")));
    return std::nullopt;
  }
  Setup setup = std::move(setups.front());
  setup.scenario.initial_replicas = setup.scenario.hpa.min_replicas;
  take_places(rendered, originals, setup);
  return setup;
}

bool set_startup(std::string_view text, Scenario& scenario) {
  const auto pieces = split_at(text, '+');
  if (pieces.size() != 3) return false;
  std::int64_t* const into[] = {&scenario.schedule, &scenario.init, &scenario.ready};
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const auto seconds = read_seconds(trimmed(pieces[i]));
    if (!seconds || *seconds > kLongestStartup) return false;
    *into[i] = *seconds;
  }
  return true;
}

}  // namespace feastctl::simulate
