/// @file
/// @brief The first look at the inputs: which documents are FeatureStores, which may be referred to, and where each is.
///
/// Trees are large and a fleet has many, so this look keeps few of them: a FeatureStore's is read when its turn comes,
/// a Secret's or ConfigMap's again when a store asks for it.
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
  const Store* first = nullptr;  ///< the store of the same name that is before it
};

/// The documents of a run by their role.
struct Inputs {
  std::deque<Store> stores;  ///< in the order of the input; addresses stay
  model::CompanionIndex companions;
  std::vector<model::Held> others;  ///< objects that are no FeatureStores, companions too
  std::vector<Part> parts;          ///< by the number of a held document
  bool kustomized = false;          ///< a kustomization file is among the sources
};

/// Looks at every document of every source once; lists are unpacked. Reports what cannot be read and FeatureStores that
/// are none of ours; the trees that are kept are made by `tree`. `see_other` is called with each object that is no
/// FeatureStore, whose tree may be gone afterwards.
Inputs read_inputs(const Sources& sources, std::string_view default_namespace, const TreeBuilder& tree,
                   Diagnostics& out, const std::function<void(const Node*)>& see_other);

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

/// The tree of a FeatureStore, read if it was put aside, with what is to say about the text. Nullptr when it cannot be
/// read.
const Node* read_store(const Sources& sources, const Inputs& inputs, const Store& store, const TreeBuilder& tree,
                       Diagnostics& out);

}  // namespace feastctl::parse
