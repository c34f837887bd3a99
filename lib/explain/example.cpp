#include "explain/example.hpp"

#include <algorithm>
#include <unordered_set>
#include <vector>

#include "base/arena.hpp"
#include "base/embedded.hpp"
#include "emit/yaml.hpp"
#include "feastctl.hpp"
#include "parse/reader.hpp"
#include "schema/lookup.hpp"

namespace feastctl::explain {

namespace {

constexpr std::ptrdiff_t kLongestExample = 24;  // lines

std::ptrdiff_t lines_of(const Node& node) {
  std::string text;
  emit::write_yaml(node, text);
  return std::ranges::count(text, '\n');
}

/// The first name of a path, and the rest.
struct Step {
  std::string_view name, rest;
};

Step step(std::string_view path) {
  const std::size_t dot = std::min(path.find('.'), path.size());
  return {path.substr(0, dot), path.substr(std::min(dot + 1, path.size()))};
}

/// The first item, for a list, that holds the path; the node itself otherwise. nullptr when nothing holds it.
const Node* holder(const Node& node, std::string_view path) {
  if (path.empty()) return &node;
  if (node.is_list()) {
    const auto items = node.items();
    const auto found = std::ranges::find_if(items, [&](const Node* item) { return holder(*item, path) != nullptr; });
    return found == items.end() ? nullptr : *found;
  }
  const auto [name, rest] = step(path);
  const Node* child = node.find(name);
  return child != nullptr && !child->is_null() && holder(*child, rest) != nullptr ? &node : nullptr;
}

/// Reduces a store while it remains valid.
class Reduction {
 public:
  /// `store` is a FeatureStore; `others` are what it refers to, as text.
  Reduction(const Node& store, std::string_view path, std::string_view others, const TreeBuilder& tree)
      : tree_(tree), store_(own_copy(store)), path_(path), others_(others) {
    old_ = schema::lookup({ApiVersion::kV1Alpha1, kLatestFeast}, path).type != nullptr;
  }

  /// The reduced store, or nullptr when no part of the store that uses the field is accepted.
  const Node* run() {
    if (old_) drop_newer(*store_, schema::document(ApiVersion::kV1Alpha1));
    if (old_ && !accepted()) {  // v1alpha1 has the field, but not what it needs
      old_ = false;
      left_out_.clear();
    }
    if (!accepted()) return nullptr;
    for (const Member& m : store_->members()) {
      if (m.key != "apiVersion" && m.key != "kind" && m.key != "metadata") cut(*m.value, step(path_).rest);
    }
    return copy(*store_);
  }

 private:
  /// A copy without shared nodes, because nodes are removed by address.
  const Node* own_copy(const Node& node) {
    Node* made = tree_.shallow_copy(node);
    if (node.is_map()) {
      made = tree_.map();
      for (const Member& m : node.members()) tree_.add(made, m.key, own_copy(*m.value));
    } else if (node.is_list()) {
      made = tree_.list();
      for (const Node* item : node.items()) tree_.push(made, own_copy(*item));
    }
    return made;
  }

  const Node* copy(const Node& node) const {
    if (!node.is_map() && !node.is_list()) return &node;
    Node* made = node.is_map() ? tree_.map() : tree_.list();
    if (node.is_map()) {
      for (const Member& m : node.members()) {
        if (!left_out_.contains(m.value)) tree_.add(made, m.key, copy(*m.value));
      }
    } else {
      for (const Node* item : node.items()) {
        if (!left_out_.contains(item)) tree_.push(made, copy(*item));
      }
    }
    return made;
  }

  [[nodiscard]] bool accepted() const {
    return accepted_as("feast.dev/v1") && (!old_ || accepted_as("feast.dev/v1alpha1"));
  }

  [[nodiscard]] bool accepted_as(std::string_view version) const {
    Node* document = tree_.map();
    for (const Member& m : copy(*store_)->members()) {
      tree_.add(document, m.key, m.key == "apiVersion" ? tree_.string(version) : m.value);
    }
    std::string text;
    emit::write_yaml(*document, text);
    text += "---\n";
    text += others_;
    Sources sources;
    sources.add("", text);
    Options options{.task = Task::kValidate};
    options.platform.feast = kLatestFeast;  // it has every field
    return feastctl::run(sources, options).findings.errors() == 0;
  }

  /// Removes what v1alpha1 does not have, for a field that both versions have.
  void drop_newer(const Node& node, const schema::Type& type) {
    if (node.is_list() && type.entry != nullptr) {
      for (const Node* item : node.items()) drop_newer(*item, *type.entry);
    }
    if (!node.is_map() || type.shape != schema::Shape::kObject) return;
    for (const Member& m : node.members()) {
      const schema::Property* property = schema::find(type, m.key);
      if (property == nullptr) {
        left_out_.insert(m.value);
      } else {
        drop_newer(*m.value, *property->type);
      }
    }
  }

  void try_without(const Node& node) {
    if (left_out_.contains(&node)) return;
    left_out_.insert(&node);
    if (accepted()) return;
    left_out_.erase(&node);
    if (node.is_map()) {
      for (const Member& m : node.members()) try_without(*m.value);
    } else if (node.is_list()) {
      for (const Node* item : node.items()) try_without(*item);
    }
  }

  /// Removes everything around the field, which is at `path` below `node`, and shortens the field itself if it is too
  /// long.
  void cut(const Node& node, std::string_view path) {
    if (path.empty()) return cut_field(node);
    if (node.is_list()) {
      const Node* kept = holder(node, path);
      for (const Node* item : node.items()) {
        if (item != kept) try_without(*item);
      }
      return cut(*kept, path);
    }
    const auto [name, rest] = step(path);
    for (const Member& m : node.members()) {
      if (m.key != name) try_without(*m.value);
    }
    cut(*node.find(name), rest);
  }

  void cut_field(const Node& node) {
    if (!node.is_map() && !node.is_list()) return;
    for (std::size_t i = node.size; i-- > 1;) {  // keeps the first part, so that there is something to show
      if (lines_of(*copy(node)) <= kLongestExample / 2) return;
      try_without(node.is_map() ? *node.members()[i].value : *node.items()[i]);
    }
  }

  const TreeBuilder& tree_;
  const Node* store_;
  std::string_view path_;
  std::string others_;
  bool old_ = false;  ///< v1alpha1 has the field, so the example is good for both versions
  std::unordered_set<const Node*> left_out_;
};

/// The example from one stream, as text; empty if no valid store in it uses the field.
std::string example_in(std::string_view text, std::string_view path) {
  Sources sources;
  const SourceId id = sources.add("", text);
  Arena arena;
  const TreeBuilder tree(arena);
  Diagnostics ignored;
  std::vector<parse::Document> documents;
  parse::read(sources, id, tree, ignored, documents);
  const auto is_store = [](const Node* d) {
    return string_at(d, "apiVersion") == "feast.dev/v1" && string_at(d, "kind") == "FeatureStore";
  };
  for (const parse::Document& d : documents) {
    if (!is_store(d.root) || holder(*d.root, path) == nullptr) continue;
    std::string out;
    if (const Node* alone = Reduction(*d.root, path, {}, tree).run()) {
      Node* shown = tree.map();
      for (const Member& m : alone->members()) {
        if (m.key == step(path).name) tree.add(shown, m.key, m.value);
      }
      emit::write_yaml(*shown, out);
      return out;
    }
    std::string others;
    for (const parse::Document& other : documents) {
      if (other.root == d.root) continue;
      others += others.empty() ? "" : "---\n";
      emit::write_yaml(*other.root, others);
    }
    if (others.empty()) continue;
    if (const Node* together = Reduction(*d.root, path, others, tree).run()) {
      emit::write_yaml(*together, out);
      out += "---\n";
      return out += others;
    }
  }
  return {};
}

}  // namespace

std::string accepted_example(std::string_view path) {
  std::string best;
  const auto better = [&](std::string found) {
    if (!found.empty() && (best.empty() || found.size() < best.size())) best = std::move(found);
  };
  const auto good = [&] { return !best.empty() && std::ranges::count(best, '\n') <= kLongestExample; };
  // Realistic stores first, then those that exist to use every field.
  for (const std::string_view folder : {"examples/", "schemas/examples/"}) {
    for (const EmbeddedFile& file : embedded_files()) {
      if (file.path.starts_with(folder) && file.path.find("first-spelling") == std::string_view::npos) {
        better(example_in(file.text, path));
      }
    }
    if (good()) break;
  }
  return best;
}

}  // namespace feastctl::explain
