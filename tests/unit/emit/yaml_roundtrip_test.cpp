#include <doctest/doctest.h>

#include <cstdint>
#include <string>

#include "base/node.hpp"
#include "emit/yaml.hpp"
#include "unit/emit/read_back.hpp"

using namespace feastctl;

namespace {

/// The same numbers on every machine (xorshift), so that a failure can be repeated.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15ULL + 1) {}
  std::size_t below(std::size_t limit) {
    state_ ^= state_ << 13U;
    state_ ^= state_ >> 7U;
    state_ ^= state_ << 17U;
    return static_cast<std::size_t>((state_ >> 20U) % limit);
  }

 private:
  std::uint64_t state_;
};

/// Pieces that mean something somewhere in YAML.
constexpr std::string_view kPieces[] = {
    "a",        "b",      "1",          "0",    "x",    "e",      ".",    "-",    "+",   ":",   " ",      "#",
    "\n",       "\n",     "\t",         "'",    "\"",   "\\",     ",",    "[",    "]",   "{",   "}",      "&",
    "*",        "!",      "|",          ">",    "%",    "@",      "`",    "?",    "=",   "<<",  "~",      "---",
    "...",      ": ",     " #",         "- ",   "? ",   "null",   "true", "no",   "_",   "\r",  "\u00e9", "\u2028",
    "\xc2\x85", "\u00a0", "\U0001F600", "\x01", "\x7f", "\ufeff", "  ",   "\n\n", "\n ", " \n", "${X}",   "$(Y)"};

std::string_view random_text(Random& random, Arena& arena, std::size_t longest) {
  std::string text;
  for (std::size_t n = random.below(longest + 1); n > 0; --n) text += kPieces[random.below(std::size(kPieces))];
  return arena.copy(text);
}

const Node* random_tree(Random& random, const TreeBuilder& tree, std::size_t depth) {
  const std::size_t what = random.below(depth == 0 ? 5 : 9);
  if (what == 0) return tree.null();
  if (what == 1) return tree.boolean(random.below(2) == 0);
  if (what < 5) return tree.string(random_text(random, tree.arena(), 8));
  if (what < 7) {
    Node* list = tree.list();
    for (std::size_t n = random.below(4); n > 0; --n) tree.push(list, random_tree(random, tree, depth - 1));
    return list;
  }
  Node* map = tree.map();
  for (std::size_t n = random.below(4); n > 0; --n) {
    tree.set(map, random_text(random, tree.arena(), 4), random_tree(random, tree, depth - 1));
  }
  return map;
}

}  // namespace

TEST_CASE("whatever is written is read back as it was, by libyaml and by yaml-cpp") {
  for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
    Arena arena;
    const TreeBuilder tree(arena);
    Random random(seed);
    const Node* node = tree.map({{"first", random_tree(random, tree, 4)},
                                 {random_text(random, arena, 6), random_tree(random, tree, 4)},
                                 {"list", tree.list({random_tree(random, tree, 3), random_tree(random, tree, 2)})},
                                 {"text", random_text(random, arena, 20)}});
    std::string yaml;
    emit::write_yaml(*node, yaml);
    CAPTURE(seed);
    CAPTURE(yaml);
    REQUIRE(test::read_with_libyaml(yaml) == test::expected_reading(*node));
    REQUIRE(test::read_with_yaml_cpp(yaml) == test::expected_reading(*node));
  }
}
