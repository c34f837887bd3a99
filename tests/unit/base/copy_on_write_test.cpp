#include "base/copy_on_write.hpp"

#include <doctest/doctest.h>

#include <string_view>

#include "base/arena.hpp"
#include "support/tree.hpp"

using namespace feastctl;
using test::json_text;

TEST_CASE("a map that changes is a copy, and shares what does not change") {
  Arena arena;
  const TreeBuilder tree(arena);
  const Node* map = test::tree_of(tree, "{a: 1, b: {c: 2}, d: 3}");
  const Node* changed = with(*map, "a", 9, tree);
  CHECK(json_text(*changed) == R"({"a":9,"b":{"c":2},"d":3})");
  CHECK(changed->origin == map);
  CHECK(changed->find("b") == map->find("b"));
  CHECK(json_text(*with(*map, "new", "x", tree)) == R"({"a":1,"b":{"c":2},"d":3,"new":"x"})");
  const Node* fewer = without(*map, "b", tree);
  CHECK(json_text(*fewer) == R"({"a":1,"d":3})");
  CHECK(fewer->origin == map);
  CHECK(fewer->members()[1].key_span.begin == map->members()[2].key_span.begin);
  CHECK(json_text(*map) == R"({"a":1,"b":{"c":2},"d":3})");
}

TEST_CASE("what does not change stays the node that it was") {
  Arena arena;
  const TreeBuilder tree(arena);
  const Node* map = test::tree_of(tree, "{a: 1, b: [1, 2]}");
  CHECK(with(*map, "a", map->find("a"), tree) == map);
  CHECK(without(*map, "c", tree) == map);
  CopyOnWrite list(*map->find("b"), tree);
  for (const Node* item : map->find("b")->items()) list.keep(item);
  CHECK(list.result() == map->find("b"));
}

TEST_CASE("entries are replaced, dropped and added") {
  Arena arena;
  const TreeBuilder tree(arena);
  const Node* list = test::tree_of(tree, "[1, 2, 3]");
  CopyOnWrite items(*list, tree);
  items.keep(list->items()[0]);
  items.keep(nullptr);
  items.keep(tree.string("three"));
  CHECK(json_text(*items.result()) == R"([1,"three"])");
  const Node* map = test::tree_of(tree, "{a: 1, b: 2}");
  CopyOnWrite members(*map, tree);
  members.keep(nullptr);
  members.keep(map->find("b"));
  members.append("c", tree.integer(3));
  CHECK(json_text(*members.result()) == R"({"b":2,"c":3})");
  CHECK(members.result()->origin == map);
}
