/// @file
/// @brief Reading numbers, words and quantities of a scenario, with a report where one is wrong.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>

#include "base/diagnostic.hpp"
#include "base/field.hpp"
#include "base/quantity.hpp"

namespace feastctl::simulate {

/// The largest amount that is read: integers up to here are exact as double.
inline constexpr std::int64_t kMaxAmount = std::int64_t{1} << 53;

/// A quantity as the float that the controller uses (Quantity.AsApproximateFloat64 of its canonical form).
double as_float(const Quantity& quantity);

/// Reads fields and reports what is wrong with them by one rule.
class Reader {
 public:
  Reader(const Rule& rule, Diagnostics& out) : rule_(&rule), out_(&out), errors_(out.errors()) {}

  [[nodiscard]] bool fine() const { return out_->errors() == errors_; }
  /// How many errors there are by now; asked before and after a value, it tells whether that one is fine.
  [[nodiscard]] std::size_t errors() const { return out_->errors(); }
  // NOLINTNEXTLINE(modernize-use-nodiscard): most callers have nothing to add
  Diagnostic& report_key(const Field& at, std::string message) const {
    return out_->add_at_key(*rule_, at, std::move(message));
  }
  // NOLINTNEXTLINE(modernize-use-nodiscard): most callers have nothing to add
  Diagnostic& report(const Field& at, std::string message) const { return out_->add(*rule_, at, std::move(message)); }

  /// A whole number within the bounds; `otherwise` when the field is absent, unless it is required.
  [[nodiscard]] std::int64_t integer(const Field& at, std::int64_t least, std::int64_t most,
                                     std::optional<std::int64_t> otherwise) const;
  [[nodiscard]] std::int32_t integer32(const Field& at, std::int32_t least, std::int32_t most,
                                       std::optional<std::int32_t> otherwise) const;
  /// A non-empty string.
  [[nodiscard]] std::string_view text(const Field& at) const;
  /// The place of the field's word among the words; 0 when it is absent and `otherwise` is given.
  [[nodiscard]] std::size_t word(const Field& at, std::initializer_list<std::string_view> words,
                                 std::optional<std::size_t> otherwise) const;
  /// A positive quantity in thousandths.
  [[nodiscard]] std::int64_t milli_quantity(const Field& at) const;
  /// A quantity as the controller's float (Quantity.AsApproximateFloat64 of its canonical form).
  [[nodiscard]] double fraction(const Field& at, double otherwise) const;
  /// Whether the field is a map (or a list); absent is reported only when it is required.
  [[nodiscard]] bool map(const Field& at, bool required) const;
  [[nodiscard]] bool list(const Field& at, bool required) const;

 private:
  const Rule* rule_;
  Diagnostics* out_;
  std::size_t errors_;
};

}  // namespace feastctl::simulate
