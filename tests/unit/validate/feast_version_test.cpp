/// What the release of Feast changes, through the whole library: which release a store is for, and what it gets.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "feastctl.hpp"

using namespace feastctl;

namespace {

std::string store(std::string_view spec, std::string_view annotation = {}) {
  std::string text = "apiVersion: feast.dev/v1\nkind: FeatureStore\nmetadata: {name: s";
  if (!annotation.empty()) text += ", annotations: {feastctl.dev/feast-version: " + std::string(annotation) + "}";
  return text + "}\nspec: {feastProject: p" + (spec.empty() ? "" : ", " + std::string(spec)) + "}\n";
}

Result judged(const std::string& text, std::string_view release) {
  Sources sources;
  sources.add("store.yaml", text);
  Options options{.discovery = true};
  options.platform.feast = parse_feast_release(release).value();
  return run(sources, options);
}

std::set<std::string> codes(const Result& result) {
  std::set<std::string> found;
  for (const Diagnostic& d : result.findings.all()) found.insert(std::string(d.rule->code));
  return found;
}

/// All texts, or that of one object.
std::string rendered(const Result& result, std::string_view kind = {}, std::string_view name = {}) {
  std::string text;
  for_each_object(result, [&](const Rendered& object) {
    if (kind.empty() || (object.kind == kind && object.name == name)) text += object.text;
  });
  return text;
}

bool holds(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

}  // namespace

TEST_CASE("the annotation of a store wins over the command line, and a note says so") {
  const Result other = judged(store("", "\"0.62\""), "0.66");
  CHECK(codes(other).contains("FS152"));
  CHECK(other.stores[0].feast == FeastRelease("0.62"));
  CHECK(holds(rendered(other), "feature-server:0.62.0"));
  CHECK_FALSE(holds(rendered(other), "feature-server:0.66.0"));

  const Result same = judged(store("", "\"0.62.0\""), "0.62");
  CHECK_FALSE(codes(same).contains("FS152"));

  const Result unknown = judged(store("", "\"0.6\""), "0.66");
  CHECK(codes(unknown).contains("FS151"));
  CHECK(unknown.findings.errors() == 1);
  // YAML reads it as a number, and annotations are texts.
  CHECK(codes(judged(store("", "0.62"), "0.66")) == std::set<std::string>{"FS202"});
}

TEST_CASE("a field, value or rule of another release is refused, and the message names the release") {
  const auto message = [](std::string_view spec, std::string_view release) {
    const Result result = judged(store(spec), release);
    for (const Diagnostic& d : result.findings.all()) {
      if (d.severity == Severity::kError) return d.message;
    }
    return std::string();
  };
  CHECK(message("services: {resourceClaims: []}", "0.62") ==
        "services has the field \"resourceClaims\" since Feast 0.64; this bundle is for 0.62");
  CHECK(message("services: {resourceClaims: []}", "0.64").empty());
  CHECK(message("services: {nodeSelector: {a: b}}", "0.66") ==
        "services has the field \"nodeSelector\" since Feast's development tree (master); this bundle is for 0.66");
  CHECK(message("feastProjectDir: {init: {template: ray}}", "0.63") ==
        "init.template accepts \"ray\" since Feast 0.64; this bundle is for 0.63");
  CHECK(message("feastProjectDir: {init: {template: ikv}}", "0.60").empty());
  CHECK(message("feastProjectDir: {init: {template: ikv}}", "0.61") ==
        "init.template accepts \"ikv\" until Feast 0.60; this bundle is for 0.61");
  CHECK(message("authz: {noAuth: true}", "0.65") ==
        "authz has the field \"noAuth\" since Feast 0.66; this bundle is for 0.65");
  CHECK(holds(message("authz: {}", "0.65"), "kubernetes and oidc"));
  CHECK(holds(message("authz: {}", "0.66"), "noAuth"));
  CHECK(message("authz: {oidc: {issuerUrl: 'https://x'}}", "0.62").empty());
}

TEST_CASE("authorization is on by default from 0.66 on, and off before") {
  const std::string before = rendered(judged(store(""), "0.65"));
  CHECK(holds(before, "no_auth"));
  CHECK_FALSE(holds(before, "ClusterRole"));
  const std::string since = rendered(judged(store(""), "0.66"));
  CHECK_FALSE(holds(since, "no_auth"));
  CHECK(holds(since, "feast-token-review-cluster-role"));
}

TEST_CASE("what one release adds to a plain store") {
  const auto at = [](std::string_view release, std::string_view kind, std::string_view name) {
    return rendered(judged(store("services: {registry: {local: {server: {}}}}"), release), kind, name);
  };
  CHECK_FALSE(holds(at("0.60", "Deployment", "feast-s"), "replicas"));
  CHECK(holds(at("0.61", "Deployment", "feast-s"), "replicas: 1"));
  CHECK_FALSE(holds(at("0.61", "Deployment", "feast-s"), "feast-apply"));
  CHECK(holds(at("0.62", "Deployment", "feast-s"), "feast-apply"));
  CHECK_FALSE(holds(at("0.62", "Deployment", "feast-s"), "managed-by"));
  CHECK(holds(at("0.63", "Deployment", "feast-s"), "managed-by"));
  CHECK_FALSE(holds(at("0.63", "Service", "feast-s-registry"), "appProtocol"));
  CHECK(holds(at("0.64", "Service", "feast-s-registry"), "appProtocol: grpc"));
  CHECK(holds(at("0.65", "CronJob", "feast-s"), "serviceAccountName: feast-s\n"));
  CHECK(holds(at("0.66", "CronJob", "feast-s"), "serviceAccountName: feast-s-cronjob\n"));
}

TEST_CASE("a feastRef to another project is refused up to 0.61") {
  const std::string two =
      "apiVersion: feast.dev/v1\nkind: FeatureStore\nmetadata: {name: o}\n"
      "spec: {feastProject: other, services: {registry: {local: {server: {}}}}}\n---\n" +
      store("services: {registry: {remote: {feastRef: {name: o}}}}");
  CHECK(codes(judged(two, "0.61")).contains("FS409"));
  CHECK(judged(two, "0.62").findings.errors() == 0);
}

TEST_CASE("OIDC up to 0.61: the whole Secret is needed, and without its values clients go without") {
  const auto oidc = [](std::string_view keys) {
    return "apiVersion: v1\nkind: Secret\nmetadata: {name: o}\nstringData: {" + std::string(keys) + "}\n---\n" +
           store("authz: {oidc: {secretRef: {name: o}}}");
  };
  const std::string whole = oidc("auth_discovery_url: u, client_id: a, client_secret: b, username: c, password: d");
  CHECK(judged(whole, "0.61").findings.errors() == 0);
  CHECK(codes(judged(whole, "0.61")).contains("FS432"));
  CHECK_FALSE(codes(judged(whole, "0.62")).contains("FS432"));
  const std::string part = oidc("auth_discovery_url: u, client_id: a");
  CHECK(codes(judged(part, "0.61")).contains("FS404"));
  CHECK(judged(part, "0.61").findings.errors() == 3);
  CHECK(judged(part, "0.62").findings.errors() == 0);
  // With --secrets=runtime no value of the Secret is in the bundle, of whichever release.
  CHECK_FALSE(holds(rendered(judged(whole, "0.61")), "client_secret: b"));
}

TEST_CASE("an image older than what the store uses is warned about") {
  const auto warned = [](std::string_view image, std::string_view serving) {
    const Result result = judged(store("services: {onlineStore: {server: {image: \"" + std::string(image) +
                                       "\"}, serving: " + std::string(serving) + "}}"),
                                 "0.66");
    return codes(result).contains("FS643");
  };
  constexpr std::string_view kMetrics = "{metrics: {enabled: true}}";
  CHECK(warned("quay.io/feastdev/feature-server:0.60.0", kMetrics));
  CHECK(warned("mirror.example:5000/x/feature-server:0.60.0-rc1@sha256:0", kMetrics));
  CHECK_FALSE(warned("quay.io/feastdev/feature-server:0.61.0", kMetrics));
  CHECK_FALSE(warned("quay.io/feastdev/feature-server:0.60.0", "{}"));
  CHECK_FALSE(warned("quay.io/acme/my-feature-server:0.60.0", kMetrics));
  CHECK_FALSE(warned("quay.io/feastdev/feature-server:0.6x", kMetrics));
  CHECK_FALSE(warned("quay.io/feastdev/feature-server:latest", kMetrics));
  CHECK_FALSE(warned("quay.io/feastdev/feature-server", kMetrics));
  CHECK(warned("feature-server:0.49.0", "{mcp: {enabled: true}}"));
  CHECK_FALSE(warned("feature-server:0.49.0", "{mcp: {enabled: false}}"));
}

TEST_CASE("stores of several releases in one run: each its own, and shared objects by the last one") {
  std::string second = store("authz: {kubernetes: {}}", "\"0.65\"");
  second.replace(second.find("name: s"), 7, "name: t");
  const Result result = judged(store("") + "---\n" + second, "0.66");
  CHECK(result.findings.errors() == 0);
  CHECK(result.stores[0].feast == FeastRelease("0.66"));
  CHECK(result.stores[1].feast == FeastRelease("0.65"));
  const std::string role = rendered(result, "ClusterRole", "feast-token-review-cluster-role");
  CHECK(holds(role, "subjectaccessreviews"));
  CHECK(holds(role, "feast.dev/name: t"));
}
