#include "whole_run/whole_run.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "feastctl.hpp"

using namespace feastctl;

namespace {

constexpr std::string_view kKubernetes = "kubernetes: {}";
constexpr std::string_view kOidc = R"(oidc: {issuerUrl: "https://login.example/realms/feast"})";

std::string store(std::string_view name_space, std::string_view name, std::string_view authz = kKubernetes) {
  return fmt::format(
      "apiVersion: feast.dev/v1\nkind: FeatureStore\nmetadata: {{name: {}, namespace: {}}}\n"
      "spec: {{feastProject: shop, authz: {{{}}}}}\n---\n",
      name, name_space, authz);
}

Result render(const std::string& text, const Options& options = {}) {
  Sources sources;
  sources.add("stores.yaml", text);
  return run(sources, options);
}

/// Where each ClusterRoleBinding is, and the namespaces of its subjects in their order.
struct Bindings {
  std::map<std::string, std::string> shared, own;
};

std::string subjects_of(const Rendered& binding) {
  constexpr std::string_view kKey = "\n  namespace: ";
  std::string namespaces;
  for (auto at = binding.text.find(kKey); at != std::string::npos; at = binding.text.find(kKey, at + 1)) {
    const auto begin = at + kKey.size();
    namespaces += (namespaces.empty() ? "" : " ") + binding.text.substr(begin, binding.text.find('\n', begin) - begin);
  }
  return namespaces;
}

Bindings bindings_of(const Result& result) {
  Bindings bindings;
  const auto sort = [](const std::vector<Rendered>& objects, auto& into) {
    for (const Rendered& object : objects) {
      if (object.kind == "ClusterRoleBinding") into.emplace(object.name, subjects_of(object));
    }
  };
  sort(result.shared, bindings.shared);
  for (const StoreResult& s : result.stores) sort(s.objects, bindings.own);
  return bindings;
}

std::vector<const Diagnostic*> found(const Result& result, std::string_view code) {
  std::vector<const Diagnostic*> findings;
  for (const Diagnostic& d : result.findings.all()) {
    if (d.rule->code == code) findings.push_back(&d);
  }
  return findings;
}

using Names = std::map<std::string, std::string>;

}  // namespace

TEST_CASE("stores of one name share the binding of their kind of authorization, and no other") {
  const std::string text = store("dev", "shop") + store("test", "shop", kOidc) + store("qa", "shop", "noAuth: true") +
                           store("prod", "shop") + store("dev", "other");
  const Result result = render(text);
  REQUIRE(result.findings.errors() == 0);
  const Bindings bindings = bindings_of(result);
  CHECK(bindings.shared == Names{{"feast-shop-cluster-binding", "dev prod"}});
  CHECK(bindings.own == Names{{"feast-shop-oidc-token-review", "test"}, {"feast-other-cluster-binding", "dev"}});
}

TEST_CASE("bindings for OIDC are shared, and a store without authz, or of the first version, counts") {
  const std::string first_version =
      "apiVersion: feast.dev/v1alpha1\nkind: FeatureStore\nmetadata: {name: shop, namespace: old}\n"
      "spec: {feastProject: shop}\n---\n";
  const Result result =
      render(store("a", "mart", kOidc) + store("b", "mart", kOidc) + first_version + store("dev", "shop"));
  REQUIRE(result.findings.errors() == 0);
  const Bindings bindings = bindings_of(result);
  CHECK(bindings.shared == Names{{"feast-mart-oidc-token-review", "a b"}, {"feast-shop-cluster-binding", "old dev"}});
  CHECK(bindings.own.empty());
}

TEST_CASE("a note points at the names of the stores that share a binding") {
  const Result result = render(store("dev", "shop") + store("prod", "shop"), {.task = Task::kValidate});
  const auto notes = found(result, "FS708");
  REQUIRE(notes.size() == 1);
  CHECK(notes[0]->store_namespace == "dev");
  CHECK(notes[0]->path == "metadata.name");
  REQUIRE(notes[0]->notes.size() == 1);
  CHECK(notes[0]->notes[0].where.begin > notes[0]->where.begin);
  CHECK(notes[0]->where.known());
}

TEST_CASE("many stores share a binding: all are subjects, a few are named, whatever the number of threads") {
  std::string text;
  std::string namespaces;
  for (int i = 0; i < 300; ++i) {
    text += store(fmt::format("team-{}", i), "shop");
    namespaces += fmt::format("{}team-{}", i == 0 ? "" : " ", i);
  }
  for (const unsigned jobs : {1U, 4U}) {
    const Result result = render(text, {.jobs = jobs});
    CHECK(bindings_of(result).shared == Names{{"feast-shop-cluster-binding", namespaces}});
    const auto notes = found(result, "FS708");
    REQUIRE(notes.size() == 1);
    CHECK(notes[0]->message.find("team-4/shop and 295 more share") != std::string::npos);
    CHECK(notes[0]->notes.size() == 4);
  }
}

TEST_CASE("many notes about shared bindings are one, unless a check was asked for") {
  std::string text;
  for (int i = 0; i < 9; ++i) text += store("dev", fmt::format("s{}", i)) + store("prod", fmt::format("s{}", i));
  CHECK(found(render(text, {.notes = true}), "FS708").size() == 9);
  const Result quiet = render(text, {.notes = false});
  const auto notes = found(quiet, "FS708");
  REQUIRE(notes.size() == 1);
  CHECK(notes[0]->message ==
        "FeatureStores with the same name share 9 ClusterRoleBindings; feast-s0-cluster-binding is the first");
}

TEST_CASE("the annotation of the store that the note points at silences it") {
  const std::string text = store("dev", "shop") + store("prod", "shop");
  std::string silenced = text;
  silenced.replace(silenced.find("namespace: dev"), 14, "namespace: dev, annotations: {feastctl.dev/ignore: FS708}");
  CHECK(found(render(text), "FS708").size() == 1);
  CHECK(found(render(silenced), "FS708").empty());
  CHECK(bindings_of(render(silenced)).shared.size() == 1);
}

TEST_CASE("a store that cannot be rendered shares nothing, and no note is about it") {
  const Result result = render(store("dev", "shop") + store("prod", "shop", "kubernetes: {}, noAuth: true"));
  CHECK(result.findings.errors() != 0);
  CHECK(found(result, "FS708").empty());
}

TEST_CASE("two stores of one name and namespace share nothing: they are said to be there twice") {
  const Result result = render(store("dev", "shop") + store("dev", "shop"));
  CHECK(found(result, "FS141").size() == 1);
  CHECK(found(result, "FS708").empty());
  CHECK(found(result, "FS703").empty());
}

TEST_CASE("qualified names are the store's own, and no two pairs of namespace and name have the same one") {
  Options options;
  options.platform.cluster_names = model::ClusterNames::kQualified;
  const Result result =
      render(store("a-b", "c") + store("a", "b-c") + store("a", "c") + store("dev", "shop", kOidc), options);
  REQUIRE(result.findings.errors() == 0);
  const Bindings bindings = bindings_of(result);
  CHECK(bindings.shared.empty());
  CHECK(bindings.own == Names{{"feast-a-b.c-cluster-binding", "a-b"},
                              {"feast-a.b-c-cluster-binding", "a"},
                              {"feast-a.c-cluster-binding", "a"},
                              {"feast-dev.shop-oidc-token-review", "dev"}});
}

TEST_CASE("every task reports an object that would be in the output twice") {
  for (const Task task : {Task::kValidate, Task::kDefaults, Task::kRender}) {
    const Result result = render(store("ml", "a") + store("ml", "a-cronjob"), {.task = task});
    const auto findings = found(result, "FS703");
    REQUIRE(findings.size() == 1);
    CHECK(findings[0]->message ==
          "ServiceAccount ml/feast-a-cronjob, Role ml/feast-a-cronjob and RoleBinding ml/feast-a-cronjob are in the "
          "output twice");
    CHECK(findings[0]->store_name == "a-cronjob");
    REQUIRE(findings[0]->notes.size() == 1);
    CHECK(findings[0]->notes[0].message == "FeatureStore ml/a also creates it");
    CHECK(findings[0]->notes[0].where.begin < findings[0]->where.begin);
  }
}

TEST_CASE("objects that are left out of the output are not in it twice") {
  const std::string text = store("ml", "a") + store("ml", "a-cronjob");
  CHECK(found(render(text, {.shared = SharedObjects::kOnly}), "FS703").empty());
  const std::string with_role = store("ml", "a") +
                                "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\n"
                                "metadata: {name: feast-token-review-cluster-role}\n";
  CHECK(found(render(with_role), "FS703").empty());
  CHECK(found(render(with_role, {.pass_through = true}), "FS703").size() == 1);
  CHECK(found(render(with_role, {.shared = SharedObjects::kExclude, .pass_through = true}), "FS703").empty());
}
