/// Feast's verdict on whole stores: severities, places, images, variables. Files are compared with Feast's own verdict
/// by tests/feast/recorded_test.py.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "feastctl.hpp"

using namespace feastctl;

namespace {

using Lines = std::vector<std::string>;

/// A store with Postgres, whose password is written like this; more of the online server, and of the spec.
std::string postgres(std::string_view password, std::string_view server = "{}", std::string_view spec = "") {
  return fmt::format(
      "apiVersion: feast.dev/v1\nkind: FeatureStore\nmetadata: {{name: s, namespace: ns}}\n"
      "spec:\n  feastProject: p\n  authz: {{noAuth: true}}\n{}"
      "  services: {{onlineStore: {{server: {}, persistence: {{store: {{type: postgres, secretRef: {{name: "
      "db}}}}}}}}}}\n"
      "---\napiVersion: v1\nkind: Secret\nmetadata: {{name: db, namespace: ns}}\nstringData:\n"
      "  postgres: |\n    host: h\n    database: d\n    user: u\n    password: {}\n",
      spec, server, password);
}

/// A store with a batch engine, and more of its spec.
std::string engine(std::string_view config, std::string_view spec = "") {
  return fmt::format(
      "apiVersion: feast.dev/v1\nkind: FeatureStore\nmetadata: {{name: s, namespace: ns}}\n"
      "spec:\n  feastProject: p\n  authz: {{noAuth: true}}\n  batchEngine: {{configMapRef: {{name: engine}}}}\n{}"
      "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {{name: engine, namespace: ns}}\ndata: {{config: '{}'}}\n",
      spec, config);
}

/// A Secret of other values, and a variable of the online server that is one of them.
std::string other_secret(std::string_view value) {
  return fmt::format(
      "---\napiVersion: v1\nkind: Secret\nmetadata: {{name: other, namespace: ns}}\nstringData: {{p: {}}}\n", value);
}
constexpr std::string_view kFromOther = "{env: [{name: P, valueFrom: {secretKeyRef: {name: other, key: p}}}]}";

std::vector<Diagnostic> findings(const std::string& text, const Options& options) {
  Sources sources;
  sources.add("store.yaml", text);
  Result result = run(sources, options);
  std::erase_if(result.findings.all(), [](const Diagnostic& d) { return !d.rule->code.starts_with("FS8"); });
  return result.findings.all();
}

/// `error FS803 12 online_store.password`: severity, code, line and place of each finding.
Lines judge(const std::string& text, model::Platform platform = {}) {
  Lines lines;
  for (const Diagnostic& d : findings(text, {.task = Task::kValidate, .platform = std::move(platform)})) {
    lines.push_back(fmt::format("{} {} {} {}", severity_name(d.severity), d.rule->code,
                                line_column(text, d.where.begin).line, d.path));
  }
  std::ranges::sort(lines);
  return lines;
}

}  // namespace

TEST_CASE("what Feast refuses is an error at the key of the Secret, unless nobody asks") {
  CHECK(judge(postgres("secret")) == Lines{});
  CHECK(judge(postgres("12345")) == Lines{"error FS803 13 online_store.password"});
  model::Platform unasked;
  unasked.judge_feast = false;
  CHECK(judge(postgres("12345"), unasked) == Lines{});
}

TEST_CASE("without the Secret, what it says is not judged") {
  const std::string text = postgres("12345");
  CHECK(judge(text.substr(0, text.find("---"))) == Lines{});
}

TEST_CASE("another image has a Feast of its own, and the tag of Feast's image tells which") {
  const std::string_view custom = "{image: \"registry.example/feast:1\"}";
  CHECK(judge(postgres("12345", custom)) ==
        Lines{"error FS803 13 online_store.password"});  // feast-apply has Feast's own
  CHECK(judge(postgres("12345", custom, "  feastProjectDir: {init: {}}\n")).size() == 1);
  const std::string no_init = fmt::format(
      "apiVersion: feast.dev/v1\nkind: FeatureStore\nmetadata: {{name: s}}\nspec:\n  feastProject: a-b\n  authz: "
      "{{noAuth: "
      "true}}\n  services: {{disableInitContainers: true, onlineStore: {{server: {}}}}}\n",
      custom);
  CHECK(judge(no_init) == Lines{"warning FS806 5 project"});

  // Aerospike is a store of Feast since 0.65; its image may be older than the operator.
  const auto online = [](std::string_view tag) {
    return fmt::format(
        "apiVersion: feast.dev/v1\nkind: FeatureStore\nmetadata: {{name: s}}\nspec:\n  feastProject: p\n  authz: "
        "{{noAuth: "
        "true}}\n  services:\n    disableInitContainers: true\n    onlineStore:\n      server: {{image: "
        "\"quay.io/feastdev/feature-server:{}\"}}\n      persistence: {{store: {{type: aerospike, secretRef: {{name: "
        "x}}}}}}\n",
        tag);
  };
  model::Platform platform;
  platform.feast = FeastRelease("0.66");
  const auto codes = [&](std::string_view tag) {
    Lines found;
    for (const Diagnostic& d : findings(online(tag), {.task = Task::kValidate, .platform = platform})) {
      found.emplace_back(d.rule->code);
    }
    return found;
  };
  CHECK(std::ranges::count(codes("0.66.0"), "FS807") == 0);
  CHECK(std::ranges::count(codes("0.64.0"), "FS807") == 1);
}

TEST_CASE("the batch engine keeps pods from starting only where feast apply builds it") {
  const std::string unknown = "{type: ray}";
  CHECK(judge(engine(unknown)) == Lines{"warning FS807 12 batch_engine"});
  const std::string online = "  services: {onlineStore: {persistence: {store: {type: redis, secretRef: {name: x}}}}}\n";
  CHECK(judge(engine(unknown, online)) == Lines{"error FS807 13 batch_engine"});
  const std::string off = "  services: {runFeastApplyOnInit: false, " + online.substr(online.find("onlineStore"));
  CHECK(judge(engine(unknown, off)) == Lines{"warning FS807 13 batch_engine"});
  // The local engine never reads its parameters.
  CHECK(judge(engine("{type: local, x: 1}", online)) == Lines{"warning FS801 13 batch_engine.x"});
  CHECK(judge(engine("{type: k8s}")) == Lines{"warning FS812 12 batch_engine.type"});
}

TEST_CASE("variables: a value that the input tells is read as YAML") {
  CHECK(judge(postgres("${P}", kFromOther) + other_secret("abc")) == Lines{});
  CHECK(judge(postgres("${P}", kFromOther) + other_secret("\"00123\"")) ==
        Lines{"error FS803 13 online_store.password"});
  CHECK(judge(postgres("\"${P}\"", kFromOther) + other_secret("\"true\"")) ==
        Lines{"error FS803 13 online_store.password"});
  CHECK(judge(postgres("x${P}", kFromOther) + other_secret("\"00123\"")) == Lines{});
  CHECK(judge(postgres("${P}", kFromOther) + other_secret("\"@x\"")) == Lines{"error FS815 13 online_store.password"});
  CHECK(judge(postgres("${P}", kFromOther) + other_secret("\"a: b\"")) ==
        Lines{"error FS815 13 online_store.password"});
  CHECK(judge(postgres("${P}", kFromOther)) == Lines{});  // a value in the cluster
  CHECK(judge(postgres("a\n    port: ${P}", "{env: [{name: P, value: \"5432\"}]}")) == Lines{});
  CHECK(judge(postgres("a\n    port: ${P}", "{env: [{name: P, value: x}]}")) ==
        Lines{"error FS803 13 online_store.port"});
}

TEST_CASE("variables: one that a container lacks is told once per section, and stays as it is") {
  CHECK(judge(postgres("${A}")) == Lines{"warning FS813 13 online_store"});
  CHECK(judge(postgres("${A}-${B}\n    db_schema: ${A}")) == Lines{"warning FS813 13 online_store"});
  CHECK(judge(postgres("${A}", "{envFrom: [{secretRef: {name: unseen}}]}")) == Lines{});
  CHECK(judge(postgres("${p}", "{envFrom: [{secretRef: {name: other}}]}") + other_secret("x")) == Lines{});
  CHECK(judge(postgres("${A}", "{envFrom: [{secretRef: {name: other}}]}") + other_secret("x")) ==
        Lines{"warning FS813 13 online_store"});
  CHECK(judge(postgres("Pa$word")) == Lines{});
  CHECK(judge(postgres("a\n    port: ${A}")) ==
        Lines{"error FS803 13 online_store.port", "warning FS813 13 online_store"});
}

TEST_CASE("variables: those that every container has") {
  CHECK(judge(postgres("pa$HOME")) == Lines{"warning FS814 13 online_store.password"});
  CHECK(judge(postgres("$HOMER")) == Lines{});
  CHECK(judge(postgres("a\n    sslkey_path: $HOME/key")) == Lines{});
  CHECK(judge(postgres("a\n    host: ${DB_SERVICE_HOST}")) == Lines{});
}

TEST_CASE("no finding shows what a Secret holds, not even as a key") {
  const auto all = [](const std::string& text) {
    std::string said;
    for (const Diagnostic& d : findings(text, {.task = Task::kValidate})) {
      said += d.message + "|" + d.path + "|" + d.hint + "|" + d.found + "|" + d.expected + "\n";
    }
    return said;
  };
  for (const std::string_view password : {"77712345", "[77712345]", "{77712345: a}", "a\n    77712345: b",
                                          "a\n    77712345:", "a\n    ? {77712345: c}\n    : d"}) {
    const std::string said = all(postgres(password));
    CAPTURE(said);
    CHECK(said.find("FS8") == std::string::npos);
    CHECK(said.find("77712345") == std::string::npos);
  }
}

TEST_CASE("no finding shows a variable that a Secret's value names: it may be a piece of a password") {
  constexpr std::string_view kSet = "{env: [{name: W77712345, value: '@'}, {name: T, value: W77712345}]}";
  const auto all = [&](const std::string& text) {
    std::string said;
    for (const Diagnostic& d : findings(text, {.task = Task::kValidate})) {
      said += fmt::format("{} {}|{}|{}|{}|{}\n", d.rule->code, d.message, d.path, d.hint, d.found, d.expected);
    }
    return said;
  };
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"FS813", "pa${W77712346}"},
      {"FS813", "a\n    sslmode: ${W77712346}\n    keepalives_idle: ${V77712346}"},
      {"FS813", "{77712345: '${W77712346}'}"},
      {"FS814", "pa$W77712345_SERVICE_HOST"},
      {"FS814", "{77712345: 'a$HOME'}"},
      {"FS815", "$W77712345"},
  };
  for (const auto& [code, password] : cases) {
    const std::string said = all(postgres(password, kSet));
    CAPTURE(said);
    CHECK(said.find(code) != std::string::npos);
    CHECK(said.find("777123") == std::string::npos);
  }
  const std::string names = all(postgres("${A}\n    db_schema: ${B}"));
  CHECK(names.find("variables that password and db_schema name") != std::string::npos);
  // In a ConfigMap the name helps.
  CHECK(all(engine("{type: local, x: \"${A}\"}")).find("sets ${A}") != std::string::npos);
  // A variable's value, which may come out of a Secret, is none of a message's either.
  CHECK(all(engine("{type: \"${T}\"}", "  services: {onlineStore: {server: {env: [{name: T, value: W77712345}]}}}\n"))
            .find("777123") == std::string::npos);
}
