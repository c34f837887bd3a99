#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "diff/parts.hpp"
#include "gitops/file_names.hpp"

namespace feastctl::diff {

namespace {

/// What the cluster and its tools write into objects.
constexpr std::array<std::string_view, 7> kServerMetadata{
    "uid", "resourceVersion", "generation", "managedFields", "selfLink", "creationTimestamp", "ownerReferences"};
constexpr std::array<std::string_view, 2> kServerAnnotations{"kubectl.kubernetes.io/last-applied-configuration",
                                                             "deployment.kubernetes.io/revision"};

template <std::size_t N>
Node* without(const Node& map, const std::array<std::string_view, N>& keys, const TreeBuilder& tree) {
  Node* copy = tree.map();
  for (const Member& m : map.members()) {
    if (std::ranges::find(keys, m.key) == keys.end()) tree.add(copy, m.key, m.value, m.key_span);
  }
  return copy;
}

/// The object without what only a cluster writes.
const Node* cleaned(const Node& object, const TreeBuilder& tree) {
  Node* copy = without(object, std::array<std::string_view, 1>{"status"}, tree);
  const Node* metadata = object.find("metadata");
  if (metadata == nullptr || !metadata->is_map()) return copy;
  Node* fresh = without(*metadata, kServerMetadata, tree);
  const Node* annotations = metadata->find("annotations");
  if (annotations != nullptr && annotations->is_map()) {
    const Node* kept = without(*annotations, kServerAnnotations, tree);
    tree.set(fresh, "annotations", kept);
    if (kept->size == 0) fresh = without(*fresh, std::array<std::string_view, 1>{"annotations"}, tree);
  }
  tree.set(copy, "metadata", fresh);
  return copy;
}

/// The key by which the items of both lists can be told apart, or nothing.
std::string_view item_key(const Node& before, const Node& after) {
  const auto works = [](const Node& list, std::string_view key) {
    std::unordered_set<std::string_view> seen;
    return std::ranges::all_of(list.items(), [&](const Node* item) {
      const std::string_view value = string_at(item, key);
      return !value.empty() && seen.insert(value).second;
    });
  };
  for (const std::string_view key : {"name", "mountPath", "key", "kind", "type"}) {
    if (works(before, key) && works(after, key)) return key;
  }
  return {};
}

/// Collects the differing fields of one object.
class Comparer {
 public:
  explicit Comparer(std::vector<FieldChange>& out) : out_(out) {}

  void compare(const std::string& path, const Node* before, const Node* after) {
    if (before != nullptr && after != nullptr) {
      if (equal(*before, *after)) return;
      if (before->is_map() && after->is_map()) return maps(path, *before, *after);
      if (before->is_list() && after->is_list()) return lists(path, *before, *after);
    }
    if (before != nullptr || after != nullptr) out_.push_back({path, before, after});
  }

 private:
  static std::string child(const std::string& path, std::string_view key) {
    const bool plain = key.find_first_of(".[]/ ") == std::string_view::npos;
    if (!plain) return fmt::format("{}[\"{}\"]", path, key);
    return path.empty() ? std::string(key) : fmt::format("{}.{}", path, key);
  }

  void maps(const std::string& path, const Node& before, const Node& after) {
    for (const Member& m : after.members()) compare(child(path, m.key), before.find(m.key), m.value);
    for (const Member& m : before.members()) {
      if (after.find(m.key) == nullptr) compare(child(path, m.key), m.value, nullptr);
    }
  }

  void lists(const std::string& path, const Node& before, const Node& after) {
    const std::string_view key = item_key(before, after);
    if (!key.empty()) return named(path, key, before, after);
    const auto a = before.items();
    const auto b = after.items();
    std::size_t begin = 0;
    while (begin < a.size() && begin < b.size() && equal(*a[begin], *b[begin])) ++begin;
    std::size_t end = 0;
    while (end + begin < a.size() && end + begin < b.size() && equal(*a[a.size() - 1 - end], *b[b.size() - 1 - end])) {
      ++end;
    }
    for (std::size_t i = begin; i < std::max(a.size(), b.size()) - end; ++i) {
      compare(fmt::format("{}[{}]", path, i), i < a.size() - end ? a[i] : nullptr, i < b.size() - end ? b[i] : nullptr);
    }
  }

  void named(const std::string& path, std::string_view key, const Node& before, const Node& after) {
    std::unordered_map<std::string_view, const Node*> old;
    for (const Node* item : before.items()) old.emplace(string_at(item, key), item);
    const std::size_t found = out_.size();
    std::unordered_set<std::string_view> kept;
    for (const Node* item : after.items()) {
      const std::string_view name = string_at(item, key);
      const auto it = old.find(name);
      compare(fmt::format("{}[{}]", path, name), it == old.end() ? nullptr : it->second, item);
      kept.insert(name);
    }
    for (const Node* item : before.items()) {
      const std::string_view name = string_at(item, key);
      if (!kept.contains(name)) compare(fmt::format("{}[{}]", path, name), item, nullptr);
    }
    if (out_.size() == found) out_.push_back({path, &before, &after});  // the order alone differs
  }

  std::vector<FieldChange>& out_;
};

ObjectChange change_of(const Node* before, const Node* after, const TreeBuilder& tree) {
  const gitops::ObjectName name = gitops::name_of(after != nullptr ? *after : *before);
  ObjectChange change{.change = before == nullptr  ? Change::kAdded
                                : after == nullptr ? Change::kRemoved
                                                   : Change::kChanged,
                      .api_version = std::string(name.api_version),
                      .kind = std::string(name.kind),
                      .name_space = std::string(name.name_space),
                      .name = std::string(name.name)};
  change.traps = traps_of(before, after);
  std::tie(change.before, change.after) = masked(before, after, tree);
  if (before != nullptr && after != nullptr) Comparer(change.fields).compare("", change.before, change.after);
  return change;
}

}  // namespace

std::vector<ObjectChange> compare(const std::vector<const Node*>& before, const std::vector<const Node*>& after,
                                  const TreeBuilder& tree) {
  std::unordered_map<std::string, const Node*> old;
  for (const Node* object : before)
    old.insert_or_assign(gitops::identity(gitops::name_of(*object)), cleaned(*object, tree));
  std::unordered_set<std::string> kept;
  std::vector<ObjectChange> changes;
  for (const Node* object : after) {
    const std::string id = gitops::identity(gitops::name_of(*object));
    const Node* fresh = cleaned(*object, tree);
    const auto it = old.find(id);
    kept.insert(id);
    if (it != old.end() && equal(*it->second, *fresh)) continue;
    changes.push_back(change_of(it == old.end() ? nullptr : it->second, fresh, tree));
  }
  for (const Node* object : before) {
    const std::string id = gitops::identity(gitops::name_of(*object));
    if (kept.insert(id).second) changes.push_back(change_of(old.at(id), nullptr, tree));
  }
  return changes;
}

std::string title(const ObjectChange& change) {
  return gitops::display({change.api_version, change.kind, change.name_space, change.name});
}

std::string totals(const std::vector<ObjectChange>& changes) {
  const auto count = [&](Change what) { return std::ranges::count(changes, what, &ObjectChange::change); };
  return fmt::format("{} added, {} changed, {} removed", count(Change::kAdded), count(Change::kChanged),
                     count(Change::kRemoved));
}

}  // namespace feastctl::diff
