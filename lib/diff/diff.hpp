/// @file
/// @brief What differs between two sets of manifests: by object and field, with what applying the change does.
///
/// To add an output format: a function here, a file of its name, a case in tests/unit/diff.
/// To add a change that Kubernetes refuses: traps.cpp and its neighbours.
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

/// An object of one side. `folder` is where its file is below the folder that was given, empty at the top: with a
/// folder for each environment, several hold the same object.
struct Object {
  const Node* root = nullptr;
  std::string_view folder{};
};
using Objects = std::vector<Object>;

/// What was fetched from a cluster, as `feastctl kinds` calls it: `namespace feast`, `clusterroles`.
using Fetched = std::unordered_set<std::string>;

class Needed;  // live/pieces.hpp

/// What one side holds. Kustomizations and documents that are no objects are left out, lists are unpacked.
struct Manifests {
  Objects objects;
  std::vector<const Node*> stores;  ///< the FeatureStores, which are not among the objects
  bool almost_stores = false;       ///< some look like a FeatureStore, and are none
  Fetched fetched{};                ///< by comments `# fetched: …`, as the commands of feastctl kinds print them
  Diagnostics findings;             ///< texts that cannot be read
};

/// Reads all sources. `root` is the folder that they were listed from, or empty. The folders of the objects are parts
/// of the sources' names. With `needed`, large texts of a cluster are read only as far as those objects go; of the
/// others there is the name.
Manifests read(const Sources& sources, std::string_view root, const TreeBuilder& tree, const Needed* needed = nullptr);

enum class Change : std::uint8_t { kAdded, kRemoved, kChanged };

/// One field that differs; `before` or `after` is nullptr where it is absent. List items that have names are called by
/// them: spec.containers[online].image.
struct FieldChange {
  std::string path;
  const Node* before = nullptr;
  const Node* after = nullptr;
};

/// What applying a change means beyond the change itself.
enum class Effect : std::uint8_t {
  kRefused,   ///< the API server never accepts it
  kCareful,   ///< something may be lost, or the cluster decides
  kKept,      ///< a difference of a live object that an apply will not undo
  kRestarts,  ///< the pods of the workload are replaced
};

/// One such consequence.
struct Trap {
  Effect effect = Effect::kCareful;
  std::string path;     ///< the field, empty for the whole object
  std::string message;  ///< kRestarts: how the pods are replaced
  std::string remedy;   ///< what to do; empty where nothing has to be done
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

/// What is to be said of the objects of a cluster apart from their changes.
struct Live {
  Fetched fetched{};                             ///< to be filled in: what was fetched for the side `before`
  bool any = false;                              ///< `before` holds objects of a cluster
  std::vector<const Node*> not_fetched{};        ///< objects of `after` of whose kinds there is none in `before`
  std::map<std::string, std::size_t> foreign{};  ///< by kind, how many objects belong to no store of `after`
  std::size_t theirs = 0;  ///< labels and annotations that others have put on objects of the stores
  /// Workloads whose pods an apply restarts although nothing changes but how a text is spelled, in words.
  std::vector<std::string> respelled{};
};

/// What differs, in the order of `after`, what is gone at the end. What the cluster alone writes (status, uid…) does
/// not count. An object is compared with the one of its folder, or with one of another folder if that is the only one.
/// Of an object of a cluster, only what somebody changed counts (live/as_written.hpp): neither defaults nor what
/// controllers fill in. Objects of a cluster that are not in `after` count if they are left over of its stores.
Changes compare(const Objects& before, const Objects& after, const TreeBuilder& tree, Live* live = nullptr);

/// Whether there are objects of a cluster among these: only an API server gives out a uid.
bool is_live(const Objects& objects);

/// What is to be said, a sentence each; with `all` also how much was left out.
std::vector<std::string> notes(const Live& live, bool all);

/// Whether the two have an object in common.
bool overlap(const Objects& a, const Objects& b);

/// The rules by which the API server judges an update of the FeatureStore itself: for whoever has the operator, too.
std::vector<Trap> store_traps(const std::vector<const Node*>& before, const std::vector<const Node*>& after);

/// Whether Kubernetes refuses any of it.
bool refused(const Changes& changes, const std::vector<Trap>& stores);

/// The changes for people, with the escape sequences of a terminal or without. Equal changes of several objects are
/// shown once.
std::string text(const Changes& changes, const std::vector<Trap>& stores, bool color);
/// … as the unified text that `diff -u` and `kubectl diff` print.
std::string unified(const Changes& changes, const std::vector<Trap>& stores, bool color);
/// … as Markdown for a pull request. Equal changes of several objects are shown once.
std::string markdown(const Changes& changes, const std::vector<Trap>& stores);
/// … as one JSON document, format version 1.0: schemas/output/diff.json. `live` may be nullptr.
std::string json(const Changes& changes, const std::vector<Trap>& stores, const Live* live = nullptr);
/// The consequences as findings, for the report formats of lib/report. `in_files` says that the changes' places are in
/// files; the places of the stores' traps always are.
std::vector<Diagnostic> findings(const Changes& changes, bool in_files, const std::vector<Trap>& stores);

/// The lines of `before` and `after` as hunks of a unified diff with three lines around each change; empty when equal.
std::string unified_lines(std::string_view before, std::string_view after);

/// The object as YAML, as the external programs of KUBECTL_EXTERNAL_DIFF see it; empty for nullptr.
std::string yaml_of(const Node* object);

}  // namespace feastctl::diff
