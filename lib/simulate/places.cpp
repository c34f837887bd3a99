/// Where the fields of an autoscaler are written.
#include "simulate/hpa.hpp"

namespace feastctl::simulate {

namespace {

/// The place of spec.behavior.scaleDown's window, or of the nearest field above it.
Span window_of(const Field& owner) {
  const Field behavior = owner.child("behavior");
  const Field down = behavior.child("scaleDown");
  return down.child("stabilizationWindowSeconds").key_span();
}

}  // namespace

HpaPlaces places_of_hpa(const Field& spec) {
  HpaPlaces places{.whole = spec.key_span(),
                   .min_replicas = spec.child("minReplicas").key_span(),
                   .max_replicas = spec.child("maxReplicas").key_span(),
                   .scale_down = window_of(spec)};
  const Field metrics = spec.child("metrics");
  for (std::size_t i = 0; i < metrics.size(); ++i) places.metrics.push_back(metrics.item(i).span());
  return places;
}

HpaPlaces places_of_scaled_object(const Field& spec) {
  const Field advanced = spec.child("advanced");
  const Field config = advanced.child("horizontalPodAutoscalerConfig");
  return {.whole = spec.key_span(),
          .min_replicas = spec.child("minReplicaCount").key_span(),
          .max_replicas = spec.child("maxReplicaCount").key_span(),
          .scale_down = window_of(config)};
}

}  // namespace feastctl::simulate
