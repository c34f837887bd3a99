#include "simulate/line.hpp"

#include <algorithm>

namespace feastctl::simulate {

Walk::Walk(const Line& line, std::int64_t from) : line_(&line), second_(from) {
  at_ = static_cast<std::size_t>(std::ranges::lower_bound(line, from, {}, &Point::second) - line.begin());
  if (at_ == 0 || at_ == line.size()) return;
  enter_segment();
  // rest_ and passed are both less than length_, at most 2·10^9 seconds, so the product fits.
  const std::int64_t passed = second_ - 1 - line[at_ - 1].second;
  value_ += step_ * passed + rest_ * passed / length_;
  gathered_ = rest_ * passed % length_;
}

void Walk::enter_segment() {
  const Point& from = (*line_)[at_ - 1];
  const Point& to = (*line_)[at_];
  length_ = to.second - from.second;
  const std::int64_t rise = to.value - from.value;
  step_ = rise / length_;
  rest_ = rise % length_;
  if (rest_ < 0) {
    --step_;
    rest_ += length_;
  }
  value_ = from.value;
  gathered_ = 0;
}

std::int64_t Walk::next() {
  const std::int64_t second = second_++;
  if (line_->empty()) return 0;
  bool moved = false;
  while (at_ < line_->size() && (*line_)[at_].second < second) {
    ++at_;
    moved = true;
  }
  if (at_ == line_->size()) return line_->back().value;
  const Point& point = (*line_)[at_];
  if (at_ == 0 || point.second == second) return point.value;
  if (moved) enter_segment();
  value_ += step_;
  gathered_ += rest_;
  if (gathered_ >= length_) {
    gathered_ -= length_;
    ++value_;
  }
  return value_;
}

}  // namespace feastctl::simulate
