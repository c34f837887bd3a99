#include "parse/almost_store.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/arena.hpp"
#include "base/ascii.hpp"
#include "feastctl.hpp"
#include "parse/reader.hpp"

using namespace feastctl;

namespace {

constexpr std::string_view kBody = "\nmetadata: {name: sample}\nspec: {feastProject: rides}\n";

/// `LINE WORD` of each finding, WORD being what it points at, and its hint.
std::string told(std::string_view header, std::string_view body = kBody) {
  Sources sources;
  const std::string text = fmt::format("{}{}", header, body);
  const SourceId id = sources.add("store.yaml", text);
  Arena arena;
  const TreeBuilder tree(arena);
  Diagnostics out;
  std::vector<parse::Document> documents;
  parse::read(sources, id, tree, out, documents);
  REQUIRE(documents.size() == 1);
  parse::report_almost_store(*documents[0].root, out);
  std::string lines;
  for (const Diagnostic& d : out.all()) {
    CHECK(d.rule->code == "FS148");
    CHECK(d.severity == Severity::kError);
    lines += fmt::format("{} ({})\n", text.substr(d.where.begin, d.where.end - d.where.begin), d.hint);
  }
  return lines;
}

}  // namespace

TEST_CASE("almost a FeatureStore: a kind that is misspelt") {
  for (const std::string_view kind : {"FeatureStroe", "featurestore", "FeatureStores", "Featurestore", "feature-store",
                                      "FEATURE_STORE", "FeatreStor"}) {
    CHECK(told(fmt::format("apiVersion: feast.dev/v1\nkind: {}", kind)) ==
          fmt::format("{} (did you mean kind: FeatureStore?)\n", kind));
  }
  CHECK(told("apiVersion: feast.dev/v1\nkind: FeatureView") == "FeatureView (did you mean kind: FeatureStore?)\n");
  CHECK(told("apiVersion: v1\nkind: FeatureStroe") ==
        "v1 (did you mean apiVersion: feast.dev/v1?)\nFeatureStroe (did you mean kind: FeatureStore?)\n");
}

TEST_CASE("almost a FeatureStore: a key that is misspelt, or missing") {
  for (const std::string_view key : {"knid", "Kind", "kinds", "kin"}) {
    CHECK(told(fmt::format("apiVersion: feast.dev/v1\n{}: FeatureStore", key)) ==
          fmt::format("{} (did you mean kind?)\n", key));
  }
  for (const std::string_view key : {"apiVerison", "apiversion", "api_version", "ApiVersions", "apVersion"}) {
    CHECK(told(fmt::format("{}: feast.dev/v1\nkind: FeatureStore", key)) ==
          fmt::format("{} (did you mean apiVersion?)\n", key));
  }
  CHECK(told("apiVersion: feast.dev/v1").ends_with(" (write kind: FeatureStore)\n"));
  CHECK(told("kind: FeatureStore").ends_with(" (write apiVersion: feast.dev/v1)\n"));
  CHECK(told("apiVersion: feast.dev/v1\nkind:").ends_with(" (write kind: FeatureStore)\n"));
  CHECK(told("apiVersion: feast.dev/v1\nkind: [FeatureStore]").ends_with(" (write kind: FeatureStore)\n"));
}

TEST_CASE("almost a FeatureStore: two slips are two findings") {
  CHECK(told("apiVerison: feast.dev/v1\nkind: FeatureStroe") ==
        "apiVerison (did you mean apiVersion?)\nFeatureStroe (did you mean kind: FeatureStore?)\n");
  CHECK(told("apiVersion: feats.dev/v1\nkind: featurestore") ==
        "feats.dev/v1 (did you mean apiVersion: feast.dev/v1?)\nfeaturestore (did you mean kind: FeatureStore?)\n");
  CHECK(told("apiVerison: feast.dev/v1\nknid: FeatureStore") ==
        "apiVerison (did you mean apiVersion?)\nknid (did you mean kind?)\n");
  CHECK(
      told("knid: FeatureStroe").find("knid (did you mean kind?)\nFeatureStroe (did you mean kind: FeatureStore?)\n") !=
      std::string::npos);
}

TEST_CASE("almost a FeatureStore: other objects, and what is no object, are left alone") {
  for (const std::string_view document : {
           "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {replicsa: 1}\nknid: odd\n",
           "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [store.yaml]\n",
           "resources: [store.yaml]\npatches: [{target: {kind: FeatureStore}}]\n",
           "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: FeatureStroe}\ndata: {kind: FeatureStroe}\n",
           "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {store: \"kind: FeatureStroe\"}\n",
           "apiVersion: vertexai.gcp.upbound.io/v1beta1\nkind: Featurestore\nmetadata: {name: a}\n",
           "apiVersion: feastctl.dev/v1\nkind: FeastRender\nspec: {platform: openshift}\n",
           "apiVersion: sagemaker.services.k8s.aws/v1alpha1\nkind: FeatureGroup\nmetadata: {name: a}\n",
           "apiVersion: v2\nname: feast\nversion: 0.66.0\ntype: application\n",
           "metadata: {name: sample}\nspec: {feastProject: rides}\n",
           "featureStore: {apiVersion: feast.dev/v1, kind: FeatureStroe}\nimage: {tag: 1}\n",
           "kinds: featurestore\nmode: watch\n",
           "project: rides\nregistry: data/registry.db\nprovider: local\nonline_store: {type: sqlite}\n",
           "kind: FeatureSource\nmetadata: {name: a}\nspec: {table: b}\n",
           "apiVersions: feast.dev/v1\nscrape: true\n",
       }) {
    CAPTURE(document);
    CHECK(told(document, "") == "");
  }
}

TEST_CASE("almost a FeatureStore: every slip of one character in kind or apiVersion is an error") {
  constexpr std::string_view kHeader = "apiVersion: feast.dev/v1\nkind: FeatureStore";
  const auto refused = [](std::string_view header) {
    Sources sources;
    const std::string text = fmt::format("{}{}", header, kBody);
    sources.add("store.yaml", text);
    return run(sources, {.task = Task::kValidate}).findings.errors() != 0;
  };
  REQUIRE_FALSE(refused(kHeader));
  for (std::size_t at = 0; at < kHeader.size(); ++at) {
    const std::string before(kHeader.substr(0, at));
    const char c = kHeader[at];
    if (!is_alphanumeric(c)) continue;
    const std::string_view after = kHeader.substr(at + 1);
    std::vector<std::string> slips{before + std::string(after), before + "x" + std::string(after),
                                   before + c + c + std::string(after)};
    if (is_alphanumeric(after.empty() ? ' ' : after.front()) && c != after.front()) {
      slips.push_back(before + after.front() + c + std::string(after.substr(1)));
    }
    for (const std::string& slip : slips) {
      CAPTURE(slip);
      CHECK(refused(slip));
    }
  }
}
