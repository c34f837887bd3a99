/// Pod templates. Source: the warnings of Kubernetes 1.35's API server on pods, as far as a FeatureStore can cause them
/// (it sets no ports, host aliases, pull secrets, DNS or overhead).
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/first_seen.hpp"
#include "base/names.hpp"
#include "base/wording.hpp"
#include "catalog/codes.hpp"
#include "validate/kubernetes/checks.hpp"
#include "validate/places.hpp"
#include "validate/warnings.hpp"

namespace feastctl::validate {

namespace {

using kubernetes::add_note;

struct Replaced {
  std::string_view key;
  std::string_view instead;
};

constexpr Replaced kNodeLabels[] = {
    {"beta.kubernetes.io/arch", "kubernetes.io/arch"},
    {"beta.kubernetes.io/os", "kubernetes.io/os"},
    {"failure-domain.beta.kubernetes.io/region", "topology.kubernetes.io/region"},
    {"failure-domain.beta.kubernetes.io/zone", "topology.kubernetes.io/zone"},
    {"beta.kubernetes.io/instance-type", "node.kubernetes.io/instance-type"},
    {"app.kubernetes.io/created-by", ""},
    {"scheduler.alpha.kubernetes.io/preferAvoidPods", "taints and tolerations"},
    {"node-role.kubernetes.io/master", "node-role.kubernetes.io/control-plane"},
};

constexpr Replaced kAnnotations[] = {
    {"scheduler.alpha.kubernetes.io/critical-pod", "a priority class"},
    {"security.alpha.kubernetes.io/sysctls", "securityContext.sysctls"},
    {"security.alpha.kubernetes.io/unsafe-sysctls", "securityContext.sysctls"},
};

constexpr std::string_view kDead = "no longer has any effect";
constexpr std::string_view kPodSeccomp = "seccomp.security.alpha.kubernetes.io/pod";
constexpr std::string_view kContainerSeccomp = "container.seccomp.security.alpha.kubernetes.io/";
constexpr std::string_view kContainerAppArmor = "container.apparmor.security.beta.kubernetes.io/";

void warn_node_label(const Field& at, std::string_view label, ObjectReport& report) {
  const auto* found = std::ranges::find(kNodeLabels, label, &Replaced::key);
  if (found == std::end(kNodeLabels)) return;
  auto& d = report.add(catalog::kDeprecatedNodeLabel, at, fmt::format("the node label {} is deprecated", label))
                .with_found(std::string(label));
  if (!found->instead.empty()) d.with_expected(std::string(found->instead));
}

void warn_node_term(const Field& term, bool values_too, ObjectReport& report) {
  const Field expressions = term.child("matchExpressions");
  for (std::size_t i = 0; i < expressions.size(); ++i) {
    const Field expression = expressions.item(i);
    const Field key = expression.child("key");
    warn_node_label(key, key.text(), report);
    const Field values = expression.child("values");
    for (std::size_t j = 0; values_too && j < values.size(); ++j) {
      const Field value = values.item(j);
      if (!value.is_string()) continue;
      const auto problem = label_value_problem(value.text());
      if (!problem) continue;
      report
          .add(catalog::kNodeAffinityValue, value,
               fmt::format("{} is not a valid label value: it {}", quoted(value.text()), *problem))
          .with_found(std::string(value.text()));
    }
  }
}

void warn_node_affinity(const Field& affinity, ObjectReport& report) {
  const Field required = affinity.child("requiredDuringSchedulingIgnoredDuringExecution");
  const Field terms = required.child("nodeSelectorTerms");
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const Field term = terms.item(i);
    warn_node_term(term, false, report);
  }
  const Field preferred = affinity.child("preferredDuringSchedulingIgnoredDuringExecution");
  for (std::size_t i = 0; i < preferred.size(); ++i) {
    const Field weighted = preferred.item(i);
    const Field term = weighted.child("preference");
    warn_node_term(term, true, report);
  }
}

void warn_no_selector(const Field& term, std::string_view what, ObjectReport& report) {
  const Field selector = term.child("labelSelector");
  if (!term.is_map() || selector.present()) return;
  report.add(catalog::kSelectorMissing, selector, fmt::format("{} has no labelSelector, so it matches no pods", what))
      .with_expected("a labelSelector")
      .with_hint("write labelSelector: {matchLabels: {feast.dev/name: …}} with the name of the store");
}

void warn_pod_affinity(const Field& affinity, ObjectReport& report) {
  const Field required = affinity.child("requiredDuringSchedulingIgnoredDuringExecution");
  for (std::size_t i = 0; i < required.size(); ++i) {
    const Field term = required.item(i);
    warn_no_selector(term, "the affinity term", report);
  }
  const Field preferred = affinity.child("preferredDuringSchedulingIgnoredDuringExecution");
  for (std::size_t i = 0; i < preferred.size(); ++i) {
    const Field weighted = preferred.item(i);
    const Field term = weighted.child("podAffinityTerm");
    warn_no_selector(term, "the affinity term", report);
  }
}

void warn_scheduling(const Field& spec, ObjectReport& report) {
  at_map(spec, "nodeSelector", [&](const Field& selector) {
    for (const Member& m : selector.node()->members()) {
      const Field label = selector.child(m);
      warn_node_label(label, m.key, report);
    }
  });
  at_map(spec, "affinity.nodeAffinity", [&](const Field& affinity) { warn_node_affinity(affinity, report); });
  at_map(spec, "affinity.podAffinity", [&](const Field& affinity) { warn_pod_affinity(affinity, report); });
  at_map(spec, "affinity.podAntiAffinity", [&](const Field& affinity) { warn_pod_affinity(affinity, report); });
  const Field constraints = spec.child("topologySpreadConstraints");
  for (std::size_t i = 0; i < constraints.size(); ++i) {
    const Field constraint = constraints.item(i);
    const Field key = constraint.child("topologyKey");
    warn_node_label(key, key.text(), report);
    warn_no_selector(constraint, "the topology spread constraint", report);
  }
  std::unordered_map<const Node*, std::size_t, NodeHash, NodeEqual> seen;
  const Field tolerations = spec.child("tolerations");
  for (std::size_t i = 0; i < tolerations.size(); ++i) {
    const Field toleration = tolerations.item(i);
    if (!toleration.present()) continue;
    const auto [first, fresh] = seen.emplace(toleration.node(), i);
    if (fresh) continue;
    auto& d = report.add(catalog::kTolerationTwice, toleration, "duplicate toleration");
    add_note(d, "first defined here", tolerations.item(first->second));
  }
}

/// Warns about the annotation whose key is `prefix` and then `name`.
void warn_annotation(const Field& annotations, std::string_view prefix, std::string_view name, std::string_view state,
                     std::string_view instead, ObjectReport& report) {
  if (!annotations.is_map()) return;
  for (const Member& m : annotations.node()->members()) {
    if (m.key.size() != prefix.size() + name.size() || !m.key.starts_with(prefix) || !m.key.ends_with(name)) continue;
    report.add(catalog::kDeprecatedAnnotation, annotations.child(m), fmt::format("the annotation {} {}", m.key, state))
        .with_expected(std::string(instead));
  }
}

/// Whether the value of a variable refers to an earlier one with the same name: `$(PATH):/more`.
bool extends(const Field& variable, std::string_view name) {
  const Field value = variable.child("value");
  const std::string reference = fmt::format("$({})", name);
  return !variable.child("valueFrom").present() && value.text() != reference &&
         value.text().find(reference) != std::string_view::npos;
}

void warn_env(const Field& container, ObjectReport& report) {
  const Field env = container.child("env");
  FirstSeen names;
  for (std::size_t i = 0; i < env.size(); ++i) {
    const Field variable = env.item(i);
    const Field name = variable.child("name");
    if (!name.is_string()) continue;
    const auto first = names.see(name.text(), i);
    if (!first || extends(variable, name.text())) continue;
    const Field earlier = env.item(*first);
    auto& d = report.add(catalog::kEnvHidden, name,
                         fmt::format("{} is set twice; this value hides the first one", name.text()));
    add_note(d, "first defined here", earlier.child("name"));
  }
}

void warn_container(const Field& container, const Field& annotations, const Field& pod_security, ObjectReport& report) {
  if (!container.is_map()) return;
  warn_env(container, report);
  const Field resources = container.child("resources");
  for (const std::string_view bound : {"limits", "requests"}) {
    const Field amounts = resources.child(bound);
    for (const std::string_view resource : {"memory", "ephemeral-storage"}) {
      const Field amount = amounts.child(resource);
      warn_fraction(amount, report);
    }
  }
  if (!annotations.present()) return;
  const Field name = container.child("name");
  const Field security = container.child("securityContext");
  const Field seccomp = security.child("seccompProfile");
  const Field armor = security.child("appArmorProfile");
  const Field pod_armor = pod_security.child("appArmorProfile");
  if (!seccomp.present()) {
    warn_annotation(annotations, kContainerSeccomp, name.text(), kDead, "securityContext.seccompProfile", report);
  }
  if (!armor.present() && !pod_armor.present()) {
    warn_annotation(annotations, kContainerAppArmor, name.text(), "is deprecated", "securityContext.appArmorProfile",
                    report);
  }
}

}  // namespace

void warn_pod(const Field& pod_template, ObjectReport& report) {
  const Field spec = pod_template.child("spec");
  if (!spec.is_map()) return;
  warn_scheduling(spec, report);
  warn_volumes(spec, report);
  const Field metadata = pod_template.child("metadata");
  const Field annotations = metadata.child("annotations");
  const Field security = spec.child("securityContext");
  const Field seccomp = security.child("seccompProfile");
  for (const auto& [key, instead] : kAnnotations) warn_annotation(annotations, key, {}, kDead, instead, report);
  if (!seccomp.present()) {
    warn_annotation(annotations, kPodSeccomp, {}, kDead, "securityContext.seccompProfile", report);
  }
  for (const std::string_view list : {"initContainers", "containers"}) {
    const Field containers = spec.child(list);
    for (std::size_t i = 0; i < containers.size(); ++i) {
      const Field container = containers.item(i);
      warn_container(container, annotations, security, report);
    }
  }
}

}  // namespace feastctl::validate
