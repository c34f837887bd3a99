#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "catalog/codes.hpp"
#include "parse/characters.hpp"
#include "parse/composer.hpp"

// The entries of maps: keys, merge keys, duplicate keys.

namespace feastctl::parse {

namespace {

using Type = Event::Type;

constexpr std::string_view kMergeKey = "<<";

bool is_merge_key(const Event& event) {
  if (event.type != Type::kScalar || event.scalar.value != kMergeKey) return false;
  return event.scalar.plain_implicit || event.scalar.tag == "tag:yaml.org,2002:merge";
}

}  // namespace

bool Composer::entry(Node* map, const Event& key, const Frame& frame, KeyIndex& keys, std::vector<Merge>& merges) {
  if (is_merge_key(key)) return merge_entry(map, key, frame, keys, merges);
  const Span key_span = span(key);
  const bool from_alias = key.type == Type::kAlias;
  const bool yaml3 = options_.dialect == Dialect::kYamlV3;
  // yaml.v3 compares keys as they are written: 1 and "1" are the same, 1 and 0x1 are not.
  std::string raw =
      yaml3 ? fmt::format("{}{}", from_alias ? '*' : ' ', from_alias ? key.anchor : key.scalar.value) : "";
  std::string_view text;
  const bool fine = key_text(key, frame, text);
  if (stopped_) return false;
  const Frame child{&frame, text, 0, false, frame.depth + 1};
  const auto earlier = yaml3 ? keys.find_spelt(raw) : keys.find_written(text);
  std::optional<std::size_t> told;  // the number of the finding, which others may follow
  if (earlier && (fine || yaml3) && !options_.duplicates_allowed) {
    if (auto* d = report(catalog::kDuplicateKey, key_span, child, fmt::format("duplicate key `{}`", text))) {
      d->with_hint("keep one of the two, or merge the values below them");
      d->notes.push_back({"first defined here", *earlier, path(child)});
      told = out_.all().size() - 1;
    }
  }
  Event event;
  if (!next(event)) return false;
  const Node* node = value(event, child);
  if (node == nullptr) return false;
  if (yaml3) keys.add_spelt(std::move(raw), key_span);
  const auto first = told && fine ? keys.find(text) : std::nullopt;
  if (first && equal(*map->member[*first].value, *node)) {
    out_.all()[*told].with_fix(true, "Remove the duplicate key",
                               {{.of = Change::Of::kRemove, .at = key_span, .to = *earlier}});
  }
  if (fine) put(map, {text, node, key_span}, Put::kWritten, keys);
  return true;
}

bool Composer::merge_entry(Node* map, const Event& key, const Frame& frame, KeyIndex& keys,
                           std::vector<Merge>& merges) {
  const Span key_span = span(key);
  const bool yaml3 = options_.dialect != Dialect::kKubernetes;
  const Frame child{&frame, kMergeKey, 0, false, frame.depth + 1};
  if (const auto earlier = yaml3 ? keys.find_spelt(std::string(kMergeKey)) : std::nullopt) {
    if (auto* d = report(catalog::kDuplicateKey, key_span, child, "duplicate key `<<`")) {
      d->with_hint("use one list: `<<: [*one, *two]`");
      d->notes.push_back({"first defined here", *earlier, path(child)});
    }
  }
  if (!key.anchor.empty() && value(key, child) == nullptr) return false;
  Event event;
  if (!next(event)) return false;
  const bool alias = event.type == Type::kAlias;
  const Node* node = value(event, child);
  if (node == nullptr) return false;
  if (yaml3) {
    keys.add_spelt(std::string(kMergeKey), key_span);
    merges.push_back({node, key_span, alias});
  } else {
    merge(map, {node, key_span, alias}, frame, keys);
  }
  return true;
}

/// Adds the entries of a merge key's value to the map. Kubernetes' parser processes keys in order, so a merge overrides
/// earlier keys; in yaml.v3, explicit keys always win.
void Composer::merge(Node* map, const Merge& merge, const Frame& frame, KeyIndex& keys) {
  const Node& from = *merge.value;
  const bool yaml3 = options_.dialect != Dialect::kKubernetes;
  const auto take = [&](const Node& source) {
    for (const Member& member : source.members())
      put(map, member, yaml3 ? Put::kMergedUnlessThere : Put::kMerged, keys);
  };
  const auto items = from.items();
  if (from.is_map()) {
    take(from);
  } else if (from.is_list() && !merge.alias && std::ranges::all_of(items, [](const Node* n) { return n->is_map(); })) {
    // The first of the list wins.
    for (std::size_t i = 0; i < items.size(); ++i) take(*items[yaml3 ? i : items.size() - 1 - i]);
  } else {
    const Frame child{&frame, kMergeKey, 0, false, frame.depth + 1};
    if (auto* d =
            report(catalog::kBadMerge, from.span, child, "the value of a merge key must be a map or a list of maps")) {
      d->with_found(std::string(kind_name(from.kind))).with_hint("refer to an anchor on a map, or quote the key");
    }
    refused_ = true;
  }
}

void Composer::put(Node* map, const Member& member, Put how, KeyIndex& keys) {
  const auto at = keys.find(member.key);
  if (at && how == Put::kMergedUnlessThere) return;
  if (at) {
    Member& old = map->member[*at];
    old.value = member.value;
    old.key_span = member.key_span;
    if (how == Put::kWritten) keys.set_merged(*at, false);
    return;
  }
  builder_.add(map, member.key, member.value, member.key_span);
  if (how != Put::kWritten) keys.set_merged(map->size - 1, true);
}

/// The text of a key; returns false if it has none, which is reported.
bool Composer::key_text(const Event& event, const Frame& frame, std::string_view& text) {
  const Span where = span(event);
  const bool kubernetes = options_.dialect == Dialect::kKubernetes;
  const bool raw = options_.root_keys_raw && frame.parent == nullptr;
  const Frame child{&frame, "?", 0, false, frame.depth + 1};
  bool fine = event.type == Type::kScalar;
  if (fine) {
    const Scalar resolved = resolve(options_.dialect, event.scalar);
    const bool tagged_or_null = resolved.problem != Scalar::Problem::kNone || resolved.type == Scalar::Type::kNull;
    const std::string_view written = keep(event.scalar.value, event);
    if (!event.anchor.empty() || tagged_or_null) {
      if (value(event, child) == nullptr) return false;
    } else if (!within_limits(event, frame, 0)) {
      return false;
    }
    fine = resolved.problem == Scalar::Problem::kNone;
    text = raw && resolved.type != Scalar::Type::kBinary ? written : key_of(resolved, written, fine);
    if (resolved.type == Scalar::Type::kNull) fine = fine && !kubernetes && !raw;
    if (!fine && raw) return false;
  } else {
    const Node* node = value(event, child);
    if (node == nullptr) return false;
    fine = event.type == Type::kAlias && !node->is_map() && !node->is_list() && !node->is_null();
    if (fine) text = node->kind == Kind::kBool ? (node->boolean ? "true" : "false") : node->text;
  }
  if (fine || refused_) return fine;
  if (auto* d = report(catalog::kBadKey, where, frame, "invalid key: a key must be a string, a number or a boolean")) {
    d->with_hint("quote the key; YAML reads text in braces such as `{{ name }}` as a map");
  }
  refused_ = true;
  return false;
}

/// The spelling of a scalar as a JSON key; sets `fine` to false if it cannot be a key.
std::string_view Composer::key_of(const Scalar& scalar, std::string_view written, bool& fine) const {
  const bool kubernetes = options_.dialect == Dialect::kKubernetes;
  const auto kept = [&](const std::string& text) { return text == written ? written : builder_.arena().copy(text); };
  switch (scalar.type) {
    case Scalar::Type::kNull: return "null";
    case Scalar::Type::kBool: return scalar.boolean ? "true" : "false";
    case Scalar::Type::kInteger: return kept(std::to_string(scalar.integer));
    case Scalar::Type::kUnsigned: fine = fine && !kubernetes; return kept(std::to_string(scalar.large));
    case Scalar::Type::kFloat: return kept(kubernetes ? yaml_key_number(scalar.number) : yaml_number(scalar.number));
    case Scalar::Type::kText: return written;
    case Scalar::Type::kTimestamp: return kubernetes ? written : kept(scalar.bytes);
    case Scalar::Type::kBinary: return kept(kubernetes ? valid_utf8(scalar.bytes) : scalar.bytes);
  }
  return written;
}

}  // namespace feastctl::parse
