/// Spread constraints and pod affinity whose selector matches no pod, mostly because the name of another store was
/// copied. Source: Kubernetes counts, and keeps apart, only pods that match the selector.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/label_selector.hpp"
#include "base/wording.hpp"
#include "catalog/codes.hpp"
#include "validate/places.hpp"
#include "validate/warnings.hpp"

namespace feastctl::validate {

namespace {

constexpr std::string_view kNameLabel = "feast.dev/name";
constexpr std::string_view kOwnDomain = "feast.dev/";
constexpr std::size_t kShownLabels = 3;

/// Calls `visit` with each key and value in the selector: matchLabels, and the values of `In`.
template <typename Visit>
void each_wanted(const Node& selector, const Visit& visit) {
  if (const Node* labels = lookup(&selector, {"matchLabels"})) {
    for (const Member& m : labels->members()) visit(m.key, m.value->text);
  }
  const Node* expressions = lookup(&selector, {"matchExpressions"});
  if (expressions == nullptr) return;
  for (const Node* expression : expressions->items()) {
    const Node* values = lookup(expression, {"values"});
    if (values == nullptr || string_at(expression, "operator") != "In") continue;
    for (const Node* value : values->items()) visit(string_at(expression, "key"), value->text);
  }
}

/// The beginning of the selector's labels: `feast.dev/name: old, tier: serving, …`.
std::string shown(const Node& selector) {
  std::string text;
  std::size_t count = 0;
  each_wanted(selector, [&](std::string_view key, std::string_view value) {
    if (++count <= kShownLabels) text += fmt::format("{}{}: {}", text.empty() ? "" : ", ", key, value);
  });
  return count > kShownLabels ? text + ", …" : text;
}

class Selectors {
 public:
  Selectors(const model::StoreDocument& store, std::span<const Node* const> objects,
            const model::Companions& companions)
      : store_(store), companions_(companions) {
    for (const Node* object : objects) {
      if (const Node* labels = lookup(object, {"spec", "template", "metadata", "labels"})) pods_.push_back(labels);
    }
  }

  void check(const Field& pod_spec, ObjectReport& report) const {
    const Field constraints = pod_spec.child("topologySpreadConstraints");
    for (std::size_t i = 0; i < constraints.size(); ++i) {
      const Field constraint = constraints.item(i);
      const Field selector = constraint.child("labelSelector");
      if (finds_none(selector)) tell(selector, "the topology spread constraint", report);
    }
    const Field affinity = pod_spec.child("affinity");
    for (const std::string_view kind : {"podAffinity", "podAntiAffinity"}) {
      const Field terms = affinity.child(kind);
      check_terms(terms.child("requiredDuringSchedulingIgnoredDuringExecution"), "", report);
      check_terms(terms.child("preferredDuringSchedulingIgnoredDuringExecution"), "podAffinityTerm", report);
    }
  }

 private:
  void check_terms(const Field& entries, std::string_view path, ObjectReport& report) const {
    for (std::size_t i = 0; i < entries.size(); ++i) {
      const Field entry = entries.item(i);
      at_map(entry, path, [&](const Field& term) {
        const Field selector = term.child("labelSelector");
        // Terms also refer to other applications: near the database, away from a noisy neighbor.
        const bool elsewhere = term.child("namespaces").size() != 0 || term.child("namespaceSelector").present();
        if (!elsewhere && finds_none(selector) && means_a_store(*selector.node())) {
          tell(selector, "the affinity term", report);
        }
      });
    }
  }

  [[nodiscard]] bool finds_none(const Field& selector) const {
    if (!selector.is_map()) return false;  // an absent one has its own warning
    const Node& node = *selector.node();
    return std::ranges::none_of(pods_, [&](const Node* labels) { return selects(node, *labels); }) &&
           !names_other_store(node);
  }

  [[nodiscard]] bool names_other_store(const Node& selector) const {
    bool found = false;
    each_wanted(selector, [&](std::string_view key, std::string_view value) {
      if (key != kNameLabel || found) return;
      if (value.ends_with("-lineage")) value.remove_suffix(std::string_view("-lineage").size());
      found = value != store_.name && companions_.has_store(store_.name_space, value);
    });
    return found;
  }

  /// Whether the selector seems to refer to pods of a FeatureStore, judged by its labels.
  [[nodiscard]] bool means_a_store(const Node& selector) const {
    bool found = false;
    each_wanted(selector, [&](std::string_view key, std::string_view value) {
      found =
          found || key.starts_with(kOwnDomain) || value.find("feast") != std::string_view::npos || value == store_.name;
    });
    return found;
  }

  void tell(const Field& selector, std::string_view what, ObjectReport& report) const {
    report.add(catalog::kSelectorFindsNoPod, selector, fmt::format("{} selects none of the store's pods", what))
        .with_found(shown(*selector.node()))
        .with_expected(fmt::format("{}: {}", kNameLabel, store_.name))
        .with_hint(fmt::format("write labelSelector: {{matchLabels: {{{}: {}}}}}", kNameLabel, store_.name));
  }

  const model::StoreDocument& store_;
  const model::Companions& companions_;
  std::vector<const Node*> pods_;  ///< the labels of each pod template
};

}  // namespace

void warn_selectors(const model::StoreDocument& store, std::span<const Node* const> objects,
                    const model::Companions& companions, Diagnostics& out) {
  const Selectors selectors(store, objects, companions);
  for (const Node* object : objects) {
    if (string_at(object, "kind") != "Deployment") continue;
    ObjectReport report(out, *store.root, *object);
    const Field root(object);
    at_map(root, "spec.template.spec", [&](const Field& pod_spec) { selectors.check(pod_spec, report); });
  }
}

}  // namespace feastctl::validate
