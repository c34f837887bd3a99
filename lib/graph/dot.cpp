/// A graph in Graphviz's language. Source: Graphviz, "DOT Language".
#include <fmt/format.h>

#include <iterator>

#include "graph/graph.hpp"
#include "graph/visit.hpp"

namespace feastctl::graph {

namespace {

/// Text for quotes, in which Graphviz also reads escapes such as \n and \N.
std::string dot_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

}  // namespace

std::string as_dot(const Graph& graph) {
  std::string out =
      "digraph bundle {\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\"];\n"
      "  edge [fontname=\"sans-serif\", fontsize=10];\n";
  const auto end = std::back_inserter(out);
  each_group(graph, [&](std::size_t group, const std::vector<std::size_t>& vertices) {
    fmt::format_to(end, "  subgraph cluster_{} {{\n    label=\"{}\";\n", group,
                   dot_text(title_of(graph.groups[group])));
    for (const std::size_t v : vertices) {
      const Vertex& vertex = graph.vertices[v];
      fmt::format_to(end, "    v{} [label=\"{}\\n{}\"{}{}];\n", v, dot_text(vertex.kind), dot_text(vertex.name),
                     is_storage(vertex) ? ", shape=cylinder" : "", vertex.outside ? ", style=dashed" : "");
    }
    out += "  }\n";
  });
  for (const Edge& edge : graph.edges) {
    fmt::format_to(end, "  v{} -> v{} [label=\"{}\"];\n", edge.from, edge.to, dot_text(words_of(edge)));
  }
  return out + "}\n";
}

}  // namespace feastctl::graph
