#include "base/base64.hpp"

#include <doctest/doctest.h>

#include <utility>

using feastctl::base64_decode;
using feastctl::base64_encode;

TEST_CASE("base64: the vectors of RFC 4648, both ways") {
  const std::pair<std::string_view, std::string_view> vectors[] = {
      {"", ""},
      {"f", "Zg=="},
      {"fo", "Zm8="},
      {"foo", "Zm9v"},
      {"foob", "Zm9vYg=="},
      {"fooba", "Zm9vYmE="},
      {"foobar", "Zm9vYmFy"},
      {std::string_view("\x00\xFF\xFB", 3), "AP/7"},
  };
  for (const auto& [bytes, text] : vectors) {
    const auto& given = text;  // clang 14 captures no structured binding
    CAPTURE(given);
    CHECK(base64_encode(bytes) == text);
    REQUIRE(base64_decode(text).has_value());
    CHECK(*base64_decode(text) == bytes);
  }
}

TEST_CASE("base64: line ends are ignored, nothing else is") {
  CHECK(base64_decode("Zm9v\r\nYmFy\n") == "foobar");
  CHECK(base64_decode("Zg\n=\r\n=\n\r") == "f");
  CHECK(base64_decode("Zh==") == "f");  // unused bits are not looked at
  for (const auto* wrong :
       {"Zg", "Zg=", "Z===", "=", "Zm9v=", "Zg==Zg==", "Zg== ", "Zm 9v", "Zm9-", "Zm9v====", "Zg===", "Z"}) {
    CAPTURE(wrong);
    CHECK_FALSE(base64_decode(wrong).has_value());
  }
}
