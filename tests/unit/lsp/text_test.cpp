#include "lsp/text.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace feastctl::lsp;

TEST_SUITE("lsp/text") {
  TEST_CASE("lines end as the protocol says") {
    const Lines lines("a\nbc\r\nd\re", Encoding::kUtf16);
    CHECK(lines.count() == 4);
    CHECK(lines.at(3) == Position{1, 1});
    CHECK(lines.at(6) == Position{2, 0});
    CHECK(lines.at(8) == Position{3, 0});
    CHECK(lines.end(1) == 4);
    CHECK(Lines("a\n", Encoding::kUtf16).count() == 2);
    CHECK(Lines("", Encoding::kUtf16).at(0) == Position{0, 0});
  }

  TEST_CASE("characters are counted in the units of the encoding") {
    const std::string_view text = "x\n\xF0\x9F\x98\x80\xC3\xA9z";  // an emoji and an accented letter
    const std::size_t z = text.size() - 1;
    CHECK(Lines(text, Encoding::kUtf8).at(z) == Position{1, 6});
    CHECK(Lines(text, Encoding::kUtf16).at(z) == Position{1, 3});
    CHECK(Lines(text, Encoding::kUtf32).at(z) == Position{1, 2});
    CHECK(Lines(text, Encoding::kUtf16).offset({1, 3}) == z);
    CHECK(Lines(text, Encoding::kUtf32).offset({1, 2}) == z);
    // A position inside a character is its beginning.
    CHECK(Lines(text, Encoding::kUtf16).offset({1, 1}) == 2);
    CHECK(Lines(text, Encoding::kUtf8).offset({1, 2}) == 2);
  }

  TEST_CASE("positions that do not exist are the nearest that do") {
    const Lines lines("ab\ncd\n", Encoding::kUtf16);
    CHECK(lines.offset({0, 99}) == 2);
    CHECK(lines.offset({2, 5}) == 6);
    CHECK(lines.offset({99, 0}) == 6);
    CHECK(lines.offset({0, SIZE_MAX}) == 2);
  }

  TEST_CASE("a position leads back to its byte, also in long lines") {
    std::mt19937 random(1);  // NOLINT: the same every time
    std::string text;
    const std::string_view pieces[] = {"a", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "\n", "bcdefgh"};
    std::vector<std::size_t> begins;
    for (int i = 0; i < 9000; ++i) {
      begins.push_back(text.size());
      const std::size_t choice = random() % 50;
      text += pieces[choice < 4 ? choice : choice == 4 && i % 7 == 0 ? 4 : choice % 2];
    }
    for (const Encoding encoding : {Encoding::kUtf8, Encoding::kUtf16, Encoding::kUtf32}) {
      const Lines lines(text, encoding);
      for (const std::size_t begin : begins) REQUIRE(lines.offset(lines.at(begin)) == begin);
    }
  }
}
