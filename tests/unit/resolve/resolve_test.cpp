#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/base64.hpp"
#include "feastctl.hpp"

using namespace feastctl;

namespace {

using Lines = std::vector<std::string>;

constexpr std::string_view kStore =
    "apiVersion: feast.dev/v1\n"
    "kind: FeatureStore\n"
    "metadata: {name: s, namespace: ns}\n"
    "spec:\n"
    "  feastProject: p\n";

/// A Secret that holds this text at a key.
std::string secret(std::string_view key, std::string_view text) {
  return fmt::format(
      "---\napiVersion: v1\nkind: Secret\nmetadata: {{name: s, namespace: ns}}\nstringData:\n  {}: |\n    {}\n", key,
      text);
}

Result run_on(std::string_view spec, model::Platform platform) {
  platform.judge_feast = false;
  const std::string input = std::string(kStore) + std::string(spec);
  Sources sources;
  sources.add("store.yaml", input);
  return run(sources, {.platform = std::move(platform), .notes = false});
}

model::Platform inline_secrets(std::string issuer = {}) {
  model::Platform platform;
  platform.oidc_issuer = std::move(issuer);
  platform.secrets = model::SecretsMode::kInline;
  return platform;
}

/// `CODE path` for each error and warning in a store whose spec goes on like this, sorted.
Lines judge(std::string_view spec, model::Platform platform = {}) {
  const Result result = run_on(spec, std::move(platform));
  Lines lines;
  for (const Diagnostic& d : result.findings.all()) {
    lines.push_back(fmt::format("{} {}", d.rule->code, d.path));
  }
  std::ranges::sort(lines);
  return lines;
}

/// The servers' feature_store.yaml, out of the Deployment.
std::string feature_store_yaml(std::string_view spec, model::Platform platform) {
  const Result result = run_on(spec, std::move(platform));
  std::string found;
  for_each_object(result, [&](const Rendered& object) {
    constexpr std::string_view kBefore = "name: TMP_FEATURE_STORE_YAML_BASE64\n";
    const auto at = object.text.find(kBefore);
    if (object.kind != "Deployment" || at == std::string::npos) return;
    const auto begin = object.text.find("value: ", at) + 7;
    found = base64_decode(object.text.substr(begin, object.text.find('\n', begin) - begin)).value_or("");
  });
  return found;
}

bool has_line(std::string_view text, std::string_view line) {
  return ("\n" + std::string(text)).find("\n" + std::string(line) + "\n") != std::string::npos;
}

}  // namespace

TEST_CASE("a remote registry without an address") {
  // The rule that wants one of the two has spoken; that no store has no name is no news.
  CHECK(judge("  services: {registry: {remote: {endpoint: x}}}\n") ==
        Lines{"FS201 spec.services.registry.remote.endpoint", "FS315 spec.services.registry.remote"});
  CHECK(judge("  services: {registry: {remote: {feastRef: {name: ''}}}}\n") ==
        Lines{"FS415 spec.services.registry.remote.feastRef.name"});
}

TEST_CASE("the Secret's discovery URL comes before the operator's own issuer") {
  const std::string oidc = "  authz: {oidc: {secretRef: {name: s}}}\n";
  const std::string own = secret("auth_discovery_url", "https://own/d");
  CHECK(has_line(feature_store_yaml(oidc + own, inline_secrets("https://platform")),
                 "  auth_discovery_url: https://own/d"));
  CHECK(has_line(feature_store_yaml(oidc + secret("client_id", "c"), inline_secrets("https://platform")),
                 "  auth_discovery_url: https://platform/.well-known/openid-configuration"));
  CHECK(judge(oidc + secret("client_id", "c")) == Lines{"FS418 spec.authz.oidc"});
}

TEST_CASE("free-form keys that are fields of their own") {
  const Lines lineage{"FS422 spec.openlineage.extraConfig.api_key"};
  CHECK(judge("  openlineage: {enabled: true, extraConfig: {api_key: x, other: z}}\n") == lineage);
  CHECK(judge("  services: {onlineStore: {serving: {metrics: {enabled: true, categories: {enabled: true}}}}}\n") ==
        Lines{"FS422 spec.services.onlineStore.serving.metrics.categories.enabled"});
  CHECK(judge("  services: {onlineStore: {serving: {metrics: {enabled: true, categories: {freshness: true}}}}}\n") ==
        Lines{});
}

TEST_CASE("keys of a Secret that are fields of the operator's own types") {
  const std::string online = "  services: {onlineStore: {persistence: {store: {type: redis, secretRef: {name: s}}}}}\n";
  const Lines wrong{"FS407 spec.services.onlineStore.persistence.store.secretRef"};
  const Lines fine{};
  CHECK(judge(online + secret("redis", "{path: a, dbparameters: {a: b}}")) == fine);
  CHECK(judge(online + secret("redis", "{dbparameters: a}")) == wrong);
  CHECK(judge(online + secret("redis", "{path: [a]}")) == wrong);
}

TEST_CASE("what stays of a registry's cache settings") {
  const auto registry = [](std::string_view settings) {
    return feature_store_yaml(
        "  services: {registry: {local: {persistence: {store: {type: sql, secretRef: {name: s}}}}}}\n" +
            secret("sql", "{path: sqlite:///x, " + std::string(settings) + "}"),
        inline_secrets());
  };
  CHECK(has_line(registry("cache_ttl_seconds: 7"), "  cache_ttl_seconds: 7"));
  CHECK(has_line(registry("cache_ttl_seconds: 7.9"), "  cache_ttl_seconds: 7"));
  CHECK(registry("cache_ttl_seconds: soon").find("cache_ttl_seconds") == std::string::npos);
  CHECK(has_line(registry("cache_mode: thread"), "  cache_mode: thread"));
  CHECK(registry("cache_mode: 1").find("cache_mode") == std::string::npos);
}

TEST_CASE("values of Secrets in the manifests are warned of where there are any") {
  const std::string online = "  services: {onlineStore: {persistence: {store: {type: redis, secretRef: {name: s}}}}}\n";
  const std::string at = "spec.services.onlineStore.persistence.store.secretRef";
  CHECK(judge(online + secret("redis", "{connection_string: a}"), inline_secrets()) == Lines{"FS431 " + at + ".name"});
  CHECK(judge(online, inline_secrets()) == Lines{"FS403 " + at});
}
