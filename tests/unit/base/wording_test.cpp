#include "base/wording.hpp"

#include <doctest/doctest.h>

using namespace feastctl;

TEST_CASE("quoted texts are safe to print and of bounded length") {
  CHECK(quoted("a \"b\"\n\x01") == "\"a \\\"b\\\"\\n\\x01\"");
  CHECK(quoted(std::string(500, 'x')).size() < 100);
  // What is as long as a quote may be is whole, whatever is behind it.
  const std::string longest = std::string(80, 'x') + "\x80";
  CHECK(quoted(std::string_view(longest).substr(0, 80)) == "\"" + longest.substr(0, 80) + "\"");
  // No character is cut in two: 80 bytes would end within the 27th sign of three bytes.
  std::string euros;
  for (int i = 0; i < 40; ++i) euros += "€";
  CHECK(quoted(euros) == "\"" + euros.substr(0, 78) + "…\"");
}

TEST_CASE("short paths name the thing and what it is in, without the places in lists") {
  Arena arena;
  const TreeBuilder tree(arena);
  const Node* root = tree.map({{"spec", tree.map({{"env", tree.list({tree.map({{"name", "x"}})})}})}});
  const Field whole(root);
  const Field spec = whole.child("spec");
  const Field env = spec.child("env");
  const Field item = env.item(0);
  const Field name_field = item.child("name");
  CHECK(short_path(name_field) == "env.name");
  CHECK(short_path(item) == "spec.env");
  CHECK(short_path(spec) == "spec");
}

TEST_CASE("lists of words") {
  constexpr std::string_view kWords[] = {"A", "B", "C"};
  CHECK(list_of(std::span(kWords, 1), "or") == "A");
  CHECK(list_of(std::span(kWords, 2), "or") == "A or B");
  CHECK(list_of(kWords, "or") == "A, B or C");
  CHECK(list_of({}, "and").empty());
  CHECK(list_of(kWords, "and") == "A, B and C");
}
