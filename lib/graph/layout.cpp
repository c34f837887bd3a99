/// Layers of fixed kinds, in the manner of Sugiyama, Tagawa and Toda: edges that pass a column get a slot in it, and
/// the order within columns follows the mean position of the neighbours.
#include "graph/layout.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <numeric>
#include <utility>

namespace feastctl::graph {

namespace {

constexpr double kSmallestBox = 46, kPort = 15, kGap = 14, kSlot = 10;
constexpr double kNarrow = 120, kWide = 260;
constexpr double kArrow = 40;  ///< the room that a label's line needs beside the text
constexpr int kSweeps = 8;

struct KindColumn {
  std::string_view kind;
  std::size_t column;
};
constexpr std::size_t kOtherColumn = 3;
/// From those who ask to those who are asked; roles at the end.
constexpr std::array kColumns{
    KindColumn{"Route", 0},         KindColumn{"ServiceMonitor", 0}, KindColumn{"Service", 1},
    KindColumn{"CronJob", 1},       KindColumn{"ScaledObject", 1},   KindColumn{"HorizontalPodAutoscaler", 1},
    KindColumn{"NetworkPolicy", 1}, KindColumn{"Deployment", 2},     KindColumn{"PodDisruptionBudget", 1},
    KindColumn{"RoleBinding", 4},   KindColumn{"Role", 5},           KindColumn{"ClusterRoleBinding", 4},
    KindColumn{"ClusterRole", 5}};

std::size_t column_of(const Vertex& vertex) {
  const auto* row = std::ranges::find(kColumns, vertex.kind, &KindColumn::kind);
  return row == kColumns.end() ? kOtherColumn : row->column;
}

constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

/// A place in a column: a vertex, or the slot of an edge that passes.
struct Cell {
  std::size_t vertex = kNone;
  std::size_t column = 0;
  std::vector<std::size_t> left{}, right{};  ///< cells in the columns beside it to which a segment leads
  double position = 0;                       ///< in its column, for the order
  double y = 0, height = kSlot;
};

class Planner {
 public:
  Planner(const Graph& graph, const std::vector<std::size_t>& vertices, const std::vector<std::size_t>& edges)
      : graph_(&graph), edges_(&edges) {
    for (const std::size_t v : vertices) add_vertex(v);
    own_ = cells_.size();
    for (const std::size_t e : edges) add_vertex(graph.edges[e].to);
  }

  Layout plan() {
    place_clients();
    for (const std::size_t e : *edges_) add_path(e);
    order();
    stack();
    return drawn();
  }

 private:
  void add_vertex(std::size_t v) {
    if (!cell_of_.emplace(v, cells_.size()).second) return;
    const Vertex& vertex = graph_->vertices[v];
    // A Service of another store is something that pods connect to, like a database.
    const bool served_elsewhere = vertex.kind == "Service" && (vertex.outside || own_ != 0);
    cells_.push_back({.vertex = v, .column = served_elsewhere ? kOtherColumn : column_of(vertex)});
  }

  /// Whatever only refers to Services stands before them: the ConfigMap for clients.
  void place_clients() {
    std::map<std::size_t, bool> refers, referred;
    for (const std::size_t e : *edges_) {
      refers[graph_->edges[e].from] = referred[graph_->edges[e].to] = true;
    }
    for (std::size_t i = 0; i < own_; ++i) {
      Cell& cell = cells_[i];
      if (cell.column == kOtherColumn && refers[cell.vertex] && !referred[cell.vertex]) cell.column = 0;
    }
  }

  /// The cells of an edge, from its begin to its end, with a slot in every column between them.
  void add_path(std::size_t e) {
    std::vector<std::size_t> path{cell_of_.at(graph_->edges[e].from)};
    const std::size_t last = cell_of_.at(graph_->edges[e].to);
    const std::size_t to = cells_[last].column;
    for (std::size_t column = cells_[path[0]].column; column + 1 < to || column > to + 1;) {
      column = column < to ? column + 1 : column - 1;
      path.push_back(cells_.size());
      cells_.push_back({.column = column});
    }
    path.push_back(last);
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
      const std::size_t a = path[i], b = path[i + 1];
      // A segment within a column is a bow at its right side.
      (cells_[a].column <= cells_[b].column ? cells_[a].right : cells_[a].left).push_back(b);
      (cells_[a].column < cells_[b].column ? cells_[b].left : cells_[b].right).push_back(a);
    }
    paths_.push_back(std::move(path));
  }

  void order() {
    std::size_t count = 0;
    for (const Cell& cell : cells_) count = std::max(count, cell.column + 1);
    columns_.resize(count);
    for (std::size_t i = 0; i < cells_.size(); ++i) columns_[cells_[i].column].push_back(i);
    for (auto& column : columns_) number(column);
    for (int sweep = 0; sweep < kSweeps; ++sweep) {
      for (std::size_t c = 0; c < count; ++c) {
        auto& column = columns_[sweep % 2 == 0 ? c : count - 1 - c];
        sort_by_neighbours(column, sweep % 2 == 0 ? &Cell::left : &Cell::right);
      }
    }
  }

  void number(const std::vector<std::size_t>& column) {
    for (std::size_t i = 0; i < column.size(); ++i) {
      cells_[column[i]].position = (static_cast<double>(i) + 0.5) / static_cast<double>(column.size());
    }
  }

  void sort_by_neighbours(std::vector<std::size_t>& column, std::vector<std::size_t> Cell::*side) {
    std::map<std::size_t, double> wanted;
    for (const std::size_t i : column) {
      const auto& neighbours = cells_[i].*side;
      const auto add = [&](double sum, std::size_t n) { return sum + cells_[n].position; };
      wanted[i] = neighbours.empty() ? cells_[i].position
                                     : std::accumulate(neighbours.begin(), neighbours.end(), 0.0, add) /
                                           static_cast<double>(neighbours.size());
    }
    std::ranges::stable_sort(column, {}, [&](std::size_t i) { return wanted[i]; });
    number(column);
  }

  /// Heights and y: each column is as compact as possible, and in the middle.
  void stack() {
    for (Cell& cell : cells_) {
      if (cell.vertex == kNone) continue;
      const double ends = static_cast<double>(std::max(cell.left.size(), cell.right.size()));
      cell.height = std::max(kSmallestBox, 10 + kPort * ends);
    }
    std::vector<double> heights;
    for (const auto& column : columns_) {
      double y = 0;
      for (const std::size_t i : column) {
        cells_[i].y = y;
        y += cells_[i].height + kGap;
      }
      heights.push_back(y - kGap);
    }
    layout_.height = *std::ranges::max_element(heights);
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      for (const std::size_t i : columns_[c]) cells_[i].y += (layout_.height - heights[c]) / 2;
    }
  }

  /// The x of each column and its width; a column without cells takes no room.
  void spread() {
    // The room before each column for the labels of what arrives from the left, and behind the one before it for what
    // arrives from the right.
    std::vector<double> before(columns_.size() + 1, 0), behind(columns_.size() + 1, 0);
    for (std::size_t p = 0; p < paths_.size(); ++p) {
      const std::size_t to = cells_[paths_[p].back()].column;
      const bool rightwards = cells_[paths_[p].front()].column < to;
      double& room = rightwards ? before[to] : behind[to + 1];
      room = std::max(room, width_of_label(words_of(graph_->edges[(*edges_)[p]]).size()));
    }
    double x = 0;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      double width = 0;
      for (const std::size_t i : columns_[c]) {
        if (cells_[i].vertex == kNone) continue;
        const Vertex& vertex = graph_->vertices[cells_[i].vertex];
        width = std::max(width, width_of_name(std::max(vertex.name.size(), vertex.kind.size())));
      }
      if (width > 0) width = std::clamp(width, kNarrow, kWide);
      if (x > 0 && width > 0) x += before[c] + behind[c] + kArrow;
      x_.push_back(x);
      width_.push_back(width);
      x += width;
    }
    layout_.width = x + (behind.back() > 0 ? behind.back() + kArrow : 0);
  }

  Layout drawn() {
    spread();
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      const Cell& cell = cells_[i];
      if (cell.vertex == kNone) continue;
      layout_.boxes.push_back({.vertex = cell.vertex,
                               .x = x_[cell.column],
                               .y = cell.y,
                               .width = width_[cell.column],
                               .height = cell.height,
                               .elsewhere = i >= own_ && !graph_->vertices[cell.vertex].outside});
    }
    for (std::size_t p = 0; p < paths_.size(); ++p) layout_.curves.push_back(curve(p));
    return std::move(layout_);
  }

  Curve curve(std::size_t p) {
    const std::vector<std::size_t>& path = paths_[p];
    const std::size_t before_last = path[path.size() - 2];
    Curve curve{
        .edge = (*edges_)[p], .points = {}, .leftwards = cells_[before_last].column >= cells_[path.back()].column};
    for (std::size_t i = 0; i < path.size(); ++i) {
      const Cell& cell = cells_[path[i]];
      const double left = x_[cell.column], right = left + width_[cell.column];
      if (cell.vertex == kNone) {
        const double y = cell.y + cell.height / 2;
        curve.points.push_back({curve.leftwards ? right : left, y});
        curve.points.push_back({curve.leftwards ? left : right, y});
      } else {
        const bool begins = i == 0;
        const std::size_t neighbour = path[begins ? 1 : i - 1];
        const bool at_right = cells_[neighbour].column >= cell.column;
        curve.points.push_back({at_right ? right : left, port(path[i], neighbour, at_right)});
      }
    }
    return curve;
  }

  /// The y at which the segment to a neighbour leaves the cell: in the order of the neighbours, evenly spread.
  double port(std::size_t at, std::size_t neighbour, bool at_right) {
    const Cell& cell = cells_[at];
    auto& ends = ports_[{at, at_right}];
    if (ends.empty()) {
      ends = at_right ? cell.right : cell.left;
      std::ranges::stable_sort(ends, {}, [&](std::size_t n) { return cells_[n].y + cells_[n].height / 2; });
    }
    const auto found = std::ranges::find(ends, neighbour);
    const auto rank = static_cast<double>(found - ends.begin());
    return cell.y + cell.height * (rank + 1) / (static_cast<double>(ends.size()) + 1);
  }

  const Graph* graph_;
  const std::vector<std::size_t>* edges_;
  std::vector<Cell> cells_;
  std::size_t own_ = 0;  ///< cells below it are vertices of the group itself
  std::map<std::size_t, std::size_t> cell_of_;
  std::vector<std::vector<std::size_t>> paths_;
  std::vector<std::vector<std::size_t>> columns_;
  std::vector<double> x_, width_;
  std::map<std::pair<std::size_t, bool>, std::vector<std::size_t>> ports_;
  Layout layout_;
};

}  // namespace

double width_of_name(std::size_t characters) {
  return 7.3 * static_cast<double>(characters) + 22;
}

double width_of_label(std::size_t characters) {
  return 6.3 * static_cast<double>(characters);
}

Layout lay_out(const Graph& graph, const std::vector<std::size_t>& vertices, const std::vector<std::size_t>& edges) {
  return Planner(graph, vertices, edges).plan();
}

}  // namespace feastctl::graph
