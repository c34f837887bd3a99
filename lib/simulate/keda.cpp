#include "simulate/keda.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

#include "base/arena.hpp"
#include "base/field.hpp"
#include "base/go_text.hpp"
#include "simulate/read.hpp"

namespace feastctl::simulate {

namespace {

constexpr std::int32_t kMostReplicas = std::numeric_limits<std::int32_t>::max();
constexpr std::int64_t kLongestKedaPeriod = 86400;
constexpr std::string_view kComposite = "composite-metric";

/// How triggers call the target of their metric, and the value above which they are active.
struct TargetKeys {
  std::string_view target, activation;
};
constexpr std::array kTargets{TargetKeys{"threshold", "activationThreshold"},
                              TargetKeys{"lagThreshold", "activationLagThreshold"},
                              TargetKeys{"targetValue", "activationTargetValue"},
                              TargetKeys{"targetMetricValue", "activationTargetMetricValue"},
                              TargetKeys{"targetQueryValue", "activationTargetQueryValue"},
                              TargetKeys{"queryValue", "activationQueryValue"},
                              TargetKeys{"queueLength", "activationQueueLength"},
                              TargetKeys{"listLength", "activationListLength"},
                              TargetKeys{"messageCount", "activationMessageCount"},
                              TargetKeys{"targetQueueSize", "activationTargetQueueSize"},
                              TargetKeys{"thresholdValue", "activationThresholdValue"},
                              TargetKeys{"depthThreshold", "activationDepthThreshold"},
                              TargetKeys{"msgBacklogThreshold", "activationMsgBacklogThreshold"},
                              TargetKeys{"unprocessedEventThreshold", "activationUnprocessedEventThreshold"},
                              TargetKeys{"pendingEntriesCount", "activationLagCount"},
                              TargetKeys{"streamLength", "activationLagCount"},
                              TargetKeys{"lagCount", "activationLagCount"},
                              TargetKeys{"blobCount", "activationBlobCount"},
                              TargetKeys{"shardCount", "activationShardCount"},
                              TargetKeys{"targetObjectCount", "activationTargetObjectCount"},
                              TargetKeys{"objectCount", "activationObjectCount"},
                              TargetKeys{"queueDepth", "activationQueueDepth"},
                              TargetKeys{"value", "activationValue"}};

/// The target of triggers that do not say one.
struct DefaultTarget {
  std::string_view type, target;
};
constexpr std::array kDefaults{DefaultTarget{"activemq", "10"},
                               DefaultTarget{"apache-kafka", "10"},
                               DefaultTarget{"artemis-queue", "10"},
                               DefaultTarget{"aws-kinesis-stream", "2"},
                               DefaultTarget{"aws-sqs-queue", "5"},
                               DefaultTarget{"azure-blob", "5"},
                               DefaultTarget{"azure-queue", "5"},
                               DefaultTarget{"azure-servicebus", "5"},
                               DefaultTarget{"cron", "1"},
                               DefaultTarget{"gcp-pubsub", "10"},
                               DefaultTarget{"gcp-stackdriver", "5"},
                               DefaultTarget{"graphite", "100"},
                               DefaultTarget{"kafka", "10"},
                               DefaultTarget{"nats-jetstream", "10"},
                               DefaultTarget{"nsq", "10"},
                               DefaultTarget{"pulsar", "10"},
                               DefaultTarget{"redis", "5"},
                               DefaultTarget{"redis-streams", "5"},
                               DefaultTarget{"temporal", "5"}};

bool is_resource(std::string_view type) {
  return type == "cpu" || type == "memory";
}

class Converter {
 public:
  Converter(const Node& object, const Rule& rule, Diagnostics& out, const TreeBuilder& tree)
      : root_(&object), spec_(root_.child("spec")), read_(rule, out), tree_(tree) {}

  /// The autoscaler's spec, as KEDA writes it; nullptr when something is wrong.
  const Node* convert(ScaledObject& into) {
    if (!read_.map(spec_, true)) return nullptr;
    const Field metadata = root_.child("metadata");
    const Field annotations = metadata.child("annotations");
    for (const std::string_view paused : {"autoscaling.keda.sh/paused", "autoscaling.keda.sh/paused-replicas"}) {
      const Field annotation = annotations.child(paused);
      if (annotation.present() && annotation.text() != "false")
        read_.report_key(annotation, "the ScaledObject is paused, so nothing scales");
    }
    own(into.keda);
    const Node* metrics = metrics_of(into);
    Node* spec = tree_.map({{"minReplicas", std::int64_t{std::max(into.keda.min_replicas, 1)}},
                            {"maxReplicas", most_replicas()},
                            {"metrics", metrics}});
    tree_.add(spec, "behavior", behavior(annotations));
    return read_.fine() ? spec : nullptr;
  }

 private:
  void own(Keda& keda) {
    keda.min_replicas = read_.integer32(spec_.child("minReplicaCount"), 0, kMostReplicas, 0);
    const Field idle = spec_.child("idleReplicaCount");
    if (idle.present()) {
      keda.idle_replicas = read_.integer32(idle, 0, kMostReplicas, std::nullopt);
      if (read_.fine() && *keda.idle_replicas >= keda.min_replicas)
        read_.report(idle, "idleReplicaCount must be less than minReplicaCount");
    }
    keda.polling = read_.integer(spec_.child("pollingInterval"), 1, kLongestKedaPeriod, 30);
    keda.cooldown = read_.integer(spec_.child("cooldownPeriod"), 0, kLongestKedaPeriod, 300);
  }

  const Node* most_replicas() {
    constexpr int kUsual = 100;
    const Field most = spec_.child("maxReplicaCount");
    return most.present() ? most.node() : tree_.integer(kUsual);
  }

  /// The behavior, with the sides switched off that annotations pause.
  const Node* behavior(const Field& annotations) {
    const Node* written = lookup(spec_.node(), {"advanced", "horizontalPodAutoscalerConfig", "behavior"});
    Node* made = nullptr;
    for (const auto& [annotation, side] : {std::pair("autoscaling.keda.sh/paused-scale-in", "scaleDown"),
                                           std::pair("autoscaling.keda.sh/paused-scale-out", "scaleUp")}) {
      if (annotations.child(annotation).text() != "true") continue;
      if (made == nullptr) made = written == nullptr ? tree_.map() : tree_.shallow_copy(*written);
      const Node* rules = lookup(written, {side});
      Node* disabled = rules == nullptr ? tree_.map() : tree_.shallow_copy(*rules);
      tree_.set(disabled, "selectPolicy", "Disabled");
      tree_.set(made, side, disabled);
    }
    return made == nullptr ? written : made;
  }

  /// The metrics in KEDA's order, which is that of their types.
  const Node* metrics_of(ScaledObject& into) {
    const Field triggers = spec_.child("triggers");
    if (!read_.list(triggers, true)) return nullptr;
    if (triggers.size() == 0) read_.report(triggers, "a ScaledObject needs a trigger");
    std::vector<const Node*> of_containers, external, of_resources;
    for (std::size_t i = 0; i < triggers.size(); ++i) {
      const Field trigger = triggers.item(i);
      if (!read_.map(trigger, true)) continue;
      const std::string_view type = read_.text(trigger.child("type"));
      if (!is_resource(type)) {
        external.push_back(external_metric(trigger, type, i, into));
      } else {
        const bool of_container = lookup(trigger.node(), {"metadata", "containerName"}) != nullptr;
        (of_container ? of_containers : of_resources).push_back(resource_metric(trigger, type));
      }
    }
    into.keda.always_active = external.empty();
    keep_names_of_one(into);
    const Field advanced = spec_.child("advanced");
    const Field modifiers = advanced.child("scalingModifiers");
    if (modifiers.present() && !external.empty()) external = {composite_metric(modifiers, into)};
    Node* all = tree_.list();
    for (const auto* list : {&of_containers, &external, &of_resources}) {
      for (const Node* metric : *list) tree_.push(all, metric);
    }
    return all;
  }

  const Node* resource_metric(const Field& trigger, std::string_view type) {
    const Field metadata = trigger.child("metadata");
    const Field value = metadata.child("value");
    const std::size_t average = read_.word(trigger.child("metricType"), {"AverageValue", "Utilization"}, std::nullopt);
    const std::string_view container = string_at(metadata.node(), "containerName");
    const Node* target = nullptr;
    if (average == 0) {
      target = tree_.map({{"type", "AverageValue"}, {"averageValue", value.node()}});
    } else {
      const auto percent = parse_go_integer(read_.text(value));
      if (!percent) read_.report(value, "the utilization must be a whole number of percent");
      target = tree_.map({{"type", "Utilization"}, {"averageUtilization", tree_.integer(percent.value_or(1))}});
    }
    Node* source = tree_.map({{"name", type}, {"target", target}});
    if (container.empty()) return metric("Resource", "resource", source, trigger);
    tree_.add(source, "container", container);
    return metric("ContainerResource", "containerResource", source, trigger);
  }

  /// An entry of the autoscaler's metrics, at the place of its trigger.
  const Node* metric(std::string_view type, std::string_view key, const Node* source, const Field& trigger) {
    Node* made = tree_.map({{"type", type}, {key, source}});
    made->origin = trigger.node();
    return made;
  }

  const Node* external_metric(const Field& trigger, std::string_view type, std::size_t place, ScaledObject& into) {
    const Field metadata = trigger.child("metadata");
    const auto* keys =
        std::ranges::find_if(kTargets, [&](const TargetKeys& k) { return metadata.child(k.target).present(); });
    const auto* usual = std::ranges::find(kDefaults, type, &DefaultTarget::type);
    const Node* target = nullptr;
    if (keys != kTargets.end() && type != "cron") {
      target = metadata.child(keys->target).node();
    } else if (usual != kDefaults.end()) {
      target = tree_.string(usual->target);
    } else {
      read_.report(trigger, fmt::format("the target of a trigger of type {} is not known", type))
          .with_hint("give the HorizontalPodAutoscaler that KEDA makes of it instead of the ScaledObject");
      return nullptr;
    }
    const std::string name = fmt::format("s{}-{}", place, type);
    KedaTrigger& polled = into.keda.triggers.emplace_back(KedaTrigger{name, 0});
    for (const TargetKeys& k : kTargets) {
      const Field activation = metadata.child(k.activation);
      if (activation.present()) polled.activation = milli(activation);
    }
    into.names.emplace_back(type, name);
    if (const std::string_view own = trigger.child("name").text(); !own.empty()) into.names.emplace_back(own, name);
    if (trigger.child("useCachedMetrics").boolean()) into.cached.push_back(name);
    return external(tree_.arena().copy(name), trigger, target);
  }

  const Node* composite_metric(const Field& modifiers, ScaledObject& into) {
    const Field activation = modifiers.child("activationTarget");
    into.keda.triggers = {{std::string(kComposite), activation.present() ? milli(activation) : 0}};
    into.names.clear();
    return external(kComposite, modifiers, modifiers.child("target").node());
  }

  const Node* external(std::string_view name, const Field& cause, const Node* target) {
    const bool is_value = read_.word(cause.child("metricType"), {"AverageValue", "Value"}, 0) == 1;
    const std::string_view key = is_value ? "value" : "averageValue";
    const Node* source =
        tree_.map({{"metric", tree_.map({{"name", name}})},
                   {"target", tree_.map({{"type", is_value ? "Value" : "AverageValue"}, {key, target}})}});
    return metric("External", "external", source, cause);
  }

  /// An activation value, which may be zero.
  std::int64_t milli(const Field& at) {
    const auto quantity = Quantity::parse(at.text());
    if (quantity && quantity->sign() >= 0) return std::min(quantity->milli_value(), kMaxAmount);
    read_.report(at, fmt::format("{} must be a number", at.key()));
    return 0;
  }

  static void keep_names_of_one(ScaledObject& into) {
    const auto all = into.names;
    std::erase_if(into.names, [&](const auto& name) {
      return std::ranges::count(all, name.first, [](const auto& n) { return n.first; }) != 1;
    });
  }

  Field root_;
  Field spec_;
  Reader read_;
  const TreeBuilder& tree_;
};

}  // namespace

std::optional<ScaledObject> read_scaled_object(const Node& object, const Rule& rule, Diagnostics& out) {
  Arena arena;
  const TreeBuilder tree(arena);
  ScaledObject made;
  const Node* spec = Converter(object, rule, out, tree).convert(made);
  if (spec == nullptr) return std::nullopt;
  auto hpa = read_hpa(Field(spec, "spec"), rule, out);
  if (!hpa) return std::nullopt;
  made.hpa = std::move(*hpa);
  const Field root(&object);
  const std::vector<Span> metrics = std::move(made.hpa.places.metrics);
  made.hpa.places = places_of_scaled_object(root.child("spec"));
  made.hpa.places.metrics = metrics;
  return made;
}

std::int32_t KedaLoop::poll(std::int64_t now, std::int32_t current, bool active) {
  if (active || keda_->always_active) {
    last_active_ = now;
    const bool from_idle = current == 0 || (keda_->idle_replicas && current < keda_->min_replicas);
    return from_idle ? std::max(keda_->min_replicas, 1) : current;
  }
  if (keda_->idles() && current > keda_->idle()) {
    // Without a last activity, the ScaledObject is taken to be old enough for its initial cooldown.
    return last_active_ && now - *last_active_ < keda_->cooldown ? current : keda_->idle();
  }
  return !keda_->idle_replicas && current < keda_->min_replicas ? keda_->min_replicas : current;
}

}  // namespace feastctl::simulate
