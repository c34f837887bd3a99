#include <fmt/format.h>

#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>

#include "report/place.hpp"
#include "report/report.hpp"
#include "report/visible.hpp"
#include "report/words.hpp"

namespace feastctl::report {

namespace {

/// A job summary is limited to 1 MiB per step, including earlier content.
constexpr std::size_t kMostBytes = 512UL * 1024;
constexpr std::size_t kMostRows = 200;

/// Escapes untrusted text: no links, mentions or tags, and no cell separators.
void append_plain(std::string_view text, std::string& out) {
  constexpr std::string_view kMeaning = "\\`*_{}[]<>#|~&@:";
  std::string visible;
  append_visible(text, visible);
  for (const char c : visible) {
    if (kMeaning.find(c) == std::string_view::npos) {
      out += c;
    } else {
      fmt::format_to(std::back_inserter(out), "&#{};", static_cast<int>(c));
    }
  }
}

void append_row(const Diagnostic& d, const std::optional<Place>& place, std::string& out) {
  fmt::format_to(std::back_inserter(out), "| {} | {} | ", severity_name(d.severity), d.rule->code);
  if (place) {
    append_plain(place->source->name, out);
    fmt::format_to(std::back_inserter(out), "&#58;{}", place->begin.line);
  }
  out += " | ";
  append_plain(d.message, out);
  if (!d.hint.empty()) {
    out += "<br>hint: ";
    append_plain(d.hint, out);
  }
  const auto fixes = offered_fixes(d);
  if (!fixes.empty()) {
    out += "<br>fix: ";
    append_plain(fixes.front()->title, out);
  }
  out += " |\n";
}

}  // namespace

std::string markdown(std::span<const Diagnostic> findings, const Sources& sources, const Summary& summary) {
  std::string out = fmt::format("### feastctl: {}\n\n", summary_line(summary));
  const auto all = arranged(findings, sources);
  Places places(sources);
  std::size_t rows = 0;
  if (!all.empty()) out += "| severity | code | place | finding |\n|---|---|---|---|\n";
  for (; rows < all.size() && rows < kMostRows && out.size() < kMostBytes; ++rows) {
    append_row(*all[rows], places.find(all[rows]->where), out);
  }
  if (!all.empty()) out += '\n';
  if (rows < all.size()) fmt::format_to(std::back_inserter(out), "{} more are in the log.\n\n", all.size() - rows);
  return out;
}

}  // namespace feastctl::report
