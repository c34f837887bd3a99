/// The embedded schema contains the fields of all Feast releases; this reduces it to one release.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "base/arena.hpp"
#include "emit/json.hpp"
#include "explain/explain.hpp"
#include "parse/reader.hpp"
#include "schema/table.hpp"

namespace feastctl::explain {

namespace {

constexpr std::string_view kOurs[] = {"x-since",      "x-until",          "x-enum-since",
                                      "x-enum-until", "x-required-until", "x-default-since"};
constexpr std::string_view kDefinitions = "#/$defs/";

/// The release that `node` names under `key`, or `otherwise`.
FeastRelease release_at(const Node* node, std::string_view key, FeastRelease otherwise) {
  return parse_feast_release(string_at(node, key)).value_or(otherwise);
}

class Narrower {
 public:
  Narrower(FeastRelease feast, const TreeBuilder& tree) : feast_(feast), tree_(&tree) {}

  /// The schema `node` for the release.
  const Node* narrowed(const Node& node) {
    if (node.is_list()) {
      Node* list = tree_->list();
      for (const Node* item : node.items()) tree_->push(list, narrowed(*item));
      return list;
    }
    if (!node.is_map()) return &node;
    Node* map = tree_->map();
    for (const Member& m : node.members()) {
      if (const Node* value = keyword(node, m)) tree_->add(map, m.key, value);
    }
    return map;
  }

  /// The definitions that were referred to since the last call, by name.
  std::vector<std::string> take_wanted() {
    std::vector<std::string> names(wanted_.begin(), wanted_.end());
    wanted_.clear();
    return names;
  }

 private:
  /// The value of one keyword of a schema, or nullptr to remove it.
  const Node* keyword(const Node& schema, const Member& m) {
    if (std::ranges::find(kOurs, m.key) != std::end(kOurs) || m.key == "$defs") return nullptr;
    if (m.key == "properties") return properties(*m.value);
    if (m.key == "enum") return entries(schema, *m.value, "x-enum-since", "x-enum-until");
    if (m.key == "required") return entries(schema, *m.value, "", "x-required-until");
    if (m.key == "default") {
      return release_at(&schema, "x-default-since", kOldestFeast) <= feast_ ? m.value : nullptr;
    }
    if (m.key == "description" && m.value->is_string()) return description(schema, *m.value);
    if (m.key == "$ref" && m.value->text.starts_with(kDefinitions)) {
      std::string_view name = m.value->text.substr(kDefinitions.size());
      wanted_.emplace(name.substr(0, name.find('/')));
    }
    return narrowed(*m.value);
  }

  const Node* properties(const Node& all) {
    Node* map = tree_->map();
    for (const Member& m : all.members()) {
      const bool there = release_at(m.value, "x-since", kOldestFeast) <= feast_ &&
                         feast_ <= release_at(m.value, "x-until", kLatestFeast);
      if (there) tree_->add(map, m.key, narrowed(*m.value));
    }
    return map;
  }

  /// The items of a list that the release has; nullptr if none are left.
  const Node* entries(const Node& schema, const Node& all, std::string_view since, std::string_view until) {
    Node* list = tree_->list();
    for (const Node* word : all.items()) {
      const bool there = release_at(lookup(&schema, {since}), word->text, kOldestFeast) <= feast_ &&
                         feast_ <= release_at(lookup(&schema, {until}), word->text, kLatestFeast);
      if (there) tree_->push(list, word);
    }
    return list->size == 0 ? nullptr : list;
  }

  const Node* description(const Node& schema, const Node& text) {
    const auto since = parse_feast_release(string_at(&schema, "x-since"));
    if (!since) return &text;
    return tree_->string(tree_->arena().concat({text.text, " Since ", words(*since), "."}));
  }

  FeastRelease feast_;
  const TreeBuilder* tree_;
  std::set<std::string> wanted_;
};

}  // namespace

std::string editor_schema(Edition edition) {
  Arena arena;
  const TreeBuilder tree(arena);
  Sources sources;
  const SourceId id = sources.add("schema", schema::bundled(edition.api));
  Diagnostics ignored;
  std::vector<parse::Document> documents;
  parse::read(sources, id, tree, ignored, documents);
  if (documents.empty()) return {};
  const Node& all = *documents.front().root;

  Narrower narrower(edition.feast, tree);
  Node* document = tree.shallow_copy(*narrower.narrowed(all));
  std::vector<Member> definitions;
  for (auto names = narrower.take_wanted(); !names.empty(); names = narrower.take_wanted()) {
    for (const std::string& name : names) {
      if (std::ranges::find(definitions, name, &Member::key) != definitions.end()) continue;
      const Node* definition = lookup(&all, {"$defs", name});
      if (definition != nullptr) definitions.push_back({arena.copy(name), narrower.narrowed(*definition), {}});
    }
  }
  std::ranges::sort(definitions, {}, &Member::key);
  Node* defs = tree.map();
  for (const Member& m : definitions) tree.add(defs, m.key, m.value);
  tree.add(document, "$defs", defs);
  std::string text;
  emit::write_json_indented(*document, text);
  return text + "\n";
}

}  // namespace feastctl::explain
