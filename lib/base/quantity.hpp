/// @file
/// @brief Kubernetes quantities: 500m, 1.5Gi, 1e3. Source: k8s.io/apimachinery api/resource.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace feastctl {

/// An exact amount with the suffix family that it was written in.
class Quantity {
 public:
  /// The quantity that `text` stands for, rounded as Kubernetes does (up to the next nano, capped at 2^63-1), or
  /// nothing when it is none.
  static std::optional<Quantity> parse(std::string_view text);

  /// -1, 0 or 1 as this is less than, equal to or more than `other`.
  [[nodiscard]] int compare(const Quantity& other) const;
  /// -1, 0 or 1 as this is negative, zero or positive.
  [[nodiscard]] int sign() const;
  /// Whether it is a whole number of units (no milli and below).
  [[nodiscard]] bool whole() const;
  /// The value rounded up to units, as Quantity.Value() does.
  [[nodiscard]] std::int64_t value() const;
  /// The value rounded up to thousandths, as Quantity.MilliValue() does.
  [[nodiscard]] std::int64_t milli_value() const;
  /// The form that Kubernetes writes: 0.5 → 500m, 1024Mi → 1Gi, 1.5Gi → 1536Mi, 1e3 stays 1e3.
  [[nodiscard]] std::string canonical() const;

 private:
  enum class Format : std::uint8_t { kDecimalSi, kBinarySi, kDecimalExponent };
  // Chosen by the implementation; nanos as a 128-bit integer covers all that Kubernetes keeps.
  __extension__ using Nanos = __int128;
  Nanos nanos_ = 0;
  Format format_ = Format::kDecimalSi;
};

}  // namespace feastctl
