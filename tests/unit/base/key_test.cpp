#include "base/key.hpp"

#include <doctest/doctest.h>

#include <string>

#include "base/node.hpp"

using namespace feastctl;

TEST_CASE("keys of any length are equal only if each byte is") {
  for (std::size_t size = 0; size <= 40; ++size) {
    CAPTURE(size);
    const std::string key(size, 'k');
    CHECK(same_key(key, std::string(key)));
    CHECK_FALSE(same_key(key, key + "k"));
    for (std::size_t at = 0; at < size; ++at) {
      std::string other = key;
      other[at] = 'x';
      CHECK_FALSE(same_key(key, other));
    }
  }
}

TEST_CASE("a map tells keys apart that have the same tag") {
  Arena arena;
  const TreeBuilder tree(arena);
  REQUIRE(key_tag("axbc") == key_tag("aybc"));
  const Node* map = tree.map({{"", 0}, {"axbc", 1}, {"aybc", 2}});
  CHECK(map->find("axbc")->integer == 1);
  CHECK(map->find("aybc")->integer == 2);
  CHECK(map->find("azbc") == nullptr);
  CHECK(map->find("")->integer == 0);
}
