#include "parse/inputs.hpp"

#include <fmt/format.h>

#include "catalog/inputs.hpp"
#include "catalog/reading.hpp"

namespace feastctl::parse {

namespace {

constexpr std::string_view kGroup = "feast.dev/";

std::string_view namespace_of(const Node& object, std::string_view otherwise) {
  const auto written = string_at(lookup(&object, {"metadata"}), "namespace");
  return written.empty() ? otherwise : written;
}

/// Sorts one object at a time into `inputs`.
class Sorter {
 public:
  Sorter(Inputs& inputs, std::string_view default_namespace, Diagnostics& out)
      : inputs_(inputs), default_namespace_(default_namespace), out_(out) {}

  void sort(const Node& object, int document) {
    const auto kind = string_at(&object, "kind");
    const auto version = string_at(&object, "apiVersion");
    if (kind == "List" || kind == "FeatureStoreList") return sort_items(object, document);
    if (kind == "FeatureStore") return sort_store(object, version, document);
    inputs_.others.push_back(&object);
    if (version.starts_with(kGroup)) report_almost(object, "kind", "FeatureStore");
    if (kind == "Secret" && version == "v1") {
      inputs_.companions.secrets[key(object)] = &object;
    } else if (kind == "ConfigMap" && version == "v1") {
      inputs_.companions.config_maps[key(object)] = &object;
    } else if (kind == "MLflow" && version == "mlflow.opendatahub.io/v1") {
      inputs_.companions.mlflows.push_back(&object);
    } else if (kind == "HorizontalPodAutoscaler" && version.starts_with("autoscaling/")) {
      sort_scaler(object, "Deployment");
    } else if (kind == "ScaledObject" && version.starts_with("keda.sh/")) {
      sort_scaler(object, "Deployment");
    }
  }

 private:
  std::string key(const Node& object) const {
    return model::Companions::key(namespace_of(object, default_namespace_),
                                  string_at(lookup(&object, {"metadata"}), "name"));
  }

  void sort_items(const Node& list, int document) {
    const Node* items = lookup(&list, {"items"});
    if (items == nullptr) return;
    for (const Node* item : items->items()) sort(*item, document);
  }

  void sort_store(const Node& object, std::string_view version, int document) {
    if (version.empty()) return report_almost(object, "apiVersion", "feast.dev/v1");
    if (version != "feast.dev/v1" && version != "feast.dev/v1alpha1") return report_version(object, version);
    const auto name = string_at(lookup(&object, {"metadata"}), "name");
    const auto name_space = namespace_of(object, default_namespace_);
    model::StoreDocument& store =
        inputs_.stores.emplace_back(model::StoreDocument{.root = &object,
                                                         .index = document,
                                                         .name = name,
                                                         .name_space = name_space,
                                                         .v1alpha1 = version.ends_with("alpha1")});
    if (name.empty()) return;  // the schema speaks of that
    const auto [it, fresh] = inputs_.companions.stores.emplace(model::Companions::key(name_space, name), &store);
    if (!fresh) report_twice(object, *it->second);
  }

  void report_almost(const Node& object, std::string_view key, std::string_view value) const {
    inputs_.almost_stores.push_back(&object);
    const Field root(&object);
    const Field field = root.child(key);
    out_.add(catalog::kAlmostFeatureStore, field,
             field.present()
                 ? fmt::format("feast.dev has no kind of this name, so this is not taken for a FeatureStore")
                 : fmt::format("this looks like a FeatureStore, but has no {}", key))
        .with_hint(fmt::format("write {}: {}", key, value));
  }

  void report_version(const Node& object, std::string_view version) const {
    const Field root(&object);
    Diagnostic& d =
        out_.add(catalog::kUnknownStoreVersion, root.child("apiVersion"),
                 version.empty() ? "a FeatureStore without an apiVersion"
                                 : fmt::format("apiVersion {} has no FeatureStore that feastctl knows", version));
    d.with_expected("feast.dev/v1 (or feast.dev/v1alpha1)");
    d.with_hint(version.starts_with(kGroup)
                    ? "write apiVersion: feast.dev/v1"
                    : "write apiVersion: feast.dev/v1, or rename the kind if this is another product's object");
  }

  void report_twice(const Node& object, const model::StoreDocument& first) const {
    const Field root(&object);
    const Field metadata = root.child("metadata");
    const Field first_root(first.root);
    const Field first_metadata = first_root.child("metadata");
    out_.add(catalog::kStoreTwice, metadata.child("name"),
             fmt::format("FeatureStore {}/{} is in the input twice", first.name_space, first.name))
        .with_hint("keep one of the two, or give them different names or namespaces")
        .with_note("the first one is here", first_metadata.child("name"));
  }

  void sort_scaler(const Node& object, std::string_view default_kind) {
    const Node* target = lookup(&object, {"spec", "scaleTargetRef"});
    inputs_.companions.scalers.push_back({.name_space = namespace_of(object, default_namespace_),
                                          .target_kind = string_at(target, "kind", default_kind),
                                          .target_name = string_at(target, "name"),
                                          .root = &object});
  }

  Inputs& inputs_;
  std::string_view default_namespace_;
  Diagnostics& out_;
};

}  // namespace

namespace {

bool is_store(const std::optional<Document>& document) {
  return document && document->root != nullptr && string_at(document->root, "kind") == "FeatureStore";
}

/// What a document's reading found, with a key that stands twice as a warning unless the document is a FeatureStore.
void merge_findings(Diagnostics& out, Diagnostics&& found, bool store) {
  if (store) return out.merge(std::move(found));
  for (Diagnostic& d : found.all()) {
    const Rule& rule = d.rule == &catalog::kDuplicateKey ? catalog::kCompanionKeyTwice : *d.rule;
    Diagnostic& added = out.add(rule, d.where, {});
    added = std::move(d);
    added.rule = &rule;
  }
}

}  // namespace

std::vector<Document> read_all(const Sources& sources, const TreeBuilder& tree, Diagnostics& out) {
  std::vector<Document> documents;
  std::vector<Part> parts;
  for (SourceId id = 1; id <= sources.size(); ++id) split(sources, id, out, parts);
  for (const Part& part : parts) {
    Diagnostics found;
    const auto document = read_part(sources, part, tree, found);
    merge_findings(out, std::move(found), is_store(document));
    if (document) documents.push_back(*document);
  }
  return documents;
}

Inputs sort_documents(const std::vector<Document>& documents, std::string_view default_namespace, Diagnostics& out) {
  Inputs inputs;
  Sorter sorter(inputs, default_namespace, out);
  for (const Document& d : documents) {
    if (d.root != nullptr && d.root->is_map()) sorter.sort(*d.root, d.index);
  }
  return inputs;
}

}  // namespace feastctl::parse
