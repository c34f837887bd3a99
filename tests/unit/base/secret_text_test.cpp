#include "base/secret_text.hpp"

#include <doctest/doctest.h>

#include <string>

using feastctl::secret_stretches;

namespace {

/// The stretches that are taken for Secrets, joined by bars.
std::string taken(std::string_view text) {
  std::string joined;
  for (const auto& s : secret_stretches(text)) {
    joined += (joined.empty() ? "" : "|") + std::string(text.substr(s.begin, s.end - s.begin));
  }
  return joined;
}

}  // namespace

TEST_CASE("documents that hold a Secret are found by their words, whole or broken") {
  for (const std::string text : {"kind: Secret\n", "kind:Secret", "{\"kind\": \"Secret\"}", "kind:\n  'Secret'\n",
                                 "a: [\nkind: Secret # x\n", "kimd: Scret\nstringData: {a: b}\n"}) {
    CAPTURE(text);
    CHECK(taken(text) == text);
  }
}

TEST_CASE("what only refers to a Secret is none") {
  for (const std::string text : {"secretRef: {name: x}\n", "kind: ExternalSecret\n", "kind: SecretStore\n",
                                 "# the Secret of it\nkind: ConfigMap\n", "a: my Secret\n", "stringDatas: x\n", ""}) {
    CAPTURE(text);
    CHECK(taken(text).empty());
  }
}

TEST_CASE("only the document itself is taken") {
  CHECK(taken("a: 1\n---\nkind: Secret\n---\nb: 2\n") == "---\nkind: Secret\n");
  CHECK(taken("kind: Secret\n---\na: --- kind: b\n--- # x\nkind: Secret") == "kind: Secret\n|--- # x\nkind: Secret");
}
