/// @file
/// @brief The first pass over the inputs: finds FeatureStores, and the objects that they may refer to.
///
/// Trees are large, and there can be many, so this pass keeps few of them: a FeatureStore is read when it is processed,
/// and a Secret or ConfigMap is read again when a store needs it.
#pragma once

#include <deque>
#include <functional>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "model/companions.hpp"
#include "parse/reader.hpp"

namespace feastctl::parse {

/// A FeatureStore of the input.
struct Store : model::StoreEntry {
  const Store* first = nullptr;  ///< an earlier store with the same name
};

/// The documents of a run, by role.
struct Inputs {
  std::deque<Store> stores;  ///< in input order; addresses are stable
  model::CompanionIndex companions;
  std::vector<model::Held> others;  ///< objects other than FeatureStores, including companions
  std::vector<Part> parts;          ///< by the number of a held document
  bool kustomized = false;          ///< a kustomization file is among the sources
};

/// Visits every document of every source once, and unpacks lists. Reports unreadable documents and FeatureStores of
/// unknown versions. Trees that are kept are created by `tree`. `see_other` is called with each object that is not a
/// FeatureStore; its tree may not outlive the call.
Inputs read_inputs(const Sources& sources, std::string_view default_namespace, const TreeBuilder& tree,
                   Diagnostics& out, const std::function<void(const Node*)>& see_other);

/// The part that contains a place, or nullptr; `parts` are in the order of the input.
const Part* part_at(const std::vector<Part>& parts, const Span& where);

/// Reads the documents of `inputs` again.
class PartsReader final : public model::HeldReader {
 public:
  PartsReader(const Sources& sources, const std::vector<Part>& parts) : sources_(&sources), parts_(&parts) {}
  [[nodiscard]] const Node* tree(const model::Held& held, const TreeBuilder& builder) const override;
  [[nodiscard]] Span place(const model::Held& held) const override;

 private:
  const Sources* sources_;
  const std::vector<Part>* parts_;
};

/// The tree of a FeatureStore, read again if necessary, with findings about its text. nullptr if it cannot be read.
const Node* read_store(const Sources& sources, const Inputs& inputs, const Store& store, const TreeBuilder& tree,
                       Diagnostics& out);

}  // namespace feastctl::parse
