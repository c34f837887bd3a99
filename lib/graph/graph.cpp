#include "graph/graph.hpp"

#include <fmt/format.h>

#include <array>

namespace feastctl::graph {

std::string_view word_of(Relation relation) {
  static constexpr std::array<std::string_view, kRelations> kWords{"mounts",  "reads env", "runs as",    "pulls with",
                                                                   "selects", "scrapes",   "routes to",  "scales",
                                                                   "binds",   "grants to", "execs into", "connects to"};
  return kWords[static_cast<std::size_t>(relation)];
}

std::string words_of(const Edge& edge) {
  std::string words;
  for (std::size_t i = 0; i < kRelations; ++i) {
    const auto relation = static_cast<Relation>(i);
    if (!edge.has(relation)) continue;
    if (!words.empty()) words += ", ";
    words += word_of(relation);
  }
  return words;
}

std::string title_of(const Group& group) {
  return group.name.empty() ? "Shared" : fmt::format("FeatureStore {}/{}", group.name_space, group.name);
}

}  // namespace feastctl::graph
