#include "simulate/read.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <limits>
#include <string>

#include "base/quantity.hpp"

namespace feastctl::simulate {

namespace {

/// The text of a quantity, which YAML and JSON may also give as a number.
std::string_view quantity_text(const Field& at) {
  if (!at.present() || at.is_map() || at.is_list() || at.node()->kind == Kind::kBool) return {};
  return at.node()->text;
}

/// math.Pow10 for the powers that suffixes stand for: the nearest double of each.
double power_of_ten(int exponent) {
  constexpr std::array<double, 10> kSmall{1e0, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9};
  double power = exponent < 0 ? kSmall.at(static_cast<std::size_t>(-exponent)) : 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

/// The mantissa times the power of ten, as the controller computes it: 150m is 150 × 0.001, and not 0.15.
double approximate(std::string_view canonical) {
  constexpr std::string_view kSuffixes = "num kMGTPE";
  double mantissa = 0;
  int exponent = 0;
  std::size_t at = 0;
  for (bool fraction = false; at < canonical.size(); ++at) {
    const char c = canonical[at];
    if (c == '.') {
      fraction = true;
    } else if (c >= '0' && c <= '9') {
      mantissa = mantissa * 10 + (c - '0');
      exponent -= fraction ? 1 : 0;
    } else if (c != '+') {
      break;
    }
  }
  const std::string_view suffix = canonical.substr(at);
  if (suffix.size() > 1) {
    int written = 0;
    std::from_chars(suffix.data() + 1, suffix.data() + suffix.size(), written);
    exponent += written;
  } else if (!suffix.empty()) {
    exponent += (static_cast<int>(kSuffixes.find(suffix)) - 3) * 3;
  }
  return exponent < -9 || exponent > 18 ? mantissa : mantissa * power_of_ten(exponent);
}

}  // namespace

double as_float(const Quantity& quantity) {
  return approximate(quantity.canonical());
}

std::int64_t Reader::integer(const Field& at, std::int64_t least, std::int64_t most,
                             std::optional<std::int64_t> otherwise) const {
  if (!at.present()) {
    if (!otherwise) report(at, fmt::format("{} is required", at.path()));
    return otherwise.value_or(least);
  }
  const auto value = at.integer();
  if (value && *value >= least && *value <= most) return *value;
  Diagnostic& d = report(at, fmt::format("{} has an invalid value", at.path()));
  d.with_found(value || at.node()->kind == Kind::kFloat ? std::string(at.node()->text)
                                                        : std::string(kind_name(at.node()->kind)));
  d.with_expected(fmt::format("a whole number from {} to {}", least, most));
  return least;
}

std::int32_t Reader::integer32(const Field& at, std::int32_t least, std::int32_t most,
                               std::optional<std::int32_t> otherwise) const {
  return static_cast<std::int32_t>(integer(at, least, most, otherwise));
}

std::string_view Reader::text(const Field& at) const {
  if (at.is_string() && !at.text().empty()) return at.text();
  report(at, fmt::format("{} must be a non-empty string", at.path()));
  return {};
}

std::size_t Reader::word(const Field& at, std::initializer_list<std::string_view> words,
                         std::optional<std::size_t> otherwise) const {
  if (!at.present() && otherwise) return *otherwise;
  std::size_t place = 0;
  for (const std::string_view word : words) {
    if (at.is_string() && at.text() == word) return place;
    ++place;
  }
  report(at, fmt::format("{} has an invalid value", at.path()))
      .with_found(std::string(at.text()))
      .with_expected(fmt::format("{}", fmt::join(words, ", ")));
  return 0;
}

std::int64_t Reader::milli_quantity(const Field& at) const {
  const auto quantity = Quantity::parse(quantity_text(at));
  const std::int64_t value = quantity ? quantity->milli_value() : 0;
  if (value > 0 && value <= kMaxAmount) return value;
  report(at, fmt::format("{} must be a quantity greater than zero", at.path()))
      .with_found(std::string(quantity_text(at)))
      .with_expected("a quantity such as 250m, 100 or 256Mi");
  return 1;
}

double Reader::fraction(const Field& at, double otherwise) const {
  if (!at.present()) return otherwise;
  const auto quantity = Quantity::parse(quantity_text(at));
  if (quantity && quantity->sign() >= 0) return as_float(*quantity);
  report(at, fmt::format("{} must be a quantity of at least zero", at.path()))
      .with_found(std::string(quantity_text(at)))
      .with_expected("a quantity such as 0.1 or 50m");
  return otherwise;
}

bool Reader::map(const Field& at, bool required) const {
  if (at.is_map()) return true;
  if (at.present() || required) report(at, fmt::format("{} must be an object", at.path()));
  return false;
}

bool Reader::list(const Field& at, bool required) const {
  if (at.is_list()) return true;
  if (at.present() || required) report(at, fmt::format("{} must be an array", at.path()));
  return false;
}

}  // namespace feastctl::simulate
