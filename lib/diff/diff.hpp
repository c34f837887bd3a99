/// @file
/// @brief Compares two sets of manifests, by object and field, and shows the effects of applying the change.
///
/// To add an output format: a function here, a file of that name, and a case in tests/unit/diff. To add a change that
/// Kubernetes refuses: traps.cpp and its neighbours.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/node.hpp"
#include "base/source.hpp"

namespace feastctl::diff {

/// An object of one side. `folder` is the folder of its file, relative to the given folder and empty at the top: with
/// one folder per environment, several contain the same object.
struct Object {
  const Node* root = nullptr;
  std::string_view folder{};
};
using Objects = std::vector<Object>;

/// What was fetched from a cluster, in the terms of `feastctl kinds`: `namespace feast`, `clusterroles`.
using Fetched = std::unordered_set<std::string>;

class Needed;  // live/pieces.hpp

/// The objects of one side, without kustomizations and documents that are not objects; lists are unpacked.
struct Manifests {
  Objects objects;
  std::vector<const Node*> stores;  ///< the FeatureStores, which are not among the objects
  bool almost_stores = false;       ///< some look like a FeatureStore but are not one
  Fetched fetched{};                ///< from comments `# fetched: …`, which the commands of feastctl kinds print
  Diagnostics findings;             ///< texts that cannot be parsed
};

/// Reads all sources. `root` is the folder that they were listed from, or empty. The folders of the objects are parts
/// of the sources' names. With `needed`, large texts of a cluster are read only as far as those objects go; of the
/// others there is the name.
Manifests read(const Sources& sources, std::string_view root, const TreeBuilder& tree, const Needed* needed = nullptr);

enum class Change : std::uint8_t { kAdded, kRemoved, kChanged };

/// One field that differs; `before` or `after` is nullptr if absent. List items with names are identified by them:
/// spec.containers[online].image.
struct FieldChange {
  std::string path;
  const Node* before = nullptr;
  const Node* after = nullptr;
};

/// An effect of applying a change, beyond the change itself.
enum class Effect : std::uint8_t {
  kRefused,   ///< the API server refuses it
  kCareful,   ///< something may be lost, or it depends on the cluster
  kKept,      ///< a difference in a live object that an apply will not undo
  kRestarts,  ///< the pods of the workload are replaced
};

/// One such effect.
struct Trap {
  Effect effect = Effect::kCareful;
  std::string path;     ///< the field, empty for the whole object
  std::string message;  ///< for kRestarts, how the pods are replaced
  std::string remedy;   ///< what to do; empty if nothing has to be done
  Span where{};         ///< the field in the new manifests, if it was read from there
};

/// An object that differs. Values of Secrets are masked in all of it.
struct ObjectChange {
  Change change = Change::kChanged;
  std::string api_version, kind, name_space, name;
  std::string folder{};
  const Node* before = nullptr;
  const Node* after = nullptr;
  std::vector<FieldChange> fields{};
  std::vector<Trap> traps{};
};
using Changes = std::vector<ObjectChange>;

/// Remarks about live objects, apart from their changes.
struct Live {
  Fetched fetched{};                             ///< input: what was fetched for the side `before`
  bool any = false;                              ///< `before` contains live objects
  std::vector<const Node*> not_fetched{};        ///< objects of `after` whose kind does not occur in `before`
  std::map<std::string, std::size_t> foreign{};  ///< by kind, how many objects belong to no store of `after`
  std::size_t theirs = 0;  ///< labels and annotations that others have added to objects of the stores
  /// Workloads whose pods an apply restarts although only the spelling of a text changes.
  std::vector<std::string> respelled{};
};

/// The differences in the order of `after`, with removed objects at the end. Fields that only the cluster writes
/// (status, uid…) do not count. An object is compared with the one of its folder, or with one of another folder if that
/// is the only one. In a live object, only what somebody changed counts (live/as_written.hpp), not defaults or fields
/// that controllers fill in. Live objects that are not in `after` count if they are leftovers of its stores.
Changes compare(const Objects& before, const Objects& after, const TreeBuilder& tree, Live* live = nullptr);

/// Whether these include live objects: only an API server assigns a uid.
bool is_live(const Objects& objects);

/// The remarks, one sentence each; with `all`, also how much was left out.
std::vector<std::string> notes(const Live& live, bool all);

/// Whether the two have an object in common.
bool overlap(const Objects& a, const Objects& b);

/// What the API server refuses in an update of the FeatureStore itself, for users who also run the operator.
std::vector<Trap> store_traps(const std::vector<const Node*>& before, const std::vector<const Node*>& after);

/// Whether Kubernetes refuses any of the changes.
bool refused(const Changes& changes, const std::vector<Trap>& stores);

/// The changes as text, with or without color. Equal changes of several objects are shown once.
std::string text(const Changes& changes, const std::vector<Trap>& stores, bool color);
/// … in the unified format of `diff -u` and `kubectl diff`.
std::string unified(const Changes& changes, const std::vector<Trap>& stores, bool color);
/// … as Markdown for a pull request. Equal changes of several objects are shown once.
std::string markdown(const Changes& changes, const std::vector<Trap>& stores);
/// … as one JSON document, format version 1.0: schemas/output/diff.json. `live` may be nullptr.
std::string json(const Changes& changes, const std::vector<Trap>& stores, const Live* live = nullptr);
/// The effects as findings, for the report formats in lib/report. `in_files` says that the places of the changes are in
/// files, as those of the stores' traps always are.
std::vector<Diagnostic> findings(const Changes& changes, bool in_files, const std::vector<Trap>& stores);

/// Where two texts to compare are within longer ones.
struct LinesBefore {
  std::size_t old_lines = 0;
  std::size_t new_lines = 0;
  bool file = false;  ///< whether they are files, or parts of such: then, a missing last line end is a difference
};

/// The lines of `before` and `after` as hunks of a unified diff with three lines around each change; empty when equal.
std::string unified_lines(std::string_view before, std::string_view after, const LinesBefore& place = {});

/// The object as YAML, for the programs of KUBECTL_EXTERNAL_DIFF; empty for nullptr.
std::string yaml_of(const Node* object);

}  // namespace feastctl::diff
