#include <fmt/format.h>

#include <array>

#include "base/names.hpp"
#include "catalog/codes.hpp"
#include "validate/kubernetes/checks.hpp"
#include "validate/kubernetes/label_selector.hpp"
#include "validate/kubernetes/scheduling.hpp"

namespace feastctl::validate::kubernetes {

namespace {

constexpr std::string_view kRequired = "requiredDuringSchedulingIgnoredDuringExecution";
constexpr std::string_view kPreferred = "preferredDuringSchedulingIgnoredDuringExecution";
constexpr std::array<std::string_view, 6> kNodeOperators = {"In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt"};
constexpr std::array<std::string_view, 2> kFieldOperators = {"In", "NotIn"};

/// Preferred terms of nodes may compare with values that no label can have; required ones may not.
enum class Values : std::uint8_t { kAnything, kLabels };

void check_label_expression(const Field& expression, Values values_are, ObjectReport& report) {
  const Field op = expression.child("operator");
  const Field values = expression.child("values");
  const std::string_view word = op.text();
  if (word == "Gt" || word == "Lt") {
    if (values.size() != 1) {
      report.add(catalog::kNodeAffinityTerm, values, fmt::format("the operator {} requires exactly one value", word))
          .with_found(fmt::format("{} values", values.size()))
          .with_expected("a list with one whole number in quotes");
    }
  } else if (!set_operator_values(expression, word, catalog::kNodeAffinityTerm, report)) {
    unknown_operator(op, kNodeOperators, catalog::kNodeAffinityTerm, report);
  }
  label_key(expression.child("key"), catalog::kNodeAffinityTerm, report);
  if (values_are == Values::kLabels) label_values(values, catalog::kNodeAffinityTerm, report);
}

void check_field_expression(const Field& expression, ObjectReport& report) {
  const Field op = expression.child("operator");
  const Field key = expression.child("key");
  const Field values = expression.child("values");
  if (op.text() != "In" && op.text() != "NotIn") {
    unknown_operator(op, kFieldOperators, catalog::kNodeAffinityTerm, report);
  } else if (values.size() != 1) {
    report
        .add(catalog::kNodeAffinityTerm, values, fmt::format("{} in matchFields requires exactly one value", op.text()))
        .with_found(fmt::format("{} values", values.size()))
        .with_expected("a list with the name of one node");
  }
  if (key.text() != "metadata.name") {
    report.add(catalog::kNodeAffinityTerm, key, fmt::format("{} is not a node field that can be matched", shown(key)))
        .with_found(shown(key))
        .with_expected("metadata.name")
        .with_hint("use matchExpressions to match labels");
    return;
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    name(report, catalog::kNodeAffinityTerm, values.item(i), dns1123_subdomain_problem, "a node");
  }
}

void check_node_term(const Field& term, Values values_are, ObjectReport& report) {
  const Field expressions = term.child("matchExpressions");
  for (std::size_t i = 0; i < expressions.size(); ++i) check_label_expression(expressions.item(i), values_are, report);
  const Field fields = term.child("matchFields");
  for (std::size_t i = 0; i < fields.size(); ++i) check_field_expression(fields.item(i), report);
}

/// An absent weight is 0 to Kubernetes.
void check_weight(const Field& weight, ObjectReport& report) {
  const std::int64_t value = weight.integer().value_or(0);
  if (value >= 1 && value <= 100) return;
  report.add(catalog::kAffinityWeight, weight, "the weight of a preferred term must be between 1 and 100")
      .with_found(shown(weight))
      .with_expected("1 to 100");
}

void check_node_affinity(const Field& affinity, ObjectReport& report) {
  const Field required_terms = affinity.child(kRequired);
  if (required_terms.is_map()) {
    const Field terms = required_terms.child("nodeSelectorTerms");
    if (terms.size() == 0) {
      report.add(catalog::kNodeAffinityTerm, terms, "a required nodeAffinity must have at least one term")
          .with_found(shown(terms))
          .with_hint("remove nodeAffinity to allow every node");
    }
    for (std::size_t i = 0; i < terms.size(); ++i) check_node_term(terms.item(i), Values::kLabels, report);
  }
  const Field preferred = affinity.child(kPreferred);
  for (std::size_t i = 0; i < preferred.size(); ++i) {
    const Field term = preferred.item(i);
    check_weight(term.child("weight"), report);
    check_node_term(term.child("preference"), Values::kAnything, report);
  }
}

void check_pod_term(const Field& term, ObjectReport& report) {
  check_label_selector(term.child("labelSelector"), report);
  check_label_selector(term.child("namespaceSelector"), report);
  const Field namespaces = term.child("namespaces");
  const Field place = term.child("namespace");  // the server's messages spell it so
  for (std::size_t i = 0; i < namespaces.size(); ++i) {
    const Field item = namespaces.item(i);
    if (const NameProblem problem = dns1123_label_problem(item.text())) {
      report
          .add(catalog::kPodAffinityTerm, place, item.cause(),
               fmt::format("{} is not a valid namespace name: it {}", shown(item), *problem))
          .with_found(shown(item));
    }
  }
  check_match_label_keys(term, report);
  const Field key = term.child("topologyKey");
  if (key.text().empty()) {
    report.add(catalog::kPodAffinityTerm, key, "a pod affinity term requires a topologyKey")
        .with_found(shown(key))
        .with_expected("a node label, such as kubernetes.io/hostname");
  } else {
    label_key(key, catalog::kPodAffinityTerm, report);
  }
}

void check_pod_affinity(const Field& affinity, ObjectReport& report) {
  const Field required_terms = affinity.child(kRequired);
  for (std::size_t i = 0; i < required_terms.size(); ++i) check_pod_term(required_terms.item(i), report);
  const Field preferred = affinity.child(kPreferred);
  for (std::size_t i = 0; i < preferred.size(); ++i) {
    const Field term = preferred.item(i);
    check_weight(term.child("weight"), report);
    check_pod_term(term.child("podAffinityTerm"), report);
  }
}

}  // namespace

void check_affinity(const Field& affinity, ObjectReport& report) {
  check_node_affinity(affinity.child("nodeAffinity"), report);
  check_pod_affinity(affinity.child("podAffinity"), report);
  check_pod_affinity(affinity.child("podAntiAffinity"), report);
}

}  // namespace feastctl::validate::kubernetes
