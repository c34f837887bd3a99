#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "feastctl.hpp"

using namespace feastctl;

namespace {

/// What is found instead of the key `sql` in an object of these texts.
Diagnostic missing_key(std::string_view data) {
  const std::string input = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: s, namespace: ns}
spec:
  feastProject: p
  services: {registry: {local: {persistence: {store: {type: sql, secretRef: {name: stores}}}}}}
---
apiVersion: v1
kind: Secret
metadata: {name: stores, namespace: ns}
)" + std::string(data);
  Sources sources;
  sources.add("in.yaml", input);
  const Result result = run(sources, {.task = Task::kValidate, .notes = false});
  for (const Diagnostic& d : result.findings.all()) {
    if (d.rule->code == "FS404") return d;
  }
  return {};
}

}  // namespace

TEST_CASE("a missing key is told with the keys that are there") {
  CHECK(missing_key("stringData: {redis: \"host: x\"}").found == "the key redis");
  CHECK(missing_key("stringData: {snowflake.offline: a, onlineStore: b, client_id: c, TLS.crt: d}").found ==
        "the keys snowflake.offline, onlineStore, client_id, TLS.crt");
  CHECK(missing_key("stringData: {SQL: a, redis: b}").hint ==
        "rename the key SQL of the Secret to sql, or set secretKeyName to another key");
  CHECK(missing_key("stringData: {}").found == "no keys");
}

TEST_CASE("what may be a piece of a value is not told as a key") {
  CHECK(missing_key("stringData: {hunter2: a, redis: b}").found == "the key redis and 1 other");
  CHECK(missing_key("stringData: {correct-horse: a}").found == "another key");
  CHECK(missing_key("stringData: {a.b: x, MIIEow: y}").found == "2 other keys");
  // The lines of a block scalar that lost their indentation, and a value that is no text.
  CHECK(missing_key("stringData:\n  redis: |\n  password: x\n").found == "2 other keys");
  CHECK(missing_key("stringData:\n  redis:\n  password: x\n").found == "another key");
}
