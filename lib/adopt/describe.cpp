/// The facts of a store in words.
#include <fmt/format.h>

#include <algorithm>

#include "adopt/parts.hpp"
#include "base/wording.hpp"

namespace feastctl::adopt {

namespace {

std::string owner_words(const Facts& facts) {
  if (facts.owned.empty()) {
    return facts.store == nullptr ? "none: deleting a FeatureStore deletes none of these objects"
                                  : "none, but the FeatureStore exists";
  }
  return fmt::format("{} {} to the FeatureStore, {}", counted(facts.owned.size(), "object"),
                     facts.owned.size() == 1 ? "belongs" : "belong",
                     facts.store == nullptr    ? "which is not among the given objects"
                     : !owner_is_alive(facts)  ? "but to one with another uid than the one that exists"
                     : is_being_deleted(facts) ? "which is being deleted"
                                               : "which exists: deleting it deletes them, claims included");
}

std::string operator_words(const Operator& found) {
  using State = Operator::State;
  std::string_view word;
  switch (found.state) {
    case State::kUnknown: return "not known: neither its Deployment nor its Lease is among the given objects";
    case State::kRunning: word = "running"; break;
    case State::kNotReady: word = "not ready: its Deployment has no ready pod"; break;
    case State::kStopping: word = "stopping: its Deployment still has pods"; break;
    case State::kStopped: word = "stopped"; break;
  }
  return found.evidence.empty() ? std::string(word) : fmt::format("{}, {}", word, found.evidence);
}

std::string credential_words(const Facts& facts) {
  const std::string old =
      facts.old_replica_sets.empty()
          ? ""
          : fmt::format("; {} without pods kept some", counted(facts.old_replica_sets.size(), "ReplicaSet"));
  if (facts.credentials.empty()) return "the Deployments hold none that the manifests do not hold" + old;
  return fmt::format("in {} of the pods, in base64{}", counted(facts.credentials.size(), "environment variable"), old);
}

}  // namespace

bool owner_is_alive(const Facts& facts) {
  const auto uid = string_at(lookup(facts.store, {"metadata"}), "uid");
  return facts.store != nullptr && facts.owner_uids.size() == 1 && facts.owner_uids.front() == uid;
}

bool is_being_deleted(const Facts& facts) {
  return !string_at(lookup(facts.store, {"metadata"}), "deletionTimestamp").empty();
}

void describe(const Facts& facts, Report& report) {
  const auto fact = [&](std::string name, std::string text) {
    report.facts.push_back({std::move(name), std::move(text)});
  };
  fact("owner", owner_words(facts));
  fact("operator", operator_words(facts.feast_operator));
  std::vector<std::string> tools;
  for (const Tool& tool : facts.tools) tools.push_back(tool.name);
  if (!tools.empty()) fact("applied by", fmt::format("{}", fmt::join(tools, ", ")));
  if (!facts.managers_known) {
    if (!facts.objects.empty()) fact("other managers", "not known without --show-managed-fields");
  } else if (!facts.managers.empty()) {
    fact("other managers", fmt::format("{}", fmt::join(facts.managers, ", ")));
  }
  fact("credentials", credential_words(facts));
  if (!facts.volumes.empty()) {
    fact("volumes", fmt::format("not known to be retained: {}", fmt::join(facts.volumes, ", ")));
  }
  if (!facts.binding_holder.empty()) {
    fact("binding", fmt::format("{} gives rights to namespace {}", facts.binding, facts.binding_holder));
  }
}

}  // namespace feastctl::adopt
