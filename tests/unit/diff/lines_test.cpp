#include <doctest/doctest.h>

#include <string>

#include "diff/diff.hpp"

using feastctl::diff::unified_lines;

TEST_CASE("hunks are those of diff -u") {
  CHECK(unified_lines("a\nb\n", "a\nb\n").empty());
  CHECK(unified_lines("", "a\n") == "@@ -0,0 +1 @@\n+a\n");
  CHECK(unified_lines("a\nb\n", "") == "@@ -1,2 +0,0 @@\n-a\n-b\n");
  CHECK(unified_lines("a\nb\nc\n", "a\nx\nc\n") == "@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n");
}

TEST_CASE("changes that lie close together share a hunk, others have their own") {
  CHECK(unified_lines("x\n1\n2\n3\n4\n5\n6\ny\n", "X\n1\n2\n3\n4\n5\n6\nY\n") ==
        "@@ -1,8 +1,8 @@\n-x\n+X\n 1\n 2\n 3\n 4\n 5\n 6\n-y\n+Y\n");
  CHECK(unified_lines("x\n1\n2\n3\n4\n5\n6\n7\ny\n", "X\n1\n2\n3\n4\n5\n6\n7\nY\n") ==
        "@@ -1,4 +1,4 @@\n-x\n+X\n 1\n 2\n 3\n@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-y\n+Y\n");
}

TEST_CASE("texts of many lines are no burden") {
  std::string before;
  std::string after;
  for (int i = 0; i < 20000; ++i) {
    before += "a" + std::to_string(i) + "\n";
    after += "b" + std::to_string(i) + "\n";
  }
  CHECK(unified_lines(before, after).starts_with("@@ -1,20000 +1,20000 @@\n-a0\n-a1\n"));
}
