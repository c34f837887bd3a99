#include <fmt/format.h>

#include <algorithm>

#include "adopt/parts.hpp"
#include "base/object_name.hpp"

namespace feastctl::adopt {

namespace {

/// The objects of one store: those with its label, in its namespace or in none.
diff::Objects of_store(std::string_view name_space, std::string_view name, const diff::Objects& bundle) {
  diff::Objects own;
  for (const diff::Object& object : bundle) {
    const ObjectName of = name_of(*object.root);
    const auto store = string_at(lookup(object.root, {"metadata", "labels"}), "feast.dev/name");
    if (store == name && (of.name_space == name_space || is_cluster_scoped(of.kind))) own.push_back(object);
  }
  return own;
}

/// What an apply does, with a fact for each restart.
Effects effects_of(const diff::Objects& live, const diff::Objects& bundle, const TreeBuilder& tree, Report& report) {
  Effects effects;
  diff::Live notes;
  const diff::Changes changes = diff::compare(live, bundle, tree, &notes);
  effects.changes = !changes.empty() || !notes.respelled.empty() || !notes.not_fetched.empty();
  std::vector<std::string> restarts = notes.respelled;
  for (const diff::ObjectChange& change : changes) {
    for (const diff::Trap& trap : change.traps) {
      const std::string title =
          fmt::format("{} {}", change.kind,
                      change.name_space.empty() ? change.name : fmt::format("{}/{}", change.name_space, change.name));
      if (trap.effect == diff::Effect::kRestarts) restarts.push_back(fmt::format("{} ({})", title, trap.message));
      if (trap.effect == diff::Effect::kRefused) effects.refused.push_back(fmt::format("{}: {}", title, trap.message));
    }
  }
  if (!restarts.empty()) {
    report.facts.push_back({"rollout", fmt::format("an apply restarts the pods of {}", fmt::join(restarts, ", "))});
  }
  return effects;
}

}  // namespace

Report examine(std::string_view name_space, std::string_view name, const diff::Manifests& live,
               const diff::Objects& bundle, const Request& request, const TreeBuilder& tree) {
  Report report{.name_space = std::string(name_space), .name = std::string(name), .way = request.way};
  const diff::Objects own = of_store(name_space, name, bundle);
  const Facts facts = facts_of(name_space, name, live, own);
  describe(facts, report);
  Effects effects;
  if (request.way != Way::kBack) {
    effects = effects_of(live.objects, own, tree, report);
    const bool is_ours = facts.owned.empty() && facts.store == nullptr && !facts.objects.empty();
    const bool is_clean = facts.credentials.empty() && (facts.old_replica_sets.empty() || request.inline_secrets);
    if (is_ours && is_clean && !effects.changes) return report;
  }
  plan(facts, effects, request, tree, report);
  return report;
}

}  // namespace feastctl::adopt
