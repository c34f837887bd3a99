#include "validate/kubernetes/dropped.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.hpp"
#include "support/tree.hpp"
#include "unit/validate/kubernetes/judge.hpp"
#include "validate/kubernetes/kubernetes.hpp"

using namespace feastctl;
using namespace feastctl::validate::kubernetes;

namespace {

struct Kept {
  std::string object;
  std::vector<std::string> warnings;  ///< where, sorted
};

Kept kept(std::string_view text, std::string_view minor) {
  Arena arena;
  const TreeBuilder tree(arena);
  const Node* object = test::tree_of(tree, text);
  Diagnostics out;
  ObjectReport report(out, *store_named(tree, "s"), *object, parse_kubernetes_release(minor).value());
  Kept result{.object = test::json_text(as_kept(*object, report, tree)), .warnings = {}};
  for (const Diagnostic& d : out.all()) result.warnings.push_back(std::string(d.rule->code) + " " + d.object.path);
  std::ranges::sort(result.warnings);
  return result;
}

using Lines = std::vector<std::string>;

std::string deployment(std::string_view spec) {
  return "{kind: Deployment, spec: {template: {spec: " + std::string(spec) + "}}}";
}

std::string deployed(std::string_view spec) {
  return R"({"kind":"Deployment","spec":{"template":{"spec":)" + std::string(spec) + "}}}";
}

}  // namespace

TEST_CASE("a field is dropped by the minors before the one that has its gate on") {
  const std::string pod = deployment("{securityContext: {supplementalGroupsPolicy: Odd, runAsUser: 5}}");
  const Kept before = kept(pod, "1.32");
  CHECK(before.object == deployed(R"({"securityContext":{"runAsUser":5}})"));
  CHECK(before.warnings == Lines{"FS642 spec.template.spec.securityContext.supplementalGroupsPolicy"});
  const Kept since = kept(pod, "1.33");
  CHECK(since.object == deployed(R"({"securityContext":{"supplementalGroupsPolicy":"Odd","runAsUser":5}})"));
  CHECK(since.warnings.empty());
}

TEST_CASE("every place of a list, in Deployments and in CronJobs") {
  const std::string containers =
      "{containers: [{name: a, resources: {claims: [{name: c}], limits: {cpu: 1}}}, {name: b}, "
      "{name: d, resources: {claims: [{name: e}]}}]}";
  const Kept pod = kept(deployment(containers), "1.33");
  CHECK(pod.object == deployed(R"({"containers":[{"name":"a","resources":{"limits":{"cpu":1}}},{"name":"b"},)"
                               R"({"name":"d","resources":{}}]})"));
  CHECK(pod.warnings == Lines{"FS642 spec.template.spec.containers[0].resources.claims",
                              "FS642 spec.template.spec.containers[2].resources.claims"});
  const Kept job = kept(
      "{kind: CronJob, spec: {jobTemplate: {spec: {template: {spec: {containers: [{resources: {claims: [1]}}]}}}}}}",
      "1.33");
  CHECK(job.warnings == Lines{"FS642 spec.jobTemplate.spec.template.spec.containers[0].resources.claims"});
}

TEST_CASE("an image volume takes its mounts with it") {
  const Kept pod =
      kept(deployment("{containers: [{volumeMounts: [{name: v, mountPath: /v}, {name: w, mountPath: /w}]}], "
                      "volumes: [{name: w, emptyDir: {}}, {name: v, image: {reference: r}}]}"),
           "1.34");
  CHECK(pod.object == deployed(R"({"containers":[{"volumeMounts":[{"name":"w","mountPath":"/w"}]}],)"
                               R"("volumes":[{"name":"w","emptyDir":{}},{"name":"v"}]})"));
  CHECK(pod.warnings ==
        Lines{"FS642 spec.template.spec.containers[0].volumeMounts", "FS642 spec.template.spec.volumes[1].image"});
}

TEST_CASE("terms of pod affinity, both kinds") {
  const std::string terms =
      "{requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: z, matchLabelKeys: [a]}], "
      "preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, podAffinityTerm: {mismatchLabelKeys: [b]}}]}";
  const std::string pod = deployment("{affinity: {podAffinity: " + terms + ", podAntiAffinity: " + terms + "}}");
  CHECK(kept(pod, "1.30").warnings.size() == 4);
  CHECK(kept(pod, "1.30").object.find("abelKeys") == std::string::npos);
  CHECK(kept(pod, "1.31").warnings.empty());
}

TEST_CASE("the tolerance of an autoscaler, wrong or right") {
  const std::string scaler = "{kind: HorizontalPodAutoscaler, spec: {behavior: {scaleUp: {tolerance: -1}}}}";
  CHECK(kept(scaler, "1.34").object == R"({"kind":"HorizontalPodAutoscaler","spec":{"behavior":{"scaleUp":{}}}})");
  CHECK(kept(scaler, "1.34").warnings == Lines{"FS642 spec.behavior.scaleUp.tolerance"});
  CHECK(kept(scaler, "1.35").warnings.empty());
}

TEST_CASE("what nothing is dropped from is the object itself") {
  Arena arena;
  const TreeBuilder tree(arena);
  const std::string text = deployment("{containers: [{name: a}], volumes: [{name: v, emptyDir: {}}]}");
  const Node* object = test::tree_of(tree, text);
  Diagnostics out;
  for (const std::string_view minor : kKubernetesReleases) {
    ObjectReport report(out, *store_named(tree, "s"), *object, parse_kubernetes_release(minor).value());
    CHECK(&as_kept(*object, report, tree) == object);
  }
  CHECK(out.all().empty());
}

TEST_CASE("variables by the server's minor") {
  const auto codes = [](std::string_view variable, std::string_view minor) {
    Arena arena;
    const TreeBuilder tree(arena);
    const std::string text = deployment("{containers: [{name: a, image: i, env: [" + std::string(variable) + "]}], " +
                                        "volumes: [{name: v, emptyDir: {}}]}");
    const Node* object = test::tree_of(tree, text);
    Diagnostics out;
    ObjectReport report(out, *store_named(tree, "s"), *object, parse_kubernetes_release(minor).value());
    check_object(*object, report);
    Lines lines;
    for (const Diagnostic& d : out.all()) {
      if (d.object.path.find(".env") != std::string::npos) lines.push_back(std::string(d.rule->code));
    }
    return lines;
  };
  CHECK(codes("{name: \"1 A\", value: x}", "1.31") == Lines{"FS512"});
  CHECK(codes("{name: \"1 A\", value: x}", "1.32") == Lines{});
  CHECK(codes("{name: A.b-c_1, value: x}", "1.29") == Lines{});
  CHECK(codes("{name: ..a, value: x}", "1.29") == Lines{"FS512"});
  CHECK(codes("{name: A, valueFrom: {fileKeyRef: {volumeName: v, path: p, key: K}}}", "1.34") == Lines{"FS513"});
  CHECK(codes("{name: A, valueFrom: {fileKeyRef: {volumeName: v, path: p, key: K}}}", "1.35") == Lines{});
}
