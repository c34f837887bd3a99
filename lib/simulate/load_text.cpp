#include "simulate/load_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/quantity.hpp"
#include "catalog/codes.hpp"
#include "simulate/load.hpp"
#include "simulate/read.hpp"

namespace feastctl::simulate {

Diagnostic& LoadText::report(std::string message, std::string_view piece) const {
  const auto begin = static_cast<std::uint32_t>(piece.data() - text_.data()) + place_.offset;
  Diagnostic& d = out_->add(catalog::kLoad, {place_.source, begin, begin + static_cast<std::uint32_t>(piece.size())},
                            std::move(message));
  return quoted_ ? d.with_found(std::string(piece)) : d;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r";
  text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
  return text.substr(0, text.find_last_not_of(kBlanks) + 1);
}

std::vector<std::string_view> split_at(std::string_view text, char separator) {
  std::vector<std::string_view> pieces;
  for (;;) {
    const auto at = text.find(separator);
    pieces.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return pieces;
    text.remove_prefix(at + 1);
  }
}

std::string_view next_row(std::string_view text, std::size_t& at) {
  if (at >= text.size()) {
    at = std::string_view::npos;
    return {};
  }
  const auto end = std::min(text.find('\n', at), text.size());
  const std::string_view row = text.substr(at, end - at);
  at = end + 1;
  return row;
}

std::optional<std::int64_t> read_amount(const LoadText& all, std::string_view text, const LoadTarget& target) {
  text = trimmed(text);
  const auto quantity = Quantity::parse(text);
  if (!quantity || quantity->sign() < 0) {
    all.report(quantity ? "an amount must not be negative" : "not an amount", text)
        .with_expected("a quantity such as 400m, 1.5 or 512Mi");
    return std::nullopt;
  }
  const bool whole = !target.container.empty() && target.resource != "cpu";
  std::int64_t value = whole ? quantity->value() : quantity->milli_value();
  const bool large = quantity->compare(*Quantity::parse("1e15")) > 0 || value < 0;
  const double cores = target.cores_per_request.value_or(1);
  if (large || (!whole && static_cast<double>(value) * cores > static_cast<double>(kMaxAmount))) {
    all.report("the amount is too large to be simulated", text);
    return std::nullopt;
  }
  if (target.cores_per_request) value = std::llround(static_cast<double>(value) * cores);
  return value;
}

bool add_point(const LoadText& all, std::string_view time, std::string_view amount, const LoadTarget& target,
               Line& line) {
  time = trimmed(time);
  const auto second = read_seconds(time);
  if (!second) {
    all.report(time.starts_with('-') ? "a time must not be negative" : "not a time", time)
        .with_expected("a time such as 90s, 10m or 1h30m, up to 31d");
    return false;
  }
  if (!line.empty() && *second < line.back().second) {
    all.report("the time is earlier than the one before it", time);
    return false;
  }
  const auto value = read_amount(all, amount, target);
  if (!value) return false;
  line.push_back({*second, *value});
  return true;
}

bool read_points(const LoadText& part, const LoadTarget& target, Line& line) {
  const auto pieces = split_at(part.text(), ',');
  for (const std::string_view piece : pieces) {
    const auto equals = piece.find('=');
    if (equals == std::string_view::npos && pieces.size() == 1) return add_point(part, "0s", piece, target, line);
    if (equals == std::string_view::npos) {
      part.report("not a point", piece).with_expected("TIME=AMOUNT, such as 30s=1700m");
      return false;
    }
    if (!add_point(part, piece.substr(0, equals), piece.substr(equals + 1), target, line)) return false;
  }
  return true;
}

}  // namespace feastctl::simulate
