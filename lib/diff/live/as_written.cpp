#include "diff/live/as_written.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <deque>
#include <unordered_set>

#include "base/base64.hpp"
#include "base/object_name.hpp"
#include "diff/live/defaults.hpp"
#include "diff/live/meaning.hpp"
#include "diff/live/owners.hpp"
#include "parse/reader.hpp"

namespace feastctl::diff {

namespace {

constexpr std::string_view kAppliedAnnotation = "kubectl.kubernetes.io/last-applied-configuration";
constexpr std::string_view kInlineVariable = "FEATURE_STORE_YAML_BASE64";  // the servers' begins with TMP_

/// Fields of which an object may have only one. Source: Kubernetes 1.35, pkg/apis/{core,policy}/validation.
struct OneOf {
  std::string_view type;
  std::array<std::string_view, 4> fields;
};
constexpr OneOf kOneOf[] = {{"PodDisruptionBudgetSpec", {"maxUnavailable", "minAvailable"}},
                            {"EnvVar", {"value", "valueFrom"}},
                            {"Probe", {"exec", "grpc", "httpGet", "tcpSocket"}},
                            {"LifecycleHandler", {"exec", "httpGet", "sleep", "tcpSocket"}}};

/// A map without entries.
const Node& no_fields() {
  static const Node none = [] {
    Node map;
    map.kind = Kind::kMap;
    return map;
  }();
  return none;
}

bool is_nothing(const Node* node) {
  return node == nullptr || node->is_null();
}

bool is_empty(const Node& node) {
  return (node.is_map() || node.is_list()) && node.size == 0;
}

/// What an API server does not store where the field is no pointer.
bool is_zero(const Node& node) {
  return (node.kind == Kind::kBool && !node.boolean) || (node.kind == Kind::kInteger && node.integer == 0) ||
         (node.is_string() && node.text.empty());
}

/// Cuts the first of the choices `a|b` off.
std::string_view next_choice(std::string_view& choices) {
  const std::string_view first = choices.substr(0, choices.find('|'));
  choices.remove_prefix(std::min(first.size() + 1, choices.size()));
  return first;
}

/// The key of an item by the fields `a+b`, empty where it has none of them. A protocol that is left out is TCP.
std::string text_by(const Node& item, std::string_view fields) {
  std::string text;
  while (!fields.empty()) {
    const std::string_view field = fields.substr(0, fields.find('+'));
    fields.remove_prefix(std::min(field.size() + 1, fields.size()));
    const Node* value = item.find(field);
    if (!is_nothing(value)) text += fmt::format("{}={}\n", field, value->text);
    if (is_nothing(value) && field == "protocol" && !text.empty()) text += "protocol=TCP\n";
  }
  return text;
}

/// The key of an item by the first of the choices `a|b` that it has.
std::string item_text(const Node& item, std::string_view by) {
  while (!by.empty()) {
    if (std::string text = text_by(item, next_choice(by)); !text.empty()) return text;
  }
  return {};
}

/// The items of a list of a cluster by those of a manifest.
using ItemPairs = std::unordered_map<const Node*, const Node*>;

/// Pairs items with an equal key. A port that has no partner of its name is the one of its number. Two items of one
/// key go by their order.
ItemPairs pair_items(const Node& live, const Node& desired, std::string_view by) {
  ItemPairs pairs;
  std::unordered_set<const Node*> taken;
  while (!by.empty()) {
    const std::string_view fields = next_choice(by);
    std::unordered_map<std::string, std::deque<const Node*>> known;
    for (const Node* item : live.items()) {
      if (!taken.contains(item)) known[text_by(*item, fields)].push_back(item);
    }
    for (const Node* item : desired.items()) {
      const auto found = pairs.contains(item) ? known.end() : known.find(text_by(*item, fields));
      if (found == known.end() || found->first.empty() || found->second.empty()) continue;
      pairs.emplace(item, found->second.front());
      taken.insert(found->second.front());
      found->second.pop_front();
    }
  }
  return pairs;
}

/// Makes one of the two trees of Written.
class Writing {
 public:
  Writing(bool autoscaled, bool with_kept, Written& out, const TreeBuilder& tree)
      : autoscaled_(autoscaled), with_kept_(with_kept), out_(out), tree_(tree) {}

  const Node* object(const Node& live, const Node& desired) {
    const Owners owners(live, desired, tree_);
    const auto name = name_of(desired);
    const auto group = group_of(name.api_version);
    const std::string type = group.empty() ? std::string(name.kind) : fmt::format("{}/{}", group, name.kind);
    const std::string_view known = !defaults_of(type).empty() ? type : is_plain(group) ? kPlainType : "";
    return map(known, name.kind == "Secret" ? with_texts(live, desired) : live, desired, owners, true);
  }

 private:
  /// A group of Kubernetes itself, whose server leaves zeros out.
  static bool is_plain(std::string_view group) {
    return group.find('.') == std::string_view::npos || group.ends_with(".k8s.io");
  }

  const Node* map(std::string_view type, const Node& live, const Node& desired, const Owners& owners,
                  bool top = false) {
    Node* out = tree_.map();
    for (const Member& m : desired.members()) {
      const Node* own = live.find(m.key);
      if (is_nothing(m.value)) continue;
      const Field field = top && m.key == "metadata" ? Field(kMetadataType) : field_of(type, m.key);
      const Node* value = both(type, field, m.key, own, desired, *m.value, owners);
      if (value != nullptr) tree_.add(out, m.key, value, m.key_span);
    }
    for (const Member& m : live.members()) {
      if (is_nothing(m.value) || !is_nothing(desired.find(m.key))) continue;
      const Node* value = top && (m.key == "apiVersion" || m.key == "kind" || m.key == "metadata" || m.key == "status")
                              ? nullptr
                              : live_only(type, m, live, desired, owners.at(m.key));
      if (value != nullptr) tree_.add(out, m.key, value, m.key_span);
    }
    return out;
  }

  /// Below a map whose values are all of one type, that type.
  static Field field_of(std::string_view type, std::string_view key) {
    if (type == kQuantityType || type == kBase64Type) return Field(type);
    if (type == kMetadataType && (key == "labels" || key == "annotations")) return Field(kLabelsType);
    return {type, key};
  }

  /// A field that the manifest has: nullptr where it differs by being absent.
  const Node* both(std::string_view type, const Field& field, std::string_view key, const Node* live,
                   const Node& desired_map, const Node& desired, const Owners& owners) {
    if (is_nothing(live)) return means_absent(type, field, desired) ? &desired : nullptr;
    if (equal(*live, desired)) return &desired;
    if (same_meaning(type, key, *live, desired, desired_map)) {
      out_.restarts |= type != kDataType;
      return &desired;
    }
    return value(field, *live, desired, owners.at(key));
  }

  const Node* value(const Field& field, const Node& live, const Node& desired, const Owners& owners) {
    if (live.is_map() && desired.is_map()) return map(field.type(), live, desired, owners);
    if (live.is_list() && desired.is_list()) return list(field, live, desired, owners);
    if (field.type() == kQuantityType && same_quantity(live, desired)) return &desired;
    if (field.type() == kBase64Type && same_bytes(live.text, desired.text)) return &desired;
    return equal(live, desired) ? &desired : &live;
  }

  [[nodiscard]] bool same_meaning(std::string_view type, std::string_view key, const Node& live, const Node& desired,
                                  const Node& map) const {
    if (type == "Container" && key == "args") {
      return string_at(&map, "name") == "feast-init" && same_init_script(live, desired);
    }
    if (!live.is_string() || !desired.is_string()) return false;
    if (type == "EnvVar" && key == "value" && string_at(&map, "name").ends_with(kInlineVariable)) {
      return same_yaml_in_base64(live.text, desired.text, tree_);
    }
    return type == kDataType && key.ends_with("feature_store.yaml") && same_yaml(live.text, desired.text, tree_);
  }

  [[nodiscard]] bool means_absent(std::string_view type, const Field& field, const Node& desired) const {
    const DefaultRow* row = field.row(Default::kValue);
    if (row != nullptr && is_value(*row, desired)) return true;
    if (is_empty(desired)) return !field.has(Default::kStated);
    return !is_free(type) && is_zero(desired) && !field.has(Default::kStated);
  }

  /// Whether the node has the value of the row.
  [[nodiscard]] bool is_value(const DefaultRow& row, const Node& node) const {
    if (node.is_map() || node.is_list()) {
      const auto read = parse::read_embedded(row.value, tree_, parse::Embedded::kValue);
      return read.ok() && equal(*read.root, node);
    }
    if (node.kind == Kind::kBool) return row.value == (node.boolean ? "true" : "false");
    return node.text == row.value || (node.text.empty() && row.value == "\"\"");
  }

  /// What the cluster has and the manifest leaves out, as far as it counts: nullptr for what a server adds.
  const Node* live_only(std::string_view type, const Member& member, const Node& live_map, const Node& desired_map,
                        const Owners& owners) {
    const Field field = field_of(type, member.key);
    const Node& live = *member.value;
    if (type == kMetadataType) {
      if (field.type() != kLabelsType || !live.is_map()) return nullptr;
      const Node* kept = map(kLabelsType, live, no_fields(), owners);
      return is_empty(*kept) ? nullptr : kept;
    }
    if (type == kLabelsType && !owners.removed()) {
      out_.theirs += with_kept_ && member.key != kAppliedAnnotation ? 1 : 0;
      return nullptr;
    }
    if (is_filled_in(type, field, live, live_map, desired_map)) return nullptr;
    const bool retains = type == "Volume" || type == "DeploymentStrategy";  // patchStrategy: retainKeys
    const bool goes = retains || owners.removed();
    const bool chosen =
        field.has(Default::kChosen) || (autoscaled_ && type == "DeploymentSpec" && member.key == "replicas");
    // What nobody has written is a default of another release of Kubernetes, unless we know the field.
    const bool is_default = owners.nobody() && !field.is_known() && !is_users(type);
    if (!goes && (chosen || is_default)) return nullptr;
    const Node* value = counted(field, live, goes ? owners.replaced() : owners);
    if (const auto kept = out_.kept.find(value); kept != out_.kept.end()) {
      kept->second.excludes = excluded_by(type, member.key, desired_map);
    }
    return value;
  }

  /// Of fields of which Kubernetes takes one only, the one that the manifest has beside `key`; empty for none.
  static std::string_view excluded_by(std::string_view type, std::string_view key, const Node& desired_map) {
    for (const OneOf& row : kOneOf) {
      if (row.type != type || std::ranges::find(row.fields, key) == row.fields.end()) continue;
      for (const std::string_view other : row.fields) {
        if (!other.empty() && !is_nothing(desired_map.find(other))) return other;
      }
    }
    return {};
  }

  [[nodiscard]] bool is_filled_in(std::string_view type, const Field& field, const Node& live, const Node& live_map,
                                  const Node& desired_map) const {
    if (const DefaultRow* row = field.row(Default::kValue); row != nullptr && is_value(*row, live)) return true;
    if (const DefaultRow* row = field.row(Default::kLike)) {
      const Node* other = live_map.find(row->value);
      if (other != nullptr && equal(*other, live)) return true;
    }
    if (const DefaultRow* row = field.row(Default::kFollows);
        row != nullptr && differs(type, row->value, live_map, desired_map)) {
      return true;
    }
    if (field.has(Default::kPulled)) {
      return live.text == default_pull_policy(string_at(&live_map, "image")) ||
             live.text == default_pull_policy(string_at(&desired_map, "image"));
    }
    if (is_free(type) || field.has(Default::kStated)) return false;
    return is_zero(live) && live.kind != Kind::kInteger;  // a zero that was stored is a pointer's
  }

  /// Whether the field differs, with its default for what the manifest leaves out.
  [[nodiscard]] bool differs(std::string_view type, std::string_view name, const Node& live_map,
                             const Node& desired_map) const {
    const Node* live = live_map.find(name);
    const Node* desired = desired_map.find(name);
    if (is_nothing(live)) return !is_nothing(desired);
    if (!is_nothing(desired)) return !equal(*live, *desired);
    const DefaultRow* row = Field(type, name).row(Default::kValue);
    return row == nullptr || !is_value(*row, *live);
  }

  /// A value of the cluster alone without what the server adds to it.
  const Node* counted(const Field& field, const Node& live, const Owners& owners) {
    const Node* out = stripped(field, live, owners);
    if (is_empty(*out) && !field.has(Default::kStated) && (live.is_map() || live.is_list())) return nullptr;
    if (owners.removed()) return out;
    if (!with_kept_) return nullptr;
    out_.kept.emplace(out, KeptValue{owners.managers()});
    if (field.by().empty()) return out;
    for (const Node* item : out->items()) out_.kept.emplace(item, KeptValue{owners.managers()});
    return out;
  }

  const Node* stripped(const Field& field, const Node& live, const Owners& owners) {
    if (live.is_map()) return map(field.type(), live, no_fields(), owners.replaced());
    if (!live.is_list()) return &live;
    Node* out = tree_.list();
    for (const Node* item : live.items()) tree_.push(out, stripped(Field(field.type()), *item, owners));
    return out;
  }

  const Node* list(const Field& field, const Node& live, const Node& desired, const Owners& owners) {
    const auto is_map = [](const Node* item) { return item->is_map(); };
    const bool keyed = !field.by().empty() && std::ranges::all_of(live.items(), is_map) &&
                       std::ranges::all_of(desired.items(), is_map);
    return keyed ? items_by_key(field, live, desired, owners) : items_by_place(field, live, desired, owners.replaced());
  }

  /// The items in the order of the manifest, then those of the cluster alone.
  const Node* items_by_key(const Field& field, const Node& live, const Node& desired, const Owners& owners) {
    const ItemPairs pairs = pair_items(live, desired, field.by());
    const ItemOwners item_owners(owners, item_text, field.by());
    const Field below(field.type());
    std::unordered_set<const Node*> taken;
    Node* out = tree_.list();
    for (const Node* item : desired.items()) {
      const auto found = pairs.find(item);
      if (found == pairs.end()) continue;
      const Node& own = *found->second;
      taken.insert(&own);
      const auto of = [&] { return item_owners.of(own, item_text(own, field.by())); };
      tree_.push(out, equal(own, *item) ? item : map(below.type(), own, *item, of()));
    }
    for (const Node* item : live.items()) {
      if (taken.contains(item) || is_pull_secret(field, *item)) continue;
      const Node* value = counted(below, *item, item_owners.of(*item, item_text(*item, field.by())));
      if (value != nullptr) tree_.push(out, value);
    }
    return out;
  }

  /// The credentials of OpenShift's own registry, which its controller adds to each account.
  static bool is_pull_secret(const Field& field, const Node& item) {
    return field.type() == "LocalObjectReference" &&
           string_at(&item, "name").find("-dockercfg-") != std::string_view::npos;
  }

  /// A list that an apply replaces as a whole. Items are compared with those of the same place, counted from the front
  /// as long as they are equal, then from the end.
  const Node* items_by_place(const Field& field, const Node& live, const Node& desired, const Owners& owners) {
    const Field below(field.type());
    std::vector<const Node*> out(live.size);
    const auto settle = [&](std::size_t i, std::size_t j) {
      out[i] = value(below, *live.item[i], *desired.item[j], owners);
      return equal(*out[i], *desired.item[j]);
    };
    std::size_t front = 0;
    while (front < live.size && front < desired.size && settle(front, front)) ++front;
    std::size_t back = 0;
    while (back + front < live.size && back + front < desired.size &&
           settle(live.size - 1 - back, desired.size - 1 - back)) {
      ++back;
    }
    for (std::size_t i = front; i + back < live.size; ++i) {
      out[i] = i + back < desired.size ? value(below, *live.item[i], *desired.item[i], owners)
                                       : stripped(below, *live.item[i], owners);
    }
    Node* made = tree_.list();
    for (const Node* item : out) tree_.push(made, item);
    return made;
  }

  /// The live Secret with the keys of the manifest's stringData there, decoded, and no longer in its data.
  [[nodiscard]] const Node& with_texts(const Node& live, const Node& desired) const {
    const Node* texts = lookup(&desired, {"stringData"});
    const Node* data = lookup(&live, {"data"});
    if (texts == nullptr || !texts->is_map() || data == nullptr || !data->is_map()) return live;
    Node* rest = tree_.map();
    Node* decoded = tree_.map();
    for (const Member& m : data->members()) {
      const auto text = texts->find(m.key) == nullptr ? std::nullopt : base64_decode(m.value->text);
      text ? tree_.add(decoded, m.key, tree_.string(tree_.arena().copy(*text))) : tree_.add(rest, m.key, m.value);
    }
    Node* copy = tree_.shallow_copy(live);
    tree_.set(copy, "data", rest);
    tree_.set(copy, "stringData", decoded);
    return *copy;
  }

  bool autoscaled_, with_kept_;
  Written& out_;
  const TreeBuilder& tree_;
};

}  // namespace

Written as_written(const Node& live, const Node& desired, bool autoscaled, const TreeBuilder& tree) {
  Written written;
  written.shown = Writing(autoscaled, true, written, tree).object(live, desired);
  written.replaced =
      written.kept.empty() ? written.shown : Writing(autoscaled, false, written, tree).object(live, desired);
  return written;
}

}  // namespace feastctl::diff
