#include "simulate/shapes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "simulate/load.hpp"

namespace feastctl::simulate {

namespace {

constexpr std::array<std::string_view, 4> kShapes{"spike", "step", "ramp", "day"};

/// The hours of a day in percent of the way from its base to its peak: quiet at night, a rush at noon and one in the
/// evening.
constexpr std::array<int, 24> kHours{8,   4,  2,  0,  0,  4,  15, 35, 60, 75, 80, 90,
                                     100, 95, 80, 70, 65, 70, 80, 85, 75, 55, 35, 18};

struct Parameters {
  std::int64_t base = 0, peak = 0;
  std::int64_t at = 0, lasts = 0;
};

Parameters usual(std::string_view shape) {
  if (shape == "ramp") return {.at = 60, .lasts = 600};
  return {.at = 300, .lasts = 120};
}

bool read_parameter(const LoadText& part, std::string_view piece, const LoadTarget& target, Parameters& into) {
  const auto equals = piece.find('=');
  const std::string_view name = trimmed(piece.substr(0, equals));
  const std::string_view text = equals == std::string_view::npos ? piece.substr(0, 0) : piece.substr(equals + 1);
  if (name == "at" || name == "for") {
    const auto seconds = read_seconds(trimmed(text));
    if (!seconds) {
      part.report("not a time", piece).with_expected("a time such as 90s, 10m or 1h30m, up to 31d");
      return false;
    }
    (name == "at" ? into.at : into.lasts) = *seconds;
    return true;
  }
  if (name != "base" && name != "peak") {
    part.report("unknown parameter", piece).with_expected("base, peak, at or for");
    return false;
  }
  if (name == "peak" && trimmed(text).ends_with('x')) {
    // A factor is read as a number in thousandths; base comes first.
    const auto factor = read_amount(part, trimmed(text).substr(0, trimmed(text).size() - 1), {{}, "factor", {}});
    if (!factor) return false;
    if (*factor > 1'000'000) {
      part.report("the factor is too large", piece).with_expected("at most 1000x");
      return false;
    }
    into.peak = into.base / 1000 * *factor + into.base % 1000 * *factor / 1000;
    return true;
  }
  const auto amount = read_amount(part, text, target);
  if (!amount) return false;
  (name == "base" ? into.base : into.peak) = *amount;
  return true;
}

Line day(const Parameters& p) {
  Line line;
  for (std::size_t hour = 0; hour <= kHours.size(); ++hour) {
    const std::int64_t rise = p.peak - p.base;
    line.push_back({static_cast<std::int64_t>(hour) * 3600,
                    p.base + rise / 100 * kHours[hour % 24] + rise % 100 * kHours[hour % 24] / 100});
  }
  return line;
}

}  // namespace

bool is_shape(std::string_view text) {
  return std::ranges::find(kShapes, trimmed(text.substr(0, text.find(':')))) != kShapes.end();
}

bool read_shape(const LoadText& part, const LoadTarget& target, Line& line) {
  const auto colon = part.text().find(':');
  const std::string_view shape = trimmed(part.text().substr(0, colon));
  Parameters p = usual(shape);
  if (colon == std::string_view::npos) {
    part.report(fmt::format("the shape {} needs amounts", shape), part.text())
        .with_expected(fmt::format("such as {}:base=300m,peak=3x", shape));
    return false;
  }
  const LoadText rest = part.from(colon + 1);
  std::vector<std::string_view> names;
  for (const std::string_view piece : split_at(rest.text(), ',')) {
    const std::string_view name = trimmed(piece.substr(0, piece.find('=')));
    if (std::ranges::count(names, name) != 0) {
      rest.report(fmt::format("duplicate parameter {}", name), piece);
      return false;
    }
    names.push_back(name);
    if (!read_parameter(rest, piece, target, p)) return false;
  }
  const std::int64_t end = p.at + p.lasts;
  if (shape == "spike") line = {{0, p.base}, {p.at, p.base}, {p.at, p.peak}, {end, p.peak}, {end, p.base}};
  if (shape == "step") line = {{0, p.base}, {p.at, p.base}, {p.at, p.peak}};
  if (shape == "ramp") line = {{0, p.base}, {p.at, p.base}, {end, p.peak}};
  if (shape == "day") line = day(p);
  return true;
}

}  // namespace feastctl::simulate
