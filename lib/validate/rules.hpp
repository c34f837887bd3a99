/// @file
/// @brief The cross-field rules of the FeatureStore (docs/reference/validation.md), as the API server checks them.
///
/// The API server evaluates them as CEL expressions in the CustomResourceDefinition, after the schema's own defaults,
/// and only if the schema is satisfied; an expression that fails to evaluate also refuses the object. Here, they run on
/// any tree: a value of the wrong type counts as absent, because the schema check has already reported it.
///
/// To add a rule:
/// 1. docs/codes/FS3nn.md: the page of its code, with a wrong and a right example (docs/codes/README.md);
/// 2. a function in rules_scaling.cpp, rules_choice.cpp, rules_paths.cpp or rules_servers.cpp that reports it at the
///    offending field, never above the object that the rule is on, with notes at the other fields involved;
/// 3. declare the function below and add it to the table in rules.cpp, with its feature if not every release has it;
/// 4. tests/unit/validate/rules_test.cpp: one line with a store that has the problem, and one with a store that barely
///    avoids it;
/// 5. `cmake --build --preset dev && ctest --preset dev -R '^(unit|codes.pages|architecture|format)$'`.
#pragma once

#include <string_view>

#include "base/api_version.hpp"
#include "base/diagnostic.hpp"
#include "base/field.hpp"

namespace feastctl::validate {

/// Checks every cross-field rule that `edition` has on a FeatureStore (the whole document, with the schema's defaults).
void check_rules(const Node& store, Edition edition, Diagnostics& out);

/// Checks the same rules on the applied spec of a FeatureStore: the operator writes it to status.applied, where the
/// CustomResourceDefinition also applies them, so defaulting must not violate one. Skips rules for which `out` already
/// has a finding. A finding is at the user's field and names the object in status.applied that the API server refuses.
void check_rules_on_applied(const Node& store, const Node& applied, FeastRelease feast, Diagnostics& out);

/// Checks one rule on `spec`, which is a map.
using RuleCheck = void (*)(const Field& spec, const Rule& rule, Diagnostics& out);

// rules_scaling.cpp
void check_scaling_persistence(const Field& spec, const Rule& rule, Diagnostics& out);
void check_scaling_modes(const Field& spec, const Rule& rule, Diagnostics& out);

// rules_choice.cpp
void check_authorization_choice(const Field& spec, const Rule& rule, Diagnostics& out);
void check_authorization_choice_of_two(const Field& spec, const Rule& rule, Diagnostics& out);
void check_project_choice(const Field& spec, const Rule& rule, Diagnostics& out);
void check_project_choice_of_two(const Field& spec, const Rule& rule, Diagnostics& out);
void check_persistence_choice(const Field& spec, const Rule& rule, Diagnostics& out);
void check_claim_choice(const Field& spec, const Rule& rule, Diagnostics& out);
void check_registry_choice(const Field& spec, const Rule& rule, Diagnostics& out);
void check_remote_registry_choice(const Field& spec, const Rule& rule, Diagnostics& out);
void check_disruption_budget_choice(const Field& spec, const Rule& rule, Diagnostics& out);

// rules_paths.cpp
void check_git_path(const Field& spec, const Rule& rule, Diagnostics& out);
void check_packaged_path(const Field& spec, const Rule& rule, Diagnostics& out);
void check_mount_path(const Field& spec, const Rule& rule, Diagnostics& out);
void check_file_path_relative(const Field& spec, const Rule& rule, Diagnostics& out);
void check_file_path_absolute(const Field& spec, const Rule& rule, Diagnostics& out);
void check_online_bucket(const Field& spec, const Rule& rule, Diagnostics& out);
void check_registry_bucket_on_claim(const Field& spec, const Rule& rule, Diagnostics& out);
void check_s3_settings(const Field& spec, const Rule& rule, Diagnostics& out);

// rules_servers.cpp
void check_registry_protocols(const Field& spec, const Rule& rule, Diagnostics& out);
void check_mcp_needs_rest(const Field& spec, const Rule& rule, Diagnostics& out);
void check_tls_secret(const Field& spec, const Rule& rule, Diagnostics& out);
void check_mlflow_extra_config(const Field& spec, const Rule& rule, Diagnostics& out);

}  // namespace feastctl::validate
