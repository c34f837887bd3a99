#include "base/field.hpp"

#include <doctest/doctest.h>

using namespace feastctl;

TEST_CASE("a field's path is spelt as the API server spells it") {
  Arena arena;
  const TreeBuilder tree(arena);
  const Node* leaf = tree.string("x");
  const Node* root = tree.map({{"spec", tree.map({{"env", tree.list({tree.map({{"name", leaf}})})}})}});

  const Field top(root);
  const Field spec = top.child("spec");
  const Field env = spec.child("env");
  const Field first = env.item(0);
  const Field name = first.child("name");
  CHECK(name.path() == "spec.env[0].name");
  CHECK(spec.child("").path() == "spec.");
  CHECK(name.text() == "x");
  CHECK(find_node(*root, leaf).value_or(Whereabouts()).path == "spec.env[0].name");
  CHECK_FALSE(env.item(1).present());
}

TEST_CASE("an index places nodes where a walk does, from the first question to the last") {
  Arena arena;
  const TreeBuilder tree(arena);
  Node* list = tree.list();
  for (int i = 0; i < 20; ++i) tree.push(list, tree.map({{"name", tree.string("x")}}));
  Node* root = tree.map({{"spec", tree.map({{"env", list}})}});
  root->member[0].key_span = {1, 5, 9};

  NodeFinder finder(*root);
  for (const Node* item : list->items()) {
    const Node* name = item->find("name");
    CHECK(finder.find(name).value_or(Whereabouts()).path == find_node(*root, name).value_or(Whereabouts()).path);
  }
  CHECK(finder.find(list->item[19]->find("name")).value_or(Whereabouts()).path == "spec.env[19].name");
  CHECK(finder.find(root->find("spec")).value_or(Whereabouts()).key_span == root->member[0].key_span);
  CHECK(finder.find(root).value_or(Whereabouts{"?", {}}).path.empty());
  CHECK_FALSE(finder.find(tree.string("elsewhere")).has_value());
}

TEST_CASE("what we made ourselves is blamed on the nearest thing that the user wrote") {
  Arena arena;
  const TreeBuilder tree(arena);
  Node* written = tree.string("0 0 * * *");
  written->span = {1, 10, 19};
  Node* built = tree.map({{"schedule", tree.map({{"deep", "x"}})}});
  built->origin = written;

  const Field top(built);
  const Field schedule = top.child("schedule");
  CHECK(schedule.child("deep").cause() == written);
  CHECK(schedule.child("absent").span() == written->span);
}

TEST_CASE("an explicit null counts as absent") {
  Arena arena;
  const TreeBuilder tree(arena);
  const Node* root = tree.map({{"a", tree.null()}});
  const Field top(root);
  CHECK_FALSE(top.child("a").present());
  CHECK(top.child("a").written());
}
