#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "feastctl.hpp"

using namespace feastctl;

namespace {

using Lines = std::vector<std::string>;

/// `CODE path` of each error or warning about a placeholder, sorted.
Lines told(std::string_view metadata, std::string_view spec) {
  const std::string input =
      fmt::format("apiVersion: feast.dev/v1\nkind: FeatureStore\nmetadata: {}\nspec: {}\n", metadata, spec);
  Sources sources;
  sources.add("in.yaml", input);
  const Result result = run(sources, {.task = Task::kValidate, .notes = false});
  Lines lines;
  for (const Diagnostic& d : result.findings.all()) {
    if (d.rule->code == "FS610" || d.hint.find("is a placeholder") != std::string::npos) {
      lines.push_back(fmt::format("{} {}", d.rule->code, d.path));
    }
  }
  std::ranges::sort(lines);
  return lines;
}

constexpr std::string_view kPlain = "{name: s, namespace: ns}";

Lines told_of(std::string_view server) {
  return told(kPlain, fmt::format("{{feastProject: p, services: {{onlineStore: {}}}}}", server));
}

}  // namespace

TEST_CASE("an error about a placeholder says so") {
  CHECK(told("{name: s, namespace: \"${NAMESPACE}\"}", "{feastProject: p}") == Lines{"FS210 metadata.namespace"});
  CHECK(told("{name: __NAME__, namespace: ns}", "{feastProject: p}") == Lines{"FS209 metadata.name"});
  CHECK(told(kPlain, "{feastProject: <your-project>}") == Lines{"FS205 spec.feastProject"});
  CHECK(told("{name: S, namespace: ns}", "{feastProject: p}").empty());
}

TEST_CASE("a placeholder that nothing refuses is a warning") {
  CHECK(told_of("{server: {image: \"x:${TAG}\"}}") == Lines{"FS610 spec.services.onlineStore.server.image"});
  CHECK(told_of("{server: {image: \"x:v1\"}}").empty());
  CHECK(told(kPlain,
             "{feastProject: p, feastProjectDir: {git: {url: \"https://x/<org>/y\", ref: \"{{ .Values.r }}\"}}}") ==
        Lines{"FS610 spec.feastProjectDir.git.ref", "FS610 spec.feastProjectDir.git.url"});
}

TEST_CASE("a variable in feature_store.yaml is fine where a server has it") {
  const auto bucket = [](std::string_view server) {
    return told(kPlain, fmt::format("{{feastProject: p, services: {{registry: {{local: {{persistence: {{file: {{path: "
                                    "\"s3://${{BUCKET}}/r.db\"}}}}, server: {}}}}}}}}}",
                                    server));
  };
  CHECK(bucket("{}") == Lines{"FS610 spec.services.registry.local.persistence.file.path"});
  CHECK(bucket("{env: [{name: OTHER, value: x}]}") ==
        Lines{"FS610 spec.services.registry.local.persistence.file.path"});
  CHECK(bucket("{env: [{name: BUCKET, value: x}]}").empty());
  CHECK(bucket("{envFrom: [{secretRef: {name: x}}]}").empty());
}
