/// @file
/// @brief The keys and list items of a YAML text, found by indentation and brackets alone.
///
/// While somebody is typing, a text is rarely YAML. Hover, completion, symbols and definitions therefore work on this
/// outline and not on the parser's tree: it has everything that can be recognized, however broken the rest is.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace feastctl::lsp {

/// A half-open range of bytes.
struct Extent {
  std::size_t begin = 0, end = 0;

  [[nodiscard]] bool empty() const { return begin == end; }
  /// Whether the byte is in it or directly behind it, as a cursor behind a word is at the word.
  [[nodiscard]] bool touches(std::size_t at) const { return begin <= at && at <= end; }
};

/// A key with its value, or an item of a list.
struct Item {
  int parent = -1;         ///< the item that contains it; -1 for the document
  std::string_view key{};  ///< without quotes; empty for an item of a list
  int index = -1;          ///< the place in a list, or -1 for a key
  std::size_t column = 0;  ///< of the key or the dash
  Extent name{};           ///< the key with its quotes; of a list's item, the dash or the beginning of the value
  Extent value{};          ///< a scalar in one line, or everything in brackets; empty if there is none
  std::size_t end = 0;     ///< the end of everything that belongs to it
  bool colon = true;       ///< false for a word that may become a key
  bool in_brackets = false;
  bool block_scalar = false;  ///< its value is a text in the lines below, up to `end`

  [[nodiscard]] bool is_list_item() const { return index >= 0; }
};

/// One document of a text.
class Outline {
 public:
  /// The outline of the document at these bytes of `text`, which must outlive it.
  Outline(std::string_view text, Extent document);

  [[nodiscard]] Extent extent() const { return extent_; }
  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] std::span<const Item> items() const { return items_; }
  [[nodiscard]] const Item& at(int item) const { return items_[static_cast<std::size_t>(item)]; }
  /// The item with this key (or, for an empty one, the first list item) in another, or -1.
  [[nodiscard]] int child(int parent, std::string_view key) const;
  /// The item at a path of keys from the top, or -1.
  [[nodiscard]] int find(std::span<const std::string_view> keys) const;
  /// The scalar at such a path, without quotes; empty if there is none.
  [[nodiscard]] std::string_view scalar(std::initializer_list<std::string_view> keys) const;
  /// The scalar that is an item's value, without quotes.
  [[nodiscard]] std::string_view scalar_of(const Item& item) const;
  /// The path of an item, spelt as spec.services.volumes[0].name.
  [[nodiscard]] std::string path(int item) const;

 private:
  friend class OutlineScanner;

  std::string_view text_;
  Extent extent_;
  std::vector<Item> items_;  ///< in the order of the text
};

/// The documents of a text, which lines that begin with `---` separate; there is always one.
std::vector<Extent> documents_in(std::string_view text);

/// The document that contains a byte.
Extent document_at(std::string_view text, std::size_t offset);

}  // namespace feastctl::lsp
