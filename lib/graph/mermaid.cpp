/// A graph in Mermaid's language. Source: Mermaid, "Flowcharts - Basic Syntax".
#include <fmt/format.h>

#include <iterator>

#include "graph/graph.hpp"
#include "graph/visit.hpp"

namespace feastctl::graph {

namespace {

/// Text for quotes. Entities have a number sign where HTML has an ampersand, and line ends end the statement.
std::string mermaid_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '"': out += "#quot;"; break;
      case '#': out += "#35;"; break;
      case '<': out += "#lt;"; break;
      case '>': out += "#gt;"; break;
      case '&': out += "#amp;"; break;
      case '\n': out += ' '; break;
      default: out += c;
    }
  }
  return out;
}

/// Storage is drawn as a cylinder, everything else as a box.
std::string shape(const Vertex& vertex) {
  const std::string text = fmt::format(R"("{}<br>{}")", mermaid_text(vertex.kind), mermaid_text(vertex.name));
  return is_storage(vertex) ? fmt::format("[({})]", text) : fmt::format("[{}]", text);
}

}  // namespace

std::string as_mermaid(const Graph& graph) {
  std::string out = "flowchart LR\n";
  const auto end = std::back_inserter(out);
  each_group(graph, [&](std::size_t group, const std::vector<std::size_t>& vertices) {
    fmt::format_to(end, "  subgraph g{}[\"{}\"]\n", group, mermaid_text(title_of(graph.groups[group])));
    for (const std::size_t v : vertices) {
      const Vertex& vertex = graph.vertices[v];
      fmt::format_to(end, "    v{}{}{}\n", v, shape(vertex), vertex.outside ? ":::outside" : "");
    }
    out += "  end\n";
  });
  for (const Edge& edge : graph.edges) {
    fmt::format_to(end, "  v{} -->|\"{}\"| v{}\n", edge.from, mermaid_text(words_of(edge)), edge.to);
  }
  return out + "  classDef outside stroke-dasharray: 5 4\n";
}

}  // namespace feastctl::graph
