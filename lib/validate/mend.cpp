#include "validate/mend.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <iterator>
#include <span>
#include <string_view>
#include <system_error>
#include <tuple>
#include <utility>
#include <vector>

#include "base/names.hpp"
#include "catalog/codes.hpp"
#include "schema/table.hpp"
#include "validate/homes.hpp"
#include "validate/synonyms.hpp"

namespace feastctl::validate {

namespace {

using schema::Shape;
using schema::Type;

/// A field to move to its home.
struct Stray {
  const Field* base;
  std::vector<std::string_view> way;
  Member member;
};

/// `map` with `value` at the end of `way`, which leads through maps or absent values; `map` itself if something is in
/// the way.
const Node* with(const Node& map, std::span<const std::string_view> way, const Member& value, const TreeBuilder& tree) {
  const Member* there = map.find_member(way.front());
  const bool taken = there != nullptr && !there->value->is_null();
  const Node* below = value.value;
  if (way.size() > 1) {
    Node* empty = tree.map();
    empty->origin = value.value;
    below = with(taken ? *there->value : *empty, way.subspan(1), value, tree);
    if (taken && below == there->value) return &map;
  }
  if (taken && (way.size() == 1 || !there->value->is_map())) return &map;
  Node* copy = tree.shallow_copy(map);
  if (there != nullptr) {
    tree.set(copy, way.front(), below);
  } else {
    tree.add(copy, way.front(), below, value.key_span);
  }
  return copy;
}

/// The end of the text of a value.
std::uint32_t end_of(const Node& value) {
  std::uint32_t end = value.span.end;
  if (value.is_map() && value.size != 0) end = std::max(end, end_of(*value.members().back().value));
  if (value.is_list() && value.size != 0) end = std::max(end, end_of(*value.items().back()));
  return end;
}

/// Converts a number or boolean that should be a string, or vice versa, if the intention is clear; otherwise, returns
/// `value`.
const Node* plain_value(const Node& value, const Type& type, const TreeBuilder& tree) {
  Node* plain = nullptr;
  const bool number = value.kind == Kind::kInteger || value.kind == Kind::kFloat;
  if (type.shape == Shape::kString && number && type.choices.empty()) {
    plain = tree.string(value.text);
  } else if (type.shape == Shape::kString && value.kind == Kind::kBool && type.choices.empty()) {
    plain = tree.string(value.boolean ? "true" : "false");
  } else if (type.shape == Shape::kBoolean && value.is_string() && (value.text == "true" || value.text == "false")) {
    plain = tree.boolean(value.text == "true");
  } else if (type.shape == Shape::kInteger && value.is_string()) {
    std::int32_t integer = 0;
    const auto [end, error] = std::from_chars(value.text.data(), value.text.data() + value.text.size(), integer);
    const bool whole = error == std::errc() && end == value.text.data() + value.text.size();
    if (whole && integer >= type.minimum) plain = tree.integer(integer);
  }
  if (const auto member = slipped_member(value, type)) plain = tree.map({{member->first, tree.string(member->second)}});
  if (plain == nullptr) return &value;
  plain->origin = &value;
  return plain;
}

/// `store` with `text` at `key` of its map `part`, if `lacks` is true for the string there.
void make_up(Meant& meant, std::string_view part, std::string_view key, std::string_view path,
             bool (*lacks)(std::string_view), const TreeBuilder& tree) {
  const Node* map = lookup(meant.root, {part});
  if (map == nullptr ? part != "metadata" : !map->is_map()) return;
  const Node* there = map == nullptr ? nullptr : lookup(map, {key});
  if (there != nullptr && (!there->is_string() || !lacks(there->text))) return;
  Node* with_text = map == nullptr ? tree.map() : tree.shallow_copy(*map);
  tree.set(with_text, key, "made-up");
  Node* root = tree.shallow_copy(*meant.root);
  tree.set(root, part, with_text);
  meant.root = root;
  meant.made_up.push_back(path);
}

/// Walks a document once, moves its unknown fields and converts values.
class Mender {
 public:
  Mender(Edition edition, const TreeBuilder& tree) : tree_(tree), homes_(edition) {}

  const Node* visit(const Field& at, const Type& type) {
    if (!at.present()) return nullptr;
    if (type.shape == Shape::kObject && at.is_map()) return object(at, type);
    if (type.shape == Shape::kMap && at.is_map()) return map(at, type);
    if (type.shape == Shape::kList && at.is_list()) return list(at, type);
    const Node* value = plain_value(*at.node(), type, tree_);
    if (value != at.node()) mended_ = true;
    return value;
  }
  /// Whether a field was moved, or a value converted.
  [[nodiscard]] bool mended() const { return mended_; }
  /// The places of moved fields.
  [[nodiscard]] std::vector<Span> moved() && { return std::move(moved_); }

 private:
  const Node* object(const Field& at, const Type& type) {
    Node* kept = tree_.map();
    bool changed = false;
    for (const Member& m : at.node()->members()) {
      const Field child = at.child(m);
      if (const schema::Property* property = schema::find(type, m.key)) {
        const Node* value = visit(child, *property->type);
        changed |= value != nullptr && value != m.value;
        tree_.add(kept, m.key, value == nullptr ? m.value : value, m.key_span);
        continue;
      }
      changed = true;
      Home home = homes_.of(child, type);
      if (!home.found()) continue;
      moved_.push_back({m.key_span.source, m.key_span.begin, end_of(*m.value)});
      if (!home.renames(child)) {
        strays_.push_back({home.base, std::move(home.way), m});
      } else if (kept->find(home.way.front()) == nullptr) {
        tree_.add(kept, home.way.front(), m.value, m.key_span);
      }
      mended_ = true;
    }
    kept->origin = at.node();
    return settle(at, changed ? kept : at.node());
  }

  const Node* map(const Field& at, const Type& type) {
    Node* copy = nullptr;
    for (const Member& m : at.node()->members()) {
      const Node* value = visit(at.child(m), *type.entry);
      if (value == nullptr || value == m.value) continue;
      if (copy == nullptr) copy = tree_.shallow_copy(*at.node());
      copy->member[&m - at.node()->member].value = value;
    }
    return copy == nullptr ? at.node() : copy;
  }

  const Node* list(const Field& at, const Type& type) {
    Node* copy = nullptr;
    for (std::size_t i = 0; i < at.size(); ++i) {
      const Node* value = visit(at.item(i), *type.entry);
      if (value == nullptr || value == at.node()->items()[i]) continue;
      if (copy == nullptr) copy = tree_.shallow_copy(*at.node());
      copy->item[i] = value;
    }
    return copy == nullptr ? at.node() : copy;
  }

  /// Inserts the moved fields whose home is at or below `at`.
  const Node* settle(const Field& at, const Node* node) {
    const auto comes_home = [&](const Stray& s) { return s.base == &at; };
    if (std::ranges::none_of(strays_, comes_home)) return node;
    for (const Stray& s : strays_) {
      if (comes_home(s)) node = with(*node, s.way, s.member, tree_);
    }
    std::erase_if(strays_, comes_home);
    return node;
  }

  const TreeBuilder& tree_;
  Homes homes_;
  std::vector<Stray> strays_;
  std::vector<Span> moved_;
  bool mended_ = false;
};

/// Whether a finding is about existing text, not something missing: then it is not a consequence of another.
bool is_slip(const Diagnostic& d) {
  return d.rule->code.starts_with("FS2") && d.rule != &catalog::kMissingField && d.rule != &catalog::kStoreName;
}

/// The identity of a finding: its rule, and its place or message.
using Key = std::tuple<const Rule*, SourceId, std::uint32_t, std::string_view>;

Key by_place(const Diagnostic& d) {
  return {d.rule, d.where.source, d.where.begin, {}};
}

Key by_words(const Diagnostic& d) {
  return {d.rule, 0, 0, d.message};
}

/// The mistakes in a store by path, to find the nearest one to a place.
class Slips {
 public:
  Slips(const Diagnostics& found, const Cause& otherwise) : otherwise_(otherwise) {
    for (const Diagnostic& d : found.all()) {
      if (!is_slip(d)) continue;
      slips_.push_back({d.path, {d.rule, d.where}});
      if (!d.topic.empty()) guessed_.emplace_back(d.where.source, d.where.begin);
    }
    std::ranges::stable_sort(slips_, {}, &Slip::path);
    std::ranges::sort(guessed_);
  }

  /// Whether there is a field at that place whose home is in an absent object.
  [[nodiscard]] bool guessed_at(const Span& where) const {
    return std::ranges::binary_search(guessed_, std::make_pair(where.source, where.begin));
  }

  /// The mistake with the longest common prefix with `path`: a neighbor in path order.
  [[nodiscard]] Cause nearest(std::string_view path) const {
    if (slips_.empty()) return otherwise_;
    const auto after = std::ranges::lower_bound(slips_, path, {}, &Slip::path);
    if (after == slips_.begin()) return after->cause;
    const auto before = std::prev(after);
    if (after == slips_.end()) return before->cause;
    return shared(before->path, path) >= shared(after->path, path) ? before->cause : after->cause;
  }

 private:
  struct Slip {
    std::string path;
    Cause cause;
  };

  static std::ptrdiff_t shared(std::string_view a, std::string_view b) {
    return std::ranges::mismatch(a, b).in1 - a.begin();
  }

  std::vector<Slip> slips_;
  std::vector<std::pair<SourceId, std::uint32_t>> guessed_;
  Cause otherwise_;
};

/// Findings by identity.
class Known {
 public:
  explicit Known(const Diagnostics& findings) {
    for (const Diagnostic& d : findings.all()) {
      known_.emplace_back(by_place(d), &d);
      known_.emplace_back(by_words(d), &d);
    }
    std::ranges::stable_sort(known_, {}, &Entry::first);
  }

  /// The same finding, or nullptr.
  [[nodiscard]] const Diagnostic* find(const Diagnostic& d) const {
    const Diagnostic* same = at(by_place(d));
    return same == nullptr ? at(by_words(d)) : same;
  }

 private:
  using Entry = std::pair<Key, const Diagnostic*>;

  [[nodiscard]] const Diagnostic* at(const Key& key) const {
    const auto it = std::ranges::lower_bound(known_, key, {}, &Entry::first);
    return it == known_.end() || it->first != key ? nullptr : it->second;
  }

  std::vector<Entry> known_;
};

/// Ranges of texts, possibly nested.
class Stretches {
 public:
  explicit Stretches(std::vector<Span> spans) : spans_(std::move(spans)) {
    std::ranges::sort(spans_, {}, begin_of);
    for (std::size_t i = 1; i < spans_.size(); ++i) {
      if (spans_[i].source == spans_[i - 1].source) spans_[i].end = std::max(spans_[i].end, spans_[i - 1].end);
    }
  }

  /// Whether a place begins within one of them.
  [[nodiscard]] bool hold(const Span& where) const {
    const auto after = std::ranges::upper_bound(spans_, begin_of(where), {}, begin_of);
    if (after == spans_.begin()) return false;
    const Span& before = *std::prev(after);
    return before.source == where.source && where.begin < std::max(before.end, before.begin + 1);
  }

 private:
  static std::pair<SourceId, std::uint32_t> begin_of(const Span& span) { return {span.source, span.begin}; }

  std::vector<Span> spans_;
};

/// Whether a finding comes from a stage before those that need values of the right type.
bool is_early(const Diagnostic& d) {
  return d.rule->code < "FS4";
}

}  // namespace

Meant mended(const Node& store, Edition edition, const TreeBuilder& tree) {
  const Field root(&store);
  Mender mender(edition, tree);
  const Node* result = mender.visit(root, schema::document(edition.api));
  Meant meant{.root = mender.mended() ? result : &store};
  meant.moved = std::move(mender).moved();
  const auto no_name = [](std::string_view name) {
    return name.empty() || dns1123_subdomain_problem(name).has_value();
  };
  make_up(meant, "metadata", "name", "metadata.name", no_name, tree);
  make_up(
      meant, "spec", "feastProject", "spec.feastProject", [](std::string_view) { return false; }, tree);
  return meant;
}

void tell_consequences(Diagnostics& found, Mended&& mended) {
  const Slips slips(found, mended.elsewhere);
  const Known known(mended.findings);
  std::vector<Key> before;
  for (Diagnostic& d : found.all()) {
    before.push_back(by_place(d));
    const bool made_up = std::ranges::find(mended.store.made_up, d.path) != mended.store.made_up.end();
    if (is_slip(d) || made_up || (!mended.finished && !is_early(d))) continue;
    const Diagnostic* same = known.find(d);
    if (same == nullptr) {
      d.follows = slips.nearest(d.path);
    } else if (!d.follows.known()) {
      d.follows = same->follows;
    }
  }
  std::ranges::sort(before);
  const Stretches moved(mended.store.moved);
  for (Diagnostic& d : mended.findings.all()) {
    const bool hidden = moved.hold(d.where) || !is_early(d);
    const bool old = std::ranges::binary_search(before, by_place(d));
    if (old || !hidden || d.severity != Severity::kError) continue;
    if (is_early(d) && slips.guessed_at(d.where)) continue;  // about an object created for the moved field
    found.add(std::move(d));
  }
}

}  // namespace feastctl::validate
