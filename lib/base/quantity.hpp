/// @file
/// @brief Kubernetes quantities: 500m, 1.5Gi, 1e3. Source: k8s.io/apimachinery api/resource.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace feastctl {

/// An exact amount, with the suffix family in which it was written.
class Quantity {
 public:
  /// Zero.
  Quantity() = default;

  /// Parses a quantity, rounded as in Kubernetes (away from zero to whole nanos; with a binary suffix, capped at
  /// 2^63-1). Returns nothing if it is invalid. The caller must strip surrounding spaces.
  static std::optional<Quantity> parse(std::string_view text);

  /// -1, 0 or 1 if this is less than, equal to or greater than `other`.
  [[nodiscard]] int compare(const Quantity& other) const;
  /// -1, 0 or 1 if this is negative, zero or positive.
  [[nodiscard]] int sign() const { return digits_.empty() ? 0 : (negative_ ? -1 : 1); }
  /// Whether it is a whole number of units, as Kubernetes tests it: after rounding up to milli.
  [[nodiscard]] bool whole() const { return milli_value() % 1000 == 0; }
  /// The value rounded up to units, like Quantity.Value(), with the same results beyond 64 bits.
  [[nodiscard]] std::int64_t value() const { return scaled(0); }
  /// The value rounded up to thousandths, like Quantity.MilliValue().
  [[nodiscard]] std::int64_t milli_value() const { return scaled(3); }
  /// The quantity rounded away from zero to whole thousandths, whatever its size.
  [[nodiscard]] Quantity in_thousandths() const;
  /// Adds another quantity, like Quantity.Add(): zero adopts the other's suffix family.
  Quantity& operator+=(const Quantity& other);
  /// The quantity multiplied by `count`.
  [[nodiscard]] Quantity times(std::uint64_t count) const;
  /// The canonical form in Kubernetes: 0.5 → 500m, 1024Mi → 1Gi, 1.5Gi → 1536Mi, 1e3 stays 1e3.
  [[nodiscard]] std::string canonical() const;

 private:
  enum class Format : std::uint8_t { kDecimalSi, kBinarySi, kDecimalExponent };

  /// The value times 10^places as a 64-bit integer, rounded up.
  [[nodiscard]] std::int64_t scaled(int places) const;
  /// The digits times 10^exponent, truncated to an integer modulo 2^64; `overflow` tells whether 63 bits were too few.
  std::uint64_t wrapped(std::int64_t exponent, bool& overflow) const;
  [[nodiscard]] std::string decimal_form(bool with_exponent) const;
  [[nodiscard]] std::string binary_form() const;
  void trim();
  /// The digits with zeros behind them, down to 10^exponent.
  [[nodiscard]] std::string digits_down_to(std::int64_t exponent) const;
  /// Rounds to 10^exponent, away from zero.
  void round_to(std::int64_t exponent);

  // The magnitude is digits × 10^exponent, as decimal digits without zeros at either end: rounding and comparing are
  // exact at any size, and large exponents do not make them slow. No digits mean zero.
  std::string digits_;
  std::int64_t exponent_ = 0;
  std::int64_t scale_ = 0;  ///< the power of ten as it was written
  bool negative_ = false;
  bool small_ = true;  ///< Kubernetes keeps it in 64 bits, which shows where it overflows
  Format format_ = Format::kDecimalSi;
  std::string written_;  ///< the text, where Kubernetes gives it back as it was written
};

}  // namespace feastctl
