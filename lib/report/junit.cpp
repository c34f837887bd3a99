#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "report/cases.hpp"
#include "report/place.hpp"
#include "report/report.hpp"
#include "report/visible.hpp"
#include "report/words.hpp"

namespace feastctl::report {

namespace {

/// XML 1.0 does not allow control characters, not even escaped: shows them in another form.
std::string escaped(std::string_view text) {
  std::string shown;
  for (std::size_t from = 0;;) {
    const std::size_t newline = text.find('\n', from);
    append_visible(text.substr(from, newline - from), shown);
    if (newline == std::string_view::npos) break;
    shown += '\n';
    from = newline + 1;
  }
  std::string out;
  for (const char c : shown) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\n': out += "&#10;"; break;
      default: out += c;
    }
  }
  return out;
}

struct Counts {
  std::size_t tests = 0, failures = 0, errors = 0;
};

Counts count(std::span<const Case> suite) {
  Counts n{.tests = suite.size()};
  for (const Case& c : suite) {
    if (c.failed()) ++(c.store == nullptr ? n.errors : n.failures);
  }
  return n;
}

void append_finding(const Case& c, const Diagnostic& d, Places& places, std::string& out) {
  const auto place = places.find(d.where);
  const std::string at = place ? fmt::format("{}:{}:{}: ", c.file, place->begin.line, place->begin.column) : "";
  const std::string_view element = c.store == nullptr ? "error" : "failure";
  fmt::format_to(std::back_inserter(out), "      <{0} type=\"{1}\" message=\"{2}\">{3}</{0}>\n", element, d.rule->code,
                 escaped(d.message), escaped(at + in_words(d)));
}

void append_case(const Case& c, Places& places, std::string& out) {
  const std::string_view kind = c.store == nullptr ? "feastctl" : "FeatureStore";
  fmt::format_to(std::back_inserter(out), R"(    <testcase name="{}" classname="{}" time="0")", escaped(c.name()),
                 kind);
  if (c.findings.empty()) {
    out += "/>\n";
    return;
  }
  out += ">\n";
  std::string told;
  for (const Diagnostic* d : c.findings) {
    if (d->severity == Severity::kError) {
      append_finding(c, *d, places, out);
    } else {
      told += fmt::format("{}[{}]: {}\n", severity_name(d->severity), d->rule->code, in_words(*d));
    }
  }
  if (!told.empty()) fmt::format_to(std::back_inserter(out), "      <system-out>{}</system-out>\n", escaped(told));
  out += "    </testcase>\n";
}

void append_suite(std::span<const Case> suite, Places& places, std::string& out) {
  const Counts n = count(suite);
  const std::string file = escaped(suite.front().file);
  fmt::format_to(std::back_inserter(out),
                 "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"0\" time=\"0\"{}>\n",
                 file.empty() ? "feastctl" : file, n.tests, n.failures, n.errors,
                 // Jenkins' schema has the file here, not in the case
                 file.empty() ? "" : fmt::format(" file=\"{}\"", file));
  for (const Case& c : suite) append_case(c, places, out);
  out += "  </testsuite>\n";
}

}  // namespace

std::string junit(std::span<const Diagnostic> findings, const Sources& sources, std::span<const Subject> subjects) {
  const std::vector<Case> all = cases(findings, sources, subjects);
  const Counts n = count(all);
  Places places(sources);
  std::string out = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuites name=\"feastctl\" tests=\"{}\" failures=\"{}\" errors=\"{}\" time=\"0\">\n",
      n.tests, n.failures, n.errors);
  for (auto begin = all.begin(); begin != all.end();) {
    const auto end = std::find_if(begin, all.end(), [&](const Case& c) { return c.file != begin->file; });
    append_suite({begin, end}, places, out);
    begin = end;
  }
  out += "</testsuites>\n";
  return out;
}

}  // namespace feastctl::report
