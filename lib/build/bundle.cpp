/// To add a kind of object:
/// 1. a file of this folder named after the kind, whose head says when the object appears;
/// 2. its function's declaration in build.hpp;
/// 3. one line here, at the place where the object can be applied (what it refers to comes first);
/// 4. its checks in lib/validate/kubernetes/, and a line in check_object there;
/// 5. a golden case, and the kind in the tables of lib/gitops/file_names.cpp (its file's name) and
///    lib/diff/live/side.cpp (what a deletion costs);
/// 6. `ctest --preset dev -R '^(unit|golden|architecture|format)$'`.
#include "build/bundle.hpp"

#include <optional>

#include "build/repo_config/repo_config.hpp"
#include "build/runtime/runtime.hpp"

namespace feastctl::build {

namespace {

void add(Objects& out, const Node* object) {
  if (object != nullptr) out.push_back(object);
}

bool same_object(const Node& a, const Node& b) {
  const Node* left = a.find("metadata");
  const Node* right = b.find("metadata");
  return string_at(&a, "kind") == string_at(&b, "kind") && string_at(left, "name") == string_at(right, "name") &&
         string_at(left, "namespace") == string_at(right, "namespace");
}

}  // namespace

void put(Objects& out, const Node* object) {
  for (const Node*& present : out) {
    if (same_object(*present, *object)) {
      present = object;
      return;
    }
  }
  out.push_back(object);
}

Objects bundle(const TreeBuilder& tree, const model::FeatureStore& store) {
  Context context{tree, store, repo_configs(tree, store)};
  std::optional<runtime::Config> config;
  if (store.platform->secrets == model::SecretsMode::kRuntime) {
    context.runtime_config = &config.emplace(runtime::config(context, context.repo_configs));
  }
  Objects out;
  out.reserve(24);
  add(out, service_account(context, feast_name(context), full_labels(context)));
  add_authorization(context, out);
  add_batch_engine_roles(context, out);
  add_cron_job_role(context, out);
  add(out, client_config_map(context));
  add(out, runtime::config_map(context));
  add(out, ca_config_map(context));
  add_claims(context, out);
  add_services(context, out);
  add(out, lineage_service(context));
  add(out, deployment(context));
  add(out, lineage_deployment(context));
  add(out, horizontal_pod_autoscaler(context));
  add(out, pod_disruption_budget(context));
  add(out, cron_job(context));
  add(out, ui_route(context));
  add(out, service_monitor(context));
  return out;
}

}  // namespace feastctl::build
