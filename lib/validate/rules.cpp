#include "validate/rules.hpp"

#include <algorithm>
#include <utility>

#include "catalog/codes.hpp"

namespace feastctl::validate {

namespace {

struct Row {
  const Rule* rule;
  RuleCheck check;
  bool since_v1 = false;  ///< v1alpha1 has not the fields that it is about
};

constexpr Row kTable[] = {
    {&catalog::kScalingPersistence, check_scaling_persistence, true},
    {&catalog::kScalingModes, check_scaling_modes, true},
    {&catalog::kAuthorizationChoice, check_authorization_choice},
    {&catalog::kProjectChoice, check_project_choice},
    {&catalog::kPersistenceChoice, check_persistence_choice},
    {&catalog::kClaimChoice, check_claim_choice},
    {&catalog::kRegistryChoice, check_registry_choice},
    {&catalog::kRemoteRegistryChoice, check_remote_registry_choice},
    {&catalog::kDisruptionBudgetChoice, check_disruption_budget_choice, true},
    {&catalog::kGitPath, check_git_path},
    {&catalog::kPackagedPath, check_packaged_path},
    {&catalog::kClaimMountPath, check_mount_path},
    {&catalog::kFilePathRelative, check_file_path_relative},
    {&catalog::kFilePathAbsolute, check_file_path_absolute},
    {&catalog::kOnlineBucket, check_online_bucket},
    {&catalog::kRegistryBucketOnClaim, check_registry_bucket_on_claim},
    {&catalog::kS3SettingsElsewhere, check_s3_settings},
    {&catalog::kRegistryProtocols, check_registry_protocols},
    {&catalog::kMcpNeedsRest, check_mcp_needs_rest, true},
    {&catalog::kTlsSecret, check_tls_secret},
    {&catalog::kMlflowExtraConfig, check_mlflow_extra_config, true},
};

void check_spec(const Field& spec, ApiVersion version, Diagnostics& out) {
  if (!spec.is_map()) return;
  for (const auto& [rule, check, since_v1] : kTable) {
    if (!since_v1 || version == ApiVersion::kV1) check(spec, *rule, out);
  }
}

/// spec.services.ui.tls → status.applied.services.ui: a rule stands on the object around the field at fault.
std::string applied_object(std::string_view path) {
  path.remove_prefix(std::string_view("spec").size());
  return "status.applied" + std::string(path.substr(0, path.rfind('.')));
}

}  // namespace

void check_rules(const Node& store, ApiVersion version, Diagnostics& out) {
  const Field root(&store);
  check_spec(root.child("spec"), version, out);
}

void check_rules_on_applied(const Node& store, const Node& applied, Diagnostics& out) {
  Diagnostics found;
  check_spec(Field(&applied, "spec"), ApiVersion::kV1, found);
  const Node* metadata = store.find("metadata");
  for (Diagnostic& d : found.all()) {
    const auto same = [&](const Diagnostic& known) { return known.rule == d.rule; };
    if (std::ranges::any_of(out.all(), same)) continue;
    Diagnostic& told = out.add(*d.rule, d.where, std::move(d.message));
    told.path = std::move(d.path);
    told.found = std::move(d.found);
    told.expected = std::move(d.expected);
    told.hint = std::move(d.hint);
    told.notes = std::move(d.notes);
    told.object = {.kind = "FeatureStore",
                   .name_space = std::string(string_at(metadata, "namespace")),
                   .name = std::string(string_at(metadata, "name")),
                   .path = applied_object(told.path)};
  }
}

}  // namespace feastctl::validate
