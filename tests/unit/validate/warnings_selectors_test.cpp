#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <vector>

#include "feastctl.hpp"

using namespace feastctl;

namespace {

/// What FS646 finds in store `s` of namespace `ns` with these services, in an input with the store `other`.
std::vector<std::string> found(std::string_view services) {
  std::string text;
  for (const std::string_view name : {"other", "s"}) {
    text += fmt::format(
        "---\napiVersion: feast.dev/v1\nkind: FeatureStore\nmetadata: {{name: {}, namespace: ns}}\n"
        "spec: {{feastProject: p, services: {}}}\n",
        name, name == "s" ? services : "{}");
  }
  Sources sources;
  sources.add("input.yaml", text);
  const Result result = run(sources, {.task = Task::kValidate, .notes = false});
  std::vector<std::string> all;
  for (const Diagnostic& d : result.findings.all()) {
    if (d.rule->code == "FS646") all.push_back(d.found);
    CHECK_MESSAGE(d.rule->severity != Severity::kError, d.message);
  }
  return all;
}

std::vector<std::string> spread(std::string_view selector) {
  return found(
      fmt::format("{{topologySpreadConstraints: [{{maxSkew: 1, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway, "
                  "labelSelector: {}}}]}}",
                  selector));
}

std::vector<std::string> term(std::string_view kind, std::string_view selector, std::string_view more = "") {
  return found(
      fmt::format("{{affinity: {{{}: {{requiredDuringSchedulingIgnoredDuringExecution: [{{topologyKey: zone, "
                  "labelSelector: {}{}}}]}}}}}}",
                  kind, selector, more));
}

using Found = std::vector<std::string>;

}  // namespace

TEST_CASE("a spread constraint selects pods of its store") {
  for (const char* fine :
       {"{}", "{matchLabels: {feast.dev/name: s}}", "{matchLabels: {app.kubernetes.io/managed-by: feast-operator}}",
        "{matchExpressions: [{key: feast.dev/name, operator: In, values: [x, s]}]}",
        "{matchExpressions: [{key: feast.dev/name, operator: Exists}]}",
        "{matchExpressions: [{key: app, operator: NotIn, values: [x]}]}",
        "{matchExpressions: [{key: app, operator: DoesNotExist}]}",
        "{matchExpressions: [{key: pod-template-hash, operator: Exists}]}", "{matchLabels: {feast.dev/name: other}}"}) {
    CAPTURE(fine);
    CHECK(spread(fine) == Found{});
  }
  CHECK(spread("{matchLabels: {feast.dev/name: sample}}") == Found{"feast.dev/name: sample"});
  CHECK(spread("{matchLabels: {feast.dev/name: s, app: feast}}") == Found{"feast.dev/name: s, app: feast"});
  CHECK(spread("{matchExpressions: [{key: app, operator: Exists}]}") == Found{""});
  CHECK(spread("{matchExpressions: [{key: feast.dev/name, operator: DoesNotExist}]}") == Found{""});
  CHECK(spread("{matchExpressions: [{key: feast.dev/name, operator: NotIn, values: [s]}]}") == Found{""});
  CHECK(spread("{matchExpressions: [{key: a, operator: In, values: [b, c, d, e]}]}") == Found{"a: b, a: c, a: d, …"});
}

TEST_CASE("an affinity term that means a store selects its pods; others speak of other applications") {
  for (const char* kind : {"podAffinity", "podAntiAffinity"}) {
    CAPTURE(kind);
    CHECK(term(kind, "{matchLabels: {feast.dev/name: s}}") == Found{});
    CHECK(term(kind, "{matchLabels: {feast.dev/name: other}}") == Found{});
    CHECK(term(kind, "{matchLabels: {app: redis}}") == Found{});
    CHECK(term(kind, "{matchLabels: {feast.dev/name: old}}") == Found{"feast.dev/name: old"});
    CHECK(term(kind, "{matchLabels: {app: s}}") == Found{"app: s"});
    CHECK(term(kind, "{matchLabels: {app: feast-s}}") == Found{"app: feast-s"});
    CHECK(term(kind, "{matchLabels: {feast.dev/name: old}}", ", namespaces: [a]") == Found{});
    CHECK(term(kind, "{matchLabels: {feast.dev/name: old}}", ", namespaceSelector: {}") == Found{});
  }
  CHECK(found("{affinity: {podAntiAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, "
              "podAffinityTerm: {topologyKey: zone, labelSelector: {matchLabels: {feast.dev/name: old}}}}]}}}") ==
        Found{"feast.dev/name: old"});
}
