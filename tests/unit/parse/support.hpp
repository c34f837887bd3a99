/// @file
/// @brief What the tests of the reader share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parse/reader.hpp"

namespace feastctl::parse {

/// A tree on one line: {a: 1, b: [true, "x"]}; floats end in `f`, so that 1.5 and 2.0 are told from integers.
std::string dump(const Node& node);

/// A text that was read, with everything that it needs to live.
struct ReadText {
  explicit ReadText(std::string_view text, PartReader reader = &read_part);
  ReadText(const ReadText&) = delete;
  ReadText& operator=(const ReadText&) = delete;

  /// All documents, with ` --- ` between them.
  [[nodiscard]] std::string documents() const;
  /// The codes of all findings, separated by blanks.
  [[nodiscard]] std::string codes() const;
  /// The text that a finding points at.
  [[nodiscard]] std::string_view at(const Span& span) const;
  /// The first finding as `code line:column`.
  [[nodiscard]] std::string first() const;

  std::string text;
  Arena arena;
  Sources sources;
  Diagnostics found;
  std::vector<Document> all;
  bool ok = false;
};

}  // namespace feastctl::parse
