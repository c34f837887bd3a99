#include "base/node.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace feastctl;

TEST_CASE("absent entries leave nothing behind") {
  Arena arena;
  const TreeBuilder tree(arena);
  const Node* none = nullptr;
  const Node* map = tree.map({{"a", 1}, {"b", none}, {"c", "text"}});
  CHECK(map->size == 2);
  CHECK(map->find("b") == nullptr);
  CHECK(tree.list({none, "x", none})->size == 1);
}

TEST_CASE("set keeps a key's place and adds new ones at the end") {
  Arena arena;
  const TreeBuilder tree(arena);
  Node* map = tree.map({{"a", 1}, {"b", 2}});
  tree.set(map, "a", 3);
  tree.set(map, "z", true);
  REQUIRE(map->size == 3);
  CHECK(map->member[0].key == "a");
  CHECK(map->member[0].value->integer == 3);
  CHECK(map->member[2].value->boolean);
}

TEST_CASE("what is no map or list is left as it is") {
  Arena arena;
  const TreeBuilder tree(arena);
  for (Node* scalar : {tree.string("text"), tree.integer(7), tree.boolean(true), tree.null()}) {
    const Node before = *scalar;
    tree.add(scalar, "key", "value");
    tree.set(scalar, "key", "value");
    tree.push(scalar, "value");
    CHECK(equal(*scalar, before));
  }
  Node* list = tree.list({"a"});
  tree.add(list, "key", "value");
  CHECK(list->size == 1);
  Node* map = tree.map({{"a", 1}});
  tree.push(map, "value");
  CHECK(map->size == 1);
}

TEST_CASE("equality is by meaning") {
  Arena arena;
  const TreeBuilder tree(arena);
  const Node* a = tree.map({{"x", 1}, {"y", tree.list({"p", "q"})}});
  const Node* b = tree.map({{"y", tree.list({"p", "q"})}, {"x", 1}});
  const Node* c = tree.map({{"y", tree.list({"q", "p"})}, {"x", 1}});
  CHECK(equal(*a, *b));
  CHECK_FALSE(equal(*a, *c));
  CHECK(equal(*tree.number(2.0, "2.0"), *tree.integer(2)));
}

TEST_CASE("values that are equal have the same hash") {
  Arena arena;
  const TreeBuilder tree(arena);
  const Node* a = tree.map({{"x", 1}, {"y", tree.list({"p", "q"})}});
  const Node* b = tree.map({{"y", tree.list({"p", "q"})}, {"x", tree.number(1.0, "1.0")}});
  CHECK(hash_of(*a) == hash_of(*b));
  CHECK(hash_of(*a) != hash_of(*tree.map({{"y", tree.list({"q", "p"})}, {"x", 1}})));
  CHECK(hash_of(*tree.string("2")) != hash_of(*tree.integer(2)));
}

TEST_CASE("large maps in another order are equal") {
  Arena arena;
  const TreeBuilder tree(arena);
  Node* forwards = tree.map();
  Node* backwards = tree.map();
  for (int i = 0; i < 100; ++i) tree.add(forwards, arena.copy("key" + std::to_string(i)), i);
  for (int i = 100; i-- > 0;) tree.add(backwards, arena.copy("key" + std::to_string(i)), i);
  CHECK(equal(*forwards, *backwards));
  tree.set(backwards, "key7", 8);
  CHECK_FALSE(equal(*forwards, *backwards));
  tree.set(backwards, "key7", 7);
  backwards->member[50].key = "other";
  backwards->keys |= key_bit("other");
  CHECK_FALSE(equal(*forwards, *backwards));
}

TEST_CASE("every key of a large map is found, and no other") {
  Arena arena;
  const TreeBuilder tree(arena);
  Node* map = tree.map({{"", 1}, {"a", 2}});
  CHECK(map->find("b") == nullptr);
  for (int i = 0; i < 100; ++i) {
    const std::string_view key = arena.copy("key" + std::to_string(i));
    CHECK(map->find(key) == nullptr);
    tree.set(map, key, i);
    REQUIRE(map->find(key) != nullptr);
    CHECK(map->find(key)->integer == i);
  }
  CHECK(map->find("")->integer == 1);
  CHECK(tree.shallow_copy(*map)->find("a")->integer == 2);
}

TEST_CASE("a shallow copy can be changed without touching the shared original") {
  Arena arena;
  const TreeBuilder tree(arena);
  const Node* original = tree.map({{"x", 1}});
  Node* copy = tree.shallow_copy(*original);
  tree.set(copy, "x", 2);
  tree.set(copy, "y", 3);
  CHECK(original->size == 1);
  CHECK(original->find("x")->integer == 1);
  CHECK(copy->origin == original);
}

TEST_CASE("numbers are equal by their value, everything else by its kind too") {
  Arena arena;
  const TreeBuilder tree(arena);
  CHECK(equal(*tree.integer(2), *tree.number(2.0, "2.0")));
  CHECK(equal(*tree.number(2.5, "2.5"), *tree.number(2.5, "2.50")));
  CHECK_FALSE(equal(*tree.number(2.5, "2.5"), *tree.number(2.25, "2.25")));
  CHECK_FALSE(equal(*tree.integer(2), *tree.number(2.5, "2.5")));
  CHECK_FALSE(equal(*tree.string("2"), *tree.integer(2)));
  CHECK(equal(*tree.null(), *tree.null()));
}

TEST_CASE("an entry keeps its place and its value under another key") {
  Arena arena;
  const TreeBuilder tree(arena);
  Node* map = tree.map({{"a", 1}, {"b", 2}, {"c", 3}});
  tree.rename(map, "absent", "d");
  for (const std::string_view key : {"feastProject", "x", "replicas"}) {  // with different bits
    tree.rename(map, map->members()[1].key, key);
    CHECK(integer_at(map, key) == 2);
  }
  CHECK(map->size == 3);
  CHECK(map->members()[1].key == "replicas");
  CHECK(map->find("b") == nullptr);
  CHECK(map->find("d") == nullptr);
}

TEST_CASE("kinds are called as JSON Schema calls them") {
  CHECK(kind_name(Kind::kNull) == "null");
  CHECK(kind_name(Kind::kBool) == "boolean");
  CHECK(kind_name(Kind::kInteger) == "integer");
  CHECK(kind_name(Kind::kFloat) == "number");
  CHECK(kind_name(Kind::kMap) == "object");
}

TEST_CASE("a value of another kind is as good as none") {
  Arena arena;
  const TreeBuilder tree(arena);
  const Node* map = tree.map({{"text", "true"}, {"number", 1}, {"flag", true}});
  CHECK(string_at(map, "number", "otherwise") == "otherwise");
  CHECK(bool_at(map, "text", true));
  CHECK_FALSE(bool_at(map, "text", false));
  CHECK(bool_at(map, "flag"));
  CHECK(integer_at(map, "number") == 1);
  CHECK_FALSE(integer_at(map, "text").has_value());
  CHECK_FALSE(integer_at(map, "absent").has_value());
}
