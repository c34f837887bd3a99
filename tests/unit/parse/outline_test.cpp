#include "parse/outline.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/source.hpp"
#include "catalog/catalog.hpp"
#include "parse/reader.hpp"

namespace feastctl::parse {

namespace {

constexpr std::string_view kHead = "apiVersion: feast.dev/v1\nkind: FeatureStore\n";

std::string with_head(std::string_view rest) {
  return std::string(kHead) + std::string(rest);
}

/// Whether the outline, if there is one, says what reading the whole document says.
bool agrees(std::string_view text) {
  const auto outlined = outline(text);
  if (!outlined) return true;
  Sources sources;
  const SourceId source = sources.add("store.yaml", text);
  Arena arena;
  Diagnostics out;
  const Part part{source, 0, static_cast<std::uint32_t>(text.size()), 0, false};
  const auto document = read_part(sources, part, TreeBuilder(arena), out);
  if (!document) return out.errors() != 0;
  const Node* metadata = lookup(document->root, {"metadata"});
  return string_at(document->root, "kind") == "FeatureStore" && string_at(metadata, "name") == outlined->name &&
         string_at(metadata, "namespace") == outlined->name_space &&
         string_at(document->root, "apiVersion") == (outlined->v1alpha1 ? "feast.dev/v1alpha1" : "feast.dev/v1");
}

}  // namespace

TEST_CASE("the usual ways to begin a FeatureStore are understood") {
  struct Case {
    std::string text, name, name_space;
    bool v1alpha1 = false;
  };
  const std::vector<Case> cases{
      {with_head("metadata:\n  name: a\n  namespace: ns\nspec:\n  feastProject: p\n"), "a", "ns"},
      {with_head("metadata:\n  name: a\nspec:\n  feastProject: p\n"), "a", ""},
      {with_head("metadata:\n    namespace: \"ns\"\n    name: 'a'\n"), "a", "ns"},
      {"# ours\n\n" + with_head("metadata:\n  name: a\n"), "a", ""},
      {"---\n" + with_head("metadata:\n  name: a\n"), "a", ""},
      {"kind: FeatureStore\napiVersion: feast.dev/v1alpha1\nmetadata:\n  name: a\n", "a", "", true},
      {with_head("metadata:\n  labels:\n    name: not-this\n  name: a\nspec:\n# an end\n"), "a", ""},
      {with_head("metadata:\n  annotations:\n    feast.dev/x: 'true'\n  name: a\nstatus:\n  phase: Ready\n"), "a", ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    const auto found = outline(c.text);
    REQUIRE(found);
    CHECK(found->name == c.name);
    CHECK(found->name_space == c.name_space);
    CHECK(found->v1alpha1 == c.v1alpha1);
    CHECK(agrees(c.text));
  }
}

TEST_CASE("nothing is said of what another line could change") {
  const std::vector<std::string> cases{
      "",
      std::string(kHead),
      with_head("metadata: {name: a}\n"),
      with_head("metadata:\n  name: 12\n"),
      with_head("metadata:\n  name: no\n"),
      with_head("metadata:\n  name: a\n  name: b\n"),
      with_head("metadata:\n  name: a b\n"),
      with_head("metadata:\n  name: &x a\n"),
      with_head("metadata:\n  <<: {name: b}\n  name: a\n"),
      with_head("metadata:\n  name: >\n    a\n"),
      with_head("metadata:\n  name: 'a\n    b'\n"),
      with_head("metadata:\n  name: a\nkind: Secret\n"),
      with_head("metadata:\n  name: a\n\"kind\": Secret\n"),
      with_head("metadata:\n  name: a\n<<: {kind: Secret}\n"),
      with_head("metadata:\n  name: a\n? kind\n: Secret\n"),
      with_head("metadata:\n  name: a\nmetadata:\n  name: b\n"),
      with_head("metadata:\n  name: a\nspec:\n  x: \"\nkind: Secret\n  \"\n"),
      with_head("metadata:\n  name: a\nspec:\r  x: 1\rkind: Secret\r"),
      with_head("metadata:\n  name: a\n  labels:\n    a: 'b\n  name: c'\n"),
      with_head("metadata:\n  name: a\n...\n---\nkind: Secret\n"),
      "apiVersion: feast.dev/v1\nkind: FeatureStore\n  more\nmetadata:\n  name: a\n",
      "apiVersion: feast.dev/v2\nkind: FeatureStore\nmetadata:\n  name: a\n",
      "{apiVersion: feast.dev/v1, kind: FeatureStore, metadata: {name: a}}\n",
  };
  for (const std::string& text : cases) {
    CAPTURE(text);
    CHECK_FALSE(outline(text));
  }
}

TEST_CASE("no line that is put into a store, or taken from it, makes the outline lie") {
  const std::vector<std::string> lines{"apiVersion: feast.dev/v1", "kind: FeatureStore", "metadata:",  "  name: a",
                                       "  namespace: ns",          "  labels:",          "    b: 'c'", "spec:",
                                       "  feastProject: p",        "  services:",        "    ui: {}"};
  const std::vector<std::string> odd{"kind: Secret",
                                     "'kind': Secret",
                                     "  name: b",
                                     "   name: b",
                                     "    name: b",
                                     "  namespace: m",
                                     " name: b",
                                     "name: b",
                                     "- x",
                                     "  - x",
                                     "  \"x",
                                     "  x\"",
                                     "\"",
                                     "'",
                                     "  a: 'x",
                                     "  a: \"x\\",
                                     "  a: |",
                                     "  a: >-",
                                     "  # '",
                                     "#",
                                     "",
                                     "---",
                                     "...",
                                     "%YAML 1.1",
                                     "<<: *a",
                                     "  <<: {name: b, namespace: c}",
                                     "  &a name: b",
                                     "metadata:",
                                     "metadata: &a",
                                     "metadata: {name: b}",
                                     "spec:",
                                     "\tname: b",
                                     "  ? name",
                                     "  : b",
                                     "}",
                                     "  {",
                                     "kind:",
                                     "  name:",
                                     "    !!str a: b",
                                     "  a: b: c"};
  std::size_t told = 0;
  for (std::size_t at = 0; at <= lines.size(); ++at) {
    for (const std::string& line : odd) {
      for (const bool instead : {false, true}) {
        std::string text;
        for (std::size_t i = 0; i < lines.size(); ++i) {
          if (i == at) text += line + "\n";
          if (i != at || !instead) text += lines[i] + "\n";
        }
        if (at == lines.size()) text += line + "\n";
        CAPTURE(text);
        CHECK(agrees(text));
        if (outline(text)) ++told;
      }
    }
  }
  CHECK(told > 50);  // or the checks above look at nothing
}

TEST_CASE("the outline agrees with the reader on every example of the catalog") {
  for (const Rule& rule : catalog::all()) {
    for (const std::string_view input : {rule.wrong, rule.right}) {
      Sources sources;
      const SourceId source = sources.add("example.yaml", input);
      Diagnostics out;
      std::vector<Part> parts;
      split(sources, source, out, parts);
      for (const Part& part : parts) {
        if (part.json) continue;
        CAPTURE(input);
        CHECK(agrees(input.substr(part.begin, part.end - part.begin)));
      }
    }
  }
}

TEST_CASE("outline: a text that cannot be read may still say that it is a store") {
  for (const char* text : {"kind: FeatureStore\n", "{\"kind\": \"FeatureStore\", ", "a: [\nkind : 'FeatureStore'"}) {
    CAPTURE(text);
    CHECK(names_store(text));
  }
  for (const char* text : {"", "kind: FeatureStoreList\n", "kind: Secret\nFeatureStore: 1\n", "name: FeatureStore\n",
                           "FeatureStore", "kind FeatureStore"}) {
    CAPTURE(text);
    CHECK_FALSE(names_store(text));
  }
}

TEST_CASE("outline: a key that a store has twice is an error though its text cannot be read") {
  const auto codes = [](std::string_view text) {
    Sources sources;
    sources.add("input.yaml", text);
    std::string all;
    const Result result = run(sources, {});
    for (const Diagnostic& d : result.findings.all()) all += std::string(d.rule->code) + ' ';
    return all;
  };
  const std::string twice = "spec:\n  feastProject: a\n  feastProject: b\n  services: {a: [}\n";
  CHECK(codes(with_head("metadata: {name: s}\n" + twice)).starts_with("FS102 FS101 "));
  CHECK(codes(with_head("metadata:\n  name: s\n" + twice)).starts_with("FS102 FS101 "));
  CHECK(codes("apiVersion: v1\nkind: ConfigMap\n" + twice).starts_with("FS147 FS101 "));
}

}  // namespace feastctl::parse
