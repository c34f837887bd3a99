/// @file
/// @brief Declarations shared by the files in this folder.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diff/diff.hpp"

namespace feastctl::diff {

/// The two sides with secret values masked, so that one can see that they differ, but not their content. Either may be
/// nullptr.
std::pair<const Node*, const Node*> masked(const Node* before, const Node* after, const TreeBuilder& tree);

/// What the API server refuses in this change, what would be lost, and which pods restart. `before` and `after` are the
/// objects as read.
std::vector<Trap> traps_of(const Node* before, const Node* after);

/// Whether the field is the checksum of a configuration on both sides, which always differs with the configuration.
bool is_checksum(const FieldChange& field);

/// Whether the value is multi-line text, which is compared line by line.
bool is_block(const Node* node);

/// Equal changes of several objects.
struct Group {
  const ObjectChange* first = nullptr;
  std::vector<const ObjectChange*> others{};
};

/// Groups equal changes, in the order of the first one of each group.
std::vector<Group> grouped(const Changes& changes);

/// Deployment feast/feast-sample, or Deployment feast/feast-sample in prod/.
std::string title(const ObjectChange& change);

/// `the same change in 12 other objects`.
std::string same_in(std::size_t others);

/// The change as hunks of a unified diff with its header.
std::string hunks_of(const ObjectChange& change);

/// Appends a line, in `color` unless that is empty. Removes anything that would control a terminal, reorder text, or
/// act as a command in CI logs.
void append_line(std::string_view text, std::string_view color, std::string& out);

/// The change in the text format: the object, its fields and its traps.
std::string text_of(const ObjectChange& change, bool color);

/// The change as an item of the JSON format.
std::string json_of(const ObjectChange& change);

// Parts of the Markdown format.
/// `text` as code within a line.
std::string in_code(std::string_view text);
/// What is refused and what needs care in one change; empty for most.
std::string markdown_dangers(const ObjectChange& change);
/// The hunks of the change, collapsed under the title, with more text below; `also` ends the headline.
std::string markdown_details(Change change, std::string_view title, std::string_view hunks, std::string_view also = {},
                             std::string_view below = {});

/// The word for an effect in all formats: refused, careful, kept, restarts.
std::string_view word(Effect effect);

/// The description of a trap: `restarts the pods of Deployment feast/feast-sample (rolling)`.
std::string words(const Trap& trap, const ObjectChange& change);

/// Totals of the changes.
struct Totals {
  std::size_t added = 0, changed = 0, removed = 0;
  std::size_t refused = 0;   ///< effects of this kind
  std::size_t restarts = 0;  ///< workloads whose pods restart

  void add(const ObjectChange& change);
  void add(const Totals& others);
  /// `1 added, 2 changed, 1 removed`, followed by what is refused and what restarts.
  [[nodiscard]] std::string text() const;
};

Totals totals(const Changes& changes, const std::vector<Trap>& stores);

/// Totals of one folder.
struct Folder {
  std::string name;
  Totals totals;
};

/// The folders by name; empty if all changes are in one folder.
std::vector<Folder> by_folder(const Changes& changes);

}  // namespace feastctl::diff
