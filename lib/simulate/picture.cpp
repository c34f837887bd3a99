/// The picture of a simulation: two panels over one time axis, the load with the capacity, and the pods.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include "simulate/print.hpp"
#include "simulate/words.hpp"

namespace feastctl::simulate {

namespace {

constexpr double kWidth = 960, kLeft = 70, kRight = 930;
constexpr double kLoadTop = 120, kLoadBottom = 300, kPodsTop = 350, kPodsBottom = 490;
constexpr std::size_t kMostPoints = 1000;
constexpr std::size_t kTitleLength = 95;

// The colours differ in lightness, too, and the lines in their dashes, for people who do not see the colours.
constexpr std::string_view kStyle = R"(<style>
.bg{fill:#ffffff}.ink{fill:#1b1f24}.soft{fill:#57606a}.grid{stroke:#d8dee4}.load{stroke:#0a58ca}.cap{stroke:#1a7f37}
.pods{stroke:#8250df}.ready{stroke:#bf5700}.lost{fill:#cf222e;fill-opacity:.35}.mark{fill:#8250df}
text{font:13px system-ui,sans-serif}.title{font-size:16px;font-weight:600}polyline,line{fill:none;stroke-width:2}
.grid{stroke-width:1}.cap{stroke-dasharray:7 4}.ready{stroke-dasharray:3 3}
@media (prefers-color-scheme:dark){.bg{fill:#0d1117}.ink{fill:#e6edf3}.soft{fill:#9da7b3}.grid{stroke:#30363d}
.load{stroke:#6cb6ff}.cap{stroke:#57ab5a}.pods{stroke:#b392f0}.ready{stroke:#f69d50}.lost{fill:#ff7b72}.mark{fill:#b392f0}}
</style>)";

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '&') {
      out += "&amp;";
    } else if (c == '"') {
      out += "&quot;";
    } else if (static_cast<unsigned char>(c) >= 0x20) {  // XML has no other control characters
      out += c;
    }
  }
  return out;
}

/// A round number of at least `value`: 1, 2 or 5 times a power of ten.
double rounded_up(double value) {
  if (value <= 0) return 1;
  const double power = std::pow(10.0, std::floor(std::log10(value)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * power >= value) return factor * power;
  }
  return 10 * power;
}

/// The points of a picture: as many steps as it has room for, each standing for the ones behind it.
struct Column {
  std::int64_t second = 0;
  double load = 0, unserved = 0, capacity = 0;
  std::int32_t replicas = 0, ready = 0;
};

class Picture {
 public:
  explicit Picture(const Report& report) : report_(&report) { columns(); }

  std::string draw() {
    out_ = fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {:g} 540\" role=\"img\">\n", kWidth);
    text_element("title", report_->title);
    out_ += kStyle;
    fmt::format_to(end(), "\n<rect class=\"bg\" width=\"{:g}\" height=\"540\"/>\n", kWidth);
    heading();
    axis(kLoadTop, kLoadBottom, load_scale_,
         [](double v) { return v == 0 ? std::string("0") : cpu_text(std::llround(v)); });
    axis(kPodsTop, kPodsBottom, pods_scale_, [](double v) { return fmt::format("{:g}", v); });
    time_axis();
    unserved();
    line("load", kLoadTop, kLoadBottom, load_scale_, false, [](const Column& c) { return c.load; });
    if (capacity_.per_pod > 0) {
      line("cap", kLoadTop, kLoadBottom, load_scale_, true, [](const Column& c) { return c.capacity; });
    }
    line("pods", kPodsTop, kPodsBottom, pods_scale_, true, [](const Column& c) { return c.replicas; });
    line("ready", kPodsTop, kPodsBottom, pods_scale_, true, [](const Column& c) { return c.ready; });
    marks();
    return out_ + "</svg>\n";
  }

 private:
  std::back_insert_iterator<std::string> end() { return std::back_inserter(out_); }

  void columns() {
    const auto& steps = *report_->steps;
    capacity_ = cpu_capacity(*report_->scenario);
    const std::size_t count = std::min(steps.size(), kMostPoints);
    double most_load = 0, most_pods = 1;
    for (std::size_t i = 0; i < count; ++i) {
      Column& column = columns_.emplace_back();
      for (std::size_t s = i * steps.size() / count; s < (i + 1) * steps.size() / count; ++s) {
        const Step& step = steps[s];
        column.second = step.sync.second;
        column.load = std::max(column.load, static_cast<double>(step.load()));
        column.unserved = std::max(column.unserved, static_cast<double>(step.unserved()));
        column.replicas = step.sync.desired;
        column.ready = step.sync.ready;
      }
      column.capacity = static_cast<double>(capacity_.per_pod) * column.ready;
      most_load = std::max({most_load, column.load, std::min(column.capacity, column.load * 3)});
      most_pods = std::max({most_pods, static_cast<double>(column.replicas), static_cast<double>(column.ready)});
    }
    load_scale_ = rounded_up(most_load);
    pods_scale_ = most_pods <= 4 ? 4 : rounded_up(most_pods);
    last_ = std::max<std::int64_t>(report_->scenario->duration, 1);
  }

  [[nodiscard]] double x(std::int64_t second) const {
    return kLeft + (kRight - kLeft) * static_cast<double>(second) / static_cast<double>(last_);
  }
  static double y(double value, double scale, double top, double bottom) {
    return bottom - (bottom - top) * std::min(value / scale, 1.0);
  }

  void text_element(std::string_view element, std::string_view text) {
    fmt::format_to(end(), "<{0}>{1}</{0}>\n", element, escaped(text));
  }
  void label(double at_x, double at_y, std::string_view style, std::string_view anchor, std::string_view text) {
    fmt::format_to(end(), "<text class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>\n", style, at_x,
                   at_y, anchor, escaped(text));
  }

  void heading() {
    label(20, 28, "ink title", "start", report_->title.substr(0, kTitleLength));
    for (std::size_t i = 0; i < std::min<std::size_t>(report_->settings.size(), 2); ++i) {
      const std::string& text = report_->settings[i];
      const bool long_text = text.size() > kTitleLength + 30;
      label(20, 50 + 19 * static_cast<double>(i), "soft", "start",
            long_text ? text.substr(0, kTitleLength + 27) + "…" : text);
    }
    legend(kLeft, kLoadTop - 12, "load", "CPU load");
    if (capacity_.per_pod > 0) {
      legend(kLeft + 130, kLoadTop - 12, "cap",
             capacity_.limited ? "capacity of the ready pods (limits)" : "capacity of the ready pods (target)");
    }
    fmt::format_to(end(), "<rect class=\"lost\" x=\"{:g}\" y=\"{:g}\" width=\"22\" height=\"10\"/>\n", kLeft + 430,
                   kLoadTop - 21);
    label(kLeft + 458, kLoadTop - 12, "ink", "start", "unserved");
    legend(kLeft, kPodsTop - 12, "pods", "replicas");
    legend(kLeft + 130, kPodsTop - 12, "ready", "ready pods");
    fmt::format_to(end(), "<circle class=\"mark\" cx=\"{:g}\" cy=\"{:g}\" r=\"4\"/>\n", kLeft + 290, kPodsTop - 16);
    label(kLeft + 302, kPodsTop - 12, "ink", "start", "decision");
  }
  void legend(double at_x, double at_y, std::string_view style, std::string_view text) {
    fmt::format_to(end(), "<line class=\"{}\" x1=\"{:g}\" y1=\"{:g}\" x2=\"{:g}\" y2=\"{:g}\"/>\n", style, at_x,
                   at_y - 4, at_x + 22, at_y - 4);
    label(at_x + 28, at_y, "ink", "start", text);
  }

  template <typename Text>
  void axis(double top, double bottom, double scale, const Text& text) {
    for (int i = 0; i <= 4; ++i) {
      const double value = scale * i / 4;
      const double at = y(value, scale, top, bottom);
      fmt::format_to(end(), "<line class=\"grid\" x1=\"{:g}\" y1=\"{:.1f}\" x2=\"{:g}\" y2=\"{:.1f}\"/>\n", kLeft, at,
                     kRight, at);
      if (i % 2 == 0) label(kLeft - 8, at + 4, "soft", "end", text(value));
    }
  }
  void time_axis() {
    constexpr std::array<std::int64_t, 15> kSteps{15,   30,   60,    120,   300,   600,   900,   1800,
                                                  3600, 7200, 14400, 21600, 43200, 86400, 432000};
    const auto* found = std::ranges::find_if(kSteps, [&](std::int64_t s) { return last_ / s <= 8; });
    const std::int64_t step = found == kSteps.end() ? kSteps.back() : *found;
    for (std::int64_t second = 0; second <= last_; second += step) {
      label(x(second), kPodsBottom + 22, "soft", "middle", duration_text(second));
    }
  }

  template <typename ValueOf>
  void line(std::string_view style, double top, double bottom, double scale, bool steps, const ValueOf& value) {
    fmt::format_to(end(), R"(<polyline class="{}" points=")", style);
    double before = -1;
    for (const Column& column : columns_) {
      const double at = y(static_cast<double>(value(column)), scale, top, bottom);
      if (steps && before >= 0 && before != at) fmt::format_to(end(), "{:.1f},{:.1f} ", x(column.second), before);
      fmt::format_to(end(), "{:.1f},{:.1f} ", x(column.second), at);
      before = at;
    }
    out_ += "\"/>\n";
  }

  void unserved() {
    const double wide =
        std::max((kRight - kLeft) / static_cast<double>(std::max<std::size_t>(columns_.size(), 1)), 1.0);
    for (const Column& c : columns_) {
      if (c.unserved <= 0) continue;
      const double top = y(c.load, load_scale_, kLoadTop, kLoadBottom);
      const double bottom = y(c.load - c.unserved, load_scale_, kLoadTop, kLoadBottom);
      fmt::format_to(end(), "<rect class=\"lost\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\"/>\n",
                     std::max(x(c.second) - wide, kLeft), top, wide, std::max(bottom - top, 1.0));
    }
  }
  void marks() {
    std::int32_t before = columns_.empty() ? 0 : report_->steps->front().sync.replicas;
    for (const Column& c : columns_) {
      if (c.replicas == before) continue;
      before = c.replicas;
      fmt::format_to(
          end(), "<circle class=\"mark\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\"><title>{}: {} replicas</title></circle>\n",
          x(c.second), y(c.replicas, pods_scale_, kPodsTop, kPodsBottom), duration_text(c.second), c.replicas);
    }
  }

  const Report* report_;
  std::vector<Column> columns_;
  Capacity capacity_;
  double load_scale_ = 1, pods_scale_ = 4;
  std::int64_t last_ = 1;
  std::string out_;
};

}  // namespace

std::string as_svg(const Report& report) {
  return Picture(report).draw();
}

std::string as_html(const Report& report) {
  std::string out =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
      "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"/>\n<title>" +
      escaped(report.title) +
      "</title>\n<style>\n:root{color-scheme:light dark}\nbody{font:15px "
      "system-ui,sans-serif;max-width:70rem;margin:1rem "
      "auto;padding:0 "
      "1rem}\nsvg{width:100%;min-width:40rem;height:auto}.wide{overflow-x:auto}\ntable{border-collapse:collapse;white-"
      "space:nowrap}\n"
      "th,td{padding:.2rem .7rem;text-align:right;border-bottom:1px solid "
      "#8886}\nth:last-child,td:last-child{text-align:left}\n"
      "</style>\n</head>\n<body>\n<div class=\"wide\">\n" +
      as_svg(report) + "</div>\n";
  if (!report.settings.empty()) out += "<ul>\n";
  for (const std::string& setting : report.settings) out += "<li>" + escaped(setting) + "</li>\n";
  if (!report.settings.empty()) out += "</ul>\n";
  if (!report.findings.empty()) out += "<h2>Findings</h2>\n<ul>\n";
  for (const Diagnostic& d : report.findings) {
    fmt::format_to(std::back_inserter(out), "<li>{} {}: {}{}{}</li>\n", severity_name(d.severity), d.rule->code,
                   escaped(d.message), d.found.empty() ? "" : "; ", escaped(d.found));
  }
  if (!report.findings.empty()) out += "</ul>\n";
  out +=
      "<h2>Decisions</h2>\n<div "
      "class=\"wide\"><table>\n<tr><th>Time</th><th>Load</th><th>Replicas</th><th>Ready</th><th>Decision</th></tr>\n";
  for (std::size_t i = 0; i < report.steps->size(); ++i) {
    if (!is_telling(*report.steps, i)) continue;
    const Step& step = (*report.steps)[i];
    fmt::format_to(std::back_inserter(out), "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}: {}</td></tr>\n",
                   duration_text(step.sync.second), cpu_text(step.load()), step.sync.replicas, step.sync.ready,
                   escaped(action_text(step.sync)), escaped(reason_text(*report.scenario, step.sync)));
  }
  return out + "</table></div>\n</body>\n</html>\n";
}

}  // namespace feastctl::simulate
