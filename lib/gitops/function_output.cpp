/// Builds the items and the ResourceList from the rendered objects and findings.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <unordered_map>

#include "base/api_version.hpp"
#include "base/object_name.hpp"
#include "catalog/codes.hpp"
#include "emit/yaml.hpp"
#include "gitops/dress.hpp"
#include "gitops/function.hpp"
#include "gitops/passed.hpp"
#include "parse/reader.hpp"

namespace feastctl::gitops {

namespace {

constexpr std::string_view kManagedBy = "app.kubernetes.io/managed-by";

bool is_local(const Node& object) {
  return string_at(lookup(&object, {"metadata", "annotations"}), "config.kubernetes.io/local-config") == "true";
}

/// Whether an orchestrator set this annotation and expects it back.
bool is_orchestrators(std::string_view key) {
  return key.starts_with("internal.config.kubernetes.io/") || key.starts_with("config.kubernetes.io/") ||
         key == "kustomize.config.k8s.io/id";
}

/// Replaces the old object with the new one.
const Node* in_place_of(const Node& old, const Node* fresh, const TreeBuilder& tree) {
  const Node* annotations = lookup(&old, {"metadata", "annotations"});
  if (annotations == nullptr) return fresh;
  for (const Member& m : annotations->members()) {
    if (is_orchestrators(m.key) && m.value->is_string()) fresh = annotated(*fresh, m.key, m.value->text, tree);
  }
  return fresh;
}

std::vector<const Node*> objects_of(std::span<const std::string> texts, const TreeBuilder& tree) {
  Sources sources;
  Diagnostics none;  // our own texts
  std::vector<parse::Document> documents;
  for (const std::string& text : texts) {
    const SourceId id = sources.add("rendered", tree.arena().copy(text));
    parse::read(sources, id, tree, none, documents);
  }
  std::vector<const Node*> objects;
  objects.reserve(documents.size());
  for (const parse::Document& d : documents) objects.push_back(d.root);
  return objects;
}

std::string_view severity_of(const Diagnostic& d) {
  return d.severity == Severity::kNote ? "info" : severity_name(d.severity);
}

/// The message, with everything for which the result has no field.
std::string words_of(const Diagnostic& d) {
  std::string text = fmt::format("{}: {}", d.rule->code, d.message);
  if (!d.expected.empty()) text += fmt::format("; expected {}", d.expected);
  if (!d.hint.empty()) text += fmt::format(" ({})", d.hint);
  if (!d.object.kind.empty()) {
    text += fmt::format(" [in {} {}, {}]", d.object.kind, d.object.name, d.object.path);
  }
  return text;
}

/// The file from which the orchestrator read the object.
const Node* file_of(const Node& object, const TreeBuilder& tree) {
  const Node* annotations = lookup(&object, {"metadata", "annotations"});
  for (const std::string_view prefix : {"internal.config.kubernetes.io/", "config.kubernetes.io/"}) {
    const std::string_view path = string_at(annotations, tree.arena().concat({prefix, "path"}));
    if (path.empty()) continue;
    const std::string_view index = string_at(annotations, tree.arena().concat({prefix, "index"}));
    const bool number =
        !index.empty() && index.size() < 9 && std::ranges::all_of(index, [](char c) { return c >= '0' && c <= '9'; });
    Node* file = tree.map({{"path", path}});
    if (number) {
      Node* value = tree.integer(std::stoi(std::string(index)));
      tree.add(file, "index", value);
    }
    return file;
  }
  return nullptr;
}

const Node* result_of(const Diagnostic& d, const std::vector<FunctionText>& texts, const TreeBuilder& tree) {
  const auto copy = [&](std::string_view text) { return Value(tree.arena().copy(text)); };
  Node* result = tree.map({{"message", copy(words_of(d))}, {"severity", severity_of(d)}});
  if (d.where.known() && d.where.source <= texts.size()) {
    const Node& object = *texts[d.where.source - 1].object;
    const ObjectName name = name_of(object);
    Node* ref = tree.map({{"apiVersion", name.api_version}, {"kind", name.kind}, {"name", name.name}});
    if (!name.name_space.empty()) tree.add(ref, "namespace", name.name_space);
    tree.add(result, "resourceRef", ref);
    if (!d.path.empty()) {
      Node* field = tree.map({{"path", copy(d.path)}});
      if (!d.found.empty()) tree.add(field, "currentValue", copy(d.found));
      tree.add(result, "field", field);
    }
    tree.add(result, "file", file_of(object, tree));
  }
  tree.add(result, "tags", tree.map({{"code", d.rule->code}, {"rule", d.rule->name}}));
  return result;
}

/// An autoscaler of a rendered store, with the Deployment as its target.
const Node* with_target(const Node& item, const FunctionCall& call, const TreeBuilder& tree) {
  const Node* target = lookup(&item, {"spec", "scaleTargetRef"});
  if (string_at(target, "kind") != "FeatureStore") return &item;
  const bool rendered = std::ranges::any_of(call.items, [&](const Node* other) {
    return is_feature_store(*other) && name_of(*other).name == string_at(target, "name") &&
           name_of(*other).name_space == name_of(item).name_space;
  });
  return rendered ? retargeted(item, tree) : &item;
}

/// kustomize refuses the output of a validator if it differs from the input, even by annotations that kustomize adds
/// itself; it accepts output without items. Observed with kustomize 5.8.2.
bool from_kustomize(const FunctionCall& call) {
  return std::ranges::any_of(call.items, [](const Node* item) {
    return !string_at(lookup(item, {"metadata", "annotations"}), "kustomize.config.k8s.io/id").empty();
  });
}

/// Reports that a bundle contains an object that is also among the items, at the places of that item and of its
/// FeatureStore.
void report_twice(const Node& item, const Node& object, const std::vector<FunctionText>& texts, const TreeBuilder& tree,
                  Diagnostics& out) {
  Sources sources;
  for (const FunctionText& text : texts) sources.add(text.name, text.text);
  const std::string_view store = string_at(lookup(&object, {"metadata", "labels"}), "feast.dev/name");
  const ObjectName name = name_of(object);
  const std::string message = fmt::format("{} is already among the items", display(name));
  Diagnostic finding = out.add(catalog::kObjectTwice, Span(), message);
  finding.with_hint("rename the FeatureStore, or remove the object from the input");
  for (SourceId id = 1; id <= sources.size(); ++id) {
    const Node& candidate = *texts[id - 1].object;
    const ObjectName own = name_of(candidate);
    const bool same_namespace = own.name_space.empty() || name.name_space.empty() || own.name_space == name.name_space;
    const bool is_store = is_feature_store(candidate) && own.name == store && same_namespace;
    if (&candidate != &item && !is_store) continue;
    Diagnostics none;
    std::vector<parse::Document> documents;
    parse::read(sources, id, tree, none, documents);
    if (documents.empty()) continue;
    const Field root(documents.front().root);
    const Field metadata = root.child("metadata");
    const Field at = metadata.child("name");
    if (is_store) {
      finding.with_note(fmt::format("FeatureStore {} creates it", store), at);
    } else {
      finding.where = at.span();
      finding.path = at.path();
    }
  }
  out.all().back() = std::move(finding);
}

}  // namespace

std::vector<const Node*> items_after(const FunctionCall& call, std::span<const std::string> rendered,
                                     const std::vector<FunctionText>& texts, const TreeBuilder& tree,
                                     Diagnostics& out) {
  if (call.mode == FunctionMode::kValidate) return from_kustomize(call) ? std::vector<const Node*>() : call.items;
  std::vector<const Node*> items;
  std::vector<const Node*> originals;  ///< the original `items`
  std::unordered_map<std::string, std::size_t> places;
  for (const Node* item : call.items) {
    const bool replaced = call.mode == FunctionMode::kTransform && is_feature_store(*item) && !call.keep_stores;
    if (replaced && !is_local(*item)) continue;
    places.emplace(identity(name_of(*item)), items.size());
    items.push_back(with_target(*item, call, tree));
    originals.push_back(item);
  }
  for (const Node* object : objects_of(rendered, tree)) {
    const auto place = places.find(identity(name_of(*object)));
    if (place == places.end()) {
      items.push_back(object);
      continue;
    }
    const Node*& old = items[place->second];
    if (string_at(lookup(old, {"metadata", "labels"}), kManagedBy) != "feast-operator") {
      report_twice(*originals[place->second], *object, texts, tree, out);
    }
    old = in_place_of(*old, object, tree);
  }
  return items;
}

std::string resource_list(const FunctionCall& call, const std::vector<const Node*>& items,
                          std::span<const Diagnostic> findings, const std::vector<FunctionText>& texts,
                          const TreeBuilder& tree) {
  Node* list = tree.list();
  for (const Node* item : items) tree.push(list, item);
  Node* root = tree.map({{"apiVersion", "config.kubernetes.io/v1"}, {"kind", "ResourceList"}, {"items", list}});
  tree.add(root, "functionConfig", call.config);
  if (!findings.empty()) {
    Node* results = tree.list();
    for (const Diagnostic& d : findings) tree.push(results, result_of(d, texts, tree));
    tree.add(root, "results", results);
  }
  std::string text;
  emit::write_yaml(*root, text);
  return text;
}

std::string item_stream(const std::vector<const Node*>& items) {
  std::string text;
  emit::write_yaml_stream(items, text);
  return text;
}

}  // namespace feastctl::gitops
