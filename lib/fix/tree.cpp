#include "fix/tree.hpp"

#include <algorithm>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace feastctl::fix {

namespace {

/// From a container to one of its entries: by key, which stays the same when siblings go, or by number.
struct Step {
  std::string_view key;
  std::uint32_t index = 0;
};

using Steps = std::vector<Step>;
using Make = std::function<const Node*(const Node&)>;

/// The steps from the root down to `node`.
Steps steps_to(const Document& document, const Node& node) {
  Steps steps;
  for (auto at = document.holder_of(node); at; at = document.holder_of(*at->container)) {
    steps.push_back({at->member() == nullptr ? std::string_view() : at->member()->key, at->index});
  }
  std::ranges::reverse(steps);
  return steps;
}

/// `node` with `make` applied to the value at the end of the steps; nullptr if there is none.
const Node* with(const Node& node, std::span<const Step> steps, const TreeBuilder& tree, const Make& make) {
  if (steps.empty()) return make(node);
  const Step& step = steps.front();
  std::uint32_t index = step.index;
  if (node.is_map()) {
    const Member* member = node.find_member(step.key);
    if (member == nullptr) return nullptr;
    index = static_cast<std::uint32_t>(member - node.member);
  }
  if (index >= node.size) return nullptr;
  const Node* below = with(node.is_map() ? *node.member[index].value : *node.item[index], steps.subspan(1), tree, make);
  if (below == nullptr) return nullptr;
  Node* copy = tree.shallow_copy(node);
  (node.is_map() ? copy->member[index].value : copy->item[index]) = below;
  return copy;
}

/// The container without one of its entries.
const Node* without(const Node& container, const Entry& entry, const TreeBuilder& tree) {
  Node* kept = container.is_map() ? tree.map() : tree.list();
  for (const Member& m : container.members()) {
    if (m.key != entry.member()->key) tree.add(kept, m.key, m.value, m.key_span);
  }
  for (std::uint32_t i = 0; i < container.items().size(); ++i) {
    if (i != entry.index) tree.push(kept, container.item[i]);
  }
  kept->span = container.span;
  return kept;
}

const Node* renamed(const Node& map, const Entry& entry, std::string_view name, const TreeBuilder& tree) {
  const std::string_view key = entry.member()->key;
  if (map.find_member(key) == nullptr || map.find_member(name) != nullptr) return nullptr;
  Node* copy = tree.shallow_copy(map);
  tree.rename(copy, key, name);
  return copy;
}

/// `map` with `value` at the end of `way`, where there must be nothing yet, or null.
const Node* inserted(const Node& map, std::span<const std::string> way, const Node& value, const TreeBuilder& tree) {
  if (way.empty() || !map.is_map()) return nullptr;
  const Node* there = map.find(way.front());
  const bool taken = there != nullptr && !there->is_null();
  if (taken && way.size() == 1) return nullptr;
  const Node* below = &value;
  if (way.size() > 1) below = inserted(taken ? *there : *tree.map(), way.subspan(1), value, tree);
  if (below == nullptr) return nullptr;
  Node* copy = tree.shallow_copy(map);
  tree.set(copy, tree.arena().copy(way.front()), below);
  return copy;
}

/// Makes changes one after the other. Places are those in the document as it was read.
class Changer {
 public:
  Changer(const Document& document, const TreeBuilder& tree) : doc_(document), tree_(tree), root_(&document.root()) {}

  /// Returns false if the change does not fit the document.
  bool make(const Change& change) {
    const Node* now = change.of == Change::Of::kInsert ? insert(change) : edit(change);
    if (now == nullptr) return false;
    root_ = now;
    return true;
  }
  [[nodiscard]] const Node* root() const { return root_; }

 private:
  const Node* insert(const Change& change) {
    const Node* target = doc_.value_at(change.at);
    const Node* value = read_value(change.value, tree_);
    return target == nullptr || value == nullptr ? nullptr : insert_at(*root_, *target, change.way, *value);
  }

  const Node* edit(const Change& change) {
    const auto entry = doc_.entry_at(change.at);
    if (!entry) return nullptr;
    switch (change.of) {
      case Change::Of::kReplace: return replace(*entry, read_value(change.value, tree_));
      case Change::Of::kQuote: {
        const Span& where = entry->value().span;
        return replace(*entry, tree_.string(doc_.text().substr(where.begin, where.end - where.begin)));
      }
      case Change::Of::kRename:
        if (entry->member() == nullptr) return nullptr;
        return at_container(*entry, [&](const Node& map) { return renamed(map, *entry, change.value, tree_); });
      case Change::Of::kRemove: return change.to.known() ? root_ : remove(*entry);
      case Change::Of::kMove: {
        const Node* target = doc_.value_at(change.to);
        const Node* removed = target == nullptr ? nullptr : remove(*entry);
        return removed == nullptr ? nullptr : insert_at(*removed, *target, change.way, entry->value());
      }
      case Change::Of::kInsert: break;
    }
    return nullptr;
  }

  const Node* at_container(const Entry& entry, const Make& make) {
    return with(*root_, steps_to(doc_, *entry.container), tree_, make);
  }
  const Node* remove(const Entry& entry) {
    return at_container(entry, [&](const Node& container) { return without(container, entry, tree_); });
  }
  const Node* replace(const Entry& entry, const Node* value) {
    if (value == nullptr) return nullptr;
    // Where it will be: checks compare places, and one without a place escapes them.
    Node* placed = tree_.shallow_copy(*value);
    placed->span = entry.value().span;
    return with(*root_, steps_to(doc_, entry.value()), tree_, [&](const Node&) { return placed; });
  }
  const Node* insert_at(const Node& root, const Node& target, const std::vector<std::string>& way, const Node& value) {
    return with(root, steps_to(doc_, target), tree_, [&](const Node& map) { return inserted(map, way, value, tree_); });
  }

  const Document& doc_;
  const TreeBuilder& tree_;
  const Node* root_;
};

}  // namespace

const Node* read_value(std::string_view value, const TreeBuilder& tree) {
  const std::string text = "value: " + std::string(value) + "\n";
  const auto read = parse::read_embedded(tree.arena().copy(text), tree, parse::Embedded::kKubernetesMap);
  return read.ok() && read.root->is_map() ? read.root->find("value") : nullptr;
}

const Node* changed(const Document& document, std::span<const Change> changes, const TreeBuilder& tree) {
  Changer changer(document, tree);
  const bool fit = std::ranges::all_of(changes, [&](const Change& change) { return changer.make(change); });
  return fit ? changer.root() : nullptr;
}

}  // namespace feastctl::fix
