#include "base/paths.hpp"

#include <doctest/doctest.h>

#include <string_view>
#include <utility>

using namespace feastctl;

TEST_CASE("paths are cleaned as Go's path.Clean does, by the examples of its own tests") {
  const std::pair<std::string_view, std::string_view> examples[] = {
      {"", "."},
      {"abc", "abc"},
      {"/", "/"},
      {"abc/", "abc"},
      {"/abc/", "/abc"},
      {"abc//def//ghi", "abc/def/ghi"},
      {"abc/./def", "abc/def"},
      {"/./abc/def", "/abc/def"},
      {"abc/def/..", "abc"},
      {"abc/..", "."},
      {"/abc/def/../../..", "/"},
      {"abc/def/../../../ghi/jkl/../../../mno", "../../mno"},
      {"../../abc", "../../abc"},
      {"/../abc", "/abc"},
      {"abc/./../def", "def"},
  };
  for (const auto& [path, expected] : examples) {
    const auto& given = path;  // clang 14 captures no structured binding
    CAPTURE(given);
    CHECK(clean_path(path) == expected);
  }
}

TEST_CASE("joining leaves empty parts out") {
  CHECK(join_paths("a", "b/../c") == "a/c");
  CHECK(join_paths("", "a/") == "a");
  CHECK(join_paths("a/", "") == "a");
  CHECK(join_paths("", "") == "");
  CHECK(join_paths("/", "a") == "/a");
}

TEST_CASE("paths overlap by whole names") {
  CHECK(paths_overlap("/a", "/a"));
  CHECK(paths_overlap("/a", "/a/b"));
  CHECK(paths_overlap("/a/b", "/a"));
  CHECK_FALSE(paths_overlap("/a", "/ab"));
  CHECK_FALSE(paths_overlap("/ab", "/a"));
  CHECK_FALSE(paths_overlap("/a/b", "/a/c"));
}
