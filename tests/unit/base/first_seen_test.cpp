#include "base/first_seen.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace feastctl;

TEST_CASE("the first number of a text is found, whether there are few texts or many") {
  std::vector<std::string> texts;
  for (int i = 0; i < 100; ++i) texts.push_back("text" + std::to_string(i));
  FirstSeen seen;
  CHECK(seen.empty());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    CHECK_FALSE(seen.find(texts[i]).has_value());
    CHECK_FALSE(seen.see(texts[i], i).has_value());
    CHECK(seen.see(texts[i / 2], 1000 + i) == i / 2);
  }
  for (std::size_t i = 0; i < texts.size(); ++i) CHECK(seen.find(texts[i]) == i);
  CHECK_FALSE(seen.empty());
}
