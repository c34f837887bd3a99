/// A graph as a picture: one panel for each store. Text has its full size at a scale of one; wide pictures scroll.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "base/utf8.hpp"
#include "base/xml_text.hpp"
#include "graph/layout.hpp"
#include "graph/visit.hpp"

namespace feastctl::graph {

namespace {

constexpr double kMargin = 16, kPadding = 18, kTitle = 30, kLegend = 28;

// The colours only repeat what the text says; what is outside has a dashed frame.
constexpr std::string_view kStyle = R"(<style>
.bg{fill:#ffffff}.panel{fill:#f6f8fa;stroke:#d0d7de}.ink{fill:#1b1f24}.soft{fill:#57606a}
.box{fill:#ffffff;stroke:#8c959f;stroke-width:1.5}.outside{stroke-dasharray:5 4}.elsewhere{stroke-dasharray:1.5 3}
.run{stroke:#0a58ca}.net{stroke:#1a7f37}.data{stroke:#bf5700}.right{stroke:#8250df}
.edge{fill:none;stroke:#8c959f;stroke-width:1.3}.head{fill:#8c959f}
text{font:13px system-ui,sans-serif}.title{font-size:15px;font-weight:600}.kind,.label{font-size:11px}
.label{stroke:#f6f8fa;stroke-width:4px;paint-order:stroke;stroke-linejoin:round}
@media (prefers-color-scheme:dark){.bg{fill:#0d1117}.panel{fill:#161b22;stroke:#30363d}.ink{fill:#e6edf3}.soft{fill:#9da7b3}
.box{fill:#0d1117;stroke:#768390}.run{stroke:#6cb6ff}.net{stroke:#57ab5a}.data{stroke:#f69d50}.right{stroke:#b392f0}
.edge{stroke:#768390}.head{fill:#768390}.label{stroke:#161b22}}
</style>)";

/// The colour of a kind: what runs, what is in the way of requests, what holds data, what is about permissions.
std::string_view class_of(const Vertex& vertex) {
  const std::string_view kind = vertex.kind;
  if (kind == "Deployment" || kind == "CronJob" || kind.ends_with("Autoscaler") || kind == "ScaledObject") return "run";
  if (kind == "Service" || kind == "Route" || kind == "ServiceMonitor" || kind == "NetworkPolicy") return "net";
  if (kind == "Secret" || kind == "ConfigMap" || is_storage(vertex)) return "data";
  if (kind == "ServiceAccount" || kind.find("Role") != std::string_view::npos) return "right";
  return "other";
}

/// The text, or its begin and end with an ellipsis between them.
std::string shortened(std::string_view text, double width) {
  std::vector<std::string_view> characters;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t size = utf8_at(text, i).size;
    characters.push_back(text.substr(i, size));
    i += size;
  }
  std::size_t room = characters.size();
  while (room > 3 && width_of_name(room) > width) --room;
  if (room == characters.size()) return std::string(text);
  const std::size_t tail = room / 2, head = room - 1 - tail;
  return fmt::format("{}…{}", fmt::join(characters.begin(), characters.begin() + static_cast<std::ptrdiff_t>(head), ""),
                     fmt::join(characters.end() - static_cast<std::ptrdiff_t>(tail), characters.end(), ""));
}

class Picture {
 public:
  explicit Picture(const Graph& graph) : graph_(&graph) {}

  std::string draw() {
    std::vector<std::vector<std::size_t>> edges(graph_->groups.size());
    std::vector<bool> drawn(graph_->vertices.size());  // with a store that refers to it
    for (std::size_t e = 0; e < graph_->edges.size(); ++e) {
      const std::size_t group = graph_->vertices[graph_->edges[e].from].group;
      edges[group].push_back(e);
      if (graph_->vertices[graph_->edges[e].to].group != group) drawn[graph_->edges[e].to] = true;
    }
    each_group(*graph_, [&](std::size_t group, std::vector<std::size_t> vertices) {
      // What stores share is drawn with each of them.
      if (graph_->groups[group].name.empty()) std::erase_if(vertices, [&](std::size_t v) { return drawn[v]; });
      if (!vertices.empty()) panel(title_of(graph_->groups[group]), lay_out(*graph_, vertices, edges[group]));
    });
    legend();
    return whole();
  }

 private:
  std::back_insert_iterator<std::string> end() { return std::back_inserter(out_); }

  void panel(const std::string& title, const Layout& layout) {
    const double height = kTitle + layout.height + 2 * kPadding;
    const double width = std::max(layout.width, 9.5 * static_cast<double>(title.size())) + 2 * kPadding;
    fmt::format_to(
        end(),
        "<g role=\"group\" aria-label=\"{}\">\n<rect class=\"panel\" x=\"{:g}\" y=\"{:.1f}\" width=\"{:.1f}\" "
        "height=\"{:.1f}\" rx=\"8\"/>\n",
        xml_text(title), kMargin, y_, width, height);
    text("ink title", kMargin + kPadding, y_ + 24, "start", title);
    origin_ = {kMargin + kPadding, y_ + kTitle + kPadding};
    for (const Curve& c : layout.curves) curve(c);
    for (const Box& b : layout.boxes) box(b);
    for (const Curve& c : layout.curves) label(c);
    out_ += "</g>\n";
    width_ = std::max(width_, width + 2 * kMargin);
    y_ += height + kMargin;
  }

  void box(const Box& b) {
    const Vertex& vertex = graph_->vertices[b.vertex];
    any_outside_ |= vertex.outside;
    any_elsewhere_ |= b.elsewhere;
    const double x = origin_.x + b.x, y = origin_.y + b.y, middle = y + b.height / 2;
    const std::string_view frame = vertex.outside ? " outside" : b.elsewhere ? " elsewhere" : "";
    const std::string full = vertex.name_space.empty() ? vertex.name : vertex.name_space + "/" + vertex.name;
    fmt::format_to(end(),
                   "<g><title>{} {}</title><rect class=\"box {}{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" "
                   "height=\"{:.1f}\" rx=\"{}\"/>\n",
                   xml_text(vertex.kind), xml_text(full), class_of(vertex), frame, x, y, b.width, b.height,
                   is_storage(vertex) ? 16 : 5);
    text("soft kind", x + 11, middle - 5, "start", vertex.kind);
    text("ink", x + 11, middle + 12, "start", shortened(vertex.name, b.width));
    out_ += "</g>\n";
  }

  void curve(const Curve& c) {
    const double direction = c.leftwards ? -1 : 1;
    const Point first = at(c.points.front());
    fmt::format_to(end(), R"(<path class="edge" d="M{:.1f} {:.1f})", first.x, first.y);
    for (std::size_t i = 1; i < c.points.size(); ++i) {
      const Point a = at(c.points[i - 1]), b = at(c.points[i]);
      // Within a column, the curve is a bow at its right side.
      const bool bow = c.points.size() == 2 && a.x == b.x;
      const double reach = bow ? 44 : std::abs(b.x - a.x) / 2;
      const double towards = bow ? -reach : direction * reach;
      fmt::format_to(end(), "C{:.1f} {:.1f} {:.1f} {:.1f} {:.1f} {:.1f}", bow ? a.x + reach : a.x + towards, a.y,
                     b.x - towards, b.y, b.x, b.y);
    }
    const Point last = at(c.points.back());
    fmt::format_to(end(), "\"/>\n<path class=\"head\" d=\"M{:.1f} {:.1f}l{:g} -4v8z\"/>\n", last.x, last.y,
                   direction * -8);
  }

  void label(const Curve& c) {
    const Point last = at(c.points.back());
    text("soft label", last.x + (c.leftwards ? 12 : -12), last.y - 4, c.leftwards ? "start" : "end",
         words_of(graph_->edges[c.edge]));
  }

  void legend() {
    double x = kMargin;
    const auto item = [&](std::string_view frame, std::string_view words) {
      fmt::format_to(end(), "<rect class=\"box {}\" x=\"{:g}\" y=\"{:.1f}\" width=\"26\" height=\"14\" rx=\"3\"/>\n",
                     frame, x, y_);
      text("soft", x + 34, y_ + 11.5, "start", words);
      x += 34 + width_of_name(words.size());
    };
    if (any_outside_) item("outside", "not part of the bundle");
    if (any_elsewhere_) item("elsewhere", "of another store, or shared");
    width_ = std::max(width_, x + kMargin);
    y_ += kLegend;
  }

  void text(std::string_view style, double x, double y, std::string_view anchor, std::string_view words) {
    fmt::format_to(end(), "<text class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>\n", style, x, y,
                   anchor, xml_text(words));
  }

  [[nodiscard]] Point at(const Point& point) const { return {origin_.x + point.x, origin_.y + point.y}; }

  [[nodiscard]] std::string whole() const {
    std::string title;
    for (const Group& group : graph_->groups) {
      if (!group.name.empty() && title.size() < 200) title += (title.empty() ? "" : ", ") + title_of(group);
    }
    return fmt::format(
               "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:.0f}\" height=\"{1:.0f}\" viewBox=\"0 0 {0:.0f} "
               "{1:.0f}\" role=\"img\">\n<title>Objects of {2}</title>\n{3}\n<rect class=\"bg\" width=\"{0:.0f}\" "
               "height=\"{1:.0f}\"/>\n",
               width_, y_, xml_text(title), kStyle) +
           out_ + "</svg>\n";
  }

  const Graph* graph_;
  std::string out_;
  Point origin_;
  double y_ = kMargin, width_ = 300;
  bool any_outside_ = false, any_elsewhere_ = false;
};

}  // namespace

std::string as_svg(const Graph& graph) {
  return Picture(graph).draw();
}

}  // namespace feastctl::graph
