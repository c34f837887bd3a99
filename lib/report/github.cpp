#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

#include "report/place.hpp"
#include "report/report.hpp"
#include "report/visible.hpp"
#include "report/words.hpp"

namespace feastctl::report {

namespace {

/// How many findings of one severity GitHub shows per step.
constexpr std::size_t kShown = 10;

/// The text of a command, or (with `:` and `,` too) the value of one of its properties.
void append_escaped(std::string_view text, bool property, std::string& out) {
  for (const char c : text) {
    if (c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ','))) {
      out += '%';
      append_hex(out, static_cast<unsigned char>(c), 2);
    } else {
      out += c;
    }
  }
}

std::string visible(std::string_view text) {
  std::string out;
  append_visible(text, out);
  return out;
}

void append_command(const Diagnostic& d, const std::optional<Place>& place, std::string& out) {
  const Severity severity = d.severity;
  fmt::format_to(std::back_inserter(out), "::{} ", severity == Severity::kNote ? "notice" : severity_name(severity));
  if (place) {
    out += "file=";
    append_escaped(visible(place->source->name), true, out);
    fmt::format_to(std::back_inserter(out), ",line={},endLine={}", place->begin.line, place->end.line);
    // GitHub accepts columns only if both lines are the same.
    if (place->begin.line == place->end.line) {
      fmt::format_to(std::back_inserter(out), ",col={},endColumn={}", place->begin.column, place->end.column);
    }
    out += ',';
  }
  fmt::format_to(std::back_inserter(out), "title={}::", d.rule->code);
  append_escaped(in_words_with_fix(d), false, out);
  out += '\n';
}

/// For readers of the log.
void append_plain(const Diagnostic& d, const std::optional<Place>& place, std::string& out) {
  out += "  ";
  if (place) {
    append_visible_line(place->source->name, out);
    fmt::format_to(std::back_inserter(out), ":{}:{}: ", place->begin.line, place->begin.column);
  }
  fmt::format_to(std::back_inserter(out), "{}[{}]: ", severity_name(d.severity), d.rule->code);
  append_visible(d.message, out);
  out += '\n';
}

}  // namespace

std::string github(std::span<const Diagnostic> findings, const Sources& sources) {
  auto all = arranged(findings, sources);
  std::ranges::stable_sort(all, {}, [](const Diagnostic* d) { return d->severity; });
  Places places(sources);
  std::string out, rest;
  std::size_t shown = 0, hidden = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i == 0 || all[i]->severity != all[i - 1]->severity) shown = 0;
    const auto place = places.find(all[i]->where);
    if (shown++ < kShown) {
      append_command(*all[i], place, out);
    } else {
      ++hidden;
      append_plain(*all[i], place, rest);
    }
  }
  if (hidden != 0)
    fmt::format_to(std::back_inserter(out), "{} more findings, which GitHub does not show next to the code:\n", hidden);
  return out + rest;
}

}  // namespace feastctl::report
