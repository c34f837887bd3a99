/// @file
/// @brief What differs between two sets of manifests: by object and field, with what Kubernetes will refuse.
///
/// To add a form of the output: a function here, a file of its name, a case in tests/unit/diff.
/// To add a change that Kubernetes refuses: traps.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/node.hpp"
#include "base/source.hpp"

namespace feastctl::diff {

enum class Change : std::uint8_t { kAdded, kRemoved, kChanged };

/// One field that differs; `before` or `after` is nullptr where it is absent. List items that have names are called by
/// them: spec.containers[online].image.
struct FieldChange {
  std::string path;
  const Node* before = nullptr;
  const Node* after = nullptr;
};

/// A change that goes wrong when it is applied, or that somebody should know of before.
struct Trap {
  bool refused = false;  ///< the API server takes it under no circumstances
  std::string path;
  std::string message;
  std::string remedy;
};

/// An object that differs. Values of Secrets are masked in all of it.
struct ObjectChange {
  Change change = Change::kChanged;
  std::string api_version, kind, name_space, name;
  const Node* before = nullptr;
  const Node* after = nullptr;
  std::vector<FieldChange> fields{};
  std::vector<Trap> traps{};
};

/// The objects of the sources. FeatureStores, kustomizations and documents that are no objects are left out, lists are
/// unpacked. False when a source cannot be read.
bool read_objects(const Sources& sources, const TreeBuilder& tree, std::vector<const Node*>& objects);

/// The FeatureStores of the sources.
std::vector<const Node*> read_stores(const Sources& sources, const TreeBuilder& tree);

/// What differs, in the order of `after`, what is gone at the end. What the cluster alone writes (status, uid…) does
/// not count.
std::vector<ObjectChange> compare(const std::vector<const Node*>& before, const std::vector<const Node*>& after,
                                  const TreeBuilder& tree);

/// The rules by which the API server judges an update of the FeatureStore itself: for whoever has the operator, too.
std::vector<Trap> store_traps(const std::vector<const Node*>& before, const std::vector<const Node*>& after);

/// The changes for people, with the escape sequences of a terminal or without.
std::string text(const std::vector<ObjectChange>& changes, const std::vector<Trap>& stores, bool color);
/// … as the unified text that `diff -u` and `kubectl diff` print.
std::string unified(const std::vector<ObjectChange>& changes, const std::vector<Trap>& stores, bool color);
/// … as Markdown for a pull request.
std::string markdown(const std::vector<ObjectChange>& changes, const std::vector<Trap>& stores);
/// … as one JSON document, format version 1.0.
std::string json(const std::vector<ObjectChange>& changes, const std::vector<Trap>& stores);

/// The lines of `before` and `after` as hunks of a unified diff with three lines around each change; empty when equal.
std::string unified_lines(std::string_view before, std::string_view after);

/// The object as YAML, as the external programs of KUBECTL_EXTERNAL_DIFF see it; empty for nullptr.
std::string yaml_of(const Node* object);

}  // namespace feastctl::diff
