/// @file
/// @brief What the files of this folder share.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diff/diff.hpp"

namespace feastctl::diff {

/// The two sides with secret values replaced, so that one can see that they differ and not what they are. Either may be
/// nullptr.
std::pair<const Node*, const Node*> masked(const Node* before, const Node* after, const TreeBuilder& tree);

/// What the API server refuses of this change, what is lost by it, and which pods it restarts. `before` and `after` are
/// the objects as they were read.
std::vector<Trap> traps_of(const Node* before, const Node* after);

/// Whether it is the checksum of a configuration on both sides, which differs with the configuration.
bool is_checksum(const FieldChange& field);

/// Whether the value is text of several lines, which is compared line by line.
bool is_block(const Node* node);

/// Changes that are the same in several objects.
struct Group {
  const ObjectChange* first = nullptr;
  std::vector<const ObjectChange*> others{};
};

/// The changes with equal ones of other objects beside the first of them, in the order of the first ones.
std::vector<Group> grouped(const Changes& changes);

/// Deployment feast/feast-sample, or Deployment feast/feast-sample in prod/.
std::string title(const ObjectChange& change);

/// `the same change in 12 other objects`.
std::string same_in(std::size_t others);

/// The change as hunks of a unified diff with its header.
std::string hunks_of(const ObjectChange& change);

/// Appends a line, in colour where that is not empty. What steers a terminal, turns the order of its text, or commands
/// a machine that reads logs does not reach it.
void append_line(std::string_view text, std::string_view color, std::string& out);

/// The change as the text form has it: the object, its fields and its traps.
std::string text_of(const ObjectChange& change, bool color);

/// The change as an item of the JSON form.
std::string json_of(const ObjectChange& change);

// Pieces of the Markdown form.
/// `text` as code within a line.
std::string in_code(std::string_view text);
/// What is refused and what needs care in one change; empty for most.
std::string markdown_dangers(const ObjectChange& change);
/// The hunks of the change of the object of that title, folded away, with more text below; `also` ends the headline.
std::string markdown_details(Change change, std::string_view title, std::string_view hunks, std::string_view also = {},
                             std::string_view below = {});

/// The word for an effect, as the forms print it: refused, careful, kept, restarts.
std::string_view word(Effect effect);

/// What a trap says of an object, in words: `restarts the pods of Deployment feast/feast-sample (rolling)`.
std::string words(const Trap& trap, const ObjectChange& change);

/// How much changes.
struct Totals {
  std::size_t added = 0, changed = 0, removed = 0;
  std::size_t refused = 0;   ///< consequences of this kind
  std::size_t restarts = 0;  ///< workloads whose pods restart

  void add(const ObjectChange& change);
  void add(const Totals& others);
  /// `1 added, 2 changed, 1 removed`, with what is refused and what restarts behind it.
  [[nodiscard]] std::string text() const;
};

Totals totals(const Changes& changes, const std::vector<Trap>& stores);

/// How much changes in one folder.
struct Folder {
  std::string name;
  Totals totals;
};

/// The folders by name; nothing when all changes are in one.
std::vector<Folder> by_folder(const Changes& changes);

}  // namespace feastctl::diff
