/// Warnings that involve several objects, or a store and its objects: autoscalers, budgets, strategies.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "catalog/codes.hpp"
#include "validate/local_data.hpp"
#include "validate/places.hpp"
#include "validate/warnings.hpp"

namespace feastctl::validate {

namespace {

/// Whether a container has a request for `resource`; a limit alone makes one.
bool requests(const Node& container, std::string_view resource) {
  return lookup(&container, {"resources", "requests", resource}) != nullptr ||
         lookup(&container, {"resources", "limits", resource}) != nullptr;
}

/// Adds the place in the FeatureStore that a container comes from.
void add_container_note(Diagnostic& d, ObjectReport& report, const Node& container) {
  const Node* source = source_of(&container);
  if (source == nullptr) {
    for (const Member& m : container.members()) {
      if (source == nullptr && m.key != "env") source = source_of(m.value);
    }
  }
  if (source == nullptr) return;
  d.notes.push_back({fmt::format("the {} container is defined here", string_at(&container, "name")), source->span,
                     report.place_of(source).path});
}

struct Measured {
  std::string_view resource;
  std::string_view container;  ///< only this one; empty for all
};

/// The resource that a metric of an autoscaler measures as a percentage of the request, or nothing.
Measured measured(const Node& metric) {
  const std::string_view type = string_at(&metric, "type");
  const Node* source = metric.find(type == "Resource" ? "resource" : "containerResource");
  if (type != "Resource" && type != "ContainerResource") return {};
  if (lookup(source, {"target", "averageUtilization"}) == nullptr) return {};
  return {string_at(source, "name"), type == "Resource" ? std::string_view() : string_at(source, "container")};
}

void warn_metric(const Field& metric, const Node& deployment, ObjectReport& report) {
  const auto [resource, only] = measured(*metric.node());
  if (resource != "cpu" && resource != "memory") return;
  const Node* containers = lookup(&deployment, {"spec", "template", "spec", "containers"});
  if (containers == nullptr) return;
  std::vector<const Node*> without;
  for (const Node* container : containers->items()) {
    if (!only.empty() && string_at(container, "name") != only) continue;
    if (!requests(*container, resource)) without.push_back(container);
  }
  if (without.empty()) return;
  std::string names;
  for (const Node* container : without) {
    names += fmt::format("{}{}", names.empty() ? "" : ", ", string_at(container, "name"));
  }
  auto& d =
      report
          .add(catalog::kAutoscalerWithoutRequest, metric,
               fmt::format("the autoscaler measures {} as a percentage of the request, but there is no request in: {}",
                           resource, names))
          .with_expected(fmt::format("resources.requests.{} in every server of the store", resource))
          .with_hint(fmt::format("without a request, the autoscaler shows <unknown> and never scales; set "
                                 "resources.requests.{}, or measure an AverageValue",
                                 resource));
  for (const Node* container : without) add_container_note(d, report, *container);
}

void warn_autoscaler(const Node& store, const Node& autoscaler, std::span<const Node* const> objects,
                     Diagnostics& out) {
  const Node* deployment =
      object_named(objects, "Deployment", string_at(lookup(&autoscaler, {"spec", "scaleTargetRef"}), "name"));
  if (deployment == nullptr) return;
  ObjectReport report(out, store, autoscaler);
  const Field root(&autoscaler);
  at_map(root, "spec", [&](const Field& spec) {
    const Field metrics = spec.child("metrics");
    for (std::size_t i = 0; i < metrics.size(); ++i) {
      const Field metric = metrics.item(i);
      if (metric.is_map()) warn_metric(metric, *deployment, report);
    }
  });
}

void warn_external_autoscaler(const Field& spec, Diagnostics& out) {
  if (lookup(spec.node(), {"services", "scaling", "autoscaling"}) != nullptr) return;
  each_local_data(spec, [&](const LocalData& data) {
    out.add_at_key(catalog::kExternalAutoscalerOnFiles, data.at,
                   fmt::format("this store is scaled externally, but the {} is a file in each pod", data.service))
        .with_found(data.path.empty() ? "a file" : fmt::format("a file, {}", data.path))
        .with_expected("a database (persistence.store)")
        .with_hint("horizontal scaling needs DB-backed persistence for all enabled services");
  });
}

/// The minimum and maximum number of pods of a store.
struct Replicas {
  std::int64_t least = 1;
  std::int64_t most = 1;
  [[nodiscard]] bool scaling() const { return most > 1; }
};

Replicas replicas_of(const Field& spec) {
  const Node* autoscaling = lookup(spec.node(), {"services", "scaling", "autoscaling"});
  if (autoscaling != nullptr) {
    // An autoscaler counts as scaling, regardless of its bounds.
    return {integer_at(autoscaling, "minReplicas").value_or(1),
            std::max<std::int64_t>(integer_at(autoscaling, "maxReplicas").value_or(2), 2)};
  }
  const auto fixed = integer_at(spec.node(), "replicas").value_or(1);
  return {fixed, fixed};
}

/// Whether a budget never allows an eviction.
bool blocks(const Field& bound, const Replicas& replicas) {
  if (bound.key() == "minAvailable") {
    return bound.text() == "100%" || bound.integer().value_or(0) >= replicas.most;
  }
  return bound.text() == "0%" || (bound.integer() == std::int64_t{0});
}

void warn_budget(const Field& spec, Diagnostics& out) {
  at_map(spec, "services.podDisruptionBudgets", [&](const Field& budget) {
    const Replicas replicas = replicas_of(spec);
    if (!replicas.scaling()) {
      out.add_at_key(catalog::kBudgetWithoutScaling, budget,
                     "the store does not scale, so the operator creates no PodDisruptionBudget")
          .with_hint(
              "set spec.replicas to more than 1 or set services.scaling.autoscaling, or remove podDisruptionBudgets");
      return;
    }
    for (const std::string_view key : {"minAvailable", "maxUnavailable"}) {
      const Field bound = budget.child(key);
      if (!bound.present() || !blocks(bound, replicas)) continue;
      out.add(catalog::kBudgetBlocks, bound,
              "this budget never allows a pod to be evicted, so draining a node never finishes")
          .with_found(fmt::format("{}: {}, with at most {} replicas", key, bound.node()->text, replicas.most))
          .with_hint("write maxUnavailable: 1");
    }
  });
}

void warn_strategy(const Field& spec, Diagnostics& out) {
  if (!replicas_of(spec).scaling()) return;
  at_map(spec, "services.deploymentStrategy", [&](const Field& strategy) {
    const Field type = strategy.child("type");
    if (type.text() != "Recreate") return;
    out.add(catalog::kRecreateWhileScaling, type, "the Recreate strategy stops all replicas at every change")
        .with_found("Recreate")
        .with_expected("RollingUpdate, the default for a store that scales");
  });
}

}  // namespace

void warn_bundle(const Judged& judged, Diagnostics& out) {
  const Field spec(&judged.applied, "spec");
  warn_strategy(spec, out);
  warn_budget(spec, out);
  if (judged.externally_scaled) warn_external_autoscaler(spec, out);
  for (const Node* object : judged.objects) {
    if (string_at(object, "kind") != "HorizontalPodAutoscaler") continue;
    warn_autoscaler(judged.store, *object, judged.objects, out);
  }
}

}  // namespace feastctl::validate
