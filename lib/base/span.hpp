/// @file
/// @brief Where something is in an input: a source and a range of bytes.
#pragma once

#include <cstdint>

namespace feastctl {

/// The number of an input text within a run; 0 is "no source" (generated, not written by the user).
using SourceId = std::uint32_t;

/// A half-open range of bytes [begin, end) of a source. Lines and columns are computed only for display.
struct Span {
  SourceId source = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  /// Whether the span names a place in an input at all.
  [[nodiscard]] bool known() const { return source != 0; }
  bool operator==(const Span&) const = default;
};

}  // namespace feastctl
