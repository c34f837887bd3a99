#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

#include "base/arena.hpp"
#include "diff/diff.hpp"
#include "diff/live/defaults.hpp"
#include "diff/live/kubectl.hpp"
#include "diff/live/meaning.hpp"

using namespace feastctl;

namespace {

/// The outcome of one comparison: each change with its fields, each field that stays with `kept`, then the notes.
std::string compared(std::string_view live, std::string_view desired, bool all = false) {
  Arena arena;
  const TreeBuilder tree(arena);
  Sources sources[2];
  sources[0].add("live", live);
  sources[1].add("desired", desired);
  const diff::Manifests before = diff::read(sources[0], {}, tree);
  const diff::Manifests after = diff::read(sources[1], {}, tree);
  REQUIRE(before.findings.errors() + after.findings.errors() == 0);
  diff::Live notes{.fetched = before.fetched};
  std::string text;
  for (const diff::ObjectChange& change : diff::compare(before.objects, after.objects, tree, &notes)) {
    text += (change.before == nullptr ? "+" : change.after == nullptr ? "-" : "~") + change.kind + "\n";
    for (const auto& field : change.fields) text += field.path + "\n";
    for (const auto& trap : change.traps) {
      if (trap.effect == diff::Effect::kKept) text += "kept " + trap.path + "\n";
    }
  }
  if (notes.any) {
    for (const std::string& note : diff::notes(notes, all)) text += note + "\n";
  }
  return text;
}

std::string object(std::string_view kind, std::string_view metadata, std::string_view rest) {
  return "apiVersion: " + std::string(kind == "Deployment" ? "apps/v1" : "v1") + "\nkind: " + std::string(kind) +
         "\nmetadata: {name: a, namespace: ns" + std::string(metadata) + "}\n" + std::string(rest) + "\n---\n";
}

/// A live object against a manifest of the same name.
std::string changed(std::string_view kind, std::string_view live, std::string_view desired,
                    std::string_view metadata = "") {
  return compared(object(kind, ", uid: u" + std::string(metadata), live), object(kind, "", desired));
}

std::string pod(std::string_view container) {
  return "spec: {template: {spec: {containers: [{name: c, image: i:1, " + std::string(container) + "}]}}}";
}

constexpr std::string_view kContainer = "spec.template.spec.containers[c]";

}  // namespace

TEST_CASE("each row of the table of defaults names a type once, and a type that is there") {
  std::set<std::string> seen;
  std::set<std::string_view> types{diff::kQuantityType, diff::kBase64Type, diff::kTextsType,
                                   diff::kDataType,     diff::kPlainType,  diff::kMetadataType};
  for (const auto rows : {diff::object_defaults(), diff::pod_defaults()}) {
    for (const diff::DefaultRow& row : rows) types.insert(row.type);
  }
  for (const auto rows : {diff::object_defaults(), diff::pod_defaults()}) {
    for (const diff::DefaultRow& row : rows) {
      const std::string key = std::string(row.type) + " " + std::string(row.field);
      CHECK_MESSAGE(seen.insert(key + " " + std::to_string(static_cast<int>(row.rule))).second, key);
      const bool is_leaf =
          row.value == "LocalObjectReference" || row.value == "ObjectReference" || row.value == "PolicyRule";
      const bool typed =
          row.rule == diff::Default::kIs || row.rule == diff::Default::kItems || row.rule == diff::Default::kEach;
      if (typed && !is_leaf) CHECK_MESSAGE(types.contains(row.value), key);
    }
  }
}

TEST_CASE("a default is no difference, and any other value is one") {
  CHECK(changed("Deployment", "spec: {progressDeadlineSeconds: 600, revisionHistoryLimit: 10}", "spec: {}") == "");
  CHECK(changed("Deployment", "spec: {progressDeadlineSeconds: 60}", "spec: {}") ==
        "~Deployment\nspec.progressDeadlineSeconds\nkept spec.progressDeadlineSeconds\n");
  CHECK(changed("Deployment", pod("imagePullPolicy: IfNotPresent"), pod("")) == "");
  CHECK(changed("Deployment", pod("imagePullPolicy: Always"), pod("")) != "");
  CHECK(changed("Service", "spec: {clusterIP: 10.0.0.1, clusterIPs: [10.0.0.1], ipFamilies: [IPv6, IPv4]}",
                "spec: {}") == "");
  CHECK(changed("Service", "spec: {sessionAffinity: ClientIP, sessionAffinityConfig: {clientIP: {timeoutSeconds: 5}}}",
                "spec: {}") == "~Service\nspec.sessionAffinity\nkept spec.sessionAffinity\n");
  CHECK(changed("Service", "spec: {ports: [{port: 80, targetPort: 80, protocol: TCP, nodePort: 30000}]}",
                "spec: {ports: [{port: 80}]}") == "");
}

TEST_CASE("a zero that the API server drops is no difference, and one that says something is") {
  CHECK(changed("Deployment", pod(""), "spec: {paused: false, minReadySeconds: 0, " + pod("stdin: false").substr(7)) ==
        "");
  CHECK(changed("Deployment", "spec: {template: {spec: {}}}",
                "spec: {template: {spec: {automountServiceAccountToken: false}}}") != "");
  CHECK(changed("Deployment", pod("env: [{name: E}]"), pod("env: [{name: E, value: ''}]")) == "");
  CHECK(changed("ConfigMap", "data: {}", "data: {a: ''}") == "~ConfigMap\ndata.a\n");
}

TEST_CASE("what an apply removes is told apart from what it keeps") {
  const std::string applied =
      ", annotations: {kubectl.kubernetes.io/last-applied-configuration: '{\"spec\":{\"template\":"
      "{\"spec\":{\"containers\":[{\"name\":\"c\",\"env\":[{\"name\":\"E\"}]}]}}}}'}";
  const std::string field = std::string(kContainer) + ".env[E]\n";
  CHECK(changed("Deployment", pod("env: [{name: E, value: x}]"), pod("env: [{name: F}]"), applied) ==
        "~Deployment\n" + std::string(kContainer) + ".env[F]\n" + field);
  CHECK(changed("Deployment", pod("env: [{name: E, value: x}]"), pod("env: []")) ==
        "~Deployment\n" + field + "kept " + field);
  const auto managed = [](std::string_view operation) {
    return ", managedFields: [{manager: m, operation: " + std::string(operation) +
           ", fieldsV1: {'f:metadata': {}, 'f:spec': {'f:template': {'f:spec': {'f:containers': {'k:{\"name\":\"c\"}': "
           "{'f:env': {'k:{\"name\":\"E\"}': {}}}}}}}}}]";
  };
  CHECK(changed("Deployment", pod("env: [{name: E, value: x}]"), pod("env: [{name: E}]"), managed("Apply")) !=
        changed("Deployment", pod("env: [{name: E, value: x}]"), pod("env: [{name: E}]"), managed("Update")));
}

TEST_CASE("a field that nobody has written was filled in by the server") {
  const std::string managed =
      ", managedFields: [{manager: m, operation: Apply, fieldsV1: {'f:metadata': {}, 'f:spec': "
      "{'f:x': {}}}}]";
  CHECK(changed("Deployment", "spec: {x: 1, newField: 7}", "spec: {x: 1}", managed) == "");
  CHECK(changed("Deployment", "spec: {x: 1, newField: 7}", "spec: {x: 1}") != "");
  // The server's own value of this one is known, and it is another one.
  CHECK(changed("Deployment", "spec: {x: 1, revisionHistoryLimit: 7}", "spec: {x: 1}", managed) != "");
  // No server fills these in.
  CHECK(changed("Deployment", "spec: {x: 1, paused: true}", "spec: {x: 1}", managed) != "");
  CHECK(changed("ConfigMap", "data: {a: b, c: d}", "data: {a: b}", managed) == "~ConfigMap\ndata.c\nkept data.c\n");
}

TEST_CASE("an item with another name is one difference where an apply gives it the name back") {
  CHECK(changed("Service", "spec: {ports: [{name: b, port: 80}, {name: c, port: 81}]}",
                "spec: {ports: [{name: a, port: 80}, {name: c, port: 81}]}") == "~Service\nspec.ports[b].name\n");
  CHECK(changed("Service", "spec: {ports: [{name: a, port: 8080}]}", "spec: {ports: [{name: a, port: 80}]}") ==
        "~Service\nspec.ports[a].port\n");
  const std::string env = std::string(kContainer) + ".env[";
  CHECK(changed("Deployment", pod("env: [{name: B, value: x}]"), pod("env: [{name: A, value: x}]")) ==
        "~Deployment\n" + env + "A]\n" + env + "B]\nkept " + env + "B]\n");
}

TEST_CASE("what an apply would leave beside a field that excludes it is refused") {
  Arena arena;
  const TreeBuilder tree(arena);
  Sources sources[2];
  const std::string head = "apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: a, namespace: ns";
  sources[0].add("live", arena.copy(head + ", uid: u}\nspec: {minAvailable: 1}"));
  sources[1].add("desired", arena.copy(head + "}\nspec: {maxUnavailable: 1}"));
  const auto changes =
      diff::compare(diff::read(sources[0], {}, tree).objects, diff::read(sources[1], {}, tree).objects, tree);
  REQUIRE(changes.size() == 1);
  REQUIRE(changes[0].traps.size() == 1);
  CHECK(changes[0].traps[0].effect == diff::Effect::kRefused);
  CHECK(changes[0].traps[0].path == "spec.minAvailable");
}

TEST_CASE("each variable with the whole configuration is masked by itself") {
  const auto env = [](std::string_view a, std::string_view b) {
    const auto container = [](std::string_view name, std::string_view value) {
      return "{name: " + std::string(name) +
             ", env: [{name: TMP_FEATURE_STORE_YAML_BASE64, value: " + std::string(value) + "}]}";
    };
    return "spec: {template: {spec: {containers: [" + container("c", a) + ", " + container("d", b) + "]}}}";
  };
  const std::string field = "spec.template.spec.containers[d].env[TMP_FEATURE_STORE_YAML_BASE64].value\n";
  CHECK(changed("Deployment", env("YTogMQ==", "YTogMg=="), env("YTogMQ==", "YTogMw==")) == "~Deployment\n" + field);
}

TEST_CASE("a kind counts as fetched by the comment of feastctl kinds, or as the only one that is missing") {
  const std::string live = object("ConfigMap", ", uid: u", "");
  const std::string more = object("ConfigMap", "", "") + object("Secret", "", "");
  CHECK(compared(live + "# fetched: namespace ns\n", more) == "+Secret\n");
  CHECK(compared(live + "# fetched: namespace other\n", more) != "+Secret\n");
  CHECK(compared(live + "# fetched: clusterroles\n", object("ConfigMap", "", "") +
                                                         "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\n"
                                                         "metadata: {name: r}\n") == "+ClusterRole\n");
  std::string all, fresh;
  for (const char* kind : {"ConfigMap", "Deployment", "Service", "ServiceAccount", "Namespace"}) {
    all += object(kind, ", uid: u", "");
    fresh += object(kind, "", "");
  }
  CHECK(compared(all, fresh + object("PersistentVolumeClaim", "", "")) == "+PersistentVolumeClaim\n");
  CHECK(compared(all, fresh + object("Secret", "", "")).starts_with("not among the given objects: secrets;"));
  CHECK(compared(all, fresh + object("Endpoints", "", "") + object("PersistentVolumeClaim", "", "")) !=
        "+PersistentVolumeClaim\n");
}

TEST_CASE("labels and annotations of others do not count; those of the manifest do") {
  CHECK(changed("ConfigMap", "data: {a: b}", "data: {a: b}", ", labels: {team: x}, annotations: {y: z}") == "");
  CHECK(compared(object("ConfigMap", ", uid: u, labels: {ours: changed}", ""),
                 object("ConfigMap", ", labels: {ours: x}", "")) == "~ConfigMap\nmetadata.labels.ours\n");
}

TEST_CASE("equal in meaning is equal") {
  CHECK(changed("Deployment", pod("resources: {limits: {memory: 1024Mi, cpu: '1'}}"),
                pod("resources: {limits: {memory: 1Gi, cpu: 1000m}}")) == "");
  CHECK(changed("ConfigMap", "data: {feature_store.yaml: '{a: 1, b: 2}'}",
                "data: {feature_store.yaml: '{b: 2, a: 1}'}") == "");
  CHECK(changed("ConfigMap", "data: {other: '{a: 1, b: 2}'}", "data: {other: '{b: 2, a: 1}'}") != "");
  CHECK(changed("Secret", "data: {k: dmFsdWU=}\ntype: Opaque", "stringData: {k: value}") == "");
  CHECK(changed("Secret", "data: {k: b3RoZXI=}\ntype: Opaque", "stringData: {k: value}") == "~Secret\nstringData.k\n");
}

TEST_CASE("what is left over of a store is found by labels, name, kind and owner together") {
  const auto live = [](std::string_view kind, std::string_view name, std::string_view more) {
    return compared("apiVersion: v1\nkind: " + std::string(kind) + "\nmetadata: {name: " + std::string(name) +
                        ", namespace: ns, uid: u, labels: {feast.dev/name: s, app.kubernetes.io/managed-by: "
                        "feast-operator}" +
                        std::string(more) + "}\n---\n" + object("ConfigMap", ", uid: v", ""),
                    object("ConfigMap", ", labels: {feast.dev/name: s}", ""));
  };
  const std::string label = "~ConfigMap\nmetadata.labels\n";
  CHECK(live("Service", "feast-s-online", "") == label + "-Service\nkept \n");
  CHECK(live("Service", "mine", "") == label);
  CHECK(live("Endpoints", "feast-s-online", "") == label);
  CHECK(live("Service", "feast-s-online", ", ownerReferences: [{apiVersion: apps/v1, kind: X}]") == label);
  CHECK(live("Service", "feast-s-online", ", ownerReferences: [{apiVersion: feast.dev/v1, kind: FeatureStore}]") ==
        label + "-Service\nkept \n");
}

TEST_CASE("kinds that were not asked for are named once, with the command that gets them") {
  const std::string live = object("ConfigMap", ", uid: u", "");
  CHECK(compared(live, object("ConfigMap", "", "") + object("Secret", "", "") + object("Secret", "", "")) ==
        "not among the given objects: secrets; get them with: kubectl get secrets -n ns -o yaml\n");
  CHECK(compared(live, object("ConfigMap", "", "") +
                           "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: other, namespace: ns}\n") ==
        "+ConfigMap\n");
}

TEST_CASE("a manifest without a namespace is compared with the one object of its name") {
  const std::string nameless = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n";
  CHECK(compared(object("ConfigMap", ", uid: u", ""), nameless) == "");
  CHECK(compared(object("ConfigMap", ", uid: u", "") +
                     "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: other, uid: v}\n",
                 nameless) == "+ConfigMap\n");
}

TEST_CASE("the operator's init script is ours as long as it does nothing else") {
  const std::string text =
      "echo \"Creating feast repository...\"\necho 'feast init p'\nif [[ ! -d /d/p ]]; then feast init p; "
      "fi;\necho $TMP_FEATURE_STORE_YAML_BASE64 | base64 -d > /d/p/feature_store.yaml;\necho "
      "\"Feast repo creation complete\";\n";
  Arena arena;
  const TreeBuilder tree(arena);
  const auto args = [&](std::string_view script) { return tree.list({script}); };
  CHECK(diff::same_init_script(*args(text), *args(text)));
  const std::string longer = text + "rm -rf /d\n";
  CHECK_FALSE(diff::same_init_script(*args(text), *args(longer)));
}

TEST_CASE("the pull policy that a tag stands for") {
  CHECK(diff::default_pull_policy("r/i:1") == "IfNotPresent");
  CHECK(diff::default_pull_policy("r/i:latest") == "Always");
  CHECK(diff::default_pull_policy("r:5000/i") == "Always");
  CHECK(diff::default_pull_policy("i@sha256:ab") == "IfNotPresent");
  CHECK(diff::default_pull_policy("i:latest@sha256:ab") == "Always");
}
