#include "base/quantity.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "base/ascii.hpp"

namespace feastctl {

namespace {

constexpr int kNanoExponent = -9;
constexpr std::string_view kMaxInt64 = "9223372036854775807";

/// The suffixes of the powers of 1000 from 10^-9 on; none for 1.
constexpr std::string_view kDecimalSuffixes = "num kMGTPE";
constexpr int kUnit = 3;  ///< where 1 is among them
/// The suffixes of the powers of 1024.
constexpr std::array<std::string_view, 7> kBinarySuffixes{"", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"};

/// The parts of a quantity's text.
struct Parts {
  bool negative = false;
  bool any_digit = false;
  std::string_view whole;  ///< the digits before the dot, without leading zeros
  std::string_view fraction;
  std::string_view suffix;
};

std::string_view take_digits(std::string_view& text) {
  std::size_t n = 0;
  while (n < text.size() && is_digit(text[n])) ++n;
  const auto taken = text.substr(0, n);
  text.remove_prefix(n);
  return taken;
}

/// Splits `text`, of which the rest after the number is the suffix. A sign alone is zero, as in Kubernetes.
Parts split(std::string_view text) {
  Parts parts;
  if (text.front() == '-' || text.front() == '+') {
    parts.negative = text.front() == '-';
    text.remove_prefix(1);
    parts.any_digit = text.empty();
  }
  parts.whole = take_digits(text);
  parts.any_digit = parts.any_digit || !parts.whole.empty();
  while (!parts.whole.empty() && parts.whole.front() == '0') parts.whole.remove_prefix(1);
  if (!text.empty() && text.front() == '.') {
    text.remove_prefix(1);
    parts.fraction = take_digits(text);
    parts.any_digit = parts.any_digit || !parts.fraction.empty();
  }
  parts.suffix = text;
  return parts;
}

/// The power of ten of a decimal suffix.
std::optional<int> decimal_power(std::string_view suffix) {
  if (suffix.empty()) return 0;
  const std::size_t at = suffix.size() == 1 ? kDecimalSuffixes.find(suffix.front()) : std::string_view::npos;
  if (at == std::string_view::npos || at == kUnit) return std::nullopt;
  return 3 * (static_cast<int>(at) - kUnit);
}

/// The power of 1024 of a binary suffix, or 0.
int binary_power(std::string_view suffix) {
  if (suffix.size() != 2 || suffix[1] != 'i') return 0;
  const auto* const found = std::ranges::find(kBinarySuffixes, suffix);
  return found == kBinarySuffixes.end() ? 0 : static_cast<int>(found - kBinarySuffixes.begin());
}

/// The exponent in a suffix such as e3, E-6 or e+9.
std::optional<std::int32_t> decimal_exponent(std::string_view suffix) {
  if (suffix.size() < 2 || (suffix.front() != 'e' && suffix.front() != 'E')) return std::nullopt;
  const bool plus = suffix[1] == '+';
  suffix.remove_prefix(plus ? 2 : 1);
  if (plus && !suffix.empty() && suffix.front() == '-') return std::nullopt;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(suffix.data(), suffix.data() + suffix.size(), value);
  if (error != std::errc() || end != suffix.data() + suffix.size()) return std::nullopt;
  return static_cast<std::int32_t>(value);  // Kubernetes drops the upper half as well
}

/// Multiplies a number in decimal digits by 1024.
void times_1024(std::string& digits) {
  unsigned carry = 0;
  for (std::size_t i = digits.size(); i-- > 0;) {
    carry += static_cast<unsigned>(digits[i] - '0') * 1024;
    digits[i] = static_cast<char>('0' + carry % 10);
    carry /= 10;
  }
  if (carry != 0) digits.insert(0, std::to_string(carry));
}

/// Multiplies a number in decimal digits by 1024 to the power of `times`.
void times_binary(std::string& digits, int times) {
  constexpr std::size_t kShort = 9;  // below 2^30
  if (!digits.empty() && digits.size() <= kShort && times <= 3) {
    std::uint64_t number = 0;
    for (const char c : digits) number = number * 10 + static_cast<std::uint64_t>(c - '0');
    digits = std::to_string(number << (10 * times));
    return;
  }
  for (int i = 0; i < times; ++i) times_1024(digits);
}

/// Adds one to a number in decimal digits.
void increment(std::string& digits) {
  for (std::size_t i = digits.size(); i-- > 0;) {
    if (digits[i] != '9') {
      ++digits[i];
      return;
    }
    digits[i] = '0';
  }
  digits.insert(digits.begin(), '1');
}

/// Whether Kubernetes would keep a number with a binary suffix in 64 bits, which it decides by estimating the decimal
/// digits.
bool fits_binary(std::size_t whole_digits, int power, bool has_fraction) {
  if (has_fraction) return false;
  return 14 - static_cast<int>(whole_digits) - power * 3 >= 0;
}

/// Whether Kubernetes considers a number canonical and returns it unchanged: 1.500k, +5, 1Gi.
bool kept_as_written(const std::string& digits, std::int64_t exponent, bool binary) {
  if (!binary) return exponent % 3 == 0 && !digits.ends_with("000");
  unsigned eights = 0;
  for (const char c : digits) eights = (eights * 10 + static_cast<unsigned>(c - '0')) % 8;
  return eights != 0;
}

}  // namespace

std::optional<Quantity> Quantity::parse(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const Parts parts = split(text);

  Quantity q;
  const int binary = binary_power(parts.suffix);
  if (binary != 0) {
    q.format_ = Format::kBinarySi;
  } else if (const auto power = decimal_power(parts.suffix)) {
    q.exponent_ = *power;
  } else if (const auto exponent = decimal_exponent(parts.suffix)) {
    q.format_ = Format::kDecimalExponent;
    q.exponent_ = *exponent;
  } else {
    return std::nullopt;
  }

  const auto fraction = static_cast<std::int64_t>(parts.fraction.size());
  const std::size_t whole_digits = std::max<std::size_t>(parts.whole.size(), 1);
  q.exponent_ -= fraction;
  q.small_ = q.format_ == Format::kBinarySi
                 ? fits_binary(whole_digits, binary, fraction != 0)
                 : whole_digits + parts.fraction.size() <= 18 && q.exponent_ >= kNanoExponent;
  if (!q.small_ && !parts.any_digit) return std::nullopt;

  if (q.format_ != Format::kBinarySi) q.scale_ = q.exponent_;
  q.negative_ = parts.negative;
  q.digits_ = parts.whole;
  q.digits_ += parts.fraction;
  if (q.small_ && !parts.whole.empty() && kept_as_written(q.digits_, q.exponent_, q.format_ == Format::kBinarySi)) {
    q.written_ = text;
  }
  if (binary != 0) times_binary(q.digits_, binary);
  q.trim();
  q.round_to(kNanoExponent);
  if (q.format_ == Format::kBinarySi && static_cast<std::int64_t>(q.digits_.size()) + q.exponent_ >= 19) {
    Quantity most;
    most.digits_ = kMaxInt64;
    most.negative_ = q.negative_;
    if (q.compare(most) * (q.negative_ ? -1 : 1) > 0) {
      q.digits_ = kMaxInt64;
      q.exponent_ = 0;
      q.small_ = true;
    }
  }
  return q;
}

void Quantity::trim() {
  if (digits_.starts_with('0')) digits_.erase(0, std::min(digits_.find_first_not_of('0'), digits_.size()));
  while (!digits_.empty() && digits_.back() == '0') {
    digits_.pop_back();
    ++exponent_;
  }
  if (digits_.empty()) {
    exponent_ = 0;
    negative_ = false;
  }
}

void Quantity::round_to(std::int64_t exponent) {
  if (digits_.empty() || exponent_ >= exponent) return;
  const auto drop = static_cast<std::uint64_t>(exponent - exponent_);
  digits_.resize(drop >= digits_.size() ? 0 : digits_.size() - drop);
  increment(digits_);  // trimmed digits do not end with 0, so something is always lost
  exponent_ = exponent;
  trim();
}

Quantity Quantity::in_thousandths() const {
  Quantity rounded = *this;
  rounded.round_to(-3);
  return rounded;
}

int Quantity::compare(const Quantity& other) const {
  if (sign() != other.sign()) return sign() < other.sign() ? -1 : 1;
  if (digits_.empty()) return 0;
  const auto places = static_cast<std::int64_t>(digits_.size()) + exponent_;
  const auto other_places = static_cast<std::int64_t>(other.digits_.size()) + other.exponent_;
  int order = 0;
  if (places != other_places) {
    order = places < other_places ? -1 : 1;
  } else if (const int text = digits_.compare(other.digits_); text != 0) {
    order = text < 0 ? -1 : 1;
  }
  return negative_ ? -order : order;
}

std::uint64_t Quantity::wrapped(std::int64_t exponent, bool& overflow) const {
  std::uint64_t value = 0;
  overflow = false;
  const auto push = [&](unsigned next) {
    overflow = overflow || value > (static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()) - next) / 10;
    value = value * 10 + next;
  };
  const auto drop = exponent < 0 ? static_cast<std::uint64_t>(-exponent) : 0;
  if (drop >= digits_.size()) return 0;
  for (const char c : std::string_view(digits_).substr(0, digits_.size() - drop)) push(static_cast<unsigned>(c - '0'));
  // After 64 more zeros, nothing remains in 64 bits.
  for (std::int64_t i = 0; i < std::min<std::int64_t>(exponent, 64); ++i) push(0);
  return value;
}

std::int64_t Quantity::scaled(int places) const {
  const auto exponent = exponent_ + places;
  bool overflow = false;
  if (!small_) {
    if (!negative_) return static_cast<std::int64_t>(wrapped(exponent, overflow) + (exponent < 0 ? 1 : 0));
    // As Kubernetes does for big negative numbers: truncates the nanos to 64 bits, divides, then adds one.
    const auto nanos = static_cast<std::int64_t>(0 - wrapped(exponent_ - kNanoExponent, overflow));
    const std::int64_t unit = places == 0 ? 1'000'000'000 : 1'000'000;
    return nanos / unit + (nanos % unit != 0 ? 1 : 0);
  }
  auto value = wrapped(exponent, overflow);
  if (exponent < 0) ++value;
  if (overflow) {
    // Kubernetes multiplies by these powers at once and lets the product wrap; by others, it multiplies step by step,
    // and gives up.
    const auto by = scale_ + places;
    if (by != 1 && by != 2 && by != 3 && by != 6 && by != 9) return 0;
  }
  return static_cast<std::int64_t>(negative_ ? 0 - value : value);
}

std::string Quantity::canonical() const {
  if (!written_.empty()) return written_;
  if (digits_.empty()) return "0";
  const auto places = static_cast<std::int64_t>(digits_.size()) + exponent_;
  const bool below_1024 = places < 4 || (places == 4 && std::string_view(digits_).substr(0, 4) < "1024");
  if (format_ == Format::kBinarySi && !below_1024 && exponent_ >= 0) return binary_form();
  return decimal_form(format_ == Format::kDecimalExponent);
}

std::string Quantity::decimal_form(bool with_exponent) const {
  const auto zeros = static_cast<std::size_t>(((exponent_ % 3) + 3) % 3);
  const auto exponent = exponent_ - static_cast<std::int64_t>(zeros);
  std::string out = negative_ ? "-" : "";
  out.append(digits_).append(zeros, '0');
  if (with_exponent) return exponent == 0 ? out : fmt::format("{}e{}", out, exponent);
  const std::int64_t at = exponent / 3 + kUnit;
  // Beyond E there is no suffix, and Kubernetes writes none: 1000E comes out as 1.
  if (at < 0 || at >= static_cast<std::int64_t>(kDecimalSuffixes.size()) || at == kUnit) return out;
  return out + kDecimalSuffixes[static_cast<std::size_t>(at)];
}

std::string Quantity::binary_form() const {
  std::uint64_t value = 0;
  for (const char c : digits_) value = value * 10 + static_cast<std::uint64_t>(c - '0');
  for (std::int64_t i = 0; i < exponent_; ++i) value *= 10;
  std::size_t power = 0;
  while (value >= 1024 && value % 1024 == 0) {
    value /= 1024;
    ++power;
  }
  std::string text = std::to_string(value);
  if (negative_) text.insert(0, 1, '-');
  return text.append(kBinarySuffixes.at(power));
}

}  // namespace feastctl
