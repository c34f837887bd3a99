// The short way to a tree, held against the long one over libyaml: whatever text the short way takes, both build the
// same tree, with the same places.
#include "parse/usual_style.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "parse/composer.hpp"
#include "parse/events.hpp"

using namespace feastctl;
using namespace feastctl::parse;

namespace {

/// A tree with the place of every key and value.
std::string dump(const Node& node) {
  std::string out = fmt::format("{}-{}-{} {} {} `{}`", node.span.source, node.span.begin, node.span.end,
                                kind_name(node.kind), node.boolean, node.text);
  for (const Member& m : node.members()) {
    out += fmt::format("\n{}-{} {}: {}", m.key_span.begin, m.key_span.end, m.key, dump(*m.value));
  }
  for (const Node* item : node.items()) out += "\n- " + dump(*item);
  return out + "\nend";
}

/// What libyaml and the Composer make of a text; the findings, if there are any.
std::string composed(const std::string& text, Span place, Dialect dialect, const TreeBuilder& tree) {
  Diagnostics found;
  EventStream events(text, {});
  const Node* root = Composer(events, text, place, tree, found, {.dialect = dialect, .report_rest = true}).document();
  if (!found.all().empty()) return found.all().front().message;
  return root == nullptr ? "nothing" : dump(*root);
}

/// Whether the text is read as one in the usual style; then libyaml and the Composer must build the same tree.
bool takes(const std::string& text, Dialect dialect = Dialect::kKubernetes) {
  Arena arena;
  const TreeBuilder tree(arena);
  const Span place{1, 7, 7 + static_cast<std::uint32_t>(text.size())};
  const Node* root = read_usual(text, place, dialect, tree);
  if (root == nullptr) return false;
  CAPTURE(text);
  CHECK(dump(*root) == composed(text, place, dialect, tree));
  return true;
}

std::vector<std::string> documents(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find("\n---\n", begin), text.size() - 1) + 1;
    out.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  return out;
}

/// Texts that people write: the examples' files, and those of the catalog.
std::vector<std::string> corpus() {
  std::vector<std::string> out;
  const auto add = [&](const std::string& text) {
    for (std::string& document : documents(text)) out.push_back(std::move(document));
  };
  for (const auto& entry : std::filesystem::recursive_directory_iterator(FEASTCTL_SOURCE_DIR "/examples")) {
    if (entry.path().extension() != ".yaml") continue;
    std::ifstream file(entry.path());
    add(std::string(std::istreambuf_iterator<char>(file), {}));
  }
  for (const Rule& rule : catalog::all()) {
    add(std::string(rule.wrong));
    add(std::string(rule.right));
  }
  return out;
}

/// One slip: a piece put in, taken out, or moved to another place.
std::string mutate(std::string text, std::mt19937& random) {
  constexpr std::string_view kPieces[] = {" ",        "  ",   "\n",     "\n\n",   "-",
                                          "- ",       "- - ", ":",      ": ",     " :",
                                          "#",        " # ",  "'",      "\"",     "''",
                                          "{",        "}",    "[",      "]",      ", ",
                                          "{}",       "[]",   "{a: b}", "[a, b]", "{a: [b, {c: 'd'}]}",
                                          "|",        "|-",   "|+",     " |\n",   ">",
                                          "? ",       "&a ",  "*a",     "!",      "!!str ",
                                          "%",        "---",  "---\n",  "...",    "\t",
                                          "\r",       "<<",   "~",      "\\",     "\n  # c\n",
                                          "\n   x\n", "a:\n", "@",      "`",      "\x7F",
                                          "\xC3\xA4"};
  const auto below = [&](std::size_t n) { return n == 0 ? 0 : random() % n; };
  const std::size_t at = below(text.size());
  switch (below(5)) {
    case 0: return text.erase(at, 1 + below(3));
    case 1: {
      const std::size_t line = text.rfind('\n', at) + 1;
      return text.insert(line, std::string(below(5), ' '));
    }
    case 2: {
      const std::size_t line = text.rfind('\n', at) + 1;
      return text.erase(line, std::min<std::size_t>(2, text.find_first_not_of(' ', line) - line));
    }
    default: return text.insert(at, kPieces[below(std::size(kPieces))]);
  }
}

}  // namespace

TEST_CASE("usual style: what is taken, and what is left to libyaml") {
  const std::string_view taken[] = {"a: 1\n",
                                    "---\na: 1\n",
                                    "# c\n\n--- # d\n# e\na: 1 # f\n\n",
                                    "a:\n",
                                    "a: # c\nb:\n",
                                    "a:\n- 1\n- 2\nb: c\n",
                                    "a:\n  - v: 1\n    w: 2\n  -\n  - - z\n",
                                    "- a\n- b\n",
                                    "  a: b\n  c: d\n",
                                    "a: {}\nb: []\nc: {d: e, 'f': [g]}\n",
                                    "a: 'x y'\n\"b c\": \"# no\"\n",
                                    "a: |\n  one\n    two\n\n  three\nb: |-\n  x\n\n\nc: |+\n  y\n\n# c\nd:\n- |\n z\n",
                                    "a: b:c#d\nurl: http://x.y/z?a=b#c\nminus: -1\ne: --x\n",
                                    "a: ''\nb: \"\"\n",
                                    "a: yes\nb: null\nc: ~\nd: 0x1F\ne: 1_000\nf: 2024-01-01\ng: n\n",
                                    "'1': a\n'': b\n'<<': c\n\"yes\": d\n"};
  for (const std::string_view text : taken) {
    CAPTURE(text);
    CHECK(takes(std::string(text)));
  }
  const std::string_view left[] = {"",
                                   "# c\n",
                                   "a: b",
                                   "a: &x 1\nb: *x\n",
                                   "a: !!str 1\n",
                                   "a: >\n  x\n",
                                   "a: |2\n   x\n",
                                   "a: b\n  c\n",
                                   "a: 'b\n  c'\n",
                                   "a:\n  b\n",
                                   "a: \"\\n\"\n",
                                   "a: 'it''s'\n",
                                   "a:\tb\n",
                                   "a: b\r\n",
                                   "a: \xC3\xA4\n",
                                   "? a\n",
                                   "a: b\n...\n",
                                   "a: b\n---\nc: d\n",
                                   "{a: b}\n",
                                   "a\n",
                                   "a: {b: c,\n  d: e}\n",
                                   "a: {b}\n",
                                   "a: [b c]\n",
                                   "a: b: c\n",
                                   "a : b\n",
                                   "a: - b\n",
                                   "a:\n    b: 1\n  c: 2\n",
                                   "a:\n  - b\n  c: d\n",
                                   "a: |\n\n  x\n",
                                   "a: |\nb: c\n",
                                   "a: @b\n",
                                   "a: 1\na: 2\n",
                                   "a: {b: 1, b: 2}\n",
                                   "1: a\n",
                                   "yes: a\n",
                                   "~: a\n",
                                   "<<: {a: b}\n",
                                   "a: 0.5\n",
                                   "a: .inf\n"};
  for (const std::string_view text : left) {
    CAPTURE(text);
    CHECK(!takes(std::string(text)));
  }
}

TEST_CASE("usual style: duplicate keys are left to libyaml, however many keys a map has") {
  std::string many;
  for (int i = 0; i < 60; ++i) many += fmt::format("key{}: {}\n", i, i);
  CHECK(takes(many));
  CHECK(!takes(many + "key3: x\n"));
  CHECK(!takes("a: {b: c, 'b': d}\n"));
  CHECK(takes("a: {b: c}\nd: {b: c}\n"));
}

TEST_CASE("usual style: a text whose keys or depth are beyond all custom is left to libyaml") {
  CHECK(takes(std::string(900, 'k') + ": 1\n"));
  CHECK(!takes(std::string(1100, 'k') + ": 1\n"));
  std::string deep;
  for (std::size_t i = 0; i < 100; ++i) deep += std::string(i, ' ') + "a:\n";
  CHECK(!takes(deep));
  CHECK(!takes("a: " + std::string(100, '[') + std::string(100, ']') + "\n"));
}

TEST_CASE("usual style: same trees as with libyaml for what people write, and for slips in it") {
  std::mt19937 random(1);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same slips every time
  const std::vector<std::string> texts = corpus();
  std::size_t taken = 0;
  std::size_t mutants = 0;
  for (const std::string& text : texts) {
    taken += takes(text) ? 1U : 0U;
    takes(text, Dialect::kYamlV3);
    for (int i = 0; i < 40; ++i) {
      std::string mutant = mutate(text, random);
      if (i % 2 == 1) mutant = mutate(std::move(mutant), random);
      mutants += takes(mutant, i % 4 < 2 ? Dialect::kKubernetes : Dialect::kYamlV3) ? 1U : 0U;
    }
  }
  MESSAGE(fmt::format("{} of {} texts and {} mutants were read the short way", taken, texts.size(), mutants));
  CHECK(taken * 4 > texts.size() * 3);
  CHECK(mutants > texts.size() * 10);
}
