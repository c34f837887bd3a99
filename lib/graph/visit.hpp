/// @file
/// @brief What the formats have in common.
#pragma once

#include <cstddef>
#include <vector>

#include "graph/graph.hpp"

namespace feastctl::graph {

/// Whether the vertex keeps data: a volume, or a database.
inline bool is_storage(const Vertex& vertex) {
  return vertex.kind == "PersistentVolumeClaim" || vertex.kind.ends_with(" store") || vertex.kind == "registry";
}

/// Calls `take(group, vertices)` with the numbers of each group that has vertices.
template <typename Take>
void each_group(const Graph& graph, const Take& take) {
  std::vector<std::vector<std::size_t>> members(graph.groups.size());
  for (std::size_t v = 0; v < graph.vertices.size(); ++v) members[graph.vertices[v].group].push_back(v);
  for (std::size_t group = 0; group < members.size(); ++group) {
    if (!members[group].empty()) take(group, members[group]);
  }
}

}  // namespace feastctl::graph
