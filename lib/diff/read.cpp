#include "diff/diff.hpp"
#include "parse/reader.hpp"

namespace feastctl::diff {

namespace {

bool is_store(const Node& object) {
  return string_at(&object, "kind") == "FeatureStore" && string_at(&object, "apiVersion").starts_with("feast.dev/");
}

bool is_object(const Node& object) {
  const auto version = string_at(&object, "apiVersion");
  return !version.empty() && !string_at(&object, "kind").empty() && !version.starts_with("kustomize.config.k8s.io/");
}

template <typename Take>
void unpack(const Node& object, const Take& take) {
  const Node* items = lookup(&object, {"items"});
  if (!string_at(&object, "kind").ends_with("List") || items == nullptr) return take(object);
  for (const Node* item : items->items()) {
    if (item->is_map()) take(*item);
  }
}

std::vector<parse::Document> documents_of(const Sources& sources, const TreeBuilder& tree, bool& fine) {
  std::vector<parse::Document> documents;
  Diagnostics found;
  for (SourceId id = 1; id <= sources.size(); ++id) parse::read(sources, id, tree, found, documents);
  fine = found.errors() == 0;
  return documents;
}

}  // namespace

bool read_objects(const Sources& sources, const TreeBuilder& tree, std::vector<const Node*>& objects) {
  bool fine = true;
  for (const parse::Document& d : documents_of(sources, tree, fine)) {
    unpack(*d.root, [&](const Node& object) {
      if (is_object(object) && !is_store(object)) objects.push_back(&object);
    });
  }
  return fine;
}

std::vector<const Node*> read_stores(const Sources& sources, const TreeBuilder& tree) {
  std::vector<const Node*> stores;
  bool fine = true;
  for (const parse::Document& d : documents_of(sources, tree, fine)) {
    unpack(*d.root, [&](const Node& object) {
      if (is_store(object)) stores.push_back(&object);
    });
  }
  return stores;
}

}  // namespace feastctl::diff
