/// @file
/// @brief What objects need of the quotas of their namespace, counted one after the other as they are created.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "admit/namespace_rules.hpp"
#include "admit/pod_verdict.hpp"
#include "admit/quota.hpp"
#include "admit/quota_line.hpp"
#include "admit/workloads.hpp"

namespace feastctl::admit {

/// Objects of one kind and content that are created in a number. It needs no tree any more.
struct Demand {
  std::string name_space;
  Why why = Why::kApplied;
  std::string resource;
  std::uint64_t count = 1;
  Amounts usage{};                     ///< of one of them
  std::vector<std::size_t> quotas{};   ///< those of the namespace that count it, by their place
  std::vector<QuotaRefusal> unsaid{};  ///< those that want more said
  Diagnostic place{};                  ///< where a refusal is reported, without its words

  /// Whether it comes only when there is reason for it, after everything else is there.
  [[nodiscard]] bool is_later() const { return why == Why::kScaled || why == Why::kSurge; }
};

/// What the judge of quotas knows beside the object.
struct DemandContext {
  const Rules* rules;
  std::string_view default_storage_class;  ///< of claims that name none; empty: unknown
  bool with_pods = true;                   ///< also what controllers create for the object
};

/// Where to report what a node causes (nullptr: the object), as a finding without words.
using PlaceOf = std::function<Diagnostic(const Node* cause)>;

/// What an object needs, itself first. `verdict` is that on its pods, if it has any.
std::vector<Demand> demands_of(const Node& object, const std::optional<Workload>& workload, const PodVerdict* verdict,
                               const DemandContext& context, const PlaceOf& place);

/// Places in `root`, the document that an object was read from or made of; all must outlive the answer. `of_store` is
/// an empty sink that knows the store.
PlaceOf places_in(const Node& root, const Node& object, Diagnostics of_store);

/// Counts demands in the order of creation.
class Ledger {
 public:
  explicit Ledger(const Rules& rules);

  /// The refusals of a demand, each with the number of objects that still fit. What fits is counted.
  struct Refusal {
    QuotaRefusal quota;
    std::uint64_t fitting = 0;
  };
  std::optional<Refusal> take(const Demand& demand);

  /// For each quota what the run needs at most, by name.
  [[nodiscard]] std::vector<QuotaLine> lines() const;

 private:
  struct Account {
    const NamespaceRules* rules;
    std::vector<Amounts> used, needed;  ///< by the place of the quota
  };
  std::map<std::string, Account, std::less<>> accounts_;
};

/// Reports a refusal at the demand's place. `rendered`: by feastctl, which can do better.
void report_quota(const Demand& demand, const Ledger::Refusal& refusal, bool rendered, Diagnostics& out);

}  // namespace feastctl::admit
