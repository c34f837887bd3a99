#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "base/object_name.hpp"
#include "graph/parts.hpp"
#include "inventory/bundle_tree.hpp"

namespace feastctl::graph {

namespace {

std::string key_of(std::string_view kind, std::string_view name_space, std::string_view name) {
  return fmt::format("{}\n{}\n{}", kind, is_cluster_scoped(kind) ? "" : name_space, name);
}

}  // namespace

void Draft::add(const Node& object) {
  const ObjectName name = name_of(object);
  add_vertex({.api_version = std::string(name.api_version),
              .kind = std::string(name.kind),
              .name_space = std::string(name.name_space),
              .name = std::string(name.name),
              .group = graph_.groups.size() - 1},
             key_of(name.kind, name.name_space, name.name));
  objects_.push_back(&object);
}

std::size_t Draft::add_vertex(Vertex vertex, std::string key) {
  const std::size_t number = graph_.vertices.size();
  by_name_.emplace(std::move(key), number);
  graph_.vertices.push_back(std::move(vertex));
  return number;
}

const Node* Draft::pods(std::size_t i) const {
  const Node* pods = lookup(&object(i), {"spec", "template"});
  if (pods == nullptr) pods = lookup(&object(i), {"spec", "jobTemplate", "spec", "template"});
  if (pods == nullptr && vertex(i).kind == "Pod") pods = &object(i);
  return lookup(pods, {"spec", "containers"}) == nullptr ? nullptr : pods;
}

const std::size_t* Draft::find(std::string_view kind, std::string_view name_space, std::string_view name) const {
  const auto found = by_name_.find(key_of(kind, name_space, name));
  return found == by_name_.end() ? nullptr : &found->second;
}

void Draft::relate(std::size_t from, Relation relation, std::size_t to) {
  const auto [edge, is_new] = edges_[from].emplace(to, graph_.edges.size());
  if (is_new) graph_.edges.push_back({.from = from, .to = to});
  graph_.edges[edge->second].relations |= static_cast<std::uint16_t>(1U << static_cast<unsigned>(relation));
}

void Draft::relate(std::size_t from, Relation relation, const Vertex& to, std::string key) {
  if (to.name.empty()) return;
  const auto known = by_name_.find(key);
  if (known != by_name_.end()) return relate(from, relation, known->second);
  Vertex outside = to;
  outside.outside = true;
  outside.group = vertex(from).group;
  if (is_cluster_scoped(to.kind)) outside.name_space.clear();
  relate(from, relation, add_vertex(std::move(outside), std::move(key)));
}

void Draft::relate(std::size_t from, Relation relation, const Vertex& to) {
  relate(from, relation, to, key_of(to.kind, to.name_space, to.name));
}

void Draft::relate_to_own(std::size_t from, Relation relation, std::string_view kind, std::string_view name) {
  relate(from, relation, {.api_version = {}, .kind = std::string(kind), .name_space = {}, .name = std::string(name)},
         fmt::format("{}\n{}\n{}", vertex(from).group, kind, name));
}

Graph Draft::finish() {
  std::ranges::sort(graph_.edges, {}, [](const Edge& edge) { return std::tuple(edge.from, edge.to); });
  return std::move(graph_);
}

Graph graph_of(const Result& rendered) {
  Arena arena;
  const TreeBuilder tree(arena);
  Sources texts;
  Draft draft;
  const auto add = [&](const std::vector<Rendered>& objects) {
    inventory::read_trees(objects, tree, texts, [&](const Node& object, const Rendered&) { draft.add(object); });
  };
  for (const StoreResult& store : rendered.stores) {
    draft.begin_group({store.name_space, store.name});
    add(store.objects);
  }
  draft.begin_group({});
  add(rendered.shared);
  add(rendered.passed);
  for (std::size_t i = 0; i < draft.size(); ++i) relate_by_name(i, draft);
  relate_by_labels(draft);
  relate_by_configuration(tree, draft);
  return draft.finish();
}

}  // namespace feastctl::graph
