/// @file
/// @brief Lines and columns of many findings at once, and the order in which findings are shown.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/source.hpp"
#include "report/report.hpp"

namespace feastctl::report {

/// The line ends and, every few kilobytes, the number of characters of a text: a place is found without reading the
/// text from its beginning, however many places are asked for and however long a line is.
class LineIndex {
 public:
  explicit LineIndex(std::string_view text);

  /// As feastctl::line_column(text, offset).
  [[nodiscard]] LineColumn at(std::size_t offset) const;
  /// The line (from 1) as a range of bytes without its line end and without a byte-order mark.
  [[nodiscard]] Span line(std::size_t number) const;

 private:
  [[nodiscard]] std::size_t characters_before(std::size_t offset) const;

  std::string_view text_;
  std::vector<std::uint32_t> line_begins_;
  std::vector<std::uint32_t> characters_;  ///< before every kBlock-th byte
};

/// A span in words for people. `line` and `column` begin at 1; `end` is the first place behind the span.
struct Place {
  const Source* source = nullptr;
  LineColumn begin, end;
  Span bytes;  ///< the span, cut to what the text really has
};

/// The places of a run's findings; texts are indexed when a place of theirs is asked for first.
class Places {
 public:
  explicit Places(const Sources& sources) : sources_(&sources), indexes_(sources.size()) {}

  /// Where `span` is, or nothing when it names no text.
  std::optional<Place> find(Span span);
  /// The bytes of the line in which `place` begins, see LineIndex::line.
  Span line_of(const Place& place);

 private:
  const Sources* sources_;
  std::vector<std::optional<LineIndex>> indexes_;
};

/// The findings by file name, place and code, those without a place first, each problem once; what follows from another
/// finding is behind that one.
std::vector<const Diagnostic*> arranged(std::span<const Diagnostic> findings, const Sources& sources,
                                        Repeats repeats = Repeats::kOnce);

}  // namespace feastctl::report
