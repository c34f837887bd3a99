#include <string_view>

#include "base/api_version.hpp"
#include "base/object_name.hpp"
#include "catalog/codes.hpp"
#include "diff/diff.hpp"
#include "parse/reader.hpp"

namespace feastctl::diff {

namespace {

constexpr std::string_view kStoreKind = "FeatureStore";
constexpr std::string_view kStoreGroup = "feast.dev/";

bool is_almost_store(const Node& object) {
  const auto version = string_at(&object, "apiVersion");
  return version.starts_with(kStoreGroup) || (version.empty() && string_at(&object, "kind") == kStoreKind);
}

bool is_object(const Node& object) {
  const auto version = string_at(&object, "apiVersion");
  return !version.empty() && !string_at(&object, "kind").empty() && !version.starts_with("kustomize.config.k8s.io/");
}

/// The folder of a file that was found below `root`.
std::string_view folder_of(std::string_view name, std::string_view root) {
  if (root.empty() || !name.starts_with(root)) return {};
  name.remove_prefix(root.size());
  while (name.starts_with('/')) name.remove_prefix(1);
  const auto slash = name.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : name.substr(0, slash);
}

}  // namespace

Manifests read(const Sources& sources, std::string_view root, const TreeBuilder& tree) {
  Manifests manifests;
  std::vector<parse::Document> documents;
  for (SourceId id = 1; id <= sources.size(); ++id) parse::read(sources, id, tree, manifests.findings, documents);
  // The last value counts, as with kubectl; render and validate say so of FeatureStores.
  std::erase_if(manifests.findings.all(), [](const Diagnostic& d) { return d.rule == &catalog::kDuplicateKey; });
  for (const parse::Document& d : documents) {
    const auto folder = folder_of(sources.at(d.source).name, root);
    for_each_object(*d.root, [&](const Node& object) {
      if (is_feature_store(object)) {
        manifests.stores.push_back(&object);
        return;
      }
      manifests.almost_stores |= is_almost_store(object);
      if (is_object(object)) manifests.objects.push_back({&object, folder});
    });
  }
  return manifests;
}

}  // namespace feastctl::diff
