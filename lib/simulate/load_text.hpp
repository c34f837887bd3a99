/// @file
/// @brief A piece of a load's text that knows its position, and what its amounts mean.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/span.hpp"
#include "simulate/line.hpp"

namespace feastctl::simulate {

/// Whose load it is: a container's, or (without a container) the metric's of this name.
struct LoadTarget {
  std::string container, resource;
  std::optional<double> cores_per_request{};
};

class LoadText {
 public:
  /// Where a text begins: the source and the byte.
  struct Place {
    SourceId source;
    std::uint32_t offset;
  };
  /// `quoted`: what is wrong is shown in the report; not so for files, which may hold anything.
  LoadText(std::string_view text, Place place, Diagnostics& out, bool quoted = true)
      : text_(text), place_(place), out_(&out), quoted_(quoted) {}

  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] LoadText from(std::size_t offset) const {
    return {text_.substr(offset), {place_.source, place_.offset + static_cast<std::uint32_t>(offset)}, *out_, quoted_};
  }
  /// Reports a problem with `piece`, which is part of this text.
  // NOLINTNEXTLINE(modernize-use-nodiscard): most callers have nothing to add
  Diagnostic& report(std::string message, std::string_view piece) const;

 private:
  std::string_view text_;
  Place place_;
  Diagnostics* out_;
  bool quoted_;
};

std::string_view trimmed(std::string_view text);
std::vector<std::string_view> split_at(std::string_view text, char separator);
/// The line at `at`, which moves past it, or to npos if no line follows.
std::string_view next_row(std::string_view text, std::size_t& at);

/// The amount in the target's unit: millicores, whole units of other resources, thousandths of a metric. Nothing when
/// an error was reported.
std::optional<std::int64_t> read_amount(const LoadText& all, std::string_view text, const LoadTarget& target);

/// Adds a point, which must not be earlier than the last.
bool add_point(const LoadText& all, std::string_view time, std::string_view amount, const LoadTarget& target,
               Line& line);

/// Reads `0s=400m,30s=1700m`; a single amount is a constant load.
bool read_points(const LoadText& part, const LoadTarget& target, Line& line);

}  // namespace feastctl::simulate
