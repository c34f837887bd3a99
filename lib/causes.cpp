#include "causes.hpp"

#include <algorithm>
#include <utility>

#include "base/versions.hpp"
#include "catalog/codes.hpp"
#include "stages.hpp"
#include "validate/mend.hpp"

namespace feastctl {

namespace {

/// Mistakes within mistakes take further rounds.
constexpr int kMostRounds = 3;

Edition edition_of(bool v1alpha1, FeastRelease feast) {
  return {v1alpha1 ? ApiVersion::kV1Alpha1 : ApiVersion::kV1, feast};
}

/// Reads other FeatureStores as they were most likely meant.
class MendingReader final : public model::HeldReader {
 public:
  MendingReader(const model::HeldReader& reader, FeastRelease feast) : reader_(&reader), feast_(feast) {}

  [[nodiscard]] const Node* tree(const model::Held& held, const TreeBuilder& builder) const override {
    const Node* root = reader_->tree(held, builder);
    if (root == nullptr || string_at(root, "kind") != "FeatureStore") return root;
    const bool v1alpha1 = string_at(root, "apiVersion").ends_with("alpha1");
    const auto meant = validate::mended(*root, edition_of(v1alpha1, feast_), builder);
    if (meant.root != root) mended_ = {nullptr, reader_->place(held)};
    return meant.root;
  }
  [[nodiscard]] Span place(const model::Held& held) const override { return reader_->place(held); }

  /// The document that was not meant as it is written, if one was read.
  [[nodiscard]] const Cause& mended() const { return mended_; }

 private:
  const model::HeldReader* reader_;
  FeastRelease feast_;
  mutable Cause mended_;
};

/// Whether a finding may be caused by a mistake in another FeatureStore.
bool blames_other_store(const Diagnostic& d) {
  return d.rule == &catalog::kFeastRefWithoutServer || d.rule == &catalog::kFeastRefWithoutGrpc;
}

/// The document with another tree, under the name and the namespace that the tree gives it.
model::StoreDocument renamed(model::StoreDocument store, const Node& root, const model::Platform& platform) {
  store.root = &root;
  const Node* metadata = lookup(&root, {"metadata"});
  store.name = string_at(metadata, "name");
  store.name_space = string_at(metadata, "namespace", platform.default_namespace);
  if (store.name_space.empty()) store.name_space = platform.default_namespace;
  return store;
}

/// One round of tell_causes. Answers whether the stages came to an end in one way or the other.
bool tell(const model::StoreDocument& store, const Surroundings& around, bool finished, int round, Diagnostics& out) {
  validate::Meant mended =
      validate::mended(*store.root, edition_of(store.v1alpha1, around.platform.feast), around.tree);
  const bool own = mended.root != store.root;
  if (round == kMostRounds || (!own && std::ranges::none_of(out.all(), blames_other_store))) return finished;

  const model::StoreDocument meant = renamed(store, *mended.root, around.platform);
  const MendingReader reader(around.reader, around.platform.feast);
  const model::Companions companions(around.companions, reader, around.tree, around.asked);
  Diagnostics again;
  again.set_store(meant.index, std::string(meant.name_space), std::string(meant.name));
  const Made made = make(meant, around.platform, companions, around.tree, nullptr, again);
  const bool end = tell(meant, around, made.model.has_value(), round + 1, again);
  if (own || reader.mended().known()) {
    validate::tell_consequences(out, {std::move(again), end, std::move(mended), reader.mended()});
  }
  return finished || end;
}

}  // namespace

void tell_causes(const model::StoreDocument& store, const Surroundings& around, bool finished, Diagnostics& out) {
  tell(store, around, finished, 0, out);
}

void tell_patch(const Diagnostics& reading, Diagnostics& out) {
  const auto twice =
      std::ranges::find_if(reading.all(), [](const Diagnostic& d) { return d.rule == &catalog::kStoreTwice; });
  const auto no_project = [](const Diagnostic& d) {
    return d.rule == &catalog::kMissingField && d.path == "spec.feastProject";
  };
  if (twice == reading.all().end() || std::ranges::none_of(out.all(), no_project)) return;
  for (Diagnostic& d : out.all()) {
    if (d.rule == &catalog::kMissingField || d.rule->code > "FS3") d.follows = {twice->rule, twice->where};
  }
}

}  // namespace feastctl
