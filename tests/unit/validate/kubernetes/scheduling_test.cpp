#include <doctest/doctest.h>

#include "support/tree.hpp"
#include "unit/validate/kubernetes/judge.hpp"

using namespace feastctl;
using namespace feastctl::validate::kubernetes;

namespace {

/// A part of a Deployment's pod spec, and the findings in it: code and path, below `spec.template.spec.`.
struct Case {
  std::string_view key, value;
  Lines expected;
};

Lines judge_pod(std::string_view key, std::string_view value) {
  Arena arena;
  const TreeBuilder tree(arena);
  Node* spec = test::tree_of(tree, "{containers: [{name: online, image: feast}]}");
  tree.add(spec, key, test::tree_of(tree, value));
  const Node* object = tree.map({{"kind", "Deployment"},
                                 {"metadata", tree.map({{"name", "feast-sample"}})},
                                 {"spec", tree.map({{"template", tree.map({{"spec", spec}})}})}});
  return judge(*store_named(tree, "sample"), *object, "spec.template.spec.");
}

void check_all(std::initializer_list<Case> cases) {
  for (const Case& c : cases) {
    CAPTURE(c.value);
    CHECK(judge_pod(c.key, c.value) == c.expected);
  }
}

}  // namespace

TEST_CASE("nodeSelector and tolerations") {
  check_all({
      {"nodeSelector", "{a.b/c: '', disktype: ssd}", {}},
      {"nodeSelector", "{bad key: a, b: 'x y'}", {"FS562 nodeSelector", "FS562 nodeSelector"}},
      {"tolerations", "[{operator: Exists}, {key: a, value: b}, {key: a, operator: Equal, effect: NoSchedule}]", {}},
      {"tolerations", "[{key: a, operator: Exists, effect: NoExecute, tolerationSeconds: -1}]", {}},
      {"tolerations", "[{key: a, effect: ''}]", {}},
      {"tolerations", "[{}]", {"FS567 tolerations[0].operator"}},
      {"tolerations", "[{key: a, value: 'b c'}]", {"FS567 tolerations[0].operator"}},
      {"tolerations", "[{key: a, operator: Exists, value: b}]", {"FS567 tolerations[0].operator"}},
      {"tolerations", "[{key: a, operator: In}]", {"FS567 tolerations[0].operator"}},
      {"tolerations", "[{key: a, operator: Gt, value: '5'}]", {"FS567 tolerations[0].operator"}},
      {"tolerations", "[{operator: Equal}]", {"FS567 tolerations[0].operator"}},
      {"tolerations", "[{operator: In}]", {"FS567 tolerations[0].operator", "FS567 tolerations[0].operator"}},
      {"tolerations", "[{key: -a}]", {"FS567 tolerations[0].key"}},
      {"tolerations", "[{key: a, effect: Never}]", {"FS568 tolerations[0].effect"}},
      {"tolerations", "[{key: a, tolerationSeconds: 5}]", {"FS568 tolerations[0].effect"}},
      {"tolerations", "[{key: a, effect: NoSchedule, tolerationSeconds: 5}]", {"FS568 tolerations[0].effect"}},
  });
}

TEST_CASE("topologySpreadConstraints") {
  const std::string_view k = "topologySpreadConstraints";
  const std::string_view at = "topologySpreadConstraints[0]";
  const auto with = [&](std::string_view more) {
    return judge_pod(k,
                     "[{maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, " + std::string(more) + "}]");
  };
  const auto one = [&](std::string_view code, std::string_view key) {
    return Lines{std::string(code) + " " + std::string(at) + std::string(key)};
  };
  CHECK(with("minDomains: 1, nodeAffinityPolicy: Honor, nodeTaintsPolicy: Ignore") == Lines{});
  CHECK(with("labelSelector: {}, matchLabelKeys: [pod-template-hash]") == Lines{});
  CHECK(with("minDomains: 0") == one("FS569", ".minDomains"));
  CHECK(with("nodeAffinityPolicy: ''") == one("FS569", ".nodeAffinityPolicy"));
  CHECK(with("nodeTaintsPolicy: Other") == one("FS569", ".nodeTaintsPolicy"));
  CHECK(with("matchLabelKeys: [a]") == one("FS566", ".matchLabelKeys"));
  CHECK(with("labelSelector: {}, matchLabelKeys: [a, 'b c']") == one("FS566", ".matchLabelKeys[1]"));
  CHECK(with("labelSelector: {matchLabels: {a: b}}, matchLabelKeys: [a]") == Lines{});
  CHECK(with("labelSelector: {matchLabels: {a: b}, matchExpressions: [{key: a, operator: Exists}]}, matchLabelKeys: "
             "[a]") == one("FS566", "[0]"));
  CHECK(with("labelSelector: {matchExpressions: [{key: b, operator: Exists}, {key: a, operator: Exists}, {key: a, "
             "operator: In, values: [c]}]}, matchLabelKeys: [a]") == one("FS566", "[0]"));
  CHECK(with("labelSelector: {matchExpressions: [{key: a, operator: Exists}, {key: b, operator: Exists}]}, "
             "matchLabelKeys: [a]") == Lines{});
  CHECK(with("labelSelector: {matchLabels: {a: 'b c'}}") == one("FS561", ".labelSelector.matchLabels"));
  CHECK(with("labelSelector: {matchExpressions: [{key: a, operator: In}]}") ==
        one("FS560", ".labelSelector.matchExpressions[0].values"));
  CHECK(with("labelSelector: {matchExpressions: [{key: a, operator: Exists, values: [b]}]}") ==
        one("FS560", ".labelSelector.matchExpressions[0].values"));
  CHECK(with("labelSelector: {matchExpressions: [{key: a, operator: Equals, values: [b]}]}") ==
        one("FS560", ".labelSelector.matchExpressions[0].operator"));
  CHECK(with("labelSelector: {matchExpressions: [{key: 'a b', operator: Exists}]}") ==
        one("FS561", ".labelSelector.matchExpressions[0].key"));
  CHECK(with("labelSelector: {matchExpressions: [{key: a, operator: In, values: [b, '-']}]}") ==
        one("FS561", ".labelSelector.matchExpressions[0].values[1]"));
  CHECK(judge_pod(k, "[{maxSkew: 0, topologyKey: '', whenUnsatisfiable: Maybe, minDomains: 2}]") ==
        Lines{"FS569 topologySpreadConstraints[0].maxSkew", "FS569 topologySpreadConstraints[0].minDomains",
              "FS569 topologySpreadConstraints[0].topologyKey",
              "FS569 topologySpreadConstraints[0].whenUnsatisfiable"});
  CHECK(judge_pod(k,
                  "[{maxSkew: 1, topologyKey: a, whenUnsatisfiable: ScheduleAnyway},"
                  " {maxSkew: 1, topologyKey: a, whenUnsatisfiable: DoNotSchedule},"
                  " {maxSkew: 2, topologyKey: a, whenUnsatisfiable: ScheduleAnyway}]") ==
        one("FS570", ".{topologyKey, whenUnsatisfiable}"));
}

TEST_CASE("node affinity") {
  const auto required = [](std::string_view terms) {
    return judge_pod("affinity",
                     "{nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: " +
                         std::string(terms) + "}}}");
  };
  const auto one = [](std::string_view rest) {
    return Lines{"FS563 affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms" +
                 std::string(rest)};
  };
  CHECK(required("[{}]") == Lines{});
  CHECK(required("[{matchExpressions: [{key: a, operator: Gt, values: ['5']}, {key: b, operator: Exists}]}]") ==
        Lines{});
  CHECK(required("[{matchFields: [{key: metadata.name, operator: In, values: [node-1]}]}]") == Lines{});
  CHECK(required("[]") == one(""));
  CHECK(required("[{matchExpressions: [{key: a, operator: Equal}]}]") == one("[0].matchExpressions[0].operator"));
  CHECK(required("[{matchExpressions: [{key: a, operator: NotIn}]}]") == one("[0].matchExpressions[0].values"));
  CHECK(required("[{matchExpressions: [{key: a, operator: Lt, values: ['1', '2']}]}]") ==
        one("[0].matchExpressions[0].values"));
  CHECK(required("[{matchExpressions: [{key: '', operator: Exists}]}]") == one("[0].matchExpressions[0].key"));
  CHECK(required("[{matchExpressions: [{key: a, operator: In, values: ['b c']}]}]") ==
        one("[0].matchExpressions[0].values[0]"));
  CHECK(required("[{matchFields: [{key: a, operator: In, values: [b]}]}]") == one("[0].matchFields[0].key"));
  CHECK(required("[{matchFields: [{key: metadata.name, operator: Exists}]}]") == one("[0].matchFields[0].operator"));
  CHECK(required("[{matchFields: [{key: metadata.name, operator: In}]}]") == one("[0].matchFields[0].values"));
  CHECK(required("[{matchFields: [{key: metadata.name, operator: In, values: [A]}]}]") ==
        one("[0].matchFields[0].values[0]"));
  CHECK(judge_pod("affinity",
                  "{nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 0, preference:"
                  " {matchExpressions: [{key: a, operator: In, values: ['b c']}]}}]}}") ==
        Lines{"FS564 affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight"});
  const auto preferred = [](std::string_view term) {
    return judge_pod(
        "affinity", "{nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{" + std::string(term) + "}]}}");
  };
  CHECK(preferred("weight: 1, preference: {}") == Lines{});
  CHECK(preferred("weight: 100, preference: {}") == Lines{});
  CHECK(preferred("weight: 1, preference: {matchFields: [{key: metadata.name, operator: In}]}") ==
        Lines{"FS563 affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].preference."
              "matchFields[0].values"});
}

TEST_CASE("pod affinity") {
  const auto term = [](std::string_view text) {
    return judge_pod(
        "affinity", "{podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [" + std::string(text) + "]}}");
  };
  const auto one = [](std::string_view code, std::string_view rest) {
    return Lines{std::string(code) + " affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0]." +
                 std::string(rest)};
  };
  CHECK(term("{topologyKey: a, labelSelector: {}, namespaces: [b], matchLabelKeys: [c], mismatchLabelKeys: [d]}") ==
        Lines{});
  CHECK(term("{topologyKey: ''}") == one("FS565", "topologyKey"));
  CHECK(term("{topologyKey: 'a b'}") == one("FS565", "topologyKey"));
  CHECK(term("{topologyKey: a, namespaces: [a.b]}") == one("FS565", "namespace"));
  CHECK(term("{topologyKey: a, mismatchLabelKeys: [b]}") == one("FS566", "mismatchLabelKeys"));
  CHECK(term("{topologyKey: a, labelSelector: {}, mismatchLabelKeys: ['']}") == one("FS566", "mismatchLabelKeys[0]"));
  CHECK(term("{topologyKey: a, labelSelector: {}, matchLabelKeys: [b], mismatchLabelKeys: [b]}") ==
        one("FS566", "matchLabelKeys[0]"));
  CHECK(term("{topologyKey: a, namespaceSelector: {matchLabels: {b: -}}}") ==
        one("FS561", "namespaceSelector.matchLabels"));
  CHECK(judge_pod("affinity",
                  "{podAffinity: {preferredDuringSchedulingIgnoredDuringExecution:"
                  " [{weight: 101, podAffinityTerm: {topologyKey: a, labelSelector: {matchLabels: {b: -}}}}]}}") ==
        Lines{"FS561 affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm."
              "labelSelector.matchLabels",
              "FS564 affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight"});
}

TEST_CASE("resource claims") {
  check_all({
      {"resourceClaims", "[{name: a, resourceClaimName: b}, {name: c, resourceClaimTemplateName: d.e}]", {}},
      {"resourceClaims", "[{name: a}]", {"FS571 resourceClaims[0]"}},
      {"resourceClaims",
       "[{name: a, resourceClaimName: b, resourceClaimTemplateName: c}]",
       {"FS571 resourceClaims[0]"}},
      {"resourceClaims", "[{resourceClaimName: b}]", {"FS571 resourceClaims[0].name"}},
      {"resourceClaims", "[{name: a.b, resourceClaimName: b}]", {"FS571 resourceClaims[0].name"}},
      {"resourceClaims", "[{name: a, resourceClaimName: ''}]", {"FS571 resourceClaims[0].resourceClaimName"}},
      {"resourceClaims",
       "[{name: a, resourceClaimTemplateName: A}]",
       {"FS571 resourceClaims[0].resourceClaimTemplateName"}},
      {"resourceClaims",
       "[{name: a, resourceClaimName: b}, {name: a, resourceClaimName: c}]",
       {"FS571 resourceClaims[1].name"}},
  });
}

TEST_CASE("values of the wrong type are left to the schema and crash nothing") {
  for (const std::string_view key :
       {"affinity", "tolerations", "topologySpreadConstraints", "resourceClaims", "nodeSelector", "securityContext"}) {
    for (const std::string_view value : {"1", "x", "[1, x, [], null]", "{a: {b: [c]}}", "{a: 1}", "[{key: {}}]"}) {
      CAPTURE(key);
      CAPTURE(value);
      CHECK_NOTHROW(judge_pod(key, value));
    }
  }
}
