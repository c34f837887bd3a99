#include "simulate/load.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/ascii.hpp"
#include "base/quantity.hpp"
#include "catalog/codes.hpp"
#include "simulate/load_text.hpp"
#include "simulate/read.hpp"
#include "simulate/shapes.hpp"

namespace feastctl::simulate {

namespace {

constexpr std::size_t kMostColumns = 100;

/// The target that a name stands for; a name that is no container's is a metric's.
LoadTarget target_named(std::string_view name, const LoadTargets& targets) {
  const auto slash = name.find('/');
  const std::string_view container = name.substr(0, slash);
  if (std::ranges::find(targets.containers, container) == targets.containers.end()) return {{}, std::string(name), {}};
  LoadTarget target{
      std::string(container), slash == std::string_view::npos ? "cpu" : std::string(name.substr(slash + 1)), {}};
  if (target.resource == "cpu") target.cores_per_request = targets.cores_per_request;
  return target;
}

void keep(const LoadTarget& target, Line line, Loads& into) {
  if (target.container.empty()) {
    into.metrics.push_back({target.resource, std::move(line)});
  } else {
    into.containers.push_back({target.container, target.resource, std::move(line)});
  }
}

/// Where the part of a load that begins at `from` ends: before a comma that a container's name follows.
std::size_t end_of_part(std::string_view text, std::size_t from, const LoadTargets& targets) {
  for (std::size_t comma = text.find(',', from); comma != std::string_view::npos; comma = text.find(',', comma + 1)) {
    const auto equals = text.find('=', comma);
    if (equals == std::string_view::npos) break;
    if (!target_named(trimmed(text.substr(comma + 1, equals - comma - 1)), targets).container.empty()) return comma;
  }
  return text.size();
}

/// Points or a shape.
bool read_line(const LoadText& part, const LoadTarget& target, Line& line) {
  if (is_shape(part.text())) return read_shape(part, target, line);
  return read_points(part, target, line);
}

}  // namespace

std::optional<std::int64_t> read_seconds(std::string_view text) {
  std::int64_t total = 0;
  bool any = false;
  while (!text.empty()) {
    std::int64_t number = 0;
    std::size_t digits = 0;
    while (digits < text.size() && is_digit(text[digits])) {
      number = number * 10 + (text[digits++] - '0');
      if (number > kLongestDuration) return std::nullopt;
    }
    if (digits == 0) return std::nullopt;
    text.remove_prefix(digits);
    const char unit = text.empty() ? 's' : text.front();
    if (text.empty() && any) return std::nullopt;
    const std::int64_t seconds = unit == 's' ? 1 : unit == 'm' ? 60 : unit == 'h' ? 3600 : unit == 'd' ? 86400 : 0;
    if (seconds == 0) return std::nullopt;
    total += number * seconds;
    if (total > kLongestDuration) return std::nullopt;
    if (!text.empty()) text.remove_prefix(1);
    any = true;
  }
  return any ? std::optional(total) : std::nullopt;
}

std::optional<double> cores(std::string_view text) {
  const auto quantity = Quantity::parse(trimmed(text));
  return quantity && quantity->sign() > 0 ? std::optional(as_float(*quantity)) : std::nullopt;
}

bool read_load(const Sources& sources, SourceId source, const LoadTargets& targets, Loads& into, Diagnostics& out) {
  const std::string_view text = sources.at(source).text;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = end_of_part(text, at, targets);
    LoadText part(text.substr(at, end - at), {source, static_cast<std::uint32_t>(at)}, out);
    LoadTarget target = target_named(targets.usual, targets);
    if (const auto equals = part.text().find('='); equals != std::string_view::npos) {
      if (auto named = target_named(trimmed(part.text().substr(0, equals)), targets); !named.container.empty()) {
        target = named;
        part = part.from(equals + 1);
      }
    }
    Line line;
    if (!read_line(part, target, line)) return false;
    keep(target, std::move(line), into);
    at = end + 1;
  }
  return true;
}

bool read_metric_load(const Sources& sources, SourceId source, Loads& into, Diagnostics& out) {
  const LoadText all(sources.at(source).text, {source, 0}, out);
  const auto equals = all.text().find('=');
  const std::string_view name = trimmed(all.text().substr(0, equals));
  if (equals == std::string_view::npos || name.empty()) {
    all.report("a metric needs a name", all.text()).with_expected("NAME=LOAD, such as queue_length=0s=10,5m=400");
    return false;
  }
  const LoadTarget target{{}, std::string(name), {}};
  Line line;
  if (!read_line(all.from(equals + 1), target, line)) return false;
  keep(target, std::move(line), into);
  return true;
}

bool read_csv(const Sources& sources, SourceId source, const LoadTargets& targets, std::string_view column, Loads& into,
              Diagnostics& out) {
  const LoadText all(sources.at(source).text, {source, 0}, out, false);
  std::vector<LoadTarget> columns;
  std::vector<Line> lines;
  std::size_t at = 0;
  for (std::string_view row = next_row(all.text(), at); at != std::string_view::npos; row = next_row(all.text(), at)) {
    const auto cells = split_at(row, ',');
    if (trimmed(row).empty() || trimmed(row).front() == '#') continue;
    if (columns.empty()) {
      const bool head = !read_seconds(trimmed(cells[0]));
      if (cells.size() < 2 || cells.size() > kMostColumns) {
        all.report("a table needs a column of times and at least one of amounts", row);
        return false;
      }
      for (std::size_t i = 1; i < cells.size(); ++i) {
        const std::string_view name = head ? trimmed(cells[i]) : column.empty() ? targets.usual : column;
        LoadTarget target = target_named(name == "value" ? std::string_view(targets.usual) : name, targets);
        const auto same = [&](const LoadTarget& other) {
          return other.container == target.container && other.resource == target.resource;
        };
        if (head && std::ranges::any_of(columns, same)) {
          all.report("duplicate column", cells[i]);
          return false;
        }
        columns.push_back(std::move(target));
        if (!head && cells.size() > 2) {
          all.report("a table with several columns needs a first line that names them", row);
          return false;
        }
      }
      lines.resize(columns.size());
      if (head) continue;
    }
    if (cells.size() != columns.size() + 1) {
      all.report(fmt::format("the line has {} columns instead of {}", cells.size(), columns.size() + 1), row);
      return false;
    }
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (!add_point(all, cells[0], cells[i + 1], columns[i], lines[i])) return false;
    }
  }
  if (columns.empty() || lines.front().empty()) {
    all.report("the table has no points", all.text().substr(0, 1));
    return false;
  }
  for (std::size_t i = 0; i < columns.size(); ++i) keep(columns[i], std::move(lines[i]), into);
  return true;
}

}  // namespace feastctl::simulate
