/// @file
/// @brief Where the vertices and edges of one store are in a picture: columns by kind, ordered so that few edges cross.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "graph/graph.hpp"

namespace feastctl::graph {

/// A vertex in the picture; lengths are in pixels, y grows downwards.
struct Box {
  std::size_t vertex = 0;
  double x = 0, y = 0, width = 0, height = 0;
  bool elsewhere = false;  ///< it belongs to another group, and is drawn here because an edge ends at it
};

struct Point {
  double x = 0, y = 0;
};

/// An edge: a curve through the points, in pairs that are joined by a straight line where the curve passes a column.
struct Curve {
  std::size_t edge = 0;  ///< its number in the graph
  std::vector<Point> points;
  bool leftwards = false;  ///< whether it arrives at the right side of its box
};

struct Layout {
  std::vector<Box> boxes;
  std::vector<Curve> curves;
  double width = 0, height = 0;
};

/// The width that a text of so many characters needs.
double width_of_name(std::size_t characters);
double width_of_label(std::size_t characters);

/// Lays out the vertices with the given numbers, the edges with these numbers, and the vertices at their ends.
Layout lay_out(const Graph& graph, const std::vector<std::size_t>& vertices, const std::vector<std::size_t>& edges);

}  // namespace feastctl::graph
