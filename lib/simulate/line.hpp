/// @file
/// @brief A quantity over time: straight lines between points, in whole numbers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace feastctl::simulate {

struct Point {
  std::int64_t second = 0;
  std::int64_t value = 0;
  bool operator==(const Point&) const = default;
};

/// Points with seconds that never fall, and values up to 2^53. Before the first and after the last the value is
/// constant; at a second with several points (a step) it is that of the first of them. None: always 0.
using Line = std::vector<Point>;

/// Gives the values of a line second by second. Lines are rounded down (a falling line, too), exactly and without a
/// division per second.
class Walk {
 public:
  /// Starts at second `from`. The line must outlive the walk.
  Walk(const Line& line, std::int64_t from);

  /// The value at the next second.
  std::int64_t next();

 private:
  void enter_segment();

  const Line* line_;
  std::int64_t second_;
  std::size_t at_ = 0;  ///< the first point that is not before second_
  std::int64_t value_ = 0;
  std::int64_t step_ = 0, rest_ = 0, length_ = 1, gathered_ = 0;
};

}  // namespace feastctl::simulate
