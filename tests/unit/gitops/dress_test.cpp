#include "gitops/dress.hpp"

#include <doctest/doctest.h>

#include "gitops/argocd_parameters.hpp"

using namespace feastctl;
using gitops::Tool;

namespace {

/// An object of a kind with one text in it.
const Node* object_of(const TreeBuilder& tree, std::string_view kind, std::string_view text = "plain") {
  return tree.map({{"apiVersion", "v1"}, {"kind", kind}, {"metadata", tree.map({{"name", "x"}})}, {"spec", text}});
}

std::string_view note(const Node* object, std::string_view key) {
  return string_at(lookup(object, {"metadata", "annotations"}), key);
}

const Node* store_with(const TreeBuilder& tree, std::string_view key, std::string_view value) {
  return tree.map({{"metadata", tree.map({{"annotations", tree.map({{key, value}})}})}});
}

}  // namespace

TEST_CASE("Argo CD's waves are counted from the store's own") {
  Arena arena;
  const TreeBuilder tree(arena);
  constexpr std::string_view kWave = "argocd.argoproj.io/sync-wave";
  const auto wave = [&](std::string_view kind, std::string_view base) {
    const Node* store = store_with(tree, kWave, base);
    return note(gitops::dressed({object_of(tree, kind)}, store, Tool::kArgoCd, tree)[0], kWave);
  };
  CHECK(wave("ServiceAccount", "0") == "-1");
  CHECK(wave("Deployment", "0") == "");
  CHECK(wave("Deployment", "5") == "5");
  CHECK(wave("Route", "-1") == "");
  CHECK(wave("ConfigMap", "-3") == "-4");
  CHECK(wave("ConfigMap", "nonsense") == "-1");
  CHECK(wave("ConfigMap", "99999999999999999999") == "-1");
}

TEST_CASE("Argo CD's options of the store are added to those of the kind") {
  Arena arena;
  const TreeBuilder tree(arena);
  constexpr std::string_view kOptions = "argocd.argoproj.io/sync-options";
  const Node* store = store_with(tree, kOptions, "ServerSideApply=true");
  const auto options = [&](std::string_view kind) {
    return note(gitops::dressed({object_of(tree, kind)}, store, Tool::kArgoCd, tree)[0], kOptions);
  };
  CHECK(options("PersistentVolumeClaim") == "Prune=false,Delete=false,ServerSideApply=true");
  CHECK(options("Deployment") == "ServerSideApply=true");
  CHECK(options("ServiceMonitor") == "SkipDryRunOnMissingResource=true,ServerSideApply=true");
}

TEST_CASE("Flux substitutes nothing in an object that holds a dollar sign") {
  Arena arena;
  const TreeBuilder tree(arena);
  constexpr std::string_view kSubstitute = "kustomize.toolkit.fluxcd.io/substitute";
  const auto substitute = [&](const Node* object) {
    return note(gitops::dressed({object}, nullptr, Tool::kFlux, tree)[0], kSubstitute);
  };
  CHECK(substitute(object_of(tree, "ConfigMap", "${A}")) == "disabled");
  CHECK(substitute(object_of(tree, "ConfigMap", "$$")) == "disabled");
  CHECK(substitute(object_of(tree, "ConfigMap", "A")) == "");
  CHECK(substitute(tree.map({{"kind", "ConfigMap"}, {"data", tree.map({{"${A}", "b"}})}})) == "disabled");
  CHECK(substitute(tree.map({{"kind", "X"}, {"list", tree.list({"a", "${B}"})}})) == "disabled");
}

TEST_CASE("an annotation of the object's own stays, and the shared object is not changed") {
  Arena arena;
  const TreeBuilder tree(arena);
  const Node* own = tree.map({{"metadata", tree.map({{"annotations", tree.map({{"a", "own"}})}})}});
  CHECK(gitops::annotated(*own, "a", "new", tree) == own);
  const Node* changed = gitops::annotated(*own, "b", "new", tree);
  CHECK(note(changed, "b") == "new");
  CHECK(note(own, "b") == "");
}

TEST_CASE("parameters of an application become options") {
  Arena arena;
  const TreeBuilder tree(arena);
  const auto options = [&](std::string_view json, std::size_t errors) {
    Sources sources;
    sources.add("parameters", json);
    Diagnostics out;
    const auto words = gitops::argocd_options(sources, tree, out);
    CAPTURE(json);
    CHECK(out.errors() == errors);
    return words;
  };
  using Words = std::vector<std::string>;
  CHECK(options(R"([{"name": "platform", "string": "openshift"}, {"name": "api", "array": ["a/v1", "b/v1"]}])", 0) ==
        Words{"--platform=openshift", "--api=a/v1", "--api=b/v1"});
  CHECK(options(R"([{"name": "platform", "string": ""}])", 0).empty());
  CHECK(options("", 0).empty());
  for (const std::string_view wrong : {R"([{"name": "plat", "string": "x"}])", R"([{"name": "api", "string": "x"}])",
                                       R"([{"name": "api", "array": [1]}])", R"({})", "[", "[1]", "[{}]", "\xff"}) {
    options(wrong, 1);
  }
}
