#include "base/spelling.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>

using namespace feastctl;

TEST_CASE("the nearest word is offered, and none when nothing is near") {
  constexpr std::array<std::string_view, 8> words{"onlineStore", "offlineStore", "registry",    "replicas",
                                                  "env",         "envFrom",      "autoscaling", "path"};
  struct Case {
    const char* text;
    const char* nearest;
  };
  for (const auto& [text, expected] : {Case{"onlinestore", "onlineStore"},
                                       {"online_store", "onlineStore"},
                                       {"ofline", ""},
                                       {"registyr", "registry"},
                                       {"replica", "replicas"},
                                       {"ENV", "env"},
                                       {"evn", "env"},
                                       {"envfrom", "envFrom"},
                                       {"autoScaling", "autoscaling"},
                                       {"x", ""},
                                       {"", ""},
                                       {"host", ""},
                                       {"bath", "path"},
                                       {"services", ""}}) {
    const auto& given = text;  // clang 14 captures no structured binding
    CAPTURE(given);
    CHECK(nearest(text, words) == expected);
  }
  CHECK(nearest(std::string(100000, 'a'), words).empty());
  const std::string endless(100000, 'a');
  CHECK(nearest("path", std::array<std::string_view, 3>{"", endless, "paths"}) == "paths");
}
