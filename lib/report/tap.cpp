#include <fmt/format.h>

#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_string.hpp"
#include "report/cases.hpp"
#include "report/place.hpp"
#include "report/report.hpp"
#include "report/visible.hpp"
#include "report/words.hpp"

namespace feastctl::report {

namespace {

/// The description of a test ends at a `#`, which begins a directive.
std::string description(std::string_view text) {
  std::string shown, out;
  append_visible(text, shown);
  for (const char c : shown) out += c == '#' ? std::string("\\#") : std::string(1, c);
  return out;
}

void append_finding(const Diagnostic& d, Places& places, std::string& out) {
  fmt::format_to(std::back_inserter(out), "  - code: {}\n    severity: {}\n    message: ", d.rule->code,
                 severity_name(d.severity));
  append_json_string(in_words(d), out);
  if (const auto place = places.find(d.where)) {
    fmt::format_to(std::back_inserter(out), "\n    line: {}\n    column: {}", place->begin.line, place->begin.column);
  }
  out += '\n';
}

}  // namespace

std::string tap(std::span<const Diagnostic> findings, const Sources& sources, std::span<const Subject> subjects) {
  const std::vector<Case> all = cases(findings, sources, subjects);
  Places places(sources);
  std::string out = fmt::format("TAP version 13\n1..{}\n", all.size());
  std::size_t number = 0;
  for (const Case& c : all) {
    const std::string file = c.file.empty() ? "feastctl" : c.file;
    fmt::format_to(std::back_inserter(out), "{} {} - {} ({})\n", c.failed() ? "not ok" : "ok", ++number,
                   description(file), description(c.store == nullptr ? c.name() : "FeatureStore " + c.name()));
    if (c.findings.empty()) continue;
    out += "  ---\n";
    for (const Diagnostic* d : c.findings) append_finding(*d, places, out);
    out += "  ...\n";
  }
  return out;
}

}  // namespace feastctl::report
