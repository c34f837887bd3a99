/// @file
/// @brief A document as text and as a tree, and the way from one to the other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/node.hpp"
#include "parse/reader.hpp"

namespace feastctl::fix {

/// An entry of a map, or an item of a list, by its container and its number there.
struct Entry {
  const Node* container = nullptr;
  std::uint32_t index = 0;

  [[nodiscard]] const Node& value() const {
    return container->is_map() ? *container->member[index].value : *container->item[index];
  }
  /// The member of a map; nullptr for an item of a list.
  [[nodiscard]] const Member* member() const { return container->is_map() ? &container->member[index] : nullptr; }
};

/// A document of a source that could be read.
class Document {
 public:
  /// `text` is the whole text of the source; everything must outlive this. `errors`: how many reading it found.
  Document(std::string_view text, const parse::Part& part, const Node& root, std::size_t errors);

  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] const parse::Part& part() const { return *part_; }
  [[nodiscard]] const Node& root() const { return *root_; }
  [[nodiscard]] std::size_t errors() const { return errors_; }
  [[nodiscard]] bool json() const { return part_->json; }
  [[nodiscard]] std::string_view eol() const { return eol_; }

  /// The entry whose key is at `where`, or the entry or item whose value is. Nothing if there is none, or if there are
  /// several, because an alias or a merge key repeats the text.
  [[nodiscard]] std::optional<Entry> entry_at(const Span& where) const;
  /// The value at `where`, under the same conditions; the root, too.
  [[nodiscard]] const Node* value_at(const Span& where) const;
  /// The entry that contains `node`; nothing for the root.
  [[nodiscard]] std::optional<Entry> holder_of(const Node& node) const;

  // Places in the text, all within the document.

  /// The first byte of the line that contains `at`.
  [[nodiscard]] std::size_t line_begin(std::size_t at) const;
  /// The end of the line that contains `at`, without its line end.
  [[nodiscard]] std::size_t line_end(std::size_t at) const;
  /// The first byte of the next line.
  [[nodiscard]] std::size_t next_line(std::size_t at) const;
  /// Whether there are only blanks in [begin, end), or also line ends.
  [[nodiscard]] bool only_blanks(std::size_t begin, std::size_t end, bool line_ends = false) const;
  /// Whether there are only blanks before `at` in its line.
  [[nodiscard]] bool begins_line(std::size_t at) const { return only_blanks(line_begin(at), at); }
  /// The number of bytes before `at` in its line.
  [[nodiscard]] std::size_t column(std::size_t at) const { return at - line_begin(at); }
  /// The byte after the colon of a member.
  [[nodiscard]] std::size_t after_colon(const Member& member) const;
  /// The first byte of an entry: of its key, or of an item's value.
  [[nodiscard]] static std::size_t begin_of(const Entry& entry);
  /// The end of an entry's value, or of its colon if there is no text after it.
  [[nodiscard]] std::size_t end_of(const Entry& entry) const;
  /// Whether a map or list is written in braces or brackets.
  [[nodiscard]] bool is_flow(const Node& container) const;
  /// Whether anything contains [begin, end) in braces or brackets: then, line ends mean nothing there.
  [[nodiscard]] bool in_flow(const Node& node) const;

 private:
  struct Known {
    Span where;
    bool key = false;
    Entry entry;
  };
  void note(const Node& container);
  /// The entry whose key or value is at `where`, if there is exactly one.
  [[nodiscard]] std::optional<Entry> only_at(const Span& where, bool key) const;

  std::string_view text_;
  const parse::Part* part_;
  const Node* root_;
  std::size_t errors_;
  std::string_view eol_ = "\n";
  std::vector<Known> known_;  ///< keys and values, by place
};

}  // namespace feastctl::fix
