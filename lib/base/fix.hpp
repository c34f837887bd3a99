/// @file
/// @brief A fix of a finding: what a rule would change in the document, and the resulting edits of the user's text.
///
/// A rule proposes changes to the tree, because it does not know the text. `feastctl::offer_fixes` (lib/fixes.hpp)
/// turns them into edits with lib/fix, and offers only what it has tried: the edited text means what was wanted, keeps
/// its comments, and has fewer errors when the store is run again.
///
/// To add a fix: where the rule reports the finding,
///   .with_fix(safe, "Rename to image", {change::rename(at, "image")})
/// The title is an imperative that quotes as little of the input as possible. `safe` means that the user can have meant
/// nothing else; if the fix chooses between values or discards something, it is not safe. Several fixes are
/// alternatives, the most likely first. Then add a line to tests/unit/fix/offer_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/field.hpp"
#include "base/span.hpp"

namespace feastctl {

/// Replaces exactly these bytes of the input. An empty range inserts.
struct Edit {
  Span where;
  std::string text;
};

/// One change to a document. Values are YAML in flow style: `5Gi`, `"2"`, `{name: x}`.
struct Change {
  enum class Of : std::uint8_t {
    kRename,   ///< the key at `at` becomes `name`
    kReplace,  ///< the value at `at` becomes `value`
    kQuote,    ///< the value at `at` becomes a string, as it is written
    kRemove,   ///< the entry whose key is at `at`, or the list item at `at`, goes away
    kInsert,   ///< the map at `at` gets `value` at `way`
    kMove,     ///< the entry whose key is at `at` goes to `way` below the map at `to`
  };
  Of of = Of::kReplace;
  Span at;
  std::string value{};             ///< kReplace, kInsert; kRename: the key
  std::vector<std::string> way{};  ///< kInsert, kMove: keys from the map down to the entry
  Span to{};                       ///< kMove; kRemove: an earlier entry with the same key and value, if there is one
};

/// A way to correct a finding.
struct Fix {
  std::string title;              ///< what it does, as an imperative: `rename replcas to replicas`
  bool safe = false;              ///< whether it is plainly what the user meant; otherwise, it makes a choice
  std::vector<Edit> edits{};      ///< in one source, in order, without overlaps; empty until it has been offered
  std::vector<Change> changes{};  ///< what the rule proposes; empty once it has been offered
};

/// Changes at a place that a rule looks at. In a generated object, they are at the user's value behind it.
namespace change {
Change rename(const Field& at, std::string_view name);
Change replace(const Field& at, std::string_view value);
/// Likewise for a node, or for the user's node that caused it.
Change replace(const Node* node, std::string_view value);
Change quote(const Field& at);
Change remove(const Field& at);
Change insert(const Field& map, std::vector<std::string> way, std::string_view value);
Change move(const Field& at, const Field& map, std::vector<std::string> way);
/// `text` as a string in YAML, whatever it looks like.
std::string text(std::string_view text);
/// A scalar in YAML.
std::string text(const Node& scalar);
}  // namespace change

}  // namespace feastctl
