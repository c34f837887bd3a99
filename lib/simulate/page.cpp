/// The simulation as one web page: settings, picture, findings and decisions, without anything from outside.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/xml_text.hpp"
#include "simulate/picture.hpp"
#include "simulate/words.hpp"

namespace feastctl::simulate {

namespace {

// A wide and a narrow picture, because text in a picture that is shrunk to a phone cannot be read.
constexpr std::string_view kPageStyle = R"(<style>
:root{color-scheme:light dark}body{background:#fff;color:#1b1f24;font:15px/1.4 system-ui,sans-serif;max-width:66rem;margin:1rem auto;padding:0 1rem}
h1{font-size:1.3rem}h1,li{overflow-wrap:anywhere}h2{font-size:1.15rem}svg{display:block;width:100%;height:auto}.narrow{display:none}ul{padding-left:1.2rem}
table{border-collapse:collapse;width:100%}th,td{padding:.2rem .6rem .2rem 0;text-align:right;vertical-align:top;border-bottom:1px solid #8886}
th:last-child,td:last-child{text-align:left;width:99%}td:first-child,td:nth-child(2){white-space:nowrap}
@media (max-width:700px){.wide{display:none}.narrow{display:block}table{font-size:13px}}
@media (prefers-color-scheme:dark){body{background:#0d1117;color:#e6edf3}}
</style>)";

constexpr double kNarrow = 380;

void add_list(const std::vector<std::string>& items, std::string& out) {
  if (items.empty()) return;
  out += "<ul>\n";
  for (const std::string& item : items) out += "<li>" + xml_text(item) + "</li>\n";
  out += "</ul>\n";
}

void add_findings(const Report& report, std::string& out) {
  if (report.findings.empty()) return;
  out += "<h2>Findings</h2>\n";
  std::vector<std::string> items;
  for (const Diagnostic& d : report.findings) {
    items.push_back(fmt::format("{} {}: {}{}{}", severity_name(d.severity), d.rule->code, d.message,
                                d.found.empty() ? "" : "; ", d.found));
  }
  add_list(items, out);
}

void add_decisions(const Report& report, std::string& out) {
  out +=
      "<h2>Decisions</h2>\n<table>\n"
      "<tr><th>Time</th><th>Load</th><th>Replicas</th><th>Ready</th><th>Decision</th></tr>\n";
  for (std::size_t i = 0; i < report.steps->size(); ++i) {
    if (!is_telling(*report.steps, i)) continue;
    const Step& step = (*report.steps)[i];
    if (step.keda) {
      fmt::format_to(std::back_inserter(out), "<tr><td>{}</td><td></td><td>{}</td><td></td><td>{}</td></tr>\n",
                     duration_text(step.keda->second), step.keda->from, xml_text(keda_text(*step.keda)));
    }
    fmt::format_to(std::back_inserter(out), "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}: {}</td></tr>\n",
                   duration_text(step.sync.second), load_text(*report.scenario, step), step.sync.replicas,
                   step.sync.ready, xml_text(action_text(step.sync)),
                   xml_text(reason_text(*report.scenario, step.sync)));
  }
  out += "</table>\n";
}

}  // namespace

std::vector<std::string> broken_into_rows(std::string_view text, std::size_t letters) {
  std::vector<std::string> rows;
  while (text.size() > letters) {
    std::size_t end = text.rfind(' ', letters);
    const bool at_space = end != std::string_view::npos && end != 0;
    if (!at_space) {
      end = letters;
      // Not within a character of several bytes.
      while (end > 1 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    }
    rows.emplace_back(text.substr(0, end));
    text.remove_prefix(end + (at_space ? 1 : 0));
  }
  rows.emplace_back(text);
  return rows;
}

std::string title_of(const Report& report) {
  return report.settings.empty() ? report.title : fmt::format("{}, {}", report.title, report.settings.front());
}

std::string as_html(const Report& report) {
  std::string out = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
      "<meta name=\"viewport\" "
      "content=\"width=device-width,initial-scale=1\"/>\n<title>{}</title>\n{}\n</head>\n<body>\n"
      "<h1>{}</h1>\n",
      xml_text(title_of(report)), kPageStyle, xml_text(report.title));
  add_list(report.settings, out);
  out += "<div class=\"wide\">\n" + drawn(report, {.heading = false}) + "</div>\n";
  out += "<div class=\"narrow\">\n" + drawn(report, {.width = kNarrow, .heading = false}) + "</div>\n";
  add_findings(report, out);
  add_decisions(report, out);
  return out + "</body>\n</html>\n";
}

}  // namespace feastctl::simulate
