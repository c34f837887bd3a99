#include <doctest/doctest.h>

#include <string>

#include "base/arena.hpp"
#include "diff/diff.hpp"

using namespace feastctl;

namespace {

/// Every change and trap on a line of its own.
std::string changes(std::string_view before, std::string_view after) {
  Arena arena;
  const TreeBuilder tree(arena);
  std::vector<const Node*> old;
  std::vector<const Node*> fresh;
  Sources sources[2];
  sources[0].add("before", before);
  sources[1].add("after", after);
  REQUIRE(diff::read_objects(sources[0], tree, old));
  REQUIRE(diff::read_objects(sources[1], tree, fresh));
  std::string text;
  for (const diff::ObjectChange& change : diff::compare(old, fresh, tree)) {
    text += std::string(change.change == diff::Change::kAdded     ? "+"
                        : change.change == diff::Change::kRemoved ? "-"
                                                                  : "~") +
            change.kind + "\n";
    for (const auto& field : change.fields) text += field.path + "\n";
    for (const auto& trap : change.traps) text += (trap.refused ? "refused " : "careful ") + trap.path + "\n";
  }
  return text;
}

std::string object(std::string_view kind, std::string_view rest) {
  return "{apiVersion: v1, kind: " + std::string(kind) + ", metadata: {name: a}, " + std::string(rest) + "}\n";
}

}  // namespace

TEST_CASE("items of lists are known by their names, wherever they stand") {
  CHECK(changes(object("X", "spec: {c: [{name: a, v: 1}, {name: b, v: 2}]}"),
                object("X", "spec: {c: [{name: new}, {name: b, v: 3}, {name: a, v: 1}]}")) ==
        "~X\nspec.c[new]\nspec.c[b].v\n");
  CHECK(changes(object("X", "spec: {m: [{name: v, mountPath: /a}, {name: v, mountPath: /b}]}"),
                object("X", "spec: {m: [{name: v, mountPath: /a}, {name: w, mountPath: /b}]}")) ==
        "~X\nspec.m[/b].name\n");
  CHECK(changes(object("X", "spec: {c: [a, b, c]}"), object("X", "spec: {c: [a, x, b, c]}")) == "~X\nspec.c[1]\n");
  CHECK(changes(object("X", "spec: {c: [{name: a}, {name: b}]}"), object("X", "spec: {c: [{name: b}, {name: a}]}")) ==
        "~X\nspec.c\n");
}

TEST_CASE("what is there once only is added or removed") {
  CHECK(changes(object("A", "x: 1"), object("B", "x: 1")) == "+B\n-A\n");
  CHECK(changes(object("PersistentVolumeClaim", "x: 1"), "") == "-PersistentVolumeClaim\ncareful \n");
}

TEST_CASE("a claim's size may grow and never shrink, by value and not by spelling") {
  const auto sized = [](std::string_view size) {
    return object("PersistentVolumeClaim", "spec: {resources: {requests: {storage: " + std::string(size) + "}}}");
  };
  const std::string change = "~PersistentVolumeClaim\nspec.resources.requests.storage\n";
  CHECK(changes(sized("5Gi"), sized("9Gi")) == change + "careful spec.resources.requests.storage\n");
  CHECK(changes(sized("5Gi"), sized("5G")) == change + "refused spec.resources.requests.storage\n");
  CHECK(changes(sized("1Gi"), sized("1024Mi")) == change);
  CHECK(changes(sized("5Gi"), sized("nonsense")) == change);
}

TEST_CASE("what the API server refuses to change, and what it lets pass") {
  const auto job = [](std::string_view spec) { return object("Job", "spec: {" + std::string(spec) + "}"); };
  CHECK(changes(job("template: {a: 1}, parallelism: 1"), job("template: {a: 2}, parallelism: 2")) ==
        "~Job\nspec.template.a\nspec.parallelism\nrefused spec.template\n");
  CHECK(changes(job("completionMode: Indexed"), job("completionMode: null")) ==
        "~Job\nspec.completionMode\nrefused spec.completionMode\n");
  CHECK(changes(job("selector: null"), job("parallelism: 2")) == "~Job\nspec.parallelism\nspec.selector\n");

  const auto deployment = [](std::string_view type) {
    return object("Deployment", "spec: {strategy: {type: " + std::string(type) + "}}");
  };
  CHECK(changes(deployment("RollingUpdate"), deployment("Recreate")) ==
        "~Deployment\nspec.strategy.type\ncareful spec.strategy\n");
  CHECK(changes(deployment("Recreate"), deployment("RollingUpdate")) == "~Deployment\nspec.strategy.type\n");

  const auto service = [](std::string_view spec) { return object("Service", "spec: {" + std::string(spec) + "}"); };
  CHECK(changes(service("clusterIP: 10.0.0.1"), service("clusterIP: None")) ==
        "~Service\nspec.clusterIP\nrefused spec.clusterIP\n");
  CHECK(changes(service("clusterIP: 10.0.0.1"), service("type: ExternalName")) ==
        "~Service\nspec.type\nspec.clusterIP\n");
  CHECK(changes(service("type: ExternalName"), service("clusterIP: None")) == "~Service\nspec.clusterIP\nspec.type\n");

  CHECK(changes(object("Secret", "type: a"), object("Secret", "type: b")) == "~Secret\ntype\nrefused type\n");
  CHECK(changes(object("ConfigMap", "type: a"), object("ConfigMap", "type: b")) == "~ConfigMap\ntype\n");
  CHECK(changes(object("ConfigMap", "immutable: true, data: {a: x}"), object("ConfigMap", "data: {a: y}")) ==
        "~ConfigMap\ndata.a\nimmutable\nrefused immutable\nrefused data\n");

  const auto binding = [](std::string_view rest) { return object("RoleBinding", rest); };
  CHECK(changes(binding("roleRef: {name: a}"), binding("roleRef: {name: b}")) ==
        "~RoleBinding\nroleRef.name\nrefused roleRef\n");
  CHECK(changes(binding("subjects: [a]"), binding("subjects: [b]")) == "~RoleBinding\nsubjects[0]\n");
  CHECK(changes(object("StatefulSet", "spec: {serviceName: a, replicas: 1}"), object("StatefulSet", "x: 1")) ==
        "~StatefulSet\nx\nspec\nrefused spec.serviceName\n");
  CHECK(changes(object("Namespace", "x: 1"), "") == "-Namespace\ncareful \n");
}

TEST_CASE("a store's claims keep how they are made") {
  const auto traps = [](std::string_view before, std::string_view after) {
    Arena arena;
    const TreeBuilder tree(arena);
    Sources sources[2];
    const auto store = [](std::string_view name, std::string_view create) {
      return "{apiVersion: feast.dev/v1, kind: FeatureStore, metadata: {name: " + std::string(name) +
             "}, spec: {services: {registry: {local: {persistence: {file: {pvc: {" + std::string(create) + "}}}}}}}}";
    };
    const std::string old = "apiVersion: v1\nkind: List\nitems:\n- " + store("other", "create: {x: 9}") + "\n- 1\n- " +
                            store("a", before) + "\n";
    const std::string fresh = store("a", after) + "\n---\n" + store("new", "create: {x: 1}");
    sources[0].add("before", old);
    sources[1].add("after", fresh);
    std::string told;
    for (const auto& trap :
         diff::store_traps(diff::read_stores(sources[0], tree), diff::read_stores(sources[1], tree))) {
      told += trap.path + "\n";
    }
    return told;
  };
  CHECK(traps("create: {x: 1}", "create: {x: 2}") == "spec.services.registry.local.persistence.file.pvc.create\n");
  CHECK(traps("create: {x: 1}", "create: {x: 1}") == "");
  CHECK(traps("create: {x: 1}", "ref: {name: mine}") == "");
  CHECK(traps("ref: {name: mine}", "create: {x: 1}") == "");
}

TEST_CASE("what only a cluster writes is no difference") {
  const std::string live = R"({apiVersion: v1, kind: X, metadata: {name: a, uid: u, annotations: {
    kubectl.kubernetes.io/last-applied-configuration: "{}", mine: b}}, status: {a: 1}})";
  CHECK(changes(live, "{apiVersion: v1, kind: X, metadata: {name: a, annotations: {mine: b}}}") == "");
  CHECK(changes(live, "{apiVersion: v1, kind: X, metadata: {name: a}}") == "~X\nmetadata.annotations\n");
}

TEST_CASE("Lists are unpacked; what is no object, or no Kubernetes object, is left out") {
  constexpr std::string_view kList =
      "apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: A, metadata: {name: a}}\n- text\n";
  CHECK(changes("", kList) == "+A\n");
  CHECK(changes("", "apiVersion: v1\nkind: List\n") == "+List\n");
  CHECK(changes("", "kind: A\n---\napiVersion: v1\n---\napiVersion: kustomize.config.k8s.io/v1\nkind: K\n") == "");
  CHECK(changes("", "apiVersion: feast.dev/v1\nkind: FeatureStore\n") == "");
  CHECK(changes("", "apiVersion: other.dev/v1\nkind: FeatureStore\n") == "+FeatureStore\n");
}

TEST_CASE("lists without names are compared from both ends") {
  const auto list = [](std::string_view items) { return object("X", "l: [" + std::string(items) + "]"); };
  CHECK(changes(list("1, 2"), list("1, 2, 3")) == "~X\nl[2]\n");
  CHECK(changes(list("1, 2, 3"), list("1, 2")) == "~X\nl[2]\n");
  CHECK(changes(list("2, 3"), list("1, 2, 3")) == "~X\nl[0]\n");
  CHECK(changes(list("1, 2, 3"), list("2, 3")) == "~X\nl[0]\n");
  CHECK(changes(list("{a: 1}, 5"), list("{a: 2}, [6]")) == "~X\nl[0].a\nl[1]\n");
}

TEST_CASE("objects of odd shapes are compared, too") {
  for (const std::string_view odd : {"spec: 1", "spec: null", "spec: []", "spec: {selector: 3}", "data: text"}) {
    for (const std::string_view kind : {"Secret", "Deployment", "PersistentVolumeClaim", "StatefulSet", "Service"}) {
      CHECK(changes(object(kind, odd), object(kind, "spec: {selector: {a: b}}")).starts_with("~"));
    }
  }
}
