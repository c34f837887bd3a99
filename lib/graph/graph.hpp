/// @file
/// @brief The objects of a bundle as a graph: who mounts, selects, binds, scales and talks to what.
///
/// To add a relation: its name in `Relation` and its word in `word_of`, and where it is found, in collect.cpp (fields
/// that name an object), selectors.cpp (labels), or connections.cpp (feature_store.yaml). To add a format: a writer
/// declared here, and its row in cli/command_graph.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "feastctl.hpp"

namespace feastctl::graph {

/// What one object has to do with another.
enum class Relation : std::uint8_t {
  kMounts,      ///< a volume of its pods
  kReads,       ///< environment variables of its pods
  kRunsAs,      ///< the service account of its pods
  kPullsWith,   ///< the Secret by which the node pulls its images
  kSelects,     ///< by the labels of pods
  kScrapes,     ///< by the labels of Services
  kRoutesTo,    ///< a Route, to its Service
  kScales,      ///< an autoscaler, to its Deployment
  kBinds,       ///< a binding, to its role
  kGrantsTo,    ///< a binding, to its subject
  kExecsInto,   ///< a CronJob, to the pods in which it runs commands
  kConnectsTo,  ///< feature_store.yaml: a server or database
};
inline constexpr std::size_t kRelations = static_cast<std::size_t>(Relation::kConnectsTo) + 1;

/// The relation as a word: mounts, `runs as`.
std::string_view word_of(Relation relation);

/// An object, or what stands outside of Kubernetes: a database has no apiVersion, and the store type as its name.
struct Vertex {
  std::string api_version, kind, name_space, name;
  std::size_t group = 0;  ///< of Graph::groups
  bool outside = false;   ///< referred to, but not part of the bundle
};

/// What one vertex has to do with another: a set of relations, one bit each.
struct Edge {
  std::size_t from = 0, to = 0;
  std::uint16_t relations = 0;

  [[nodiscard]] bool has(Relation relation) const { return (relations >> static_cast<unsigned>(relation) & 1U) != 0; }
};

/// The words of the edge's relations: `mounts, reads`.
std::string words_of(const Edge& edge);

/// A store; or what stores share, without a name.
struct Group {
  std::string name_space, name;
};

/// Vertices are in the order of the bundle, and those outside of it behind; edges in the order of their vertices.
struct Graph {
  std::vector<Group> groups;
  std::vector<Vertex> vertices;
  std::vector<Edge> edges;
};

/// The graph of a rendered bundle. It contains no values of Secrets, whatever `rendered` contains.
Graph graph_of(const Result& rendered);

/// `FeatureStore feast/sample`, or what the group without a name is called.
std::string title_of(const Group& group);

/// A flowchart in Mermaid's language, as GitHub and GitLab draw it in Markdown.
std::string as_mermaid(const Graph& graph);
/// A digraph in Graphviz's language.
std::string as_dot(const Graph& graph);
/// A picture as SVG without scripts or references; one panel for each store.
std::string as_svg(const Graph& graph);
/// JSON, format version 1.0: schemas/output/graph.json.
std::string as_json(const Graph& graph);

}  // namespace feastctl::graph
