/// @file
/// @brief Taking a store over from a running operator without losing anything, and giving it back: where it stands by
/// its live objects, and the steps that are left.
///
/// Source of the steps: docs/takeover.md, which says what was tried against a real API server and operator.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/node.hpp"
#include "diff/diff.hpp"

namespace feastctl::adopt {

enum class Way : unsigned char {
  kOrphan,   ///< an orphaning delete of the FeatureStore; the operator may keep running
  kStopped,  ///< with the operator stopped
  kBack,     ///< back to the operator
};

/// What a run is about.
struct Request {
  Way way = Way::kOrphan;
  bool inline_secrets = false;  ///< the bundle has the credentials itself, as the operator has it
  std::string render{};         ///< the command that prints the bundle
  std::string stores{};         ///< what kubectl apply -f takes to apply the FeatureStores, as words of a shell
};

/// Something that is known of a store: `operator`, `running`.
struct Fact {
  std::string name, text;
};

/// One step: commands for a shell, and the command that must succeed before the next step.
struct Step {
  std::string title, why;
  std::vector<std::string> commands;
  std::string check;
};

/// Where one store stands.
struct Report {
  std::string name_space, name;
  Way way = Way::kOrphan;
  std::vector<Fact> facts{};
  std::vector<Step> steps{};  ///< empty: nothing is left to do
  std::string blocked{};      ///< why the steps end here; empty when they are all
  std::vector<std::string> notes{};
};

/// Looks at one store. `live` holds all objects of the cluster that were given, FeatureStores among them; `bundle` the
/// objects that the store renders to.
Report examine(std::string_view name_space, std::string_view name, const diff::Manifests& live,
               const diff::Objects& bundle, const Request& request, const TreeBuilder& tree);

std::string text(const std::vector<Report>& reports);
std::string markdown(const std::vector<Report>& reports);
/// As one JSON document, format version 1.0: schemas/output/adopt.json.
std::string json(const std::vector<Report>& reports);
/// As a script for sh that stops at the first check that fails. Where the steps are blocked, it says so and fails.
std::string script(const std::vector<Report>& reports);

}  // namespace feastctl::adopt
