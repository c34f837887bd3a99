#include "run_cache.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace feastctl {

namespace {

constexpr SourceId kOwn = 1;

std::size_t combined(std::size_t hash, std::size_t other) {
  constexpr std::size_t kFactor = 0x9E3779B97F4A7C15ULL;  // as boost::hash_combine
  return hash ^ (other + kFactor + (hash << 6U) + (hash >> 2U));
}

/// Calls `visit` with every place in the findings.
template <typename Visit>
void each_place(Diagnostics& findings, const Visit& visit) {
  for (Diagnostic& d : findings.all()) {
    visit(d.where);
    visit(d.follows.where);
    for (Note& note : d.notes) visit(note.where);
    for (Fix& fix : d.fixes) {
      for (Edit& edit : fix.edits) visit(edit.where);
    }
  }
}

template <typename Visit>
void each_place(StoreRun& run, const Visit& visit) {
  each_place(run.reading, visit);
  each_place(run.findings, visit);
  visit(run.share.facts.name_span);
  visit(run.share.registry.where);
}

/// Numbers the document of the store anew.
void set_document(StoreRun& run, int index) {
  for (Diagnostics* findings : {&run.reading, &run.findings}) {
    for (Diagnostic& d : findings->all()) d.document = d.document < 0 ? d.document : index;
  }
  run.share.facts.document = run.share.registry.document = run.result.document = index;
}

Span moved(Span place, SourceId source, std::int64_t by) {
  return {source, static_cast<std::uint32_t>(place.begin + by), static_cast<std::uint32_t>(place.end + by)};
}

template <typename Map>
const typename Map::mapped_type* entry_of(const Map& map, const typename Map::key_type& key) {
  const auto it = map.find(key);
  return it == map.end() ? nullptr : &it->second;
}

}  // namespace

Recall::Recall(RunCache& cache, const Sources& sources, const parse::Inputs& inputs, const whole_run::WholeRun& whole)
    : cache_(cache), inputs_(inputs), whole_(whole) {
  hashes_.reserve(inputs.parts.size());
  for (const parse::Part& part : inputs.parts) {
    const std::string_view text = sources.at(part.source).text.substr(part.begin, part.end - part.begin);
    hashes_.push_back(std::hash<std::string_view>()(text));
    const auto [it, fresh] = parts_by_hash_.emplace(hashes_.back(), &part);
    if (!fresh) it->second = nullptr;
  }
  const std::size_t now = surroundings();
  if (now != cache_.surroundings_) cache_.entries_.clear();
  cache_.surroundings_ = now;
}

/// A hash of all documents except those that stores ask for by name.
std::size_t Recall::surroundings() const {
  std::vector<bool> asked_for(inputs_.parts.size());
  for (const model::Held& other : inputs_.others) {
    if (other.root == nullptr) asked_for[other.number] = true;
  }
  for (const parse::Store& store : inputs_.stores) {
    if (store.held.root == nullptr && !store.document.name.empty()) asked_for[store.held.number] = true;
  }
  for (const auto& [word, place] : inputs_.companions.words) {
    if (const parse::Part* part = part_at(place)) asked_for[number_of(*part)] = false;
  }
  std::size_t hash = 1;
  for (std::size_t i = 0; i < hashes_.size(); ++i) {
    if (!asked_for[i]) hash = combined(hash, hashes_[i]);
  }
  return hash;
}

const parse::Part* Recall::part_at(Span where) const {
  const auto place = [](const parse::Part& part) { return std::pair(part.source, part.begin); };
  const auto after = std::ranges::upper_bound(inputs_.parts, std::pair(where.source, where.begin), {}, place);
  if (after == inputs_.parts.begin()) return nullptr;
  const parse::Part& part = *std::prev(after);
  return part.source == where.source && where.begin <= part.end ? &part : nullptr;
}

std::size_t Recall::fingerprint(const model::Held* held) const {
  if (held == nullptr) return 0;
  if (held->root != nullptr) return 1;  // its text is in `surroundings`
  return combined(held->was_secret ? 1 : 0, hashes_[held->number]);
}

std::size_t Recall::answer(const model::Asked& asked) const {
  using Of = model::Asked::Of;
  const model::CompanionIndex& index = inputs_.companions;
  if (asked.of == Of::kStoreOfName) {
    const model::StoreEntry* const* store = entry_of(index.stores_by_name, asked.name);
    return store == nullptr ? 0 : fingerprint(&(*store)->held);
  }
  const std::string key = model::CompanionIndex::key(asked.name_space, asked.name);
  if (asked.of == Of::kSecret) return fingerprint(entry_of(index.secrets, key));
  if (asked.of == Of::kConfigMap) return fingerprint(entry_of(index.config_maps, key));
  const model::StoreEntry* const* store = entry_of(index.stores, key);
  return store == nullptr ? 0 : fingerprint(&(*store)->held);
}

/// Whether the store can be recognized by its text, and its verdict follows from that and from what it asks.
bool Recall::keeps(const parse::Store& store) {
  return store.held.root == nullptr && store.first == nullptr && !store.document.name.empty();
}

std::optional<StoreRun> Recall::find(const parse::Store& store) const {
  if (!keeps(store)) return std::nullopt;
  const parse::Part& own = inputs_.parts[store.held.number];
  const RunCache::Entry* entry = entry_of(cache_.entries_, hash_of(own));
  if (entry == nullptr || whole_.shares_binding(entry->run.share.facts) != entry->run.share.facts.shares_binding) {
    return std::nullopt;
  }
  for (std::size_t i = 0; i < entry->answers.size(); ++i) {
    if (answer(entry->run.asked[i]) != entry->answers[i]) return std::nullopt;
  }
  std::vector<const parse::Part*> others;
  for (const std::size_t hash : entry->others) {
    const parse::Part* const* part = entry_of(parts_by_hash_, hash);
    if (part == nullptr || *part == nullptr) return std::nullopt;
    others.push_back(*part);
  }
  StoreRun run = entry->run;
  each_place(run, [&](Span& place) {
    if (!place.known()) return;
    const parse::Part& part = place.source == kOwn ? own : *others[place.source - kOwn - 1];
    place = moved(place, part.source, part.begin);
  });
  run.result.source = own.source;
  set_document(run, store.document.index);
  return run;
}

void Recall::keep(const StoreRun& run) {
  const parse::Store& store = inputs_.stores[next_++];
  // The demands refer to the quotas of this run.
  if (!keeps(store) || !run.demands.empty()) return;
  const parse::Part& own = inputs_.parts[store.held.number];
  RunCache::Entry entry{run, {}, {}};
  bool placed = true;
  each_place(entry.run, [&](Span& place) {
    if (!place.known()) return;
    const bool inside = place.source == own.source && place.begin >= own.begin && place.begin <= own.end;
    const parse::Part* part = inside ? &own : part_at(place);
    placed &= part != nullptr;
    if (part == nullptr) return;
    if (part != &own) entry.others.push_back(hash_of(*part));
    const auto number = part == &own ? kOwn : static_cast<SourceId>(kOwn + entry.others.size());
    place = moved(place, number, -std::int64_t{part->begin});
  });
  if (!placed) return;
  for (const model::Asked& asked : run.asked) entry.answers.push_back(answer(asked));
  fresh_.insert_or_assign(hash_of(own), std::move(entry));
}

void Recall::finish() {
  cache_.entries_ = std::move(fresh_);
}

}  // namespace feastctl
