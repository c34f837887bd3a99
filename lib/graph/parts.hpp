/// @file
/// @brief What the files of this folder share while a graph is made.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/node.hpp"
#include "graph/graph.hpp"

namespace feastctl::graph {

/// A graph in the making: its vertices with their objects, found by name.
class Draft {
 public:
  /// Adds a group; the vertices that follow belong to it.
  void begin_group(Group group) { graph_.groups.push_back(std::move(group)); }
  /// Adds an object of the bundle.
  void add(const Node& object);

  /// The number of objects of the bundle. Their vertices have the numbers below it.
  [[nodiscard]] std::size_t size() const { return objects_.size(); }
  [[nodiscard]] const Vertex& vertex(std::size_t i) const { return graph_.vertices[i]; }
  [[nodiscard]] const Node& object(std::size_t i) const { return *objects_[i]; }
  /// The template of the pods that the object brings about, or nullptr.
  [[nodiscard]] const Node* pods(std::size_t i) const;

  /// The vertex of this name in the namespace, or nothing.
  [[nodiscard]] const std::size_t* find(std::string_view kind, std::string_view name_space,
                                        std::string_view name) const;

  /// Adds a relation between two vertices.
  void relate(std::size_t from, Relation relation, std::size_t to);
  /// The same, to a named object, which becomes a vertex outside of the bundle if there is none. Without a name, does
  /// nothing.
  void relate(std::size_t from, Relation relation, const Vertex& to);
  /// The same, to a database or server that no other group shares.
  void relate_to_own(std::size_t from, Relation relation, std::string_view kind, std::string_view name);

  /// The finished graph, with its edges sorted.
  Graph finish();

 private:
  std::size_t add_vertex(Vertex vertex, std::string key);
  void relate(std::size_t from, Relation relation, const Vertex& to, std::string key);

  Graph graph_;
  std::vector<const Node*> objects_;
  std::unordered_map<std::string, std::size_t> by_name_;
  std::unordered_map<std::size_t, std::unordered_map<std::size_t, std::size_t>> edges_;  ///< from, to: the edge
};

/// Adds the relations that are fields with the names of objects: volumes, accounts, roles, scaled Deployments.
void relate_by_name(std::size_t vertex, Draft& draft);
/// Adds the relations of all selectors.
void relate_by_labels(Draft& draft);
/// Adds what pods and clients connect to according to their feature_store.yaml.
void relate_by_configuration(const TreeBuilder& tree, Draft& draft);

}  // namespace feastctl::graph
