#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "base/object_name.hpp"
#include "diff/parts.hpp"

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

/// An object with what identifies it, and without what only a cluster writes.
struct Entry {
  const Object* object = nullptr;
  const Node* cleaned = nullptr;
  std::string identity;
};

std::vector<Entry> entries_of(const Objects& objects, const TreeBuilder& tree) {
  std::vector<Entry> entries;
  entries.reserve(objects.size());
  for (const Object& object : objects) {
    entries.push_back({&object, cleaned(*object.root, tree), identity(name_of(*object.root))});
  }
  return entries;
}

/// The identity together with the folder.
std::string place_of(const Entry& entry) {
  return fmt::format("{}\n{}", entry.identity, entry.object->folder);
}

/// Finds for each object after the one before. One of the same folder goes first; where an object has moved to another
/// folder, it is still the same one if there is no other.
class Pairs {
 public:
  Pairs(const std::vector<Entry>& before, const std::vector<Entry>& after) {
    for (const Entry& entry : before) here_.insert_or_assign(place_of(entry), &entry);
    for (const Entry& entry : after) kept_.insert(place_of(entry));
    for (const auto& [place, entry] : here_) {
      if (!kept_.contains(place)) note(moved_from_, *entry);
    }
    std::unordered_set<std::string> seen;
    for (const Entry& entry : after) {
      const std::string place = place_of(entry);
      if (!here_.contains(place) && seen.insert(place).second) ++arrivals_[entry.identity];
    }
  }

  /// The object before, or nullptr.
  const Entry* before(const Entry& after) {
    const auto here = here_.find(place_of(after));
    if (here != here_.end()) return here->second;
    const auto moved = moved_from_.find(after.identity);
    if (moved == moved_from_.end() || moved->second == nullptr || arrivals_[after.identity] != 1) return nullptr;
    moved_.insert(moved->second);
    return moved->second;
  }

  /// What stood at the place of `before` and has no object after, or nullptr; asked at the end, and given once.
  const Entry* gone(const Entry& before) {
    const std::string place = place_of(before);
    if (!kept_.insert(place).second) return nullptr;
    const Entry* last = here_.at(place);
    return moved_.contains(last) ? nullptr : last;
  }

 private:
  using Moved = std::unordered_map<std::string, const Entry*>;
  /// Several of one identity are nullptr: which of them it is cannot be told.
  static void note(Moved& moved, const Entry& entry) {
    const auto [it, fresh] = moved.emplace(entry.identity, &entry);
    if (!fresh) it->second = nullptr;
  }

  std::unordered_map<std::string, const Entry*> here_;
  std::unordered_set<std::string> kept_;
  Moved moved_from_;
  std::unordered_map<std::string, std::size_t> arrivals_;
  std::unordered_set<const Entry*> moved_;
};

ObjectChange change_of(const Entry* before, const Entry* after, const TreeBuilder& tree) {
  const Entry& any = after != nullptr ? *after : *before;
  const ObjectName name = name_of(*any.object->root);
  ObjectChange change{.change = before == nullptr  ? Change::kAdded
                                : after == nullptr ? Change::kRemoved
                                                   : Change::kChanged,
                      .api_version = std::string(name.api_version),
                      .kind = std::string(name.kind),
                      .name_space = std::string(name.name_space),
                      .name = std::string(name.name),
                      .folder = std::string(any.object->folder)};
  change.traps = traps_of(before == nullptr ? nullptr : before->object->root,
                          after == nullptr ? nullptr : after->object->root, tree);
  std::tie(change.before, change.after) =
      masked(before == nullptr ? nullptr : before->cleaned, after == nullptr ? nullptr : after->cleaned, tree);
  if (before != nullptr && after != nullptr) Comparer(change.fields).compare("", change.before, change.after);
  return change;
}

}  // namespace

Changes compare(const Objects& before, const Objects& after, const TreeBuilder& tree) {
  const std::vector<Entry> old = entries_of(before, tree);
  const std::vector<Entry> fresh = entries_of(after, tree);
  Pairs pairs(old, fresh);
  Changes changes;
  for (const Entry& entry : fresh) {
    const Entry* was = pairs.before(entry);
    if (was == nullptr || !equal(*was->cleaned, *entry.cleaned)) changes.push_back(change_of(was, &entry, tree));
  }
  for (const Entry& entry : old) {
    if (const Entry* gone = pairs.gone(entry)) changes.push_back(change_of(gone, nullptr, tree));
  }
  return changes;
}

bool overlap(const Objects& a, const Objects& b) {
  std::unordered_set<std::string> identities;
  for (const Object& object : a) identities.insert(identity(name_of(*object.root)));
  return std::ranges::any_of(
      b, [&](const Object& object) { return identities.contains(identity(name_of(*object.root))); });
}

}  // namespace feastctl::diff
