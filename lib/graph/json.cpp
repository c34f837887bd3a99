#include "base/object_name.hpp"
#include "graph/graph.hpp"
#include "report/json_writer.hpp"

namespace feastctl::graph {

namespace {

/// What identifies the vertex within the graph: `Deployment feast/feast-sample`. A database is unique within its store.
std::string id_of(const Graph& graph, std::size_t number) {
  const Vertex& vertex = graph.vertices[number];
  const Group& group = graph.groups[vertex.group];
  const bool own = vertex.outside && vertex.name_space.empty() && !is_cluster_scoped(vertex.kind);
  std::string scope = vertex.name_space;
  if (own && !group.name.empty()) scope = group.name_space + "/" + group.name;
  return fmt::format("{} {}{}{}", vertex.kind, scope, scope.empty() ? "" : "/", vertex.name);
}

void write_relations(const Edge& edge, std::string& out) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < kRelations; ++i) {
    if (edge.has(static_cast<Relation>(i))) words.emplace_back(word_of(static_cast<Relation>(i)));
  }
  report::write_texts(words, out);
}

template <typename Write>
void write_list(std::string_view key, std::size_t size, std::string& out, const Write& write) {
  out += fmt::format("  {}: [", json_string(key));
  for (std::size_t i = 0; i < size; ++i) {
    out += i == 0 ? "\n    " : ",\n    ";
    report::ObjectWriter object(out, 4);
    write(i, object);
    object.end();
  }
  out += size == 0 ? "]" : "\n  ]";
}

}  // namespace

std::string as_json(const Graph& graph) {
  std::string out = "{\n  \"formatVersion\": \"1.0\",\n";
  write_list("objects", graph.vertices.size(), out, [&](std::size_t i, report::ObjectWriter& object) {
    const Vertex& vertex = graph.vertices[i];
    object.text("id", id_of(graph, i));
    object.text("apiVersion", vertex.api_version);
    object.text("kind", vertex.kind);
    object.text("namespace", vertex.name_space);
    object.text("name", vertex.name);
    const Group& group = graph.groups[vertex.group];
    if (!group.name.empty()) object.text("store", group.name_space + "/" + group.name);
    object.boolean("inBundle", !vertex.outside);
  });
  out += ",\n";
  write_list("relations", graph.edges.size(), out, [&](std::size_t i, report::ObjectWriter& object) {
    const Edge& edge = graph.edges[i];
    object.text("from", id_of(graph, edge.from));
    object.text("to", id_of(graph, edge.to));
    write_relations(edge, object.begin("relations"));
  });
  return out + "\n}\n";
}

}  // namespace feastctl::graph
