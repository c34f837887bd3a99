#include "base/secret_text.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <span>
#include <string>

#include "base/arena.hpp"

using namespace feastctl;

namespace {

/// The stretches that are taken for Secrets, joined by bars.
std::string taken(std::string_view text, std::span<const std::uint32_t> broken = {}) {
  std::string joined;
  for (const auto& s : secret_stretches(text, broken)) {
    joined += (joined.empty() ? "" : "|") + std::string(text.substr(s.begin, s.end - s.begin));
  }
  return joined;
}

}  // namespace

TEST_CASE("documents that hold a Secret are found by their words, whole or broken") {
  for (const std::string text :
       {"kind: Secret\n", "kind:Secret", "{\"kind\": \"Secret\"}", "kind:\n  'Secret'\n", "a: [\nkind: Secret # x\n",
        "kimd: Scret\nstringData: {a: b}\n", "kind: Secert\n", "knid: Secert\n", "kind Secre\n", "kind: secret\n",
        "a: 1\nstringDatas: x\n", "items:\n- kind: Scret\n", "{\"a\": 1, \"kind\": \"Secre\"}", "Kind=Secret\n"}) {
    CAPTURE(text);
    CHECK(taken(text) == text);
  }
}

TEST_CASE("what only refers to a Secret is none") {
  for (const std::string text : {"secretRef: {name: x}\n", "kind: ExternalSecret\n", "kind: SecretStore\n",
                                 "# the Secret of it\nkind: ConfigMap\n", "a: my Secret\n", "kind: Service\ndata: x\n",
                                 "secret: {secretName: secret}\n", "spec:\n  data: x\n", "type: ClusterIP\n", ""}) {
    CAPTURE(text);
    CHECK(taken(text).empty());
  }
}

TEST_CASE("only the document itself is taken") {
  const std::string other = "apiVersion: v1\nkind: Other\n";
  CHECK(taken(other + "---\nkind: Secret\n---\n" + other) == "---\nkind: Secret\n");
  CHECK(taken("kind: Secret\n--- # x\n" + other + "a: --- b\n---\nkind: Secret") == "kind: Secret\n|---\nkind: Secret");
}

TEST_CASE("a disguised kind, or none beside data, is taken for a Secret") {
  for (const std::string text :
       {"kind: \"S\\x65cret\"\ndata: {}\n", "a: &k Secret\nkind: *k\n", "kind: !!str Secret\n", "kind: &a Secret\n",
        "kind: |\n  Secret\n", "kind: >-\n  Secret\n", "data:\n  a: b\n", "type: Opaque\na: b\n",
        "apiVersion: v1\na: b\n", "knd: !!str Secret\n", "apiVersion: v1\ntype: kubernetes.io/tls\n",
        R"({"k\u0069nd": "S\u0065cret", "data": {}})"}) {
    CAPTURE(text);
    CHECK(taken(text) == text);
  }
}

TEST_CASE("pieces beside a Secret are taken with it") {
  for (const std::string text :
       {"kind: Secret\nstringData:\n  a: |\n-----BEGIN PRIVATE KEY-----\nabc d\n-----END PRIVATE KEY-----\nx: 1\n",
        "kind: Secret\n---\nx: 1\n---\ny: 2\n", "a: 1\n---\nkind: Secret\n",
        "kind: Secret\n--- kind: Other\napiVersion: v1\nkind: Other\n", "kind: Secret\n---\nkind: Other\na: b\n",
        "kind: Secret\nstringData:\n  a: |\n---\napiVersion: v1\nkind: Other\n",
        "kind: Secret\nstringData:\n  a: >2-\n# x\n\n---\napiVersion: v1\nkind: Other\n",
        "kind: Secret\nstringData:\n  a:\n---\nx: 1\n---\napiVersion: v1\nkind: Other\n"}) {
    CAPTURE(text);
    CHECK(taken(text) == text);
  }
}

TEST_CASE("behind a broken Secret, only a FeatureStore is shown") {
  const std::string secret = "kind: Secret\na: 'x\n";
  const std::string store = "---\napiVersion: feast.dev/v1\nkind: FeatureStore\n";
  const std::string text = secret + "---\napiVersion: v1\nkind: Other\n" + store;
  const std::uint32_t broken[] = {16};
  CHECK(taken(text) == secret);
  CHECK(taken(text, broken) == text.substr(0, text.size() - store.size()));
}

TEST_CASE("an object is a Secret by its kind, a slip in it, or its stringData") {
  for (const std::string_view kind :
       {"Secret", "secret", "Secert", "SecretList", "Secret\n", " Secret ", "Secret!!binary ", "Secret'"}) {
    CAPTURE(kind);
    Arena arena;
    CHECK(feastctl::may_be_secret(*TreeBuilder(arena).map({{"kind", kind}})));
  }
  for (const std::string_view kind : {"ConfigMap", "Service", "SealedSecret", "SecretStore", ""}) {
    CAPTURE(kind);
    Arena arena;
    const TreeBuilder tree(arena);
    Node* object = tree.map({{"kind", kind}});
    CHECK_FALSE(feastctl::may_be_secret(*object));
    tree.add(object, "stringData", tree.map());
    CHECK(feastctl::may_be_secret(*object));
  }
}

TEST_CASE("an object that holds a Secret may be one, and one that refers to a Secret is none") {
  Arena arena;
  const TreeBuilder tree(arena);
  const auto around = [&](std::string_view kind, std::string_view key, const Node* item) {
    Node* items = tree.list();
    tree.push(items, item);
    Node* object = tree.map({{"kind", kind}});
    tree.add(object, key, items);
    return object;
  };
  Node* reference = tree.map({{"kind", "Secret"}, {"name", "a"}});
  Node* secret = tree.map({{"kind", "Secret"}});
  tree.add(secret, "data", tree.map({{"a", "b"}}));
  CHECK(feastctl::may_be_secret(*around("List'", "items", secret)));
  CHECK(feastctl::may_be_secret(*around("List'", "items", tree.map({{"kind", "Secert"}}))));
  CHECK(feastctl::may_be_secret(*around("Template", "objects", secret)));
  Node* odd = tree.map({{"kind&a ", "Secret"}});
  tree.add(odd, "STRINGDATA", tree.map());
  CHECK(feastctl::may_be_secret(*around("ist", "objects", odd)));
  CHECK(feastctl::may_be_secret(*around("Other", "deep", around("", "deeper", secret))));
  CHECK_FALSE(feastctl::may_be_secret(*around("Gateway", "certificateRefs", reference)));
  CHECK_FALSE(feastctl::may_be_secret(*around("List", "items", tree.map({{"kind", "ConfigMap"}}))));
}

TEST_CASE("what holds a key is taken in any document") {
  CHECK(taken("apiVersion: v1\nkind: Other\na: |\n  -----BEGIN X-----\n  abc\n  -----END X-----\nb: 1\n") ==
        "  -----BEGIN X-----\n  abc\n  -----END X-----");
  CHECK(taken("a: |\n  -----BEGIN X-----\n  abc\n") == "  -----BEGIN X-----\n  abc\n");
  for (const std::string text : {"hunter2\n", "abc\ndef\n", "@token", "host:5432:db:user:word\n"}) {
    CAPTURE(text);
    CHECK(taken(text) == text);
  }
  CHECK(taken("two words\n").empty());
  const std::string utf16("\xFF\xFEk\0i\0n\0d\0:\0", 12);
  CHECK(taken(utf16) == utf16);
}
