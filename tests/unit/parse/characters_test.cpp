#include "parse/characters.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace feastctl::parse;

TEST_CASE("characters: from numbers to bytes, forwards and backwards") {
  const std::string text =
      "\xEF\xBB\xBF"
      "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z";
  CharacterIndex index(text);
  const std::size_t bytes[] = {3, 4, 6, 9, 13, 14};
  for (const std::size_t i : {0U, 1U, 2U, 3U, 4U, 5U, 3U, 1U, 4U, 0U}) {
    CAPTURE(i);
    CHECK(index.byte(i) == bytes[i]);
  }
  CHECK(index.byte(99) == text.size());
}

TEST_CASE("characters: UTF-16 has pairs") {
  const std::string text(
      "\xFF\xFE"
      "a\0\x3D\xD8\x00\xDE"
      "b\0",
      10);
  CharacterIndex index(text);
  CHECK(index.encoding() == Encoding::kUtf16Little);
  for (const auto& [character, byte] : {std::pair{2, 8}, {1, 4}, {0, 2}, {3, 10}}) {
    const auto& given = character;  // clang 14 captures no structured binding
    CAPTURE(given);
    CHECK(index.byte(static_cast<std::size_t>(character)) == static_cast<std::size_t>(byte));
  }
}

TEST_CASE("characters: what is no UTF-8 has no size") {
  CHECK(utf8_size("\xE2\x82\xAC!") == 3);
  for (const auto* wrong :
       {"\x80", "\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82", "\xFF"}) {
    CAPTURE(wrong);
    CHECK(utf8_size(wrong) == 0);
  }
}
