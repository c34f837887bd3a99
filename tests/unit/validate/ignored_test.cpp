#include "validate/ignored.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "support/tree.hpp"

using namespace feastctl;

namespace {

/// The codes that stay of a warning (FS601) and a note (FS602) when the annotation holds this text, with what is said
/// of the annotation itself.
std::vector<std::string> left(const std::string& text) {
  Arena arena;
  const Node* store =
      test::tree_of(TreeBuilder(arena), "{'metadata': {'annotations': {'feastctl.dev/ignore': '" + text + "'}}}");
  Diagnostics out;
  for (const char* code : {"FS601", "FS602"}) out.add(*catalog::find(code), Span(), "found before");
  validate::drop_ignored(*store, out);
  std::vector<std::string> codes;
  for (const Diagnostic& d : out.all()) codes.emplace_back(d.rule->code);
  return codes;
}

using Codes = std::vector<std::string>;

}  // namespace

TEST_CASE("findings that a store asks to ignore") {
  CHECK(left("") == Codes{"FS601", "FS602"});
  CHECK(left("FS601") == Codes{"FS602"});
  CHECK(left(" FS602 , FS601,") == Codes{});
  CHECK(left("FS605") == Codes{"FS601", "FS602"});
  CHECK(left(" , ,FS602") == Codes{"FS601"});
}

TEST_CASE("a store cannot hide that credentials are in the output") {
  Arena arena;
  const Node* store = test::tree_of(
      TreeBuilder(arena), "{'metadata': {'annotations': {'feastctl.dev/ignore': 'credential-in-output,FS431,FS601'}}}");
  Diagnostics out;
  for (const char* code : {"FS601", "FS431"}) out.add(*catalog::find(code), Span(), "found before");
  validate::drop_ignored(*store, out);
  REQUIRE(out.all().size() == 1);
  CHECK(out.all()[0].rule->code == "FS431");
  CHECK(out.all()[0].notes[0].message.find("--ignore") != std::string::npos);
}

TEST_CASE("errors, and codes that there are not, cannot be ignored") {
  CHECK(left("FS301") == Codes{"FS601", "FS602", "FS723"});
  CHECK(left("FS999, FS601") == Codes{"FS602", "FS722"});
}
