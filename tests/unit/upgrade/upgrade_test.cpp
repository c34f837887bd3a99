#include "upgrade/upgrade.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/versions.hpp"

using namespace feastctl;
using upgrade::Report;

namespace {

std::string store(std::string_view name, std::string_view spec, std::string_view metadata = "") {
  return fmt::format(
      "apiVersion: feast.dev/v1\nkind: FeatureStore\nmetadata: {{name: {}{}{}}}\nspec: {{feastProject: "
      "rides{}{}}}\n---\n",
      name, metadata.empty() ? "" : ", ", metadata, spec.empty() ? "" : ", ", spec);
}

Report upgrade_of(const std::string& text, FeastRelease from, FeastRelease to, upgrade::Wanted wanted = {}) {
  Sources sources;
  sources.add("stores.yaml", text);
  Options options;
  options.platform.feast = to;
  options.jobs = 2;
  return upgrade::run(sources, options, from, std::move(wanted));
}

/// The codes of the consequences of a kind.
std::set<std::string> codes(const Report& report, upgrade::Kind kind) {
  std::set<std::string> found;
  for (const upgrade::Consequence& c : report.consequences) {
    if (c.kind == kind) found.insert(std::string(c.finding.rule->code));
  }
  return found;
}

std::set<std::string> meanings(const std::string& text, FeastRelease from, FeastRelease to) {
  const Report report = upgrade_of(text, from, to);
  CHECK(report.trouble.errors() == 0);
  return codes(report, upgrade::Kind::kMeaning);
}

/// `+Role a/feast-b` for each object that differs.
std::set<std::string> changes(const Report& report) {
  std::set<std::string> found;
  for (const upgrade::Alike& alike : report.objects) {
    const diff::Change change = alike.first.change;
    const std::string_view sign = change == diff::Change::kAdded ? "+" : change == diff::Change::kRemoved ? "-" : "~";
    found.insert(fmt::format("{}{}", sign, alike.first.title));
  }
  return found;
}

constexpr FeastRelease k61("0.61"), k62("0.62"), k64("0.64"), k65("0.65"), k66("0.66");
constexpr std::string_view kKubernetes = "authz: {kubernetes: {}}";

}  // namespace

TEST_CASE("what changes its meaning: both ways, and only where the store leaves it to the release") {
  using Codes = std::set<std::string>;
  CHECK(meanings(store("a", ""), k65, k66) == Codes{"authorization-on", "cron-job-account"});
  CHECK(meanings(store("a", ""), k66, k65) == Codes{"authorization-off", "cron-job-shares-account"});
  CHECK(meanings(store("a", kKubernetes), k65, k66) == Codes{"cron-job-account"});
  CHECK(meanings(store("a", kKubernetes), k61, k62) == Codes{"apply-on-start"});
  CHECK(meanings(store("a", kKubernetes), k62, k61) == Codes{"apply-not-on-start"});
  CHECK(meanings(store("a", kKubernetes), k62, k64) == Codes{});
}

TEST_CASE("an annotation, objects of the input and a configuration take effect from a release on") {
  const std::string is_protected = store("a", kKubernetes, "annotations: {feast.dev/protected-project: \"true\"}");
  CHECK(meanings(is_protected, k65, k66).contains("protected-project"));
  CHECK(meanings(is_protected, k66, k65).contains("unprotected-project"));

  const std::string mlflow =
      "apiVersion: mlflow.opendatahub.io/v1\nkind: MLflow\nmetadata: {name: m}\n"
      "status: {conditions: [{type: Available, status: \"True\"}], address: {url: \"https://mlflow.example\"}}\n---\n";
  CHECK(meanings(store("a", kKubernetes) + mlflow, k65, k66).contains("mlflow-on"));
  CHECK(meanings(store("a", kKubernetes) + mlflow, k66, k65).contains("mlflow-off"));

  const std::string spark = store("a", "authz: {kubernetes: {}}, batchEngine: {configMapRef: {name: engine}}") +
                            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: engine}\n"
                            "data: {config: \"{type: spark_application, image: spark}\"}\n---\n";
  CHECK(meanings(spark, k64, k65).contains("spark-driver"));
  CHECK_FALSE(meanings(spark, k65, k66).contains("spark-driver"));

  const std::string lineage = store("a",
                                    "authz: {kubernetes: {}}, openlineage: {enabled: true, consumer: {enabled: true, "
                                    "connectionStringSecretRef: {name: db}}}");
  CHECK(meanings(lineage, k65, k66).contains("lineage-retention"));

  const std::string oidc =
      store("a", "authz: {oidc: {secretRef: {name: oidc}}}") +
      "apiVersion: v1\nkind: Secret\nmetadata: {name: oidc}\nstringData: {client_id: a, client_secret: b, username: c, "
      "password: d, auth_discovery_url: \"https://login.example\"}\n---\n";
  CHECK(meanings(oidc, k61, k62).contains("oidc-clients"));
}

TEST_CASE("verdicts that change are told, those of both releases are trouble") {
  const std::string ended =
      store("a", "services: {onlineStore: {persistence: {store: {type: ikv, secretRef: {name: s}}}}}");
  const Report refused = upgrade_of(ended, FeastRelease("0.60"), k61);
  CHECK(codes(refused, upgrade::Kind::kRefused) == std::set<std::string>{"FS204"});
  CHECK(upgrade::refused(refused));
  CHECK(refused.trouble.errors() == 0);
  CHECK(refused.objects.empty());

  const Report accepted = upgrade_of(store("a", "authz: {noAuth: true}"), k65, k66);
  CHECK(codes(accepted, upgrade::Kind::kAccepted) == std::set<std::string>{"FS201"});
  CHECK_FALSE(upgrade::refused(accepted));
  CHECK(upgrade::differs(accepted));

  const Report both = upgrade_of(ended, k65, k66);
  CHECK(both.consequences.empty());
  CHECK(both.trouble.errors() == 1);
}

TEST_CASE("warnings that come and go are told unless they are ignored") {
  const std::string pinned =
      store("a",
            "authz: {kubernetes: {}}, services: {onlineStore: {server: {image: \"feature-server:0.65.0\"}, "
            "serving: {mcp: {enabled: true}}}}");
  const auto warnings = [&](FeastRelease from, FeastRelease to, upgrade::Kind kind, upgrade::Wanted wanted = {}) {
    return codes(upgrade_of(pinned, from, to, std::move(wanted)), kind);
  };
  const std::string secret = store("a", "authz: {oidc: {secretRef: {name: oidc}}}") +
                             "apiVersion: v1\nkind: Secret\nmetadata: {name: oidc}\nstringData: {client_id: a, "
                             "client_secret: b, username: c, password: d, auth_discovery_url: \"https://x.example\"}\n";
  CHECK(codes(upgrade_of(secret, k61, k62), upgrade::Kind::kQuiet).contains("FS432"));
  CHECK(codes(upgrade_of(secret, k62, k61), upgrade::Kind::kWarned).contains("FS432"));
  const auto ignored = [](const Diagnostic& d) { return d.rule->code == "FS432"; };
  CHECK_FALSE(codes(upgrade_of(secret, k62, k61, {.ignored = ignored}), upgrade::Kind::kWarned).contains("FS432"));
  CHECK(warnings(k65, k66, upgrade::Kind::kQuiet).empty());
}

TEST_CASE("a store that names its release follows the upgrade if that is the old one, and else stays") {
  const auto annotated = [](std::string_view release) {
    return store("a", "", fmt::format("annotations: {{feastctl.dev/feast-version: \"{}\"}}", release));
  };
  const Report old = upgrade_of(annotated("0.65.0"), k65, k66);
  CHECK(codes(old, upgrade::Kind::kMeaning).contains("authorization-on"));
  CHECK(codes(old, upgrade::Kind::kSpelling) == std::set<std::string>{"old-annotation"});
  CHECK(old.stores.left_out == 0);

  for (const std::string_view release : {"0.62", "0.66"}) {
    const Report other = upgrade_of(annotated(release), k65, k66);
    CHECK_FALSE(upgrade::differs(other));
    CHECK(other.stores.left_out == 1);
  }
  CHECK_FALSE(upgrade::differs(upgrade_of(annotated("0.65"), k65, k65)));
}

TEST_CASE("from a release to itself nothing changes") {
  const std::string stores = store("a", "", "namespace: one") + store("a", kKubernetes, "namespace: two") +
                             store("b", "authz: {oidc: {issuerUrl: \"https://login.example\"}}");
  for (FeastRelease release = k62;; ++release.row) {
    CHECK_FALSE(upgrade::differs(upgrade_of(stores, release, release)));
    if (release == kLatestFeast) break;
  }
}

TEST_CASE("a ClusterRoleBinding that another store of the name takes over changes, and is not removed and added") {
  // Up to 0.62 OIDC has the binding that from 0.66 on is that of the other store's default authorization.
  const std::string stores = store("a", "authz: {oidc: {issuerUrl: \"https://login.example\"}}", "namespace: one") +
                             store("a", "", "namespace: two");
  const std::set<std::string> found = changes(upgrade_of(stores, k62, k66, {.format = upgrade::Format::kJson}));
  CHECK(found.contains("~ClusterRoleBinding feast-a-cluster-binding"));
  CHECK(found.contains("+ClusterRoleBinding feast-a-oidc-token-review"));
}

TEST_CASE("like changes of several stores are one, except in JSON") {
  const std::string stores = store("a", kKubernetes) + store("b", kKubernetes) + store("c", kKubernetes);
  const Report text = upgrade_of(stores, k65, k66);
  const Report all = upgrade_of(stores, k65, k66, {.format = upgrade::Format::kJson});
  CHECK(text.totals.text() == all.totals.text());
  CHECK(all.objects.size() == all.totals.added + all.totals.changed + all.totals.removed);
  const auto deployment = std::ranges::find_if(
      text.objects, [](const upgrade::Alike& alike) { return alike.first.title.starts_with("Deployment"); });
  REQUIRE(deployment != text.objects.end());
  CHECK(deployment->others == 2);
  CHECK(deployment->first.restart.starts_with("Recreate"));
}
