#include "lsp/outline.hpp"

#include <doctest/doctest.h>

#include "lsp/cursor.hpp"

using namespace feastctl::lsp;

namespace {

/// The paths of all items, with `=value` for scalars and `?` for words without a colon.
std::vector<std::string> paths(std::string_view text) {
  const Outline outline(text, {0, text.size()});
  std::vector<std::string> result;
  for (std::size_t i = 0; i < outline.items().size(); ++i) {
    const Item& item = outline.items()[i];
    std::string path = outline.path(static_cast<int>(i));
    const std::string_view value = outline.scalar_of(item);
    if (!value.empty()) path.append("=").append(value);
    result.push_back(item.colon ? path : path + "?");
  }
  return result;
}

using Paths = std::vector<std::string>;

/// What the cursor, at `|`, is in: the container's path and `:` for a key, the item's path and `=` for a value.
std::string place(std::string text) {
  const std::size_t at = text.find('|');
  text.erase(at, 1);
  const Outline outline(text, {0, text.size()});
  const auto cursor = cursor_at(outline, at);
  if (!cursor) return "";
  const std::string word = text.substr(cursor->word.begin, cursor->word.end - cursor->word.begin);
  return cursor->item >= 0 ? outline.path(cursor->item) + "=" + word : outline.path(cursor->container) + ":" + word;
}

}  // namespace

TEST_SUITE("lsp/outline") {
  TEST_CASE("block style") {
    CHECK(paths("a: 1 # x\n# y\nb:\n  c: 'd'\n\n  e:\n  - f: g\n    h: i\n  - j\nk: \"l: m\"\n") ==
          Paths{"a=1", "b", "b.c=d", "b.e", "b.e[0]", "b.e[0].f=g", "b.e[0].h=i", "b.e[1]=j", "k=l: m"});
    CHECK(paths("- - a: 1\n  - b\n") == Paths{"[0]", "[0][0]", "[0][0].a=1", "[0][1]=b"});
    CHECK(paths("a: |\n  b: c\n\n  d\ne: >-\n f\ng: &x !!str h\n") == Paths{"a", "e", "g=h"});
    CHECK(paths("a: b\n  c\nd: http://x\n'e f': g\n") == Paths{"a=b", "d=http://x", "e f=g"});
  }

  TEST_CASE("brackets") {
    CHECK(paths("a: {b: 1, c: {d: [e, {f: 2}]}, 'g': h}\ni: j\n") ==
          Paths{"a", "a.b=1", "a.c", "a.c.d", "a.c.d[0]=e", "a.c.d[1]", "a.c.d[1].f=2", "a.g=h", "i=j"});
    CHECK(paths("a: [\n  b,\n  # c\n  {d: 1}\n]\ne: 1\n") == Paths{"a", "a[0]=b", "a[1]", "a[1].d=1", "e=1"});
    CHECK(paths("{a: 1}") == Paths{});
  }

  TEST_CASE("what somebody is typing hides nothing") {
    CHECK(paths("a: {b: 1\nc: 2\n") == Paths{"a", "a.b=1", "c=2"});
    CHECK(paths("a: \"b\nc: 2\n") == Paths{"a=b", "c=2"});
    CHECK(paths("a:\n  b: 1\n  wor\n  c: 2\n") == Paths{"a", "a.b=1", "a.wor?", "a.c=2"});
    CHECK(paths("a: [[[[{{{{\n\t- }}]]\nb: 1\n").back() == "b=1");
  }

  TEST_CASE("documents") {
    const std::string_view text = "---\na: 1\n---\nb: 2\n--- # c\n----\n";
    const auto documents = documents_in(text);
    REQUIRE(documents.size() == 3);
    CHECK(documents[1].begin == 9);
    CHECK(document_at(text, 10).begin == 9);
    CHECK(document_at(text, 8).begin == 0);
    CHECK(documents_in("").size() == 1);
  }

  TEST_CASE("deep nesting") {
    std::string text;
    for (std::size_t i = 0; i < 3000; ++i) text.append(i, ' ').append("a:\n");
    text += std::string(100000, '[') + "\n" + std::string(100000, '{') + "\n";
    std::string dashes;
    for (int i = 0; i < 100000; ++i) dashes += "- ";
    const Outline outline(text + dashes, {0, text.size() + dashes.size()});
    CHECK(outline.items().size() > 3000);
  }

  TEST_CASE("the cursor") {
    CHECK(place("a:\n  b: 1\n  |\n") == "a:");
    CHECK(place("a:\n  b: 1\n|\n") == ":");
    CHECK(place("a:\n  wo|rd: 1\n") == "a:word");
    CHECK(place("a:\n  b: wo|rd # x\n") == "a.b=word");
    CHECK(place("a:\n  b: |\n") == "a.b=");
    CHECK(place("a:\n  - b: 1\n    |\n") == "a[0]:");
    CHECK(place("a:\n- |\n") == "a[0]:");
    CHECK(place("a: {b: 1, |}\n") == "a:");
    CHECK(place("a: {b: wo|rd, c: 2}\n") == "a.b=word");
    CHECK(place("a: {b: {|}}\n") == "a.b:");
    CHECK(place("a: {b: 1, c: |") == "a.c=");
    CHECK(place("a: 1 # |\n") == "");
    CHECK(place("a: |\n") == "a=");
    CHECK(place("a: '#|'\n") == "a='#'");
    CHECK(place("|") == ":");
  }
}
