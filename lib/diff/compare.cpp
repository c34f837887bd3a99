#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <deque>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "base/object_name.hpp"
#include "diff/live/as_written.hpp"
#include "diff/live/side.hpp"
#include "diff/parts.hpp"
#include "diff/update.hpp"

namespace feastctl::diff {

namespace {

/// Fields that the cluster and its tools write into objects.
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

/// The object without fields that only a cluster writes.
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

constexpr std::string_view kItemKeys[] = {"name", "mountPath", "key", "kind", "type"};

/// The key that identifies the items of both lists, or nothing.
std::string_view item_key(const Node& before, const Node& after) {
  const auto works = [](const Node& list, std::string_view key) {
    std::unordered_set<std::string_view> seen;
    return std::ranges::all_of(list.items(), [&](const Node* item) {
      const std::string_view value = string_at(item, key);
      return !value.empty() && seen.insert(value).second;
    });
  };
  for (const std::string_view key : kItemKeys) {
    if (works(before, key) && works(after, key)) return key;
  }
  return {};
}

/// Collects the differing fields of one object.
class Comparer {
 public:
  /// `kept` are the values in a live object that an apply does not change: of such a list, each item is shown.
  explicit Comparer(std::vector<FieldChange>& out, const Kept* kept = nullptr) : out_(out), kept_(kept) {}

  void compare(const std::string& path, const Node* before, const Node* after) {
    if (before != nullptr && after != nullptr) {
      if (equal(*before, *after)) return;
      if (before->is_map() && after->is_map()) return maps(path, *before, *after);
      if (before->is_list() && after->is_list()) return lists(path, *before, *after);
    }
    if (after == nullptr && before != nullptr && is_kept_list(*before)) {
      for (std::size_t i = 0; i < before->size; ++i) {
        const Node* item = before->item[i];
        const std::string_view name = item_name(*item);
        out_.push_back(
            {name.empty() ? fmt::format("{}[{}]", path, i) : fmt::format("{}[{}]", path, name), item, nullptr});
      }
    } else if (before != nullptr || after != nullptr) {
      out_.push_back({path, before, after});
    }
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
    for (const Node* item : after.items()) kept.insert(string_at(item, key));
    std::deque<const Node*> gone;
    for (const Node* item : before.items()) {
      if (!kept.contains(string_at(item, key))) gone.push_back(item);
    }
    for (const Node* item : after.items()) {
      const std::string_view name = string_at(item, key);
      const auto it = old.find(name);
      const bool renamed = it == old.end() && !gone.empty() && is_renamed(*gone.front(), *item, key);
      const Node* was = it != old.end() ? it->second : renamed ? gone.front() : nullptr;
      if (renamed) gone.pop_front();
      compare(fmt::format("{}[{}]", path, renamed ? string_at(was, key) : name), was, item);
    }
    for (const Node* item : gone) compare(fmt::format("{}[{}]", path, string_at(item, key)), item, nullptr);
    if (out_.size() == found) out_.push_back({path, &before, &after});  // only the order differs
  }

  /// Whether the items of a live object differ in their key alone, and an apply makes the one of the other.
  [[nodiscard]] bool is_renamed(const Node& before, const Node& after, std::string_view key) const {
    if (kept_ == nullptr || before.size != after.size || kept_->contains(&before)) return false;
    return std::ranges::all_of(before.members(), [&](const Member& m) {
      const Node* value = after.find(m.key);
      return m.key == key || (value != nullptr && equal(*m.value, *value));
    });
  }

  [[nodiscard]] bool is_kept_list(const Node& list) const {
    return kept_ != nullptr && list.is_list() && list.size != 0 && kept_->contains(list.item[0]);
  }

  static std::string_view item_name(const Node& item) {
    for (const std::string_view key : kItemKeys) {
      if (const std::string_view value = string_at(&item, key); !value.empty()) return value;
    }
    return {};
  }

  std::vector<FieldChange>& out_;
  const Kept* kept_;
};

/// An object with its identity.
struct Entry {
  const Object* object = nullptr;
  std::string identity;
};

std::vector<Entry> entries_of(const Objects& objects) {
  std::vector<Entry> entries;
  entries.reserve(objects.size());
  for (const Object& object : objects) {
    entries.push_back({&object, identity(name_of(*object.root))});
  }
  return entries;
}

/// The identity together with the folder.
std::string place_of(const Entry& entry) {
  return fmt::format("{}\n{}", entry.identity, entry.object->folder);
}

/// Finds the previous version of each object. One in the same folder takes precedence; an object that moved to another
/// folder is the same if there is no other candidate.
class Pairs {
 public:
  Pairs(const std::vector<Entry>& before, const std::vector<Entry>& after) {
    for (const Entry& entry : before) here_.insert_or_assign(place_of(entry), &entry);
    for (const Entry& entry : after) kept_.insert(place_of(entry));
    for (const auto& [place, entry] : here_) {
      if (kept_.contains(place)) continue;
      note(moved_from_, *entry);
      if (is_live(*entry->object->root)) note(anywhere_, *entry, without_namespace(*entry));
    }
    std::unordered_set<std::string> seen;
    for (const Entry& entry : after) {
      const std::string place = place_of(entry);
      if (!here_.contains(place) && seen.insert(place).second) ++arrivals_[entry.identity];
    }
  }

  /// The previous object, or nullptr.
  const Entry* before(const Entry& after) {
    const auto here = here_.find(place_of(after));
    if (here != here_.end()) return here->second;
    if (arrivals_[after.identity] != 1) return nullptr;
    const Entry* moved = the_one(moved_from_, after.identity);
    // A manifest without a namespace is for kubectl's current namespace.
    if (moved == nullptr && name_of(*after.object->root).name_space.empty()) moved = the_one(anywhere_, after.identity);
    if (moved != nullptr) moved_.insert(moved);
    return moved;
  }

  /// A previous object at the place of `before` that no longer exists, or nullptr; call at the end. Each is returned
  /// once.
  const Entry* gone(const Entry& before) {
    const std::string place = place_of(before);
    if (!kept_.insert(place).second) return nullptr;
    const Entry* last = here_.at(place);
    return moved_.contains(last) ? nullptr : last;
  }

 private:
  using Moved = std::unordered_map<std::string, const Entry*>;
  /// Several objects with the same identity are nullptr, because they cannot be told apart.
  static void note(Moved& moved, const Entry& entry, const std::string& identity) {
    const auto [it, fresh] = moved.emplace(identity, &entry);
    if (!fresh) it->second = nullptr;
  }
  static void note(Moved& moved, const Entry& entry) { note(moved, entry, entry.identity); }

  static const Entry* the_one(const Moved& moved, const std::string& identity) {
    const auto it = moved.find(identity);
    return it == moved.end() ? nullptr : it->second;
  }

  static std::string without_namespace(const Entry& entry) {
    ObjectName name = name_of(*entry.object->root);
    name.name_space = {};
    return identity(name);
  }

  std::unordered_map<std::string, const Entry*> here_;
  std::unordered_set<std::string> kept_;
  Moved moved_from_, anywhere_;
  std::unordered_map<std::string, std::size_t> arrivals_;
  std::unordered_set<const Entry*> moved_;
};

ObjectChange named_change(const Object* before, const Object* after) {
  const Object& any = after != nullptr ? *after : *before;
  const ObjectName name = name_of(*any.root);
  return {.change = before == nullptr  ? Change::kAdded
                    : after == nullptr ? Change::kRemoved
                                       : Change::kChanged,
          .api_version = std::string(name.api_version),
          .kind = std::string(name.kind),
          .name_space = std::string(name.name_space),
          .name = std::string(name.name),
          .folder = std::string(any.folder)};
}

/// Compares the objects of one run.
class Comparison {
 public:
  Comparison(const Objects& before, const Objects& after, const TreeBuilder& tree, Live& live)
      : side_(before, after, live.fetched), tree_(tree), live_(live) {}

  void pair(const Object* before, const Object& after) {
    if (before != nullptr && is_live(*before->root)) return live_pair(*before, after);
    if (before == nullptr && side_.any() && !side_.was_fetched(*after.root)) {
      live_.not_fetched.push_back(after.root);
      return;
    }
    const Node* old = before == nullptr ? nullptr : cleaned(*before->root, tree_);
    const Node* fresh = cleaned(*after.root, tree_);
    if (old != nullptr && equal(*old, *fresh)) return;
    ObjectChange change = named_change(before, &after);
    change.traps = traps_of(before == nullptr ? nullptr : before->root, after.root);
    add(std::move(change), old, fresh);
  }

  void gone(const Object& before) {
    ObjectChange change = named_change(&before, nullptr);
    if (!is_live(*before.root)) {
      change.traps = traps_of(before.root, nullptr);
    } else if (side_.is_left_over(*before.root)) {
      change.traps.push_back(left_over_trap(*before.root));
    } else {
      ++live_.foreign[change.kind];
      return;
    }
    add(std::move(change), cleaned(*before.root, tree_), nullptr);
  }

  Changes take() { return std::move(changes_); }

 private:
  void add(ObjectChange change, const Node* before, const Node* after, const Kept* kept = nullptr) {
    std::tie(change.before, change.after) = masked(before, after, tree_);
    if (before != nullptr && after != nullptr) Comparer(change.fields, kept).compare("", change.before, change.after);
    changes_.push_back(std::move(change));
  }

  void live_pair(const Object& before, const Object& after) {
    const Node* fresh = cleaned(*after.root, tree_);
    const Written written = as_written(*before.root, *fresh, side_.is_autoscaled(name_of(*before.root)), tree_);
    live_.theirs += written.theirs;
    ObjectChange change = named_change(&before, &after);
    change.name_space = name_of(*before.root).name_space;
    if (equal(*written.shown, *fresh)) {
      if (written.restarts && runs(*before.root)) {
        live_.respelled.push_back(fmt::format("{} ({})", title(change), rollout_of(*after.root)));
      }
      return;
    }
    if (!equal(*written.replaced, *fresh)) change.traps = traps_of(written.replaced, fresh);
    const auto restarts = [](const Trap& trap) { return trap.effect == Effect::kRestarts; };
    if (written.restarts && runs(*before.root) && std::ranges::none_of(change.traps, restarts)) {
      change.traps.push_back({Effect::kRestarts, "spec.template", rollout_of(*after.root), {}});
    }
    add_kept(written, *fresh, *before.root, change.traps);
    add(std::move(change), written.shown, fresh, &written.kept);
  }

  /// Whether an apply of another pod template would replace pods.
  static bool runs(const Node& live) {
    const Node* spec = lookup(&live, {"spec"});
    return integer_at(spec, "replicas").value_or(1) > 0 && !bool_at(spec, "paused");
  }

  static void add_kept(const Written& written, const Node& after, const Node& live, std::vector<Trap>& traps) {
    std::vector<FieldChange> fields;
    Comparer(fields, &written.kept).compare("", written.shown, &after);
    for (const FieldChange& field : fields) {
      const auto kept = written.kept.find(field.before);
      if (field.after != nullptr || kept == written.kept.end()) continue;
      if (field.path == "spec.paused" || !kept->second.excludes.empty())
        std::erase_if(traps, [](const Trap& t) { return t.effect == Effect::kRestarts; });
      traps.push_back(kept_trap(live, field.path, kept->second));
    }
  }

  LiveSide side_;
  const TreeBuilder& tree_;
  Live& live_;
  Changes changes_;
};

}  // namespace

Changes compare(const Objects& before, const Objects& after, const TreeBuilder& tree, Live* live) {
  Live ignored;
  if (live == nullptr) live = &ignored;
  const std::vector<Entry> old = entries_of(before);
  const std::vector<Entry> fresh = entries_of(after);
  Pairs pairs(old, fresh);
  Comparison comparison(before, after, tree, *live);
  live->any = is_live(before);
  for (const Entry& entry : fresh) {
    const Entry* was = pairs.before(entry);
    comparison.pair(was == nullptr ? nullptr : was->object, *entry.object);
  }
  for (const Entry& entry : old) {
    if (const Entry* gone = pairs.gone(entry)) comparison.gone(*gone->object);
  }
  return comparison.take();
}

bool overlap(const Objects& a, const Objects& b) {
  std::unordered_set<std::string> identities;
  for (const Object& object : a) identities.insert(identity(name_of(*object.root)));
  return std::ranges::any_of(
      b, [&](const Object& object) { return identities.contains(identity(name_of(*object.root))); });
}

}  // namespace feastctl::diff
