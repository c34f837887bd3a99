#include "diff/live/pieces.hpp"

#include <doctest/doctest.h>

#include <string>

#include "base/arena.hpp"

using namespace feastctl;

namespace {

/// Each piece as `KIND NAMESPACE/NAME`, with `!` for one of a cluster; `?` for one that was not looked into.
std::string cut(std::string_view text) {
  const auto pieces = diff::pieces_of(text);
  if (!pieces) return "none";
  std::string out;
  for (const diff::Piece& piece : *pieces) {
    const auto& name = piece.name;
    out += name.kind.empty() ? "?\n"
                             : std::string(name.kind) + " " + std::string(name.name_space) + "/" +
                                   std::string(name.name) + (piece.live ? "!\n" : "\n");
  }
  return out;
}

constexpr std::string_view kList = R"(apiVersion: v1
items:
- apiVersion: v1
  data:
    a: |
      - apiVersion: v1
      kind: Secret
    kind: x
  kind: ConfigMap
  metadata:
    name: a
    namespace: ns
    uid: u
- apiVersion: rbac.authorization.k8s.io/v1
  kind: ClusterRole
  metadata:
    labels:
      name: wrong
    name: system:b
kind: List
metadata:
  resourceVersion: ""
)";

}  // namespace

TEST_CASE("a List in YAML is cut into its items") {
  CHECK(cut(kList) == "ConfigMap ns/a!\nClusterRole /system:b\n");
  CHECK(cut(std::string(kList) + "# fetched: x\n---\napiVersion: v1\nkind: Secret\n---\n" + std::string(kList)) ==
        "ConfigMap ns/a!\nClusterRole /system:b\n?\nConfigMap ns/a!\nClusterRole /system:b\n");
}

TEST_CASE("an item whose name is not sure is to be read") {
  const auto metadata = [](std::string_view lines) {
    return cut("items:\n- apiVersion: v1\n  kind: A\n  metadata:\n" + std::string(lines) + "kind: List\n");
  };
  CHECK(metadata("    name: a\n") == "A /a\n");
  CHECK(metadata("    name: \"a\"\n") == "A /a\n");
  CHECK(metadata("    name: a\n    name: b\n") == "?\n");
  CHECK(metadata("    name: |-\n      a\n") == "?\n");
  CHECK(metadata("    name: 'a'\n") == "?\n");
}

TEST_CASE("what is no List stays whole, and other forms are left to the reader") {
  CHECK(cut("apiVersion: v1\nkind: A\nitems:\n- b\n") == "?\n");
  CHECK(cut("%YAML 1.1\n---\na: b\n") == "none");
  CHECK(cut("{a: b}\n--- {c: d}\n") == "none");
  CHECK(cut("- a\n") == "none");
  CHECK(cut(" \n") == "none");
}

TEST_CASE("a List in JSON is cut into its items, however it is laid out") {
  const std::string item = R"({"apiVersion":"v1","kind":"ConfigMap","data":{"k":"}\\\"{ \"kind\": \"x\""},)"
                           R"("metadata":{"labels":{"name":"x"},"name":"a","namespace":"ns","uid":"u"}})";
  const std::string list = R"({"kind":"List","items":[)" + item + ",\n" + item + "]}";
  CHECK(cut(list) == "ConfigMap ns/a!\nConfigMap ns/a!\n");
  CHECK(cut(list + "\n---\n" + item) == "ConfigMap ns/a!\nConfigMap ns/a!\n?\n");
  CHECK(cut(list + "\n---\na: {}\n") == "none");
  CHECK(cut(list.substr(0, list.size() - 1)) == "none");
  CHECK(cut(R"({"kind":"List","items":[{"kind":"A\u0041"}]})") == "?\n");
}

TEST_CASE("an object is needed if it can be one of the stores' or left over of them") {
  Arena arena;
  const TreeBuilder tree(arena);
  const auto named = [&](std::string_view kind, std::string_view name_space, std::string_view name) {
    Node* metadata = tree.map({{"name", name}});
    if (!name_space.empty()) tree.add(metadata, "namespace", name_space);
    return tree.map({{"apiVersion", "v1"}, {"kind", kind}, {"metadata", metadata}});
  };
  const diff::Needed needed({{named("ConfigMap", "ns", "a")}, {named("ClusterRole", "", "r")}}, {"Lease"});
  const auto asked = [&](std::string_view kind, std::string_view name_space, std::string_view name,
                         std::string_view text = "", bool live = true) {
    return needed.is_needed({.text = text, .name = {"v1", kind, name_space, name}, .live = live});
  };
  CHECK(asked("ConfigMap", "ns", "a"));
  CHECK(asked("ClusterRole", "", "r"));
  CHECK_FALSE(asked("ConfigMap", "ns", "b"));
  CHECK(asked("ConfigMap", "ns", "b", "", false));
  CHECK(asked("ConfigMap", "ns", "b", "feast.dev/name: s"));
  CHECK_FALSE(asked("ConfigMap", "other", "a", "feast.dev/name: s"));
  CHECK(asked("HorizontalPodAutoscaler", "ns", "h"));
  CHECK_FALSE(asked("HorizontalPodAutoscaler", "other", "h"));
  CHECK(asked("Lease", "other", "l"));
  CHECK(asked("FeatureStore", "other", "s"));
  CHECK(asked("ConfigMap", "ns", ""));
  CHECK(diff::Needed({{named("ConfigMap", "", "a")}}, {})
            .is_needed({.text = {}, .name = {"v1", "X", "y", "z"}, .live = true}));
}

TEST_CASE("a large text is read as a small one is, but for objects that are not needed") {
  Arena arena;
  const TreeBuilder tree(arena);
  const std::string padding((std::size_t{1} << 20) / 2, '#');
  Sources sources;
  const std::string text = padding + "\n" + std::string(kList) + padding + "\n";
  sources.add("root/dev/live.yaml", text);
  Node* metadata = tree.map({{"name", "system:b"}});
  const diff::Objects desired{
      {tree.map({{"apiVersion", "rbac.authorization.k8s.io/v1"}, {"kind", "ClusterRole"}, {"metadata", metadata}})}};
  const diff::Needed needed(desired, {});
  const auto whole = diff::read(sources, "root", tree).objects;
  const auto found = diff::read(sources, "root", tree, &needed).objects;
  REQUIRE(whole.size() == 2);
  REQUIRE(found.size() == 2);
  for (std::size_t i = 0; i < 2; ++i) {
    CHECK(found[i].folder == "dev");
    CHECK(identity(name_of(*found[i].root)) == identity(name_of(*whole[i].root)));
  }
  CHECK(lookup(whole[0].root, {"data"}) != nullptr);
  CHECK(lookup(found[0].root, {"data"}) == nullptr);
  CHECK(equal(*found[1].root, *whole[1].root));
}
