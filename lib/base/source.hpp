/// @file
/// @brief The input texts of a run, and line and column numbers in them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.hpp"

namespace feastctl {

/// A line and a column, both from 1; columns count characters (Unicode code points), not bytes.
struct LineColumn {
  std::size_t line = 0;
  std::size_t column = 0;
};

/// A named text. The text must outlive everything read from it.
struct Source {
  std::string name;  ///< as the user gave it; `-` is standard input
  std::string_view text;
};

/// The texts of a run by their SourceId.
class Sources {
 public:
  /// Adds a text and returns its number, from 1.
  SourceId add(std::string name, std::string_view text);
  [[nodiscard]] const Source& at(SourceId id) const { return sources_.at(id - 1); }
  [[nodiscard]] std::size_t size() const { return sources_.size(); }

 private:
  std::vector<Source> sources_;
};

/// The line and column of the byte `offset` of `text`. An offset past the end counts as the end. A byte-order mark
/// takes no column; CRLF is one line end.
LineColumn line_column(std::string_view text, std::size_t offset);

/// The line that contains `offset`, without its line end.
std::string_view line_at(std::string_view text, std::size_t offset);

}  // namespace feastctl
