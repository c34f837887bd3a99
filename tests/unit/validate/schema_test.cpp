#include "validate/schema.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "support/tree.hpp"
#include "unit/parse/support.hpp"

using namespace feastctl;

namespace {

using Lines = std::vector<std::string>;

constexpr Edition kLatest(ApiVersion::kV1, kLatestFeast);

std::vector<Diagnostic> findings(std::string_view document, Edition edition, Arena& arena) {
  const TreeBuilder tree(arena);
  Diagnostics out;
  validate::check_schema(*test::tree_of(tree, document), edition, out);
  return out.all();
}

/// `CODE path` for each finding, sorted.
Lines judge(std::string_view document, Edition edition = kLatest) {
  Arena arena;
  Lines lines;
  for (const Diagnostic& d : findings(document, edition, arena)) {
    lines.push_back(std::string(d.rule->code) + " " + d.path);
  }
  std::ranges::sort(lines);
  return lines;
}

std::string store(std::string_view spec) {
  return R"({"apiVersion": "feast.dev/v1", "kind": "FeatureStore", "metadata": {"name": "s"},
             "spec": {"feastProject": "p", )" +
         std::string(spec) + "}}";
}

Lines judge_spec(std::string_view spec) {
  return judge(store(spec));
}

/// The hint of the only finding.
std::string hint(std::string_view spec) {
  Arena arena;
  const auto all = findings(store(spec), ApiVersion::kV1, arena);
  REQUIRE(all.size() == 1);
  return all[0].hint;
}

struct Row {
  std::string_view spec;
  Lines expected;
};

void check_rows(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    INFO(row.spec);
    CHECK(judge_spec(row.spec) == row.expected);
  }
}

}  // namespace

TEST_CASE("names of fields") {
  check_rows({
      {R"("services": {"onlineStore": {}})", {}},
      {R"("services": {"onlineStor": {}})", {"FS201 spec.services.onlineStor"}},
      {R"("services": {"onlineStor": null})", {"FS201 spec.services.onlineStor"}},
      {R"("services": {"volumes": [{"name": "v"}, {"name": "w", "x": 1}]})", {"FS201 spec.services.volumes[1].x"}},
      {R"("services": {"nodeSelector": {"any.key/x": "v"}})", {}},
      {R"("services": {"scaling": {"replicas": 2}})", {}},  // the first release's spelling
      {R"("services": {"volumes": [{"name": "v", "ephemeral": {"volumeClaimTemplate": {"metadata": {"labels": {}}, "spec": {}}}}]})",
       {"FS201 spec.services.volumes[0].ephemeral.volumeClaimTemplate.metadata.labels"}},
  });
}

TEST_CASE("a map where none should be stands for its fields, as the API server drops those first") {
  check_rows({
      {R"("replicas": {"a": 1, "b": 2})", {"FS202 spec.replicas.a", "FS202 spec.replicas.b"}},
      {R"("replicas": {})", {"FS202 spec.replicas"}},
      {R"("services": {"volumes": {"name": "v"}})", {"FS202 spec.services.volumes.name"}},
      {R"("services": [{"ui": {}}, "x"])", {"FS202 spec.services[0].ui"}},
      {R"("services": [["x"]])", {"FS202 spec.services"}},
  });
}

TEST_CASE("types") {
  check_rows({
      {R"("replicas": "1")", {"FS202 spec.replicas"}},
      {R"("replicas": 1.5)", {"FS202 spec.replicas"}},
      {R"("replicas": 2.0)", {}},
      {R"("replicas": 1e300)", {"FS202 spec.replicas"}},
      {R"("replicas": null)", {}},
      {R"("services": {"disableInitContainers": "true"})", {"FS202 spec.services.disableInitContainers"}},
      {R"("services": {"nodeSelector": {"a": true, "b": null}})", {"FS202 spec.services.nodeSelector.a"}},
      {R"("services": {"tolerations": [null, {"key": 1}]})",
       {"FS202 spec.services.tolerations[0]", "FS202 spec.services.tolerations[1].key"}},
      {R"("services": {"podDisruptionBudgets": {"minAvailable": "25%", "maxUnavailable": 1}})", {}},
      {R"("services": {"podDisruptionBudgets": {"minAvailable": true}})",
       {"FS202 spec.services.podDisruptionBudgets.minAvailable"}},
  });
}

TEST_CASE("numbers: the schema's bounds and the operator's 32 bits") {
  check_rows({
      {R"("replicas": 0)", {"FS206 spec.replicas"}},
      {R"("replicas": 1)", {}},
      {R"("replicas": 2147483647)", {}},
      {R"("replicas": 2147483648)", {"FS211 spec.replicas"}},
      {R"("cronJob": {"startingDeadlineSeconds": 1000000000000})", {}},
      {R"("cronJob": {"successfulJobsHistoryLimit": -3000000000})", {"FS211 spec.cronJob.successfulJobsHistoryLimit"}},
      {R"("services": {"podDisruptionBudgets": {"minAvailable": 2147483648}})",
       {"FS211 spec.services.podDisruptionBudgets.minAvailable"}},
  });
}

TEST_CASE("texts: choices, patterns and quantities") {
  check_rows({
      {R"("openlineage": {"enabled": true, "transportType": "htp"})", {"FS204 spec.openlineage.transportType"}},
      {R"("openlineage": {"enabled": true, "transportType": ["http"]})", {"FS202 spec.openlineage.transportType"}},
      {R"("feastProject": "a b")", {"FS205 spec.feastProject"}},
      {R"("authz": {"oidc": {"issuerUrl": "http://x"}})", {"FS205 spec.authz.oidc.issuerUrl"}},
      {R"("services": {"ui": {"resources": {"limits": {"cpu": "1", "memory": 5, "nvidia.com/gpu": "2x"}}}})",
       {"FS207 spec.services.ui.resources.limits.nvidia.com/gpu"}},
      {R"("services": {"ui": {"resources": {"limits": {"cpu": 0.5}}}})",
       {"FS202 spec.services.ui.resources.limits.cpu"}},
      {R"("services": {"ui": {"resources": {"limits": {"cpu": "1e1.5"}}}})",
       {"FS207 spec.services.ui.resources.limits.cpu"}},
  });
}

TEST_CASE("required fields; null is absent; a slip of the name is not also a missing field") {
  check_rows({
      {R"("services": {"volumes": [{}]})", {"FS203 spec.services.volumes[0].name"}},
      {R"("services": {"volumes": [{"name": null}]})", {"FS203 spec.services.volumes[0].name"}},
      {R"("services": {"volumes": [{"nmae": "v"}]})", {"FS201 spec.services.volumes[0].nmae"}},
      {R"("mlflow": {})", {"FS203 spec.mlflow.enabled"}},
      {R"("services": {"registry": {"local": {"persistence": {"store": {"type": "sql", "secretRef": {}}}}}})", {}},
  });
}

TEST_CASE("lists by key and sets") {
  check_rows({
      {R"("services": {"resourceClaims": [{"name": "a"}, {"name": "b"}, {"name": "a"}, {"name": "a"}]})",
       {"FS208 spec.services.resourceClaims[2]", "FS208 spec.services.resourceClaims[3]"}},
      {R"("services": {"resourceClaims": [{"name": "a"}, {"name": "a"}]})", {"FS208 spec.services.resourceClaims[1]"}},
      {R"("services": {"ui": {"env": [{"name": "A"}, {"name": "A"}]}})", {}},
      {R"("cronJob": {"jobSpec": {"podFailurePolicy": {"rules": [
            {"action": "Ignore", "onExitCodes": {"operator": "In", "values": [1, 2, 1.0]}}]}}})",
       {"FS208 spec.cronJob.jobSpec.podFailurePolicy.rules[0].onExitCodes.values[2]"}},
  });
}

TEST_CASE("the document around the spec") {
  const std::string_view head = R"({"apiVersion": "feast.dev/v1", "kind": "FeatureStore", )";
  const auto document = [&](std::string_view rest) { return judge(std::string(head) + std::string(rest)); };
  CHECK(document(R"("metadata": {"name": "s"}})") == Lines{"FS203 spec"});
  CHECK(document(R"("metadata": {"name": "s"}, "spec": null})") == Lines{"FS203 spec"});
  CHECK(document(R"("metadata": {"name": "s"}, "spec": {"feastProject": "p"}, "data": {}})") == Lines{"FS201 data"});
  CHECK(document(R"("metadata": "s", "spec": {"feastProject": "p"}})") == Lines{"FS202 metadata"});
  CHECK(document(R"("spec": {"feastProject": "p"}})") == Lines{"FS209 metadata.name"});
  CHECK(document(R"("metadat": {"name": "s"}, "spec": {"feastProject": "p"}})") ==
        Lines{"FS201 metadat", "FS209 metadata.name"});
  // What kubectl get shows has a status: it is dropped, but for unknown fields in it.
  CHECK(document(R"("metadata": {"name": "s"}, "spec": {"feastProject": "p"},
                    "status": {"phase": 1, "conditions": [{"type": "X"}], "applied": {}}})") == Lines{});
  CHECK(document(R"("metadata": {"name": "s"}, "spec": {"feastProject": "p"}, "status": {"phas": "x"}})") ==
        Lines{"FS201 status.phas"});
  CHECK(document(R"("metadata": {"name": "s"}, "spec": {"feastProject": "p"}, "status": {"phase": {"x": 1}}})") ==
        Lines{"FS202 status.phase.x"});
}

TEST_CASE("metadata") {
  const auto metadata = [](std::string_view json) {
    return judge(R"({"apiVersion": "feast.dev/v1", "kind": "FeatureStore", "spec": {"feastProject": "p"},
                     "metadata": )" +
                 std::string(json) + "}");
  };
  CHECK(metadata(R"({"name": "a.b-c"})") == Lines{});
  CHECK(metadata(R"({"name": "A_b"})") == Lines{"FS209 metadata.name"});
  CHECK(metadata(R"({"name": 5})") == Lines{"FS202 metadata.name"});
  CHECK(metadata(R"({"generateName": "x-"})") == Lines{"FS209 metadata.name"});
  CHECK(metadata(R"({"name": "s", "namespace": "a.b"})") == Lines{"FS210 metadata.namespace"});
  CHECK(metadata(R"({"name": "s", "namespac": "a"})") == Lines{"FS201 metadata.namespac"});
  CHECK(metadata(R"({"name": "s", "labels": {"a": "b c", "-x": "y", "n": 1, "z": null}})") ==
        Lines{"FS202 metadata.labels.n", "FS210 metadata.labels.-x", "FS210 metadata.labels.a"});
  CHECK(metadata(R"({"name": "s", "annotations": {"a b": "any text", "Example.Com/x": "y"}})") ==
        Lines{"FS210 metadata.annotations.a b"});
  CHECK(metadata(R"({"name": "s", "ownerReferences": [{"kind": "K", "name": "n", "uid": "u"}]})") ==
        Lines{"FS210 metadata.ownerReferences.apiVersion"});
  CHECK(metadata(R"({"name": "s", "ownerReferences": [{"apiVersion": "a/", "kind": "K", "name": "n", "uid": "u"}]})") ==
        Lines{"FS210 metadata.ownerReferences.apiVersion"});
  CHECK(metadata(
            R"({"name": "s", "ownerReferences": [{"apiVersion": "v1", "kind": "Event", "name": "n", "uid": "u"}]})") ==
        Lines{"FS210 metadata.ownerReferences[0]"});
  CHECK(metadata(R"({"name": "s", "generateName": "s-"})") == Lines{});
  CHECK(metadata(R"({"name": "s", "generateName": "S"})") == Lines{"FS210 metadata.generateName"});
  CHECK(metadata(R"({"name": "s", "creationTimestamp": "2026-01-31T12:00:00Z"})") == Lines{});
  CHECK(metadata(R"({"name": "s", "resourceVersion": "7"})") == Lines{"FS210 metadata.resourceVersion"});
  CHECK(metadata(R"({"name": "s", "resourceVersion": "7", "uid": "u"})") == Lines{});
  CHECK(metadata(R"({"name": "s", "resourceVersion": "0"})") == Lines{});
  CHECK(metadata(R"({"name": "s", "resourceVersion": "7a"})") == Lines{});
  CHECK(metadata(R"({"name": "s", "creationTimestamp": "yesterday"})") == Lines{"FS210 metadata.creationTimestamp"});
  CHECK(metadata(R"({"name": "s", "creationTimestamp": null, "managedFields": [{"fieldsV1": {"f:x": {}}}]})") ==
        Lines{});
  CHECK(metadata(R"({"name": "s", "managedFields": [{"fieldsV1": "any JSON"}]})") == Lines{});
  CHECK(metadata(R"({"name": "s", "deletionTimestamp": "soon"})") == Lines{"FS210 metadata.deletionTimestamp"});
  CHECK(metadata(R"({"name": "s", "managedFields": [{"time": "soon"}]})") ==
        Lines{"FS210 metadata.managedFields[0].time"});
  CHECK(metadata(R"({"name": "s", "finalizers": ["example.com/x", "a b"]})") == Lines{"FS210 metadata.finalizers[1]"});
  CHECK(metadata(R"({"name": "s", "finalizers": ["orphan"]})").empty());
  CHECK(metadata(R"({"name": "s", "finalizers": ["foregroundDeletion", "a.b/c", "orphan"]})") ==
        Lines{"FS210 metadata.finalizers"});
  CHECK(metadata(R"({"name": "s", "finalizers": [1]})") == Lines{"FS202 metadata.finalizers[0]"});
  const auto owners = [&](std::string_view first, std::string_view second) {
    const auto owner = [](std::string_view more) {
      return R"({"apiVersion": "apps/v1", "kind": "K", "name": "n", "uid": "u", "controller": )" + std::string(more) +
             "}";
    };
    return metadata(R"({"name": "s", "ownerReferences": [)" + owner(first) + ", " + owner(second) + "]}");
  };
  CHECK(owners("true", "false") == Lines{});
  CHECK(owners("false", "true") == Lines{});
  CHECK(owners("true", "true") == Lines{"FS210 metadata.ownerReferences[1]"});
  CHECK(metadata(
            R"({"name": "s", "ownerReferences": [{"apiVersion": "a/b/c", "kind": "K", "name": "n", "uid": "u"}]})") ==
        Lines{"FS210 metadata.ownerReferences.apiVersion"});
  const auto annotations = [&](std::size_t bytes) {
    return metadata(R"({"name": "s", "annotations": {"k": ")" + std::string(bytes - 1, 'x') + "\"}}");
  };
  CHECK(annotations(std::size_t{256} * 1024) == Lines{});
  CHECK(annotations(std::size_t{256} * 1024 + 1) == Lines{"FS210 metadata.annotations"});
}

TEST_CASE("v1alpha1 has fewer fields") {
  const auto spec = [](std::string_view json) {
    return judge(R"({"apiVersion": "feast.dev/v1alpha1", "kind": "FeatureStore", "metadata": {"name": "s"},
                     "spec": {"feastProject": "p", )" +
                     std::string(json) + "}}",
                 ApiVersion::kV1Alpha1);
  };
  CHECK(spec(R"("services": {"ui": {}})") == Lines{});
  CHECK(spec(R"("replicas": 1)") == Lines{"FS201 spec.replicas"});
  CHECK(spec(R"("authz": {"oidc": {}})") == Lines{"FS203 spec.authz.oidc.secretRef"});
}

TEST_CASE("hints at the store's name") {
  const auto name = [](std::string_view metadata) {
    Arena arena;
    const auto all = findings(R"({"apiVersion": "feast.dev/v1", "kind": "FeatureStore", "spec": {"feastProject": "p"},
                                  "metadata": )" +
                                  std::string(metadata) + "}",
                              ApiVersion::kV1, arena);
    REQUIRE(all.size() == 1);
    return all[0].found + "; " + all[0].hint;
  };
  CHECK(name(R"({"name": "My Store"})") == "\"My Store\"; did you mean my-store?");
  CHECK(name(R"({"name": "_a  b_.-"})") == "\"_a  b_.-\"; did you mean a-b?");
  CHECK(name(R"({"name": "___"})") == "\"___\"; ");
  CHECK(name(R"({"name": ""})") == "nothing in metadata.name; add metadata: {name: …}");
  CHECK(name(R"({"generateName": "a-"})") ==
        "no metadata.name; write metadata.name instead of generateName; the names of all objects derive from it");
}

TEST_CASE("hints say what may have been meant") {
  CHECK(hint(R"("services": {"onlinestore": {}})") == "did you mean onlineStore?");
  CHECK(hint(R"("services": {"authz": {}})") == "authz is a field of spec; indent it less");
  CHECK(hint(R"("services": {"ui": {"env": [{"name": "A", "image": "x"}]}})") ==
        "image is a field of spec.services.ui; indent it less");
  CHECK(hint(R"("services": {"onlineStore": {"image": "x"}})") == "image is a field of server; write it there");
  CHECK(hint(R"("replicas": "3")") == "remove the quotes: 3");
  CHECK(hint(R"("services": {"podAnnotations": {"a": true}})") == "quote the value: \"true\"");
  CHECK(hint(R"("services": {"ui": {"resources": {"limits": {"memory": "2 GB"}}}})") == "did you mean 2G?");
  CHECK(hint(R"("services": {"ui": {"logLevel": "warn"}})") == "did you mean warning?");
  CHECK(hint(R"("services": {"ui": {"logLevel": "cri"}})") == "did you mean critical?");
  CHECK(hint(R"("services": {"ui": {"logLevel": "cr"}})") == "");
  CHECK(hint(R"("services": {"disableInitContainers": "true"})") == "remove the quotes: true");
  CHECK(hint(R"("services": {"disableInitContainers": "false"})") == "remove the quotes: false");
  CHECK(hint(R"("services": {"disableInitContainers": "yes"})") == "");
  CHECK(hint(R"("replicas": "true")") == "");
  CHECK(hint(R"("replicas": "90")") == "remove the quotes: 90");
  CHECK(hint(R"("services": {"volumes": "x"})") == "begin each item with a hyphen and a space");
  CHECK(hint(R"("replicas": [3])") == "remove the hyphen; this is not a list");
  CHECK(hint(R"("replicas": [3, 4])") == "");
  CHECK(hint(R"("services": {"ui": {"resources": {"limits": {"memory": "2Gib"}}}})") == "did you mean 2Gi?");
  CHECK(hint(R"("services": {"volumes": [null]})") == "remove the empty item, or complete it");
}

TEST_CASE("findings say whose field it is, and what there could be") {
  const auto said = [](std::string_view spec) {
    Arena arena;
    const auto all = findings(store(spec), ApiVersion::kV1, arena);
    REQUIRE(all.size() == 1);
    return all[0].message + "; " + all[0].found + "; " + all[0].expected;
  };
  CHECK(said(R"("feastProjectDir": {"gitt": {}})") ==
        "unknown field \"gitt\" in feastProjectDir; ; git, init or packaged");
  CHECK(said(R"("dataa": 1)") == "unknown field \"dataa\" in spec; ; ");  // which has too many to name them
  CHECK(said(R"("services": {"volumes": [{"name": "v", "nfss": {}}]})") ==
        "unknown field \"nfss\" in an item of services.volumes; ; ");
  CHECK(said(R"("mlflow": {})") == "mlflow requires the field enabled; nothing; true or false");
  CHECK(said(R"("mlflow": {"enabled": null})") ==
        "mlflow requires the field enabled; null, which counts as missing; true or false");
  CHECK(said(R"("services": {"registry": {"local": {"persistence": {"store": {"secretRef": {"name": "a"}}}}}})") ==
        "store requires the field type; nothing; sql or snowflake.registry");
  CHECK(
      said(R"("services": {"volumes": [{"name": "v", "ephemeral": {"volumeClaimTemplate": {"spec": {"xyzzy": 1}}}}]})")
          .ends_with("; ; accessModes, dataSource, dataSourceRef, resources, selector, storageClassName, "
                     "volumeAttributesClassName, volumeMode or volumeName"));
  CHECK(said(R"("services": {"ui": {"logLevel": "all"}})") ==
        "ui.logLevel has an unknown value; \"all\"; debug, info, warning, error or critical");
  Arena arena;
  const auto outside = findings(
      R"({"apiVersion": "feast.dev/v1", "kind": "FeatureStore", "metadata": {"name": "s"},
          "spec": {"feastProject": "p"}, "dat": 1})",
      ApiVersion::kV1, arena);
  REQUIRE(outside.size() == 1);
  CHECK(outside[0].message == "unknown field \"dat\" in the FeatureStore");
}

TEST_CASE("a missing field: what it is for; an entry that is there twice: where the first one is") {
  CHECK(hint(R"("mlflow": {})") == "add enabled: Whether Feast logs to MLflow.");
  Arena arena;
  const auto twice =
      findings(store(R"("services": {"resourceClaims": [{"name": "a"}, {"name": "a"}]})"), ApiVersion::kV1, arena);
  REQUIRE(twice.size() == 1);
  REQUIRE(twice[0].notes.size() == 1);
  CHECK(twice[0].notes[0].path == "spec.services.resourceClaims[0]");
}

TEST_CASE("what is missing is pointed at where it should be") {
  const auto pointed = [](const std::string& rest) {
    const parse::ReadText read("{apiVersion: feast.dev/v1, kind: FeatureStore, " + rest + "}");
    REQUIRE(read.all.size() == 1);
    Diagnostics out;
    validate::check_schema(*read.all[0].root, ApiVersion::kV1, out);
    REQUIRE(out.all().size() == 1);
    return std::string(read.at(out.all()[0].where));
  };
  const std::string spec = "spec: {feastProject: p}";
  CHECK(pointed("metadata: {namespace: ns}, " + spec) == "metadata");
  CHECK(pointed("metadata: {name: }, " + spec).empty());  // the null
  CHECK(pointed("metadata: {name: ''}, " + spec) == "''");
  CHECK(pointed("metadata: {name: s}, spec: {feastProject: p, mlflow: {}}") == "mlflow");
  CHECK(pointed("metadata: {name: s}, spec: {feastProject: p, mlflow: {enabled: null}}") == "enabled");
  CHECK(pointed("metadata: {name: s}, spec: {feastProject: p, services: {volumes: [{nfs: {server: a, path: /b}}]}}") ==
        "{nfs: {server: a, path: /b}}");
}

TEST_CASE("a field that only v1 has says so, and no other does") {
  const auto hint_of = [](std::string_view field) {
    Arena arena;
    const auto all = findings(R"({"apiVersion": "feast.dev/v1alpha1", "kind": "FeatureStore", "metadata": {"name": "s"},
                                  "spec": {"feastProject": "p", )" +
                                  std::string(field) + "}}",
                              ApiVersion::kV1Alpha1, arena);
    REQUIRE(all.size() == 1);
    return all[0].hint;
  };
  CHECK(hint_of(R"("replicas": 1)") ==
        "feast.dev/v1 has this field; run 'feastctl convert', or write apiVersion: feast.dev/v1");
  CHECK(hint_of(R"("servicess": {})") == "did you mean services?");
  CHECK(hint(R"("servicess": {})") == "did you mean services?");
}

TEST_CASE("any shape of document is judged without harm") {
  for (const auto text :
       {"null", "1", "[]", "{}", R"({"spec": 1, "metadata": [[]]})", R"([{"a": [{"b": {}}]}])",
        R"({"metadata": {"name": {}, "labels": [], "ownerReferences": [1, {}], "finalizers": {"a": 1}}})"}) {
    INFO(text);
    CHECK_FALSE(judge(text).empty());
  }
}
