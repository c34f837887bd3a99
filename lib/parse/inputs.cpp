#include "parse/inputs.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/secret_text.hpp"
#include "catalog/codes.hpp"
#include "parse/almost_store.hpp"
#include "parse/outline.hpp"

namespace feastctl::parse {

namespace {

constexpr std::string_view kGroup = "feast.dev/";
/// Larger documents keep their trees, because many stores may refer to one, and each would have to parse it.
constexpr std::size_t kLargestSecretPutAside = std::size_t{4} * 1024;
constexpr std::size_t kLargestStorePutAside = std::size_t{64} * 1024;

using model::Held;

std::string_view namespace_of(const Node& object, std::string_view otherwise) {
  const auto written = string_at(lookup(&object, {"metadata"}), "namespace");
  return written.empty() ? otherwise : written;
}

std::string_view written_name(const Node& object) {
  return string_at(lookup(&object, {"metadata"}), "name");
}

bool is_known_version(std::string_view version) {
  return version == "feast.dev/v1" || version == "feast.dev/v1alpha1";
}

bool is_kind(const Node& object, std::string_view kind) {
  return string_at(&object, "kind") == kind;
}

/// Whether only the name of the object is needed without its tree.
bool can_be_put_aside(const Node& object, const Part& part) {
  const std::size_t size = part.end - part.begin;
  const auto version = string_at(&object, "apiVersion");
  if (is_kind(object, "FeatureStore")) return is_known_version(version) && size <= kLargestStorePutAside;
  const bool plain = is_kind(object, "Secret") || is_kind(object, "ConfigMap");
  return plain && version == "v1" && size <= kLargestSecretPutAside;
}

/// Sorts one object at a time into `inputs`.
class Sorter {
 public:
  Sorter(Inputs& inputs, std::string_view default_namespace, const TreeBuilder& tree, Diagnostics& out,
         const std::function<void(const Node*)>& see_other)
      : inputs_(inputs), default_namespace_(default_namespace), tree_(tree), out_(out), see_other_(see_other) {}

  /// `held` says whether the object's tree stays.
  void sort(const Node& object, const Held& held, int document) {
    const auto kind = string_at(&object, "kind");
    const auto version = string_at(&object, "apiVersion");
    if (kind == "List" || kind == "FeatureStoreList") return sort_items(object, held.was_secret, document);
    if (kind == "FeatureStore") return sort_store(object, held, version, document);
    inputs_.others.push_back(held);
    see_other_(&object);
    report_almost_store(object, out_);
    if (kind == "Secret" && version == "v1") {
      inputs_.companions.secrets[key(object)] = held;
    } else if (kind == "ConfigMap" && version == "v1") {
      inputs_.companions.config_maps[key(object)] = held;
    } else if (kind == "MLflow" && version == "mlflow.opendatahub.io/v1") {
      inputs_.companions.mlflows.push_back(&object);
    } else if ((kind == "HorizontalPodAutoscaler" && version.starts_with("autoscaling/")) ||
               (kind == "ScaledObject" && version.starts_with("keda.sh/"))) {
      sort_scaler(object, "Deployment");
    }
  }

  void add_store(const Held& held, const model::StoreDocument& document) {
    Store& store = inputs_.stores.emplace_back(Store{{.held = held, .document = document}, nullptr});
    if (document.name.empty()) return;  // the schema check reports that
    const auto key = model::CompanionIndex::key(document.name_space, document.name);
    const auto [it, fresh] = inputs_.companions.stores.emplace(key, &store);
    inputs_.companions.stores_by_name.try_emplace(document.name, &store);
    if (!fresh) store.first = static_cast<const Store*>(it->second);
  }

  /// A FeatureStore with a usable outline.
  void add_store(const Held& held, const Outline& outline, int document) {
    const auto name_space = outline.name_space.empty() ? default_namespace_ : outline.name_space;
    add_store(held, {.root = nullptr,
                     .index = document,
                     .name = outline.name,
                     .name_space = name_space,
                     .v1alpha1 = outline.v1alpha1});
  }

 private:
  [[nodiscard]] std::string key(const Node& object) const {
    return model::CompanionIndex::key(namespace_of(object, default_namespace_), written_name(object));
  }

  void sort_items(const Node& list, bool was_secret, int document) {
    const Node* items = lookup(&list, {"items"});
    if (items == nullptr) return;
    for (const Node* item : items->items()) sort(*item, {.root = item, .was_secret = was_secret}, document);
  }

  void sort_store(const Node& object, const Held& held, std::string_view version, int document) {
    if (version.empty()) return report_almost_store(object, out_);
    if (!is_known_version(version)) return report_version(object, version);
    const auto stays = [&](std::string_view text) { return held.root != nullptr ? text : tree_.arena().copy(text); };
    add_store(held, {.root = held.root,
                     .index = document,
                     .name = stays(written_name(object)),
                     .name_space = stays(namespace_of(object, default_namespace_)),
                     .v1alpha1 = version.ends_with("alpha1")});
  }

  void report_version(const Node& object, std::string_view version) const {
    const Field root(&object);
    Diagnostic& d = out_.add(catalog::kUnknownStoreVersion, root.child("apiVersion"),
                             fmt::format("unknown FeatureStore apiVersion {}", version));
    d.with_expected("feast.dev/v1 (or feast.dev/v1alpha1)");
    d.with_hint(version.starts_with(kGroup)
                    ? "write apiVersion: feast.dev/v1"
                    : "write apiVersion: feast.dev/v1, or change the kind if the object belongs to another product");
    d.with_fix(false, "Change to feast.dev/v1", {change::replace(root.child("apiVersion"), "feast.dev/v1")});
  }

  void sort_scaler(const Node& object, std::string_view default_kind) {
    const Node* target = lookup(&object, {"spec", "scaleTargetRef"});
    inputs_.companions.add_scaler({.name_space = namespace_of(object, default_namespace_),
                                   .target_kind = string_at(target, "kind", default_kind),
                                   .target_name = string_at(target, "name"),
                                   .root = &object});
  }

  Inputs& inputs_;
  std::string_view default_namespace_;
  const TreeBuilder& tree_;
  Diagnostics& out_;
  const std::function<void(const Node*)>& see_other_;
};

bool is_store(const std::optional<Document>& document) {
  return document && is_kind(*document->root, "FeatureStore");
}

/// Whether a FeatureStore lacks required fields, as a kustomize patch does.
bool is_partial(const Node& store) {
  return lookup(&store, {"spec", "feastProject"}) == nullptr;
}

/// Reports two FeatureStores with the same name. `kustomized` says whether the input has a kustomization.
void report_twice(const Node& store, const Node& first, const model::StoreDocument& document, bool kustomized,
                  Diagnostics& out) {
  const Field root(&store);
  const Field metadata = root.child("metadata");
  const Field first_root(&first);
  const Field first_metadata = first_root.child("metadata");
  out.add(catalog::kStoreTwice, metadata.child("name"),
          fmt::format("FeatureStore {}/{} is in the input twice", document.name_space, document.name))
      .with_hint(is_partial(store) || is_partial(first)
                     ? "one of them looks like a kustomize patch: validate the output of `kustomize build` instead"
                 : kustomized
                     ? "if one of them is a kustomize base or patch, validate the output of `kustomize build` instead"
                     : "keep one of the two, or give one of them another name")
      .with_note("first defined here", first_metadata.child("name"));
}

/// Adds the findings of parsing a document; duplicate keys are warnings unless the document is a FeatureStore.
void merge_findings(Diagnostics& out, Diagnostics&& found, bool store) {
  if (store) return out.merge(std::move(found));
  for (Diagnostic& d : found.all()) {
    const Rule& rule = d.rule == &catalog::kDuplicateKey ? catalog::kCompanionKeyTwice : *d.rule;
    Diagnostic& added = out.add(rule, d.where, {});
    added = std::move(d);
    added.set_rule(rule);
  }
}

/// Whether a file has one of the names that kustomize looks for.
bool is_kustomization(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  return name == "kustomization.yaml" || name == "kustomization.yml" || name == "Kustomization";
}

std::string_view text_of(const Sources& sources, const Part& part) {
  return sources.at(part.source).text.substr(part.begin, part.end - part.begin);
}

/// Whether a duplicate key overrides the document's kind, and the text mentions a Secret.
bool was_secret(const Sources& sources, const Part& part, const Diagnostics& found) {
  const bool kind_twice = std::ranges::any_of(found.all(), [&](const Diagnostic& d) {
    if (d.rule != &catalog::kDuplicateKey) return false;
    const auto key = sources.at(part.source).text.substr(d.where.begin, d.where.end - d.where.begin);
    return key.find("kind") != std::string_view::npos || key.find('\\') != std::string_view::npos;
  });
  return kind_twice && !secret_stretches(text_of(sources, part)).empty();
}

std::optional<Outline> outline_of(const Sources& sources, const Part& part) {
  if (part.json || part.end - part.begin > kLargestStorePutAside) return std::nullopt;
  return outline(text_of(sources, part));
}

Span place_of(const Part& part) {
  return {part.source, part.begin, part.end};
}

/// Reads one part for its role. Returns whether it is a FeatureStore without a name, which others cannot find.
bool look_at_part(const Sources& sources, const Part& part, Held held, Arena& scratch, const TreeBuilder& tree,
                  Sorter& sorter, Diagnostics& out) {
  Diagnostics found;
  auto document = read_part(sources, part, TreeBuilder(scratch), found);
  held.was_secret = was_secret(sources, part, found);
  const bool nameless = is_store(document) && written_name(*document->root).empty();
  if (document && can_be_put_aside(*document->root, part)) {
    // Findings about a FeatureStore's text are reported when it is read for its run.
    if (!is_store(document)) merge_findings(out, std::move(found), false);
    sorter.sort(*document->root, held, document->index);
    return nameless;
  }
  merge_findings(out, std::move(found), is_store(document) || (!document && names_store(text_of(sources, part))));
  if (!document) return false;
  Diagnostics said;
  document = read_part(sources, part, tree, said);
  held.root = document->root;
  sorter.sort(*document->root, held, document->index);
  return nameless;
}

}  // namespace

Inputs read_inputs(const Sources& sources, std::string_view default_namespace, const TreeBuilder& tree,
                   Diagnostics& out, const std::function<void(const Node*)>& see_other) {
  Inputs inputs;
  for (SourceId id = 1; id <= sources.size(); ++id) split(sources, id, out, inputs.parts);
  for (SourceId id = 1; id <= sources.size() && !inputs.kustomized; ++id) {
    inputs.kustomized = is_kustomization(sources.at(id).name);
  }
  Sorter sorter(inputs, default_namespace, tree, out, see_other);
  Arena scratch;
  for (std::uint32_t number = 0; number < inputs.parts.size(); ++number) {
    const Part& part = inputs.parts[number];
    const Held held{.root = nullptr, .number = number};
    if (const auto outline = outline_of(sources, part)) {
      sorter.add_store(held, *outline, part.index);
      continue;
    }
    scratch.reset();
    const std::size_t errors = out.errors();
    const bool nameless = look_at_part(sources, part, held, scratch, tree, sorter, out);
    if (nameless || out.errors() != errors) inputs.companions.add_broken(text_of(sources, part), place_of(part));
  }
  return inputs;
}

const Part* part_at(const std::vector<Part>& parts, const Span& where) {
  const auto before = [&](const Part& part) {
    return part.source < where.source || (part.source == where.source && part.end <= where.begin);
  };
  const auto it = std::ranges::partition_point(parts, before);
  return it == parts.end() || it->source != where.source || it->begin > where.begin ? nullptr : &*it;
}

const Node* PartsReader::tree(const Held& held, const TreeBuilder& builder) const {
  if (held.root != nullptr) return held.root;
  Diagnostics said;
  const auto document = read_part(*sources_, (*parts_)[held.number], builder, said);
  return document ? document->root : nullptr;
}

Span PartsReader::place(const model::Held& held) const {
  return held.root != nullptr ? held.root->span : place_of((*parts_)[held.number]);
}

const Node* read_store(const Sources& sources, const Inputs& inputs, const Store& store, const TreeBuilder& tree,
                       Diagnostics& out) {
  const Node* root = store.held.root;
  if (root == nullptr) {
    Diagnostics found;
    const auto document = read_part(sources, inputs.parts[store.held.number], tree, found);
    merge_findings(out, std::move(found), true);  // it is known to be one, even if it cannot be parsed
    if (!document) return nullptr;
    root = document->root;
  }
  if (store.first == nullptr) return root;
  const Node* first = PartsReader(sources, inputs.parts).tree(store.first->held, tree);
  if (first != nullptr) report_twice(*root, *first, store.document, inputs.kustomized, out);
  return root;
}

}  // namespace feastctl::parse
