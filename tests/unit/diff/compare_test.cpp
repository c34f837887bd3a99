#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "base/arena.hpp"
#include "diff/diff.hpp"

using namespace feastctl;

namespace {

std::string word(diff::Effect effect) {
  return effect == diff::Effect::kRefused   ? "refused"
         : effect == diff::Effect::kCareful ? "careful"
         : effect == diff::Effect::kKept    ? "kept"
                                            : "restarts";
}

/// Every change and trap on a line of its own.
std::string changes(std::string_view before, std::string_view after) {
  Arena arena;
  const TreeBuilder tree(arena);
  Sources sources[2];
  sources[0].add("before", before);
  sources[1].add("after", after);
  const diff::Manifests old = diff::read(sources[0], {}, tree);
  const diff::Manifests fresh = diff::read(sources[1], {}, tree);
  REQUIRE(old.findings.errors() + fresh.findings.errors() == 0);
  std::string text;
  for (const diff::ObjectChange& change : diff::compare(old.objects, fresh.objects, tree)) {
    text += std::string(change.change == diff::Change::kAdded     ? "+"
                        : change.change == diff::Change::kRemoved ? "-"
                                                                  : "~") +
            change.kind + "\n";
    for (const auto& field : change.fields) text += field.path + "\n";
    for (const auto& trap : change.traps) text += word(trap.effect) + (" " + trap.path) + "\n";
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

namespace {

/// How a Deployment's (or another workload's) pods restart, or "".
std::string restart(std::string_view before, std::string_view after, std::string_view kind = "Deployment") {
  Arena arena;
  const TreeBuilder tree(arena);
  Sources sources[2];
  const std::string old = object(kind, "spec: {" + std::string(before) + "}");
  const std::string fresh = object(kind, "spec: {" + std::string(after) + "}");
  sources[0].add("before", old);
  sources[1].add("after", fresh);
  std::string text;
  for (const auto& change :
       diff::compare(diff::read(sources[0], {}, tree).objects, diff::read(sources[1], {}, tree).objects, tree)) {
    for (const auto& trap : change.traps) {
      if (trap.effect == diff::Effect::kRestarts) text += trap.message;
    }
  }
  return text;
}

}  // namespace

TEST_CASE("a changed pod template restarts the pods, all at once or one after the other") {
  const auto changed = [](std::string_view rest, std::string_view kind = "Deployment") {
    const std::string tail = rest.empty() ? "" : ", " + std::string(rest);
    return restart("template: {a: 1}" + tail, "template: {a: 2}" + tail, kind);
  };
  CHECK(changed("") == "rolling");
  CHECK(changed("strategy: {type: Recreate}") == "Recreate: no ready pod meanwhile");
  CHECK(changed("replicas: 1") == "rolling");  // 25% of one is none, so one more is started first
  CHECK(changed("replicas: 2, strategy: {rollingUpdate: {maxSurge: 0}}") == "rolling");
  CHECK(changed("replicas: 1, strategy: {rollingUpdate: {maxSurge: 0}}") ==
        "rolling, and maxUnavailable lets the only pod stop first: no ready pod meanwhile");
  CHECK(changed("replicas: 4, strategy: {rollingUpdate: {maxUnavailable: 100%}}") ==
        "rolling, and maxUnavailable lets all 4 pods stop at once: no ready pod meanwhile");
  CHECK(changed("replicas: 4, strategy: {rollingUpdate: {maxUnavailable: 99%}}") == "rolling");
  CHECK(changed("replicas: 0") == "");
  CHECK(changed("paused: true") == "");
  CHECK(restart("replicas: 1", "replicas: 2") == "");
  CHECK(restart("selector: {a: 1}, template: {a: 1}", "selector: {a: 2}, template: {a: 2}") == "");  // it is refused
  CHECK(changed("", "DaemonSet") == "rolling, node by node");
  CHECK(changed("updateStrategy: {type: OnDelete}", "DaemonSet") == "");
  CHECK(changed("replicas: 3", "StatefulSet") == "rolling");
  CHECK(changed("replicas: 1", "StatefulSet") == "the only pod: no ready pod meanwhile");
  CHECK(changed("replicas: 3, updateStrategy: {rollingUpdate: {partition: 2}}", "StatefulSet") ==
        "rolling, from ordinal 2 up");
  CHECK(changed("replicas: 3, updateStrategy: {rollingUpdate: {partition: 3}}", "StatefulSet") == "");
  CHECK(changed("updateStrategy: {type: OnDelete}", "StatefulSet") == "");
  CHECK(changed("", "ReplicaSet") == "");
  CHECK(changed("", "CronJob") == "");
}

TEST_CASE("replicas that leave the manifest fall to one") {
  const auto left = [](std::string_view before, std::string_view metadata = "name: a") {
    return changes("{kind: Deployment, apiVersion: v1, metadata: {" + std::string(metadata) + "}, spec: {" +
                       std::string(before) + "}}",
                   object("Deployment", "spec: {x: 1}"));
  };
  const std::string change = "~Deployment\nspec.replicas\n", fall = change + "careful spec.replicas\n";
  CHECK(left("replicas: 4, x: 1") == fall);
  CHECK(left("replicas: 1, x: 1") == change);
  // In a cluster, they stay unless an apply has set them.
  const std::string live = "name: a, uid: u", kept = change + "kept spec.replicas\n";
  CHECK(left("replicas: 4, x: 1", live) == kept);
  const std::string applied = live + ", annotations: {kubectl.kubernetes.io/last-applied-configuration: '{\"spec\":";
  CHECK(left("replicas: 4, x: 1", applied + "{\"replicas\":4}}'}") == fall);
  CHECK(left("replicas: 4, x: 1", applied + "{\"x\":1}}'}") == kept);
  const auto managed = [&](std::string_view operation) {
    return live + ", managedFields: [{operation: " + std::string(operation) +
           ", fieldsV1: {f:spec: {f:replicas: {}}}}]";
  };
  CHECK(left("replicas: 4, x: 1", managed("Apply")) == fall);
  CHECK(left("replicas: 4, x: 1", managed("Update")) == kept);
}

TEST_CASE("what a cluster filled in is not taken away, so nothing is refused") {
  CHECK(changes("{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: a, uid: u}, spec: {volumeName: v, "
                "storageClassName: standard}}",
                object("PersistentVolumeClaim", "spec: {storageClassName: fast}")) ==
        "~PersistentVolumeClaim\nspec.storageClassName\nrefused spec.storageClassName\n");
  CHECK(changes("{apiVersion: v1, kind: Service, metadata: {name: a, uid: u}, spec: {clusterIP: 10.0.0.1, x: 1}}",
                object("Service", "spec: {x: 1}")) == "");
}

TEST_CASE("an advice that deletes is not the first one, and says what is lost") {
  const std::string_view cases[][2] = {
      {"kind: Deployment, spec: {selector: 1}", "kind: Deployment, spec: {selector: 2}"},
      {"kind: Deployment, spec: {selector: 1}", "kind: Deployment, spec: {selector: 2, strategy: {type: Recreate}}"},
      {"kind: StatefulSet, spec: {serviceName: a}", "kind: StatefulSet, spec: {serviceName: b}"},
      {"kind: Job, spec: {template: 1}", "kind: Job, spec: {template: 2}"},
      {"kind: PersistentVolumeClaim, spec: {volumeMode: 1}", "kind: PersistentVolumeClaim, spec: {volumeMode: 2}"},
      {"kind: Service, spec: {clusterIP: None}", "kind: Service, spec: {clusterIP: 10.0.0.1}"},
      {"kind: RoleBinding, roleRef: 1", "kind: RoleBinding, roleRef: 2"},
      {"kind: Secret, type: a", "kind: Secret, type: b"},
      {"kind: ConfigMap, immutable: true", "kind: ConfigMap, immutable: false"}};
  for (const auto& both : cases) {
    CAPTURE(both[1]);
    Arena arena;
    const TreeBuilder tree(arena);
    Sources sources[2];
    std::string texts[2];
    for (const int i : {0, 1}) {
      texts[i] = "{apiVersion: v1, metadata: {name: a}, " + std::string(both[i]) + "}";
      sources[i].add("x", texts[i]);
    }
    const auto found =
        diff::compare(diff::read(sources[0], {}, tree).objects, diff::read(sources[1], {}, tree).objects, tree);
    REQUIRE(found.size() == 1);
    std::string remedy;
    for (const diff::Trap& trap : found[0].traps) {
      if (trap.effect == diff::Effect::kRefused) remedy = trap.remedy;
    }
    CAPTURE(remedy);
    const auto begins = [&](std::string_view part) { return remedy.starts_with(part); };
    CHECK((begins("keep ") || begins("give ") || begins("the spec of a claim is immutable: keep ") ||
           begins("run kubectl auth reconcile ")));
    if (remedy.find("delet") == std::string::npos) continue;
    bool told = false;
    for (const std::string_view part : {"lose", "lost", "deletes the data", "the old pods go on",
                                        "The old pods keep running", "the pods and their claims stay"}) {
      told |= remedy.find(part) != std::string::npos;
    }
    CHECK(told);
  }
}

TEST_CASE("an object that moved to another folder is the same one, if there is no doubt") {
  Arena arena;
  const TreeBuilder tree(arena);
  const auto side = [&](Sources& sources, std::initializer_list<std::pair<const char*, std::string_view>> files) {
    for (const auto& [name, text] : files) sources.add(name, text);
    return diff::read(sources, "r/", tree).objects;
  };
  const std::string one = object("X", "v: 1"), two = object("X", "v: 2");
  Sources s[6];
  const auto found = [&](const diff::Objects& before, const diff::Objects& after) {
    std::string text;
    for (const auto& change : diff::compare(before, after, tree)) {
      text += std::string(change.before == nullptr ? "+" : change.after == nullptr ? "-" : "~") + change.folder + " ";
    }
    return text;
  };
  const auto dev = side(s[0], {{"r/dev/a.yaml", one}});
  CHECK(found(dev, side(s[1], {{"r/prod/a.yaml", two}})) == "~prod ");
  CHECK(found(dev, side(s[2], {{"r/a.yaml", one}})) == "");
  CHECK(found(dev, side(s[3], {{"r/x/a.yaml", one}, {"r/y/a.yaml", two}})) == "+x +y -dev ");
  CHECK(found(side(s[4], {{"r/dev/a.yaml", one}, {"r/prod/a.yaml", two}}),
              side(s[5], {{"r/dev/b.yaml", two}, {"r/prod/b.yaml", two}})) == "~dev ");
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
         diff::store_traps(diff::read(sources[0], {}, tree).stores, diff::read(sources[1], {}, tree).stores)) {
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
  CHECK(changes(live, "{apiVersion: v1, kind: X, metadata: {name: a}}") == "");
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
