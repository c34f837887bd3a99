/// The picture of a simulation: two panels over one time axis, the load with the capacity, and the pods.
#include "simulate/picture.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include "base/xml_text.hpp"
#include "simulate/chart.hpp"
#include "simulate/words.hpp"

namespace feastctl::simulate {

namespace {

constexpr double kLoadHeight = 180, kPodsHeight = 140, kLineHeight = 19;
constexpr double kLetter = 7.3, kTitleLetter = 9.6;  ///< how wide a letter is at most, on average
constexpr std::size_t kMostPoints = 1000;

// The colours differ in lightness, too, and the lines in their dashes, for people who do not see the colours.
constexpr std::string_view kStyle = R"(<style>
.bg{fill:#ffffff}.ink{fill:#1b1f24}.soft{fill:#57606a}.grid{stroke:#d8dee4}.load{stroke:#0a58ca}.cap{stroke:#1a7f37}
.pods{stroke:#8250df}.ready{stroke:#bf5700}.lost{fill:#cf222e;fill-opacity:.35}.mark{fill:#8250df}
text{font:13px system-ui,sans-serif}.title{font-size:16px;font-weight:600}polyline,line{fill:none;stroke-width:2}
.grid{stroke-width:1}.cap{stroke-dasharray:7 4}.ready{stroke-dasharray:3 3}
@media (prefers-color-scheme:dark){.bg{fill:#0d1117}.ink{fill:#e6edf3}.soft{fill:#9da7b3}.grid{stroke:#30363d}
.load{stroke:#6cb6ff}.cap{stroke:#57ab5a}.pods{stroke:#b392f0}.ready{stroke:#f69d50}.lost{fill:#ff7b72}.mark{fill:#b392f0}}
</style>)";

/// One of the two panels.
struct Panel {
  double top = 0, bottom = 0, scale = 1;
  [[nodiscard]] double y(double value) const { return bottom - (bottom - top) * std::min(value / scale, 1.0); }
};

/// What a line or area looks like, and what it is called.
struct Legend {
  std::string_view style, text;
};

class Picture {
 public:
  Picture(const Report& report, const PictureSize& size)
      : report_(&report),
        chart_(chart_of(report, kMostPoints)),
        width_(size.width),
        left_(size.width < 600 ? 48 : 70),
        right_(size.width - (size.width < 600 ? 22 : 34)),
        heading_(size.heading) {}

  std::string draw() {
    if (heading_) heading();
    legend(load_legend());
    load_ = {y_, y_ + kLoadHeight, chart_.load_scale};
    y_ = load_.bottom + 22;
    legend({{"pods", "replicas"}, {"ready", "ready pods"}, {"mark", "decision"}});
    pods_ = {y_, y_ + kPodsHeight, chart_.pods_scale};
    axis(load_, [&](double v) { return chart_.amount(v); });
    axis(pods_, short_number);
    time_axis();
    unserved();
    line("load", load_, false, [](const ChartPoint& p) { return p.load; });
    if (chart_.has_capacity) line("cap", load_, true, [](const ChartPoint& p) { return p.capacity; });
    line("pods", pods_, true, [](const ChartPoint& p) { return p.replicas; });
    line("ready", pods_, true, [](const ChartPoint& p) { return p.ready; });
    marks();
    return whole();
  }

 private:
  std::back_insert_iterator<std::string> end() { return std::back_inserter(out_); }

  [[nodiscard]] std::string whole() const {
    const double height = pods_.bottom + 40;
    std::string svg = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:g} {1:g}\" role=\"img\">\n<title>{2}</title>\n{3}\n"
        "<rect class=\"bg\" width=\"{0:g}\" height=\"{1:g}\"/>\n",
        width_, height, xml_text(title_of(*report_)), kStyle);
    return svg + out_ + "</svg>\n";
  }

  [[nodiscard]] double x(std::int64_t second) const {
    return left_ + (right_ - left_) * static_cast<double>(second) / static_cast<double>(chart_.last);
  }

  void label(double at_x, double at_y, std::string_view style, std::string_view anchor, std::string_view text) {
    fmt::format_to(end(), "<text class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>\n", style, at_x,
                   at_y, anchor, xml_text(text));
  }

  void heading() {
    y_ = 28;
    const auto paragraph = [&](std::string_view text, std::string_view style, double letter) {
      for (const std::string& row : broken_into_rows(text, static_cast<std::size_t>((width_ - 40) / letter))) {
        label(20, y_, style, "start", row);
        y_ += kLineHeight;
      }
    };
    paragraph(report_->title, "ink title", kTitleLetter);
    y_ += 3;
    for (const std::string& setting : report_->settings) paragraph(setting, "soft", kLetter);
  }

  [[nodiscard]] std::vector<Legend> load_legend() const {
    std::vector<Legend> items{{"load", chart_.load_name}};
    if (chart_.has_capacity) {
      items.push_back(
          {"cap", chart_.by_limits ? "capacity of the ready pods (limits)" : "capacity of the ready pods (target)"});
    }
    const auto lost = [](const ChartPoint& p) { return p.unserved > 0; };
    if (std::ranges::any_of(chart_.points, lost)) items.push_back({"lost", "unserved"});
    return items;
  }

  /// The items beside one another, in as many rows as they need; the panel begins below them.
  void legend(const std::vector<Legend>& items) {
    double at = left_;
    y_ += 14;
    for (const Legend& item : items) {
      const double wide = 28 + kLetter * static_cast<double>(item.text.size());
      if (at > left_ && at + wide > right_) {
        at = left_;
        y_ += kLineHeight;
      }
      symbol(item.style, at);
      label(at + 28, y_, "ink", "start", item.text);
      at += wide + 18;
    }
    y_ += 16;
  }
  void symbol(std::string_view style, double at) {
    if (style == "lost") {
      fmt::format_to(end(), "<rect class=\"lost\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"22\" height=\"10\"/>\n", at,
                     y_ - 9);
    } else if (style == "mark") {
      fmt::format_to(end(), "<circle class=\"mark\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\"/>\n", at + 11, y_ - 4);
    } else {
      fmt::format_to(end(), "<line class=\"{0}\" x1=\"{1:.1f}\" y1=\"{3:.1f}\" x2=\"{2:.1f}\" y2=\"{3:.1f}\"/>\n",
                     style, at, at + 22, y_ - 4);
    }
  }

  template <typename Text>
  void axis(const Panel& panel, const Text& text) {
    for (int i = 0; i <= 4; ++i) {
      const double value = panel.scale * i / 4;
      const double at = panel.y(value);
      fmt::format_to(end(), "<line class=\"grid\" x1=\"{:g}\" y1=\"{:.1f}\" x2=\"{:g}\" y2=\"{:.1f}\"/>\n", left_, at,
                     right_, at);
      if (i % 2 == 0) label(left_ - 8, at + 4, "soft", "end", text(value));
    }
  }
  void time_axis() {
    constexpr std::array<std::int64_t, 16> kSteps{15,   30,   60,    120,   300,   600,   900,    1800,
                                                  3600, 7200, 14400, 21600, 43200, 86400, 172800, 432000};
    const auto room = static_cast<std::int64_t>((right_ - left_) / 70);
    const auto* found = std::ranges::find_if(kSteps, [&](std::int64_t s) { return chart_.last / s <= room; });
    const std::int64_t step = found == kSteps.end() ? kSteps.back() : *found;
    for (std::int64_t second = 0; second <= chart_.last; second += step) {
      label(x(second), pods_.bottom + 22, "soft", "middle", duration_text(second));
    }
  }

  template <typename ValueOf>
  void line(std::string_view style, const Panel& panel, bool steps, const ValueOf& value) {
    fmt::format_to(end(), R"(<polyline class="{}" points=")", style);
    double before = -1;
    for (const ChartPoint& point : chart_.points) {
      const double at = panel.y(static_cast<double>(value(point)));
      if (steps && before >= 0 && before != at) fmt::format_to(end(), "{:.1f},{:.1f} ", x(point.second), before);
      fmt::format_to(end(), "{:.1f},{:.1f} ", x(point.second), at);
      before = at;
    }
    out_ += "\"/>\n";
  }

  void unserved() {
    const auto count = static_cast<double>(std::max<std::size_t>(chart_.points.size(), 1));
    const double wide = std::max((right_ - left_) / count, 1.0);
    for (const ChartPoint& p : chart_.points) {
      if (p.unserved <= 0) continue;
      const double top = load_.y(p.load);
      const double bottom = load_.y(p.load - p.unserved);
      fmt::format_to(end(), "<rect class=\"lost\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\"/>\n",
                     std::max(x(p.second) - wide, left_), top, wide, std::max(bottom - top, 1.0));
    }
  }
  void marks() {
    std::int32_t before = chart_.points.empty() ? 0 : report_->steps->front().sync.replicas;
    for (const ChartPoint& p : chart_.points) {
      if (p.replicas == before) continue;
      before = p.replicas;
      fmt::format_to(
          end(), "<circle class=\"mark\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\"><title>{}: {} replicas</title></circle>\n",
          x(p.second), pods_.y(p.replicas), duration_text(p.second), p.replicas);
    }
  }

  const Report* report_;
  Chart chart_;
  double width_, left_, right_;
  bool heading_;
  double y_ = 8;
  Panel load_{}, pods_{};
  std::string out_;
};

}  // namespace

std::string drawn(const Report& report, const PictureSize& size) {
  return Picture(report, size).draw();
}

std::string as_svg(const Report& report) {
  return drawn(report, {});
}

}  // namespace feastctl::simulate
