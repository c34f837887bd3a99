/// @file
/// @brief Other objects in the input, which a FeatureStore may refer to or be scaled by.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/node.hpp"

namespace feastctl::model {

/// A document of the input: its tree or, if that is not kept in memory, the number with which to read it again.
struct Held {
  const Node* root = nullptr;
  std::uint32_t number = 0;
  bool was_secret = false;  ///< its text has two kinds, and the first may be that of a Secret
};

/// Reads documents again whose trees were not kept. Thread-safe.
class HeldReader {
 public:
  HeldReader() = default;
  HeldReader(const HeldReader&) = delete;
  HeldReader& operator=(const HeldReader&) = delete;
  virtual ~HeldReader() = default;
  /// The tree, in the builder's arena if it must be read again; nullptr for a document that cannot be read.
  [[nodiscard]] virtual const Node* tree(const Held& held, const TreeBuilder& builder) const = 0;
  /// The place of the document.
  [[nodiscard]] virtual Span place(const Held& held) const = 0;
};

/// A FeatureStore document in the input, as read.
struct StoreDocument {
  const Node* root = nullptr;
  int index = 0;                ///< which document of its source, from 0
  std::string_view name;        ///< metadata.name, empty if it has none
  std::string_view name_space;  ///< metadata.namespace or the default one
  bool v1alpha1 = false;
};

/// An object that scales a Deployment: a HorizontalPodAutoscaler or a KEDA ScaledObject.
struct ExternalScaler {
  std::string_view name_space;
  std::string_view target_kind;  ///< Deployment or FeatureStore
  std::string_view target_name;
  const Node* root = nullptr;
};

/// A FeatureStore that others may refer to.
struct StoreEntry {
  Held held;
  StoreDocument document;  ///< without its root while that is not in memory
};

/// Everything in the input that references can resolve to, by namespace and name. Filled once, then read-only.
struct CompanionIndex {
  std::unordered_map<std::string, Held> secrets;      ///< key(): namespace/name
  std::unordered_map<std::string, Held> config_maps;  ///< likewise
  std::unordered_map<std::string, const StoreEntry*> stores;
  std::unordered_map<std::string_view, const StoreEntry*> stores_by_name;  ///< the first of each name
  std::vector<const Node*> mlflows;                                        ///< MLflow objects in the order of the input
  std::vector<ExternalScaler> scalers;                                     ///< … and scalers, likewise
  std::unordered_map<std::string, std::size_t> scaler_of;  ///< the index in `scalers`, by the store that is scaled
  /// The words in documents that may contain an object, but have an error that hides it, with the places of these
  /// documents.
  std::unordered_map<std::string_view, Span> words;

  /// The key of the maps above.
  static std::string key(std::string_view name_space, std::string_view name);
  /// Adds a document that should contain an object, but of which only the text is known.
  void add_broken(std::string_view text, const Span& place);
  /// Adds a scaler. If several scale a store or its Deployment, the first one counts.
  void add_scaler(const ExternalScaler& scaler);
};

/// A question that a store asked of the companions. The answer is a part of its verdict.
struct Asked {
  enum class Of : std::uint8_t { kSecret, kConfigMap, kStore, kStoreOfName };
  Of of = Of::kSecret;
  std::string name_space, name;
};

/// The companions during the run of one FeatureStore: reads documents on demand, each once.
class Companions {
 public:
  /// All arguments must outlive this. `asked`, unless it is nullptr, receives the questions.
  Companions(const CompanionIndex& index, const HeldReader& reader, const TreeBuilder& tree,
             std::vector<Asked>* asked = nullptr)
      : index_(&index), reader_(&reader), tree_(&tree), asked_(asked) {}

  /// The Secret, ConfigMap or store with that name, or nullptr.
  [[nodiscard]] const Node* secret(std::string_view name_space, std::string_view name) const;
  [[nodiscard]] const Node* config_map(std::string_view name_space, std::string_view name) const;
  [[nodiscard]] const StoreDocument* store(std::string_view name_space, std::string_view name) const;
  /// Why an object with that name, to which the text at `asked` refers, cannot be found although it may be in the
  /// input: another document that mentions it and has an error. Unknown if there is none.
  [[nodiscard]] Cause why_missing(std::string_view name, const Span& asked) const;
  /// The same for a FeatureStore, whose name may be known although it is unreadable or has an error in its metadata.
  [[nodiscard]] Cause why_store_missing(std::string_view name_space, std::string_view name, const Span& asked) const;
  /// The first FeatureStore with that name in any namespace, or nullptr.
  [[nodiscard]] const StoreDocument* store_of_name(std::string_view name) const;
  /// Whether `store` would find one, without reading it.
  [[nodiscard]] bool has_store(std::string_view name_space, std::string_view name) const;
  /// MLflow objects in the order of the input.
  [[nodiscard]] const std::vector<const Node*>& mlflows() const { return index_->mlflows; }
  /// Whether the platform's trusted CA bundle (a labelled ConfigMap) is in that namespace.
  [[nodiscard]] bool has_ca_bundle(std::string_view name_space) const;
  /// The object that scales the store's Deployment, or nullptr.
  [[nodiscard]] const ExternalScaler* scaler_of(std::string_view name_space, std::string_view store) const;

 private:
  [[nodiscard]] const Node* tree(const Held& held) const;
  [[nodiscard]] const StoreDocument* document(const StoreEntry& entry) const;
  void note(Asked::Of of, std::string_view name_space, std::string_view name) const;

  const CompanionIndex* index_;
  const HeldReader* reader_;
  const TreeBuilder* tree_;
  std::vector<Asked>* asked_;
  mutable std::vector<std::pair<std::uint32_t, const Node*>> read_;  ///< documents that were read again, by number
};

}  // namespace feastctl::model
