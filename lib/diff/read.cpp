#include <string_view>

#include "base/api_version.hpp"
#include "base/object_name.hpp"
#include "catalog/codes.hpp"
#include "diff/diff.hpp"
#include "diff/live/kubectl.hpp"
#include "diff/live/pieces.hpp"
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
  const auto kind = string_at(&object, "kind");
  const bool empty_list = kind.ends_with("List") && object.find("items") != nullptr;  // items: null
  return !version.empty() && !kind.empty() && !empty_list && !version.starts_with("kustomize.config.k8s.io/");
}

/// The folder of a file that was found below `root`.
std::string_view folder_of(std::string_view name, std::string_view root) {
  if (root.empty() || !name.starts_with(root)) return {};
  name.remove_prefix(root.size());
  while (name.starts_with('/')) name.remove_prefix(1);
  const auto slash = name.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : name.substr(0, slash);
}

/// Takes the objects of a document in.
void take(const Node& root, std::string_view folder, Manifests& manifests) {
  for_each_object(root, [&](const Node& object) {
    if (is_feature_store(object)) {
      manifests.stores.push_back(&object);
      return;
    }
    manifests.almost_stores |= is_almost_store(object);
    if (is_object(object)) manifests.objects.push_back({&object, folder});
  });
}

/// An object that is not read: its name, and that it is of a cluster.
const Node* stub(const Piece& piece, const TreeBuilder& tree) {
  const ObjectName& name = piece.name;
  Node* metadata = tree.map({{"name", name.name}, {"uid", "not read"}});
  if (!name.name_space.empty()) tree.add(metadata, "namespace", name.name_space);
  return tree.map({{"apiVersion", name.api_version}, {"kind", name.kind}, {"metadata", metadata}});
}

/// The text of a piece as a document of its own.
std::string_view document_of(const Piece& piece, const TreeBuilder& tree) {
  return piece.item ? tree.arena().concat({" ", piece.text.substr(1)}) : piece.text;
}

/// Reads a large text of a cluster piece by piece. False when a piece cannot be read, or the text is of another form.
bool read_pieces(const Source& source, std::string_view folder, const Needed& needed, const TreeBuilder& tree,
                 Manifests& out) {
  const auto pieces = pieces_of(source.text);
  if (!pieces) return false;
  Manifests found;
  Sources texts;
  std::vector<parse::Document> documents;
  for (const Piece& piece : *pieces) {
    if (!needed.is_needed(piece)) {
      found.objects.push_back({stub(piece, tree), folder});
      continue;
    }
    documents.clear();
    parse::read(texts, texts.add(source.name, document_of(piece, tree)), tree, found.findings, documents);
    if (found.findings.errors() != 0) return false;
    for (const parse::Document& d : documents) take(*d.root, folder, found);
  }
  out.objects.insert(out.objects.end(), found.objects.begin(), found.objects.end());
  out.stores.insert(out.stores.end(), found.stores.begin(), found.stores.end());
  out.almost_stores |= found.almost_stores;
  return true;
}

constexpr std::size_t kLarge = std::size_t{1} << 20;

}  // namespace

Manifests read(const Sources& sources, std::string_view root, const TreeBuilder& tree, const Needed* needed) {
  Manifests manifests;
  std::vector<parse::Document> documents;
  for (SourceId id = 1; id <= sources.size(); ++id) {
    const Source& source = sources.at(id);
    read_fetched(source.text, manifests.fetched);
    const std::string_view folder = folder_of(source.name, root);
    const bool large = needed != nullptr && source.text.size() >= kLarge;
    if (large && read_pieces(source, folder, *needed, tree, manifests)) continue;
    documents.clear();
    parse::read(sources, id, tree, manifests.findings, documents);
    for (const parse::Document& d : documents) take(*d.root, folder, manifests);
  }
  // The last value of a duplicate key counts, as with kubectl; render and validate report duplicate keys in
  // FeatureStores.
  std::erase_if(manifests.findings.all(), [](const Diagnostic& d) { return d.rule == &catalog::kDuplicateKey; });
  return manifests;
}

}  // namespace feastctl::diff
