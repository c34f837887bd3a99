/// The shortest digits of a number, which libc++ would find with Ryu's tables: 10 kB of the compressed module. fmt,
/// which is part of it anyway, finds the same digits with a small table.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>

#include "include/ryu/d2s.h"
#include "include/ryu/f2s.h"

namespace {

/// `value` is finite and positive, or zero: std::to_chars() has written anything else.
template <typename Float>
std::to_chars_result write_scientific(char* first, char* last, Float value, std::chars_format format) {
  if (format != std::chars_format::scientific) std::abort();  // nobody asks for another notation
  std::uint64_t digits = 0;
  int exponent = 0;
  if (value != 0) {
    const auto decimal = fmt::detail::dragonbox::to_decimal(value);
    digits = decimal.significand;
    exponent = decimal.exponent;
  }
  char text[32];
  char* end = fmt::format_to(text, "{}", digits);
  exponent += static_cast<int>(end - text) - 1;
  if (end > text + 1) {
    std::copy_backward(text + 1, end, end + 1);
    text[1] = '.';
    ++end;
  }
  end = fmt::format_to(end, "e{}{:02}", exponent < 0 ? '-' : '+', std::abs(exponent));
  if (end - text > last - first) return {last, std::errc::value_too_large};
  return {std::copy(text, end, first), std::errc()};
}

}  // namespace

_LIBCPP_BEGIN_NAMESPACE_STD

to_chars_result __d2s_buffered_n(char* const first, char* const last, const double value, const chars_format format) {
  return write_scientific(first, last, value, format);
}
to_chars_result __f2s_buffered_n(char* const first, char* const last, const float value, const chars_format format) {
  return write_scientific(first, last, value, format);
}

_LIBCPP_END_NAMESPACE_STD
