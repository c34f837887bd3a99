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

/// An index of the line ends and, every few kilobytes, the number of characters of a text. It finds places without
/// reading the text from the beginning, regardless of the number of lookups and the length of lines.
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

/// A span as lines and columns, from 1; `end` is the first place after the span.
struct Place {
  const Source* source = nullptr;
  LineColumn begin, end;
  Span bytes;  ///< the span, clipped to the text
};

/// The places of a run's findings; texts are indexed on first use.
class Places {
 public:
  explicit Places(const Sources& sources) : sources_(&sources), indexes_(sources.size()) {}

  /// The place of `span`, or nothing if it has no source.
  std::optional<Place> find(Span span);
  /// The bytes of the line in which `place` begins, see LineIndex::line.
  Span line_of(const Place& place);

 private:
  const Sources* sources_;
  std::vector<std::optional<LineIndex>> indexes_;
};

/// The findings by file name, place and code, those without a place first, each problem once; consequences follow their
/// cause.
std::vector<const Diagnostic*> arranged(std::span<const Diagnostic> findings, const Sources& sources,
                                        Repeats repeats = Repeats::kOnce);

}  // namespace feastctl::report
