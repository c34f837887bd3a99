/// Changes side by side: which are the same, how many there are, and in which folders.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>

#include "base/object_name.hpp"
#include "diff/parts.hpp"
#include "emit/json.hpp"

namespace feastctl::diff {

namespace {

/// Checksums differ between objects, but the fact that they change is what the objects have in common.
constexpr std::string_view kChecksum = "[\"feastctl.dev/config-checksum\"]";

void append_value(const Node* node, std::string& out) {
  out += '\n';
  if (node != nullptr) emit::write_json(*node, out);
}

/// A key that is equal for equal changes. Paths and JSON have no line ends.
std::string key_of(const ObjectChange& change) {
  std::string key;
  for (const FieldChange& field : change.fields) {
    key += fmt::format("\n{}", field.path);
    if (is_checksum(field)) continue;
    append_value(field.before, key);
    append_value(field.after, key);
  }
  for (const Trap& trap : change.traps) {
    key += fmt::format("\n{} {} {}", static_cast<int>(trap.effect), trap.path, trap.message);
  }
  return key;
}

std::string plural(std::size_t count, std::string_view one, std::string_view several) {
  return fmt::format("{} {}", count, count == 1 ? one : several);
}

}  // namespace

bool is_checksum(const FieldChange& field) {
  return field.path.ends_with(kChecksum) && field.before != nullptr && field.after != nullptr;
}

std::vector<Group> grouped(const Changes& changes) {
  std::vector<Group> groups;
  std::unordered_map<std::string, std::size_t> known;
  for (const ObjectChange& change : changes) {
    if (change.change == Change::kChanged) {
      const auto [it, fresh] = known.emplace(key_of(change), groups.size());
      if (!fresh) {
        groups[it->second].others.push_back(&change);
        continue;
      }
    }
    groups.push_back({&change});
  }
  return groups;
}

std::string title(const ObjectChange& change) {
  std::string name = display({change.api_version, change.kind, change.name_space, change.name});
  return change.folder.empty() ? name : fmt::format("{} in {}/", name, change.folder);
}

std::string same_in(std::size_t others) {
  return fmt::format("the same change in {}", plural(others, "other object", "other objects"));
}

std::string_view word(Effect effect) {
  switch (effect) {
    case Effect::kRefused: return "refused";
    case Effect::kCareful: return "careful";
    case Effect::kKept: return "kept";
    case Effect::kRestarts: return "restarts";
  }
  return {};
}

std::string words(const Trap& trap, const ObjectChange& change) {
  return trap.effect == Effect::kRestarts ? fmt::format("restarts the pods of {} ({})", title(change), trap.message)
                                          : trap.message;
}

bool refused(const Changes& changes, const std::vector<Trap>& stores) {
  return totals(changes, stores).refused != 0;
}

void Totals::add(const ObjectChange& change) {
  ++(change.change == Change::kAdded ? added : change.change == Change::kRemoved ? removed : changed);
  const auto has = [&](Effect effect) {
    return static_cast<std::size_t>(std::ranges::count(change.traps, effect, &Trap::effect));
  };
  refused += has(Effect::kRefused);
  restarts += has(Effect::kRestarts);
}

void Totals::add(const Totals& others) {
  added += others.added;
  changed += others.changed;
  removed += others.removed;
  refused += others.refused;
  restarts += others.restarts;
}

std::string Totals::text() const {
  std::string text = fmt::format("{} added, {} changed, {} removed", added, changed, removed);
  if (refused != 0) text += fmt::format("; Kubernetes refuses {}", plural(refused, "change", "changes"));
  if (restarts != 0) text += fmt::format("; the pods of {} restart", plural(restarts, "workload", "workloads"));
  return text;
}

Totals totals(const Changes& changes, const std::vector<Trap>& stores) {
  Totals all{.refused = static_cast<std::size_t>(std::ranges::count(stores, Effect::kRefused, &Trap::effect))};
  for (const ObjectChange& change : changes) all.add(change);
  return all;
}

std::vector<Folder> by_folder(const Changes& changes) {
  std::map<std::string_view, Totals> folders;
  for (const ObjectChange& change : changes) folders[change.folder].add(change);
  std::vector<Folder> list;
  if (folders.size() < 2) return list;
  for (const auto& [name, totals] : folders) list.push_back({std::string(name), totals});
  return list;
}

}  // namespace feastctl::diff
