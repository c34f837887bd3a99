/// Relations by labels: what Services, budgets and policies select, and which Services a monitor scrapes.
#include <fmt/format.h>

#include "base/label_selector.hpp"
#include "graph/parts.hpp"

namespace feastctl::graph {

namespace {

/// Vertices by each of their labels, so that a selector is only compared with few of them.
class Labelled {
 public:
  void add(std::size_t vertex, std::string_view name_space, const Node* labels) {
    if (labels == nullptr) return;
    all_[key(name_space, {}, {})].push_back({vertex, labels});
    for (const Member& label : labels->members()) {
      all_[key(name_space, label.key, label.value->text)].push_back({vertex, labels});
    }
  }

  /// Calls `take` with each vertex of the namespace that the selector matches.
  template <typename Take>
  void each(std::string_view name_space, const Node& selector, const Take& take) const {
    const auto* candidates = find(key(name_space, {}, {}));
    if (const Node* wanted = lookup(&selector, {"matchLabels"})) {
      for (const Member& label : wanted->members()) {
        const auto* fewer = find(key(name_space, label.key, label.value->text));
        if (fewer == nullptr) return;
        if (candidates == nullptr || fewer->size() < candidates->size()) candidates = fewer;
      }
    }
    if (candidates == nullptr) return;
    for (const auto& [vertex, labels] : *candidates) {
      if (selects(selector, *labels)) take(vertex);
    }
  }

 private:
  using Entries = std::vector<std::pair<std::size_t, const Node*>>;

  static std::string key(std::string_view name_space, std::string_view label, std::string_view value) {
    return fmt::format("{}\n{}\n{}", name_space, label, value);
  }
  [[nodiscard]] const Entries* find(const std::string& key) const {
    const auto found = all_.find(key);
    return found == all_.end() ? nullptr : &found->second;
  }

  std::unordered_map<std::string, Entries> all_;
};

/// How a kind selects.
struct Selecting {
  std::string_view kind;
  std::string_view field;  ///< of spec
  Relation relation = Relation::kSelects;
};
constexpr Selecting kSelecting[] = {{"Service", "selector"},
                                    {"PodDisruptionBudget", "selector"},
                                    {"NetworkPolicy", "podSelector"},
                                    {"ServiceMonitor", "selector", Relation::kScrapes}};

const Selecting* selecting(std::string_view kind) {
  for (const Selecting& row : kSelecting) {
    if (row.kind == kind) return &row;
  }
  return nullptr;
}

}  // namespace

void relate_by_labels(Draft& draft) {
  Labelled pods, services;
  for (std::size_t i = 0; i < draft.size(); ++i) {
    const Vertex& vertex = draft.vertex(i);
    // The pods of a CronJob serve nothing: no selector means them.
    if (draft.pods(i) != nullptr && vertex.kind != "CronJob") {
      pods.add(i, vertex.name_space, lookup(draft.pods(i), {"metadata", "labels"}));
    }
    if (vertex.kind == "Service") services.add(i, vertex.name_space, lookup(&draft.object(i), {"metadata", "labels"}));
  }
  Arena arena;
  const TreeBuilder tree(arena);
  for (std::size_t i = 0; i < draft.size(); ++i) {
    const Selecting* row = selecting(draft.vertex(i).kind);
    const Node* selector = row == nullptr ? nullptr : lookup(&draft.object(i), {"spec", row->field});
    if (selector == nullptr) continue;
    if (row->kind == "Service") selector = tree.map({{"matchLabels", selector}});  // a Service has only the labels
    const Labelled& candidates = row->relation == Relation::kScrapes ? services : pods;
    candidates.each(draft.vertex(i).name_space, *selector,
                    [&](std::size_t selected) { draft.relate(i, row->relation, selected); });
  }
}

}  // namespace feastctl::graph
