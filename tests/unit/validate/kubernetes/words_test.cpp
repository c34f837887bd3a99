/// What findings say beside their place: hints, what was expected, and notes on the other place that they speak of.
#include <doctest/doctest.h>

#include <string>

#include "unit/parse/support.hpp"
#include "unit/validate/kubernetes/judge.hpp"

using namespace feastctl;
using namespace feastctl::validate::kubernetes;

namespace {

/// An object read from text, so that everything in it has a place, and the only finding in it.
struct Judged {
  explicit Judged(const std::string& object) : read(object) {
    REQUIRE(read.all.size() == 1);
    const TreeBuilder tree(read.arena);
    auto findings = judge_in_full(*store_named(tree, "sample"), *read.all[0].root);
    REQUIRE(findings.size() == 1);
    finding = findings[0];
  }
  /// The text that the only note points at.
  [[nodiscard]] std::string noted() const {
    return finding.notes.size() == 1 ? std::string(read.at(finding.notes[0].where)) : "no note";
  }
  [[nodiscard]] std::string pointed() const { return std::string(read.at(finding.where)); }

  parse::ReadText read;
  Diagnostic finding;
};

std::string object(std::string_view kind, const std::string& spec) {
  return "{kind: " + std::string(kind) + ", metadata: {name: feast-sample}, spec: {" + spec + "}}";
}
std::string pod(const std::string& spec) {
  return object("Deployment", "template: {spec: {" + spec + "}}");
}
std::string container(const std::string& more) {
  return pod("volumes: [{name: data}], containers: [{name: online, image: feast, " + more + "}]");
}
std::string cron(const std::string& spec) {
  return object("CronJob", spec);
}
std::string job(const std::string& spec) {
  return cron("schedule: '@daily', jobTemplate: {spec: {" + spec + "}}");
}
std::string autoscaler(const std::string& spec) {
  return object("HorizontalPodAutoscaler", spec);
}

struct Case {
  std::string object, text;
};

}  // namespace

TEST_CASE("hints at the word that was meant") {
  const std::string spread = "topologySpreadConstraints: [{maxSkew: 1, topologyKey: a, whenUnsatisfiable: ";
  const std::string selector = "labelSelector: {matchExpressions: [{key: a, values: [b], operator: ";
  for (const Case& c : std::vector<Case>{
           {container("imagePullPolicy: always"), "did you mean Always?"},
           {container("imagePullPolicy: xyzzy"), ""},
           {container("volumeMounts: [{name: data, mountPath: /a, mountPropagation: none}]"), "did you mean None?"},
           {container("volumeMounts: [{name: data, mountPath: /a, mountPropagation: xyzzy}]"), ""},
           {container("volumeMounts: [{name: dat, mountPath: /a}]"), "did you mean data?"},
           {container("env: [{name: A, valueFrom: {fieldRef: {fieldPath: metadata.nam}}}]"),
            "did you mean metadata.name?"},
           {container("env: [{name: A, valueFrom: {fieldRef: {fieldPath: xyzzy}}}]"), ""},
           {object("Deployment", "strategy: {type: recreate}"), "did you mean Recreate?"},
           {object("Deployment", "strategy: {type: xyzzy}"), ""},
           {pod("tolerations: [{key: a, operator: exists}]"), "did you mean Exists?"},
           {pod("tolerations: [{key: a, operator: Gt}]"),
            "Lt and Gt require the feature gate TaintTolerationComparisonOperators, which is disabled by default"},
           {pod("tolerations: [{key: a, operator: Lt}]"),
            "Lt and Gt require the feature gate TaintTolerationComparisonOperators, which is disabled by default"},
           {pod("tolerations: [{key: a, operator: xyzzy}]"), ""},
           {pod(spread + "ScheduleAnyway, " + selector + "in}]}}]"), "did you mean In?"},
           {pod(spread + "ScheduleAnyway, " + selector + "Equals}]}}]"),
            "use In with one value to compare for equality"},
           {pod(spread + "ScheduleAnyway, " + selector + "'='}]}}]"), "use In with one value to compare for equality"},
           {pod(spread + "ScheduleAnyway, " + selector + "xyzzy}]}}]"), ""},
           {object("PersistentVolumeClaim", "accessModes: [ReadWriteonce], resources: {requests: {storage: 1Gi}}"),
            "did you mean ReadWriteOnce?"},
           {object("PersistentVolumeClaim", "accessModes: [xyzzy], resources: {requests: {storage: 1Gi}}"), ""},
       }) {
    CAPTURE(c.object);
    CHECK(Judged(c.object).finding.hint == c.text);
  }
}

TEST_CASE("hints at time zones") {
  const auto zone = [](const std::string& text) {
    return Judged(cron("schedule: '@daily', timeZone: '" + text + "'")).finding.hint;
  };
  CHECK(zone("europe/paris") == "did you mean Europe/Paris?");
  CHECK(zone("paris") == "did you mean Europe/Paris?");
  CHECK(zone("local") == "write the name of a zone, such as Europe/Paris, or remove timeZone");
  CHECK(zone("xyzzyxyzzy") == "");
}

TEST_CASE("notes name the other place") {
  const std::string spread = "{maxSkew: 1, topologyKey: a, whenUnsatisfiable: ScheduleAnyway";
  for (const Case& c : std::vector<Case>{
           {autoscaler("minReplicas: 4, maxReplicas: 3"), "minReplicas"},
           {object("Deployment", "strategy: {type: Recreate, rollingUpdate: {}}"), "type"},
           {object("Deployment", "strategy: {rollingUpdate: {maxSurge: 0, maxUnavailable: 0}}"), "maxSurge"},
           {container("env: [{name: A, value: x, valueFrom: {secretKeyRef: {name: s, key: k}}}]"), "value"},
           {job("podReplacementPolicy: TerminatingOrFailed, podFailurePolicy: {rules: []}"), "podFailurePolicy"},
           {pod("topologySpreadConstraints: [" + spread + ", minDomains: 1}]"), "whenUnsatisfiable"},
           {pod("topologySpreadConstraints: [" + spread + "}, " + spread + "}]"), spread + "}"},
           {pod("volumes: [{name: a}, {name: a}]"), "{name: a}"},
           {container("volumeMounts: [{name: data, mountPath: /a}, {name: data, mountPath: /a}]"),
            "{name: data, mountPath: /a}"},
       }) {
    CAPTURE(c.object);
    CHECK(Judged(c.object).noted() == c.text);
  }
}

TEST_CASE("what nobody wrote is not noted") {
  Arena arena;  // as when the first of two volumes is the operator's own
  const TreeBuilder tree(arena);
  Node* volumes = tree.list();
  for (int i = 0; i < 2; ++i) tree.push(volumes, tree.map({{"name", "a"}}));
  const Node* pod_template = tree.map({{"spec", tree.map({{"volumes", volumes}})}});
  const Node* twice = tree.map({{"kind", "Deployment"},
                                {"metadata", tree.map({{"name", "x"}})},
                                {"spec", tree.map({{"template", pod_template}})}});
  const auto findings = judge_in_full(*store_named(tree, "sample"), *twice);
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].notes.empty());
}

TEST_CASE("of two mounts at one path, the user's is the one to move") {
  Arena arena;
  const TreeBuilder tree(arena);
  const auto mount = [&](std::string_view name, bool written) {
    Node* path = tree.string("/x");
    if (written) path->span = {1, 10, 12};
    return tree.map({{"name", name}, {"mountPath", path}});
  };
  const auto hint = [&](const Node* first, const Node* second) {
    const Node* volumes = tree.list({tree.map({{"name", "a"}}), tree.map({{"name", "b"}})});
    const Node* online =
        tree.map({{"name", "online"}, {"image", "feast"}, {"volumeMounts", tree.list({first, second})}});
    const Node* spec = tree.map({{"volumes", volumes}, {"containers", tree.list({online})}});
    const Node* object = tree.map({{"kind", "Deployment"},
                                   {"metadata", tree.map({{"name", "x"}})},
                                   {"spec", tree.map({{"template", tree.map({{"spec", spec}})}})}});
    const auto findings = judge_in_full(*store_named(tree, "sample"), *object);
    REQUIRE(findings.size() == 1);
    return findings[0].hint;
  };
  CHECK(hint(mount("a", true), mount("b", true)) == "mount this one at another path");
  CHECK(hint(mount("a", false), mount("b", true)) == "mount this one at another path");
  CHECK(hint(mount("a", true), mount("b", false)) == "mount it at another path");
  CHECK(hint(mount("a", false), mount("b", false)) == "mount this one at another path");
}

TEST_CASE("a mount of a refused volume: the volume is what to mend") {
  const parse::ReadText read(
      pod("volumes: [{name: bad, secret: {}}], containers: [{name: a, image: b, volumeMounts: "
          "[{name: bad, mountPath: /x}]}]"));
  Arena arena;
  const auto findings = judge_in_full(*store_named(TreeBuilder(arena), "sample"), *read.all[0].root);
  REQUIRE(findings.size() == 2);
  CHECK(findings[1].hint == "correct the volume; the mount itself may be fine");
}

TEST_CASE("names made of the store's: how long it may be, or what to write") {
  Arena arena;
  const TreeBuilder tree(arena);
  const auto said = [&](std::string_view store, const Node* object) {
    const auto findings = judge_in_full(*store_named(tree, store), *object);
    REQUIRE(findings.size() == 1);
    return findings[0].found + "; " + findings[0].hint;
  };
  const auto service = [&](std::string_view name, const Node* labels) {
    return tree.map({{"kind", "Service"}, {"metadata", tree.map({{"name", name}, {"labels", labels}})}});
  };
  CHECK(said("a.b", service("feast-a.b", nullptr)) == "\"feast-a.b\"; use - instead of . in metadata.name");
  CHECK(said("ab", service("feast_ab", nullptr)) == "\"feast_ab\"; ");
  const Node* role = tree.map({{"kind", "Role"}, {"metadata", tree.map({{"name", "a.b/c"}})}});
  CHECK(said("a.b", role) == "\"a.b/c\"; ");
  const std::string_view long_name = arena.copy(std::string(64, 'a'));
  CHECK(said(long_name, service("x", tree.map({{"feast.dev/name", long_name}}))) ==
        "64 characters; shorten metadata.name to 63 characters");
  const std::string_view just_bad = arena.copy(std::string(62, 'a') + "-");
  CHECK(said(just_bad, service("x", tree.map({{"feast.dev/name", just_bad}}))) == "; ");
  const Node* annotated =
      tree.map({{"kind", "Role"}, {"metadata", tree.map({{"name", "x"}, {"annotations", tree.map({{"a b", "c"}})}})}});
  CHECK(said("x", annotated) == "\"a b\"; ");
}

TEST_CASE("findings within a schedule, or at a key, point there") {
  CHECK(Judged(cron("schedule: 'TZ=UTC 0 3 * * *'")).pointed() == "TZ");
  CHECK(Judged(cron("schedule: '0 61 * * *'")).pointed() == "61");
  CHECK(Judged("{kind: Role, metadata: {name: x, annotations: {a b: c}}}").pointed() == "a b");
}

TEST_CASE("an unknown volume: those that there are") {
  const auto expected = [](int count, const std::string& more) {
    std::string volumes;
    for (int i = 1; i <= count; ++i) volumes += "{name: v" + std::to_string(i) + "}, ";
    return Judged(pod("volumes: [" + volumes + more +
                      "], containers: [{name: a, image: b, volumeMounts: [{name: other, mountPath: /x}]}]"))
        .finding.expected;
  };
  CHECK(expected(2, "") == "v1 or v2");
  CHECK(expected(1, "{name: feastctl-secrets}") == "v1");  // which carries feature_store.yaml
  CHECK(expected(0, "") == "");
  CHECK(expected(9, "").ends_with("v8 or v9"));
  CHECK(expected(10, "") == "");
}

TEST_CASE("an unknown container of a job: those that there are") {
  const std::string pods =
      "template: {spec: {initContainers: [{name: a, image: i}], containers: [{name: b, image: i}]}}";
  const Judged judged(job(pods + ", podFailurePolicy: {rules: [{action: Ignore, onExitCodes: {containerName: c, "
                                 "operator: In, values: [1]}}]}"));
  CHECK(judged.finding.expected == "one of a, b");
}

TEST_CASE("exit codes out of order are shown, the first ten of them") {
  const auto found = [](const std::string& codes) {
    return Judged(job("podFailurePolicy: {rules: [{action: Ignore, onExitCodes: {operator: In, values: [" + codes +
                      "]}}]}"))
        .finding.found;
  };
  CHECK(found("2, 1") == "2, 1");
  CHECK(found("2, 1, 3, 4, 5, 6, 7, 8, 9, 10") == "2, 1, 3, 4, 5, 6, 7, 8, 9, 10");
  CHECK(found("2, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11") == "2, 1, 3, 4, 5, 6, 7, 8, 9, 10, …");
}
