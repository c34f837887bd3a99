/// What libc++ would take from ryu/d2fixed.cpp, which has tables of 100 kB: large integers in plain notation, which
/// std::to_chars() writes only if a caller asks for that notation. None does, but the linker cannot know.
#include <charconv>
#include <cmath>
#include <cstdint>

#include "include/ryu/d2fixed.h"

_LIBCPP_BEGIN_NAMESPACE_STD

/// `value` is an integer and `precision` is 0, as in d2s.cpp, the only caller.
to_chars_result __d2fixed_buffered_n(char* first, char* const last, const double value,
                                     const std::uint32_t /*precision*/) {
  char digits[310];  // the largest double has 309 digits; the last digit is at the end
  char* const end = digits + sizeof digits;
  char* begin = end;
  int exponent = 0;
  const auto mantissa = static_cast<std::uint64_t>(std::ldexp(std::frexp(value, &exponent), 53));
  for (std::uint64_t rest = mantissa; rest != 0; rest /= 10) *--begin = static_cast<char>(rest % 10);
  for (exponent -= 53; exponent > 0; --exponent) {  // twice as much
    int carry = 0;
    for (char* digit = end; digit-- != begin; carry /= 10) {
      carry += 2 * *digit;
      *digit = static_cast<char>(carry % 10);
    }
    if (carry != 0) *--begin = static_cast<char>(carry);
  }
  if (end - begin > last - first) return {last, errc::value_too_large};
  for (; begin != end; ++begin) *first++ = static_cast<char>('0' + *begin);
  return {first, errc()};
}

/// Writes the last `count` decimal digits of a number.
void __append_n_digits(const std::uint32_t count, std::uint32_t digits, char* const to) {
  for (std::uint32_t i = count; i > 0; --i, digits /= 10) to[i - 1] = static_cast<char>('0' + digits % 10);
}
void __append_nine_digits(std::uint32_t digits, char* const to) {
  __append_n_digits(9, digits, to);
}

_LIBCPP_END_NAMESPACE_STD
