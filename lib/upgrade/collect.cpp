#include <algorithm>
#include <iterator>

#include "diff/parts.hpp"
#include "upgrade/likeness.hpp"
#include "upgrade/upgrade.hpp"

namespace feastctl::upgrade {

namespace {

constexpr std::size_t kNamedObjects = 5;  // of similar objects

/// The change in the requested format.
std::string described(const diff::ObjectChange& change, const Wanted& wanted) {
  switch (wanted.format) {
    case Format::kText: return diff::text_of(change, wanted.color);
    case Format::kMarkdown: return diff::hunks_of(change);
    case Format::kJson: return diff::json_of(change);
  }
  return {};
}

}  // namespace

bool Collector::knows(const std::string& likeness) const {
  const std::scoped_lock lock(mutex_);
  return place_.contains(likeness);
}

void Collector::describe(const diff::Changes& changes, std::string_view name_space, std::string_view name,
                         Share& share) const {
  share.objects.reserve(changes.size());
  for (const diff::ObjectChange& change : changes) {
    share.totals.add(change);
    ObjectNote note{.change = change.change, .title = diff::title(change)};
    for (const diff::Trap& trap : change.traps) {
      if (trap.effect == diff::Effect::kRestarts) note.restart = trap.message;
    }
    if (wanted_.format != Format::kJson) note.likeness = likeness(change, name_space, name);
    if (note.likeness.empty() || !knows(note.likeness)) {
      note.text = described(change, wanted_);
      if (wanted_.format == Format::kMarkdown) note.danger = diff::markdown_dangers(change);
    }
    share.objects.push_back(std::move(note));
  }
}

void Collector::add(ObjectNote&& note) {
  if (note.likeness.empty()) {
    report_.objects.push_back({std::move(note)});
    return;
  }
  const std::scoped_lock lock(mutex_);
  const auto [place, fresh] = place_.emplace(note.likeness, report_.objects.size());
  if (fresh) {
    report_.objects.push_back({std::move(note)});
    return;
  }
  Alike& alike = report_.objects[place->second];
  ++alike.others;
  if (alike.named.size() < kNamedObjects) alike.named.push_back(std::move(note.title));
}

void Collector::add(Share&& share) {
  report_.totals.add(share.totals);
  for (ObjectNote& note : share.objects) add(std::move(note));
  std::ranges::move(share.consequences, std::back_inserter(report_.consequences));
}

}  // namespace feastctl::upgrade
