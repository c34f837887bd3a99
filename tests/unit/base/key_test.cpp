#include "base/key.hpp"

#include <doctest/doctest.h>

#include <string>

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
