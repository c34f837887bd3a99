#include "validate/rules.hpp"

#include <algorithm>
#include <utility>

#include "base/features.hpp"
#include "catalog/codes.hpp"

namespace feastctl::validate {

namespace {

struct Row {
  const Rule* rule;
  RuleCheck check;
  bool since_v1 = false;             ///< v1alpha1 lacks the fields of the rule
  const Feature* with = nullptr;     ///< only releases with this feature have the rule
  const Feature* without = nullptr;  ///< releases with this feature have a different rule instead
};

constexpr Row kTable[] = {
    {&catalog::kScalingPersistence, check_scaling_persistence, true, &feature::kScaling},
    {&catalog::kScalingModes, check_scaling_modes, true, &feature::kScaling},
    {&catalog::kAuthorizationChoice, check_authorization_choice, false, &feature::kNoAuth},
    {&catalog::kAuthorizationChoice, check_authorization_choice_of_two, false, nullptr, &feature::kNoAuth},
    {&catalog::kProjectChoice, check_project_choice, false, &feature::kPackagedProject},
    {&catalog::kProjectChoice, check_project_choice_of_two, false, nullptr, &feature::kPackagedProject},
    {&catalog::kPersistenceChoice, check_persistence_choice},
    {&catalog::kClaimChoice, check_claim_choice},
    {&catalog::kRegistryChoice, check_registry_choice},
    {&catalog::kRemoteRegistryChoice, check_remote_registry_choice},
    {&catalog::kDisruptionBudgetChoice, check_disruption_budget_choice, true, &feature::kScaling},
    {&catalog::kGitPath, check_git_path},
    {&catalog::kPackagedPath, check_packaged_path, false, &feature::kPackagedProject},
    {&catalog::kClaimMountPath, check_mount_path},
    {&catalog::kFilePathRelative, check_file_path_relative},
    {&catalog::kFilePathAbsolute, check_file_path_absolute},
    {&catalog::kOnlineBucket, check_online_bucket},
    {&catalog::kRegistryBucketOnClaim, check_registry_bucket_on_claim},
    {&catalog::kS3SettingsElsewhere, check_s3_settings},
    {&catalog::kRegistryProtocols, check_registry_protocols},
    {&catalog::kMcpNeedsRest, check_mcp_needs_rest, true, &feature::kRegistryMcp},
    {&catalog::kTlsSecret, check_tls_secret},
    {&catalog::kMlflowExtraConfig, check_mlflow_extra_config, true, &feature::kMlflow},
};

void check_spec(const Field& spec, Edition edition, Diagnostics& out) {
  if (!spec.is_map()) return;
  for (const Row& row : kTable) {
    if (row.since_v1 && edition.api != ApiVersion::kV1) continue;
    if (row.with != nullptr && !has(edition.feast, *row.with)) continue;
    if (row.without != nullptr && has(edition.feast, *row.without)) continue;
    row.check(spec, *row.rule, out);
  }
}

/// spec.services.ui.tls → status.applied.services.ui: a rule applies to the object that contains the field.
std::string applied_object(std::string_view path) {
  path.remove_prefix(std::string_view("spec").size());
  return "status.applied" + std::string(path.substr(0, path.rfind('.')));
}

}  // namespace

void check_rules(const Node& store, Edition edition, Diagnostics& out) {
  const Field root(&store);
  check_spec(root.child("spec"), edition, out);
}

void check_rules_on_applied(const Node& store, const Node& applied, FeastRelease feast, Diagnostics& out) {
  Diagnostics found;
  check_spec(Field(&applied, "spec"), {ApiVersion::kV1, feast}, found);
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
