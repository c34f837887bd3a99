/// To add a row: what a release has changed (in either direction) although no store sets it, and what to do about it.
/// Rows compare the two resolved stores, not the releases, so that they work in both directions and for future
/// releases. Sources: the operator's code of each release, and that of the servers (sdk/python/feast).
#include "upgrade/meanings.hpp"

#include <fmt/format.h>

#include <array>

#include "model/feast_version.hpp"

namespace feastctl::upgrade {

namespace {

using model::Authorization;
using model::FeatureStore;

/// Something that a store either has or lacks, and what it means if only the release decides.
struct Row {
  std::string_view code;
  bool (*applies)(const FeatureStore& before, const FeatureStore& after);
  std::string_view message, remedy;
};

bool own_cron_account(const FeatureStore& store) {
  return store.platform->has(feature::kCronJobAccount);
}

const Node* retention(const FeatureStore& store) {
  return lookup(store.open_lineage.config, {"consumer", "retentionDays"});
}

bool consumes_lineage(const FeatureStore& store) {
  return bool_at(lookup(store.open_lineage.config, {"consumer"}), "enabled");
}

bool oidc_in_clients(const FeatureStore& store) {
  return store.authorization == Authorization::kOidc && store.platform->has(feature::kOidcSecretWhole);
}

constexpr std::array kRows{
    Row{"authorization-on",
        [](const FeatureStore& before, const FeatureStore& after) {
          return before.authorization == Authorization::kNone && after.authorization == Authorization::kKubernetes;
        },
        "Kubernetes authorization is switched on, because the store has no authz: the servers refuse clients without "
        "a token",
        "give each client a token: in a pod, that of its ServiceAccount; elsewhere, one in LOCAL_K8S_TOKEN. To keep "
        "the servers open, set authz.noAuth: true with the upgrade"},
    Row{"authorization-off",
        [](const FeatureStore& before, const FeatureStore& after) {
          return before.authorization == Authorization::kKubernetes && after.authorization == Authorization::kNone;
        },
        "authorization is switched off, because the store has no authz: anyone who reaches the servers can read and "
        "change everything",
        "set authz.kubernetes: {} to keep it"},
    Row{"apply-on-start",
        [](const FeatureStore& before, const FeatureStore& after) {
          return !before.applies_on_init() && after.applies_on_init();
        },
        "feast apply runs whenever a pod starts, and the servers start only if it succeeds",
        "set services.runFeastApplyOnInit: false if something else applies the definitions"},
    Row{"apply-not-on-start",
        [](const FeatureStore& before, const FeatureStore& after) {
          return before.applies_on_init() && !after.applies_on_init();
        },
        "feast apply no longer runs when a pod starts", "run it from a pipeline or in the cron job"},
    Row{"cron-job-account",
        [](const FeatureStore& before, const FeatureStore& after) {
          return !own_cron_account(before) && own_cron_account(after);
        },
        "the cron job runs with its own ServiceAccount, and no longer as root",
        "give the new ServiceAccount whatever else the old one has, such as image pull secrets and cloud roles; a "
        "custom image of the cron job must run as a user other than root"},
    Row{"cron-job-shares-account",
        [](const FeatureStore& before, const FeatureStore& after) {
          return own_cron_account(before) && !own_cron_account(after);
        },
        "the cron job runs with the ServiceAccount of the servers, as whatever user its image names",
        "give that ServiceAccount whatever else the cron job's own one has"},
    Row{"protected-project",
        [](const FeatureStore& before, const FeatureStore& after) {
          return !before.protected_project && after.protected_project;
        },
        "the annotation feast.dev/protected-project takes effect: the project becomes protected and leaves the "
        "discovery ConfigMaps",
        "remove the annotation if the project is not to be protected"},
    Row{"unprotected-project",
        [](const FeatureStore& before, const FeatureStore& after) {
          return before.protected_project && !after.protected_project;
        },
        "the annotation feast.dev/protected-project loses its effect: the project appears in the discovery ConfigMaps",
        "do not apply the discovery ConfigMaps, or keep the release"},
    Row{"oidc-clients",
        [](const FeatureStore& before, const FeatureStore& after) {
          return oidc_in_clients(before) && after.authorization == Authorization::kOidc && !oidc_in_clients(after);
        },
        "the client ConfigMap no longer has the properties of the OIDC Secret, so clients cannot log in with them",
        "give each client a token, for example in FEAST_OIDC_TOKEN"},
    Row{"mlflow-on",
        [](const FeatureStore& before, const FeatureStore& after) {
          return before.mlflow == nullptr && after.mlflow != nullptr;
        },
        "MLflow is switched on, because the input has an MLflow object", "set mlflow.enabled: false to keep it off"},
    Row{"mlflow-off",
        [](const FeatureStore& before, const FeatureStore& after) {
          return before.mlflow != nullptr && after.mlflow == nullptr;
        },
        "MLflow is switched off, because the release does not look for MLflow objects",
        "configure MLflow in the feature repository"},
    Row{"spark-driver",
        [](const FeatureStore& before, const FeatureStore& after) {
          return !before.batch_engine.has_roles && after.batch_engine.has_roles;
        },
        "Spark drivers run with a ServiceAccount from the bundle",
        "give it whatever else the drivers need, or name another one as service_account in the configuration of the "
        "batch engine"},
    Row{"lineage-retention",
        [](const FeatureStore& before, const FeatureStore& after) {
          return consumes_lineage(before) && consumes_lineage(after) && retention(before) == nullptr &&
                 retention(after) != nullptr;
        },
        "the consumer deletes old OpenLineage events, by default after 30 days",
        "set openlineage.consumer.retentionDays with the upgrade; 0 keeps them forever"},
};

/// These rules are not in the catalog, because they concern a change, not an input.
const Rule& rule_of(std::size_t row) {
  static const auto rules = [] {
    std::array<Rule, kRows.size()> all{};
    for (std::size_t i = 0; i < kRows.size(); ++i) {
      all.at(i) = {.code = kRows.at(i).code,
                   .name = kRows.at(i).code,
                   .severity = Severity::kWarning,
                   .sentence = kRows.at(i).message,
                   .why = {},
                   .remedy = kRows.at(i).remedy};
    }
    return all;
  }();
  return rules.at(row);
}

/// A change related to the value at a path in the store's metadata.
Consequence consequence(const model::StoreDocument& store, Kind kind, const Rule& rule,
                        std::initializer_list<std::string_view> path, std::string message, std::string hint) {
  Diagnostics sink;
  sink.set_store(store.index, std::string(store.name_space), std::string(store.name));
  const Node* at = lookup(store.root, path);
  Diagnostic& d = sink.add(rule, at == nullptr ? Span() : at->span, std::move(message)).with_hint(std::move(hint));
  d.path = fmt::format("{}", fmt::join(path, "."));
  return {kind, std::move(d)};
}

}  // namespace

std::vector<Consequence> meanings(const model::StoreDocument& store, const FeatureStore& before,
                                  const FeatureStore& after) {
  std::vector<Consequence> found;
  for (std::size_t i = 0; i < kRows.size(); ++i) {
    const Row& row = kRows.at(i);
    if (!row.applies(before, after)) continue;
    found.push_back(consequence(store, Kind::kMeaning, rule_of(i), {"metadata", "name"}, std::string(row.message),
                                std::string(row.remedy)));
  }
  return found;
}

Consequence old_annotation(const model::StoreDocument& store, FeastRelease to) {
  static const Rule rule{.code = "old-annotation",
                         .name = "old-annotation",
                         .severity = Severity::kWarning,
                         .sentence = {},
                         .why = {},
                         .remedy = {}};
  return consequence(
      store, Kind::kSpelling, rule, {"metadata", "annotations", model::kFeastVersion},
      fmt::format("the annotation {} names the old release and overrides the command line", model::kFeastVersion),
      fmt::format("change it to \"{}\" with the upgrade, or remove the annotation", to.name()));
}

}  // namespace feastctl::upgrade
