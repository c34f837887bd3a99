#include "run_cache.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <utility>

#include "base/key_material.hpp"

namespace feastctl {

namespace {

constexpr SourceId kOwn = 1;

std::string_view bytes_of(const Sha256Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
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

/// Whether a finding may quote a secret before report::conceal_secrets has seen it.
bool may_quote_secrets(const Diagnostics& findings) {
  return std::ranges::any_of(findings.all(), [](const Diagnostic& d) {
    if (d.rule->code.starts_with("FS1") || d.rule->code.starts_with("FS72")) return true;
    const auto texts = {&d.message, &d.path, &d.found, &d.expected, &d.hint};
    return std::ranges::any_of(texts, [](const std::string* text) { return holds_key_material(*text); }) ||
           std::ranges::any_of(d.notes, [](const Note& note) {
             return holds_key_material(note.message) || holds_key_material(note.path);
           });
  });
}

}  // namespace

// The saved form: the digest of the surroundings, and for each store the digest of its text, the size of its
// contribution in four bytes, and the contribution.

std::string RunCache::saved() const {
  std::string bytes(bytes_of(surroundings_));
  for (const Entry& entry : entries_) {
    const auto size = static_cast<std::uint32_t>(entry.run.size());
    bytes += bytes_of(entry.text);
    bytes.append(reinterpret_cast<const char*>(&size), sizeof size);
    bytes += entry.run;
  }
  return bytes;
}

bool RunCache::restore(std::string_view saved) {
  clear();
  const auto take = [&](void* into, std::size_t size) {
    const bool fine = size <= saved.size();
    if (fine) std::memcpy(into, saved.data(), size);
    saved.remove_prefix(std::min(size, saved.size()));
    return fine;
  };
  bool fine = take(surroundings_.data(), surroundings_.size());
  while (fine && !saved.empty()) {
    Entry& entry = entries_.emplace_back();
    std::uint32_t size = 0;
    fine = take(entry.text.data(), entry.text.size()) && take(&size, sizeof size) && size <= saved.size();
    if (!fine) break;
    entry.run = saved.substr(0, size);
    saved.remove_prefix(size);
  }
  if (!fine) clear();
  return fine;
}

Recall::Recall(RunCache& cache, const Sources& sources, const parse::Inputs& inputs, const whole_run::WholeRun& whole)
    : cache_(cache), inputs_(inputs), whole_(whole) {
  hashes_.reserve(inputs.parts.size());
  parts_by_hash_.reserve(inputs.parts.size());
  for (const parse::Part& part : inputs.parts) {
    const std::string_view text = sources.at(part.source).text.substr(part.begin, part.end - part.begin);
    hashes_.push_back(sha256(text, cache.key_));
    const auto [it, fresh] = parts_by_hash_.emplace(hashes_.back(), &part);
    if (!fresh) it->second = nullptr;
  }
  const Sha256Digest now = surroundings();
  if (now != cache_.surroundings_) {
    for (RunCache::Entry& entry : cache_.entries_) entry.run.clear();
  }
  cache_.surroundings_ = now;
  known_.reserve(cache_.entries_.size());
  for (std::size_t i = 0; i < cache_.entries_.size(); ++i) {
    if (!cache_.entries_[i].run.empty()) known_.emplace(cache_.entries_[i].text, i);
  }
  fresh_.reserve(inputs.stores.size());
}

/// Of all documents except those that stores ask for by name.
Sha256Digest Recall::surroundings() const {
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
  std::string all;
  for (std::size_t i = 0; i < hashes_.size(); ++i) {
    if (!asked_for[i]) all += bytes_of(hashes_[i]);
  }
  return sha256(all, cache_.key_);
}

const parse::Part* Recall::part_at(Span where) const {
  const auto place = [](const parse::Part& part) { return std::pair(part.source, part.begin); };
  const auto after = std::ranges::upper_bound(inputs_.parts, std::pair(where.source, where.begin), {}, place);
  if (after == inputs_.parts.begin()) return nullptr;
  const parse::Part& part = *std::prev(after);
  return part.source == where.source && where.begin <= part.end ? &part : nullptr;
}

const model::Held* Recall::answer(const model::Asked& asked) const {
  using Of = model::Asked::Of;
  const model::CompanionIndex& index = inputs_.companions;
  if (asked.of == Of::kStoreOfName) {
    const model::StoreEntry* const* store = entry_of(index.stores_by_name, asked.name);
    return store == nullptr ? nullptr : &(*store)->held;
  }
  const std::string key = model::CompanionIndex::key(asked.name_space, asked.name);
  if (asked.of == Of::kSecret) return entry_of(index.secrets, key);
  if (asked.of == Of::kConfigMap) return entry_of(index.config_maps, key);
  const model::StoreEntry* const* store = entry_of(index.stores, key);
  return store == nullptr ? nullptr : &(*store)->held;
}

Sha256Digest Recall::answers(const std::vector<model::Asked>& asked) const {
  std::string all;
  for (const model::Asked& question : asked) {
    const model::Held* held = answer(question);
    if (held == nullptr) {
      all += '0';
    } else if (held->root != nullptr) {
      all += '1';  // its text is in `surroundings`
    } else {
      all += held->was_secret ? 's' : 't';
      all += bytes_of(hashes_[held->number]);
    }
  }
  return sha256(all, cache_.key_);
}

/// Whether the store can be recognized by its text, and its verdict follows from that and from what it asks.
bool Recall::keeps(const parse::Store& store) {
  return store.held.root == nullptr && store.first == nullptr && !store.document.name.empty();
}

unsigned Recall::worthwhile(unsigned jobs) const {
  constexpr std::size_t kFew = 16;
  std::size_t unknown = 0;
  for (const parse::Store& store : inputs_.stores) {
    if (!keeps(store) || !known_.contains(hashes_[store.held.number])) ++unknown;
    if (unknown > kFew) return jobs;
  }
  return 1;
}

std::optional<StoreRun> Recall::find(const parse::Store& store) const {
  if (!keeps(store)) return std::nullopt;
  const parse::Part& own = inputs_.parts[store.held.number];
  const std::size_t* place_before = entry_of(known_, hash_of(own));
  if (place_before == nullptr) return std::nullopt;
  auto kept = unpacked(cache_.entries_[*place_before].run);
  if (!kept || whole_.shares_binding(kept->run.share.facts) != kept->run.share.facts.shares_binding ||
      answers(kept->run.asked) != kept->answers) {
    return std::nullopt;
  }
  std::vector<const parse::Part*> others;
  for (const Sha256Digest& hash : kept->others) {
    const parse::Part* const* part = entry_of(parts_by_hash_, hash);
    if (part == nullptr || *part == nullptr) return std::nullopt;
    others.push_back(*part);
  }
  StoreRun run = std::move(kept->run);
  bool placed = true;
  each_place(run, [&](Span& place) {
    if (!place.known()) return;
    placed &= place.source - kOwn <= others.size();
    if (!placed) return;
    const parse::Part& part = place.source == kOwn ? own : *others[place.source - kOwn - 1];
    place = moved(place, part.source, part.begin);
  });
  if (!placed) return std::nullopt;
  run.result.source = own.source;
  run.result.recalled = *place_before;
  set_document(run, store.document.index);
  return run;
}

void Recall::keep(const StoreRun& run) {
  const parse::Store& store = inputs_.stores[fresh_.size()];
  RunCache::Entry& entry = fresh_.emplace_back();
  if (!keeps(store) || !run.is_store) return;
  const parse::Part& own = inputs_.parts[store.held.number];
  entry.text = hash_of(own);
  if (run.result.recalled) {
    entry.run = cache_.entries_[*run.result.recalled].run;
  } else if (auto bytes = packed_run(run, own)) {
    entry.run = std::move(*bytes);
  }
}

std::optional<std::string> Recall::packed_run(const StoreRun& run, const parse::Part& own) const {
  if (!cache_.key_.empty() && (may_quote_secrets(run.reading) || may_quote_secrets(run.findings))) return std::nullopt;
  KeptRun kept{.run = run};
  bool placed = true;
  each_place(kept.run, [&](Span& place) {
    if (!place.known()) return;
    const bool inside = place.source == own.source && place.begin >= own.begin && place.begin <= own.end;
    const parse::Part* part = inside ? &own : part_at(place);
    placed &= part != nullptr;
    if (part == nullptr) return;
    if (part != &own) kept.others.push_back(hash_of(*part));
    const auto number = part == &own ? kOwn : static_cast<SourceId>(kOwn + kept.others.size());
    place = moved(place, number, -std::int64_t{part->begin});
  });
  if (!placed) return std::nullopt;
  kept.answers = answers(run.asked);
  return packed(kept);
}

void Recall::finish() {
  cache_.entries_ = std::move(fresh_);
}

}  // namespace feastctl
