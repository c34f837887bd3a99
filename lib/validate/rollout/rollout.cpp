#include "validate/rollout/rollout.hpp"

#include "catalog/codes.hpp"

namespace feastctl::validate::rollout {

namespace {

/// The dashboard of OpenShift AI finds feature stores by a label of the FeatureStore objects.
void warn_dashboard(const model::FeatureStore& store, Diagnostics& out) {
  const Field root(store.document);
  const Field metadata = root.child("metadata");
  const Field labels = metadata.child("labels");
  const Field label = labels.child("feature-store-ui");
  if (label.text() != "enabled") return;
  out.add(catalog::kDashboardLabel, label,
          "the OpenShift AI dashboard lists FeatureStore objects with this label, and rendered manifests contain none")
      .with_found("feature-store-ui: enabled")
      .with_hint("let the operator run a store that the dashboard is to show, or remove the label");
}

}  // namespace

void warn(const model::FeatureStore& store, std::span<const Node* const> objects, const model::Companions& companions,
          Diagnostics& out) {
  const Field spec(store.applied, "spec");
  const Judged judged{store, spec, objects, companions};
  warn_project(judged, out);
  warn_images(judged, out);
  warn_cron_job(judged, out);
  warn_claims(judged, out);
  warn_addresses(judged, out);
  warn_dashboard(store, out);
}

}  // namespace feastctl::validate::rollout
