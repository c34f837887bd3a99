#include <doctest/doctest.h>

#include <string>

#include "base/arena.hpp"
#include "diff/diff.hpp"

using namespace feastctl;

namespace {

/// Every change and trap on a line of its own.
std::string changes(std::string_view before, std::string_view after) {
  Arena arena;
  const TreeBuilder tree(arena);
  std::vector<const Node*> old;
  std::vector<const Node*> fresh;
  Sources sources[2];
  sources[0].add("before", before);
  sources[1].add("after", after);
  REQUIRE(diff::read_objects(sources[0], tree, old));
  REQUIRE(diff::read_objects(sources[1], tree, fresh));
  std::string text;
  for (const diff::ObjectChange& change : diff::compare(old, fresh, tree)) {
    text += std::string(change.change == diff::Change::kAdded     ? "+"
                        : change.change == diff::Change::kRemoved ? "-"
                                                                  : "~") +
            change.kind + "\n";
    for (const auto& field : change.fields) text += field.path + "\n";
    for (const auto& trap : change.traps) text += (trap.refused ? "refused " : "careful ") + trap.path + "\n";
  }
  return text;
}

std::string object(std::string_view kind, std::string_view rest) {
  return "{apiVersion: v1, kind: " + std::string(kind) + ", metadata: {name: a}, " + std::string(rest) + "}\n";
}

}  // namespace

TEST_CASE("items of lists are known by their names, wherever they stand") {
  CHECK(changes(object("X", "spec: {c: [{name: a, v: 1}, {name: b, v: 2}]}"),
                object("X", "spec: {c: [{name: new}, {name: b, v: 3}, {name: a, v: 1}]}")) ==
        "~X\nspec.c[new]\nspec.c[b].v\n");
  CHECK(changes(object("X", "spec: {m: [{name: v, mountPath: /a}, {name: v, mountPath: /b}]}"),
                object("X", "spec: {m: [{name: v, mountPath: /a}, {name: w, mountPath: /b}]}")) ==
        "~X\nspec.m[/b].name\n");
  CHECK(changes(object("X", "spec: {c: [a, b, c]}"), object("X", "spec: {c: [a, x, b, c]}")) == "~X\nspec.c[1]\n");
  CHECK(changes(object("X", "spec: {c: [{name: a}, {name: b}]}"), object("X", "spec: {c: [{name: b}, {name: a}]}")) ==
        "~X\nspec.c\n");
}

TEST_CASE("what is there once only is added or removed") {
  CHECK(changes(object("A", "x: 1"), object("B", "x: 1")) == "+B\n-A\n");
  CHECK(changes(object("PersistentVolumeClaim", "x: 1"), "") == "-PersistentVolumeClaim\ncareful \n");
}

TEST_CASE("a claim's size may grow and never shrink, by value and not by spelling") {
  const auto sized = [](std::string_view size) {
    return object("PersistentVolumeClaim", "spec: {resources: {requests: {storage: " + std::string(size) + "}}}");
  };
  const std::string change = "~PersistentVolumeClaim\nspec.resources.requests.storage\n";
  CHECK(changes(sized("5Gi"), sized("9Gi")) == change + "careful spec.resources.requests.storage\n");
  CHECK(changes(sized("5Gi"), sized("5G")) == change + "refused spec.resources.requests.storage\n");
  CHECK(changes(sized("1Gi"), sized("1024Mi")) == change);
  CHECK(changes(sized("5Gi"), sized("nonsense")) == change);
}

TEST_CASE("objects of odd shapes are compared, too") {
  for (const std::string_view odd : {"spec: 1", "spec: null", "spec: []", "spec: {selector: 3}", "data: text"}) {
    for (const std::string_view kind : {"Secret", "Deployment", "PersistentVolumeClaim", "StatefulSet", "Service"}) {
      CHECK(changes(object(kind, odd), object(kind, "spec: {selector: {a: b}}")).starts_with("~"));
    }
  }
}
