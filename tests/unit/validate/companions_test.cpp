#include "validate/companions.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "support/tree.hpp"

using namespace feastctl;

namespace {

using Lines = std::vector<std::string>;

/// `CODE path` for each finding in one object, sorted.
Lines judge(const std::string& object) {
  Arena arena;
  const Node* node = test::tree_of(TreeBuilder(arena), object);
  Diagnostics out;
  validate::check_companions({&node, 1}, out);
  Lines lines;
  for (const Diagnostic& d : out.all()) lines.push_back(fmt::format("{} {}", d.rule->code, d.path));
  std::ranges::sort(lines);
  return lines;
}

Lines secret(const std::string& more) {
  return judge("{'apiVersion': 'v1', 'kind': 'Secret', 'metadata': {'name': 'a'}, " + more + "}");
}
Lines config_map(const std::string& more) {
  return judge("{'apiVersion': 'v1', 'kind': 'ConfigMap', 'metadata': {'name': 'a'}, " + more + "}");
}

}  // namespace

TEST_CASE("Secrets and ConfigMaps have names") {
  for (const std::string kind : {"Secret", "ConfigMap"}) {
    const auto named = [&](const std::string& metadata) {
      return judge("{'apiVersion': 'v1', 'kind': '" + kind + "', 'metadata': {" + metadata + "}}");
    };
    CHECK(named("'name': 'a.b-c'") == Lines{});
    CHECK(named("'generateName': 'a-'") == Lines{});
    CHECK(named("") == Lines{"FS143 metadata.name"});
    CHECK(named("'name': ''") == Lines{"FS143 metadata.name"});
    CHECK(named("'name': 'A_b'") == Lines{"FS143 metadata.name"});
  }
}

TEST_CASE("Secrets and ConfigMaps have no other fields, and each its own") {
  CHECK(secret("'data': {}, 'stringData': {}, 'type': 'Opaque', 'immutable': true") == Lines{});
  CHECK(config_map("'data': {}, 'binaryData': {}, 'immutable': true") == Lines{});
  CHECK(secret("'binaryData': {}") == Lines{"FS146 binaryData"});
  CHECK(config_map("'stringData': {}") == Lines{"FS146 stringData"});
}

TEST_CASE("an unknown field: what may have been meant") {
  const auto hint = [](const std::string& field) {
    Arena arena;
    const Node* node = test::tree_of(
        TreeBuilder(arena), "{'apiVersion': 'v1', 'kind': 'Secret', 'metadata': {'name': 'a'}, '" + field + "': {}}");
    Diagnostics out;
    validate::check_companions({&node, 1}, out);
    REQUIRE(out.all().size() == 1);
    return out.all()[0].hint;
  };
  CHECK(hint("stringdata") == "did you mean stringData?");
  CHECK(hint("xyzzyxyzzy") == "");
}

TEST_CASE("keys and values of data") {
  CHECK(secret("'data': {'a': 'eHg=', 'b': null}, 'stringData': {'c': 'no base64'}") == Lines{});
  CHECK(secret("'data': {'a': 'no base64'}") == Lines{"FS145 data.a"});
  CHECK(config_map("'data': {'a': 'no base64'}, 'binaryData': {'b': 'no base64'}") == Lines{"FS145 binaryData.b"});
  CHECK(secret("'stringData': {'a': 1, 'b': true}") == Lines{"FS145 stringData.a", "FS145 stringData.b"});
  CHECK(secret("'stringData': {'a b': 'x', '..': 'x'}") == Lines{"FS144 stringData...", "FS144 stringData.a b"});
  CHECK(config_map("'data': ['a']") == Lines{"FS145 data"});
}

TEST_CASE("other kinds and versions are nobody's business here") {
  CHECK(judge("{'apiVersion': 'v1', 'kind': 'Service', 'data': 1}") == Lines{});
  CHECK(judge("{'apiVersion': 'v2', 'kind': 'Secret', 'data': 1}") == Lines{});
}
