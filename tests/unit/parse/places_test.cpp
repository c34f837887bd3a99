#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "unit/parse/support.hpp"

using namespace feastctl;
using namespace feastctl::parse;

namespace {

/// A text with marks taken out: [[…]] around the places that are expected, in their order.
struct Marked {
  std::string text;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> places;

  explicit Marked(std::string_view marked) {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < marked.size(); ++i) {
      const auto here = static_cast<std::uint32_t>(text.size());
      if (marked.substr(i).starts_with("[[")) {
        open.push_back(places.size());
        places.emplace_back(here, here);
        ++i;
      } else if (marked.substr(i).starts_with("]]")) {
        places[open.back()].second = here;
        open.pop_back();
        ++i;
      } else {
        text += marked[i];
      }
    }
  }
};

/// The places of all keys and values below a node, each key before its value, as they stand in the text.
void collect(const Node& node, std::vector<std::pair<std::uint32_t, std::uint32_t>>& out) {
  for (const Member& m : node.members()) {
    out.emplace_back(m.key_span.begin, m.key_span.end);
    out.emplace_back(m.value->span.begin, m.value->span.end);
    collect(*m.value, out);
  }
  for (const Node* item : node.items()) {
    out.emplace_back(item->span.begin, item->span.end);
    collect(*item, out);
  }
}

}  // namespace

TEST_CASE("places: every key and value of a document") {
  const std::string_view examples[] = {
      "[[a]]: [[1]]\n",
      "[[a]]:\n  [[[[b]]: [[x y]]\n  [[c]]: [[z]]]]\n",
      "[[a]]:\n- [[x]]\n- [[[[k]]: [[v]]]]\n",  // the list is marked below
      "[[a]]: [[{[[b]]: [[\"c\"]], [[d]]: [['e']]}]] # x\n",
      "\xEF\xBB\xBF[[gr\xC3\xB6\xC3\x9F"
      "e]]: [[\xE2\x98\x83]]\r\n[[b]]: [[\xE6\x97\xA5]]\r\n",
      "[[a]]: [[|\n  one\n  two]]\n\n[[b]]: [[c]]\n",
      "[[a]]: [[|\r\r\n  one\r\r\n  two]]\r\r\n\r\r\n[[b]]: [[c]]\r\r\n",
      "[[a]]:[[]]\n[[b]]: [[!!str 5]]\n",
      "# comment\n---\n[[a]]: [[&x y]]\n[[b]]: [[*x]]\n",
  };
  for (const std::string_view example : examples) {
    CAPTURE(example);
    Marked marked(example);
    const ReadText read(marked.text);
    REQUIRE(read.all.size() == 1);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> found;
    collect(*read.all[0].root, found);
    if (const Node* a = read.all[0].root->find("a"); a != nullptr && a->is_list()) {
      CHECK(read.at(a->span) == "- x\n- k: v");
      found.erase(found.begin() + 1);
    }
    CHECK(found == marked.places);
  }
}

TEST_CASE("places: what comes from an alias is placed at the alias") {
  const ReadText read("base: &b {x: {k: 1}}\nuse: *b\nmerged:\n  <<: *b\n  z: 2\n");
  const Node& root = *read.all.at(0).root;
  const Node* k = lookup(&root, {"use", "x", "k"});
  REQUIRE(k != nullptr);
  CHECK(read.at(k->span) == "*b");
  CHECK(line_column(read.text, k->span.begin).line == 2);
  const Member* merged = root.find("merged")->find_member("x");
  REQUIRE(merged != nullptr);
  CHECK(line_column(read.text, merged->key_span.begin).line == 4);
  CHECK(line_column(read.text, merged->value->span.begin).line == 4);
  CHECK(read.at(lookup(&root, {"base", "x", "k"})->span) == "1");
}

TEST_CASE("places: texts that stand in the source are shared, not copied") {
  const ReadText read("a: plain\nb: 'quoted'\nc: \"es\\caped\"\nd: two\n  lines\n");
  REQUIRE(read.all.empty());  // \c is no escape
  const ReadText fine("a: plain\nb: 'quoted'\nc: \"es\\tcaped\"\n");
  const auto shared = [&](const char* key) {
    const std::string_view value = fine.all.at(0).root->find(key)->text;
    return value.data() >= fine.text.data() && value.data() < fine.text.data() + fine.text.size();
  };
  CHECK(shared("a"));
  CHECK(shared("b"));
  CHECK_FALSE(shared("c"));
}
