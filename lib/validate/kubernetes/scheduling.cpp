#include "validate/kubernetes/scheduling.hpp"

#include <fmt/format.h>

#include <array>
#include <map>
#include <utility>
#include <vector>

#include "base/first_seen.hpp"
#include "base/names.hpp"
#include "base/spelling.hpp"
#include "catalog/codes.hpp"
#include "validate/kubernetes/checks.hpp"
#include "validate/kubernetes/label_selector.hpp"

namespace feastctl::validate::kubernetes {

namespace {

constexpr std::array<std::string_view, 2> kTolerationOperators = {"Equal", "Exists"};
constexpr std::array<std::string_view, 3> kEffects = {"NoSchedule", "PreferNoSchedule", "NoExecute"};
constexpr std::array<std::string_view, 2> kUnsatisfiable = {"DoNotSchedule", "ScheduleAnyway"};
constexpr std::array<std::string_view, 2> kInclusionPolicies = {"Honor", "Ignore"};

void check_toleration_operator(const Field& toleration, ObjectReport& report) {
  const Field op = toleration.child("operator");
  const Field value = toleration.child("value");
  const std::string_view word = op.text();
  if (word.empty() || word == "Equal") {
    if (const NameProblem problem = label_value_problem(value.text())) {
      report
          .add(catalog::kTolerationOperator, op, value.cause(),
               fmt::format("{} is not a valid taint value: it {}", shown(value), *problem))
          .with_found(shown(value));
    }
  } else if (word == "Exists") {
    if (!value.text().empty()) {
      report
          .add(catalog::kTolerationOperator, op, value.cause(),
               "a toleration with operator Exists must not have a value")
          .with_found(shown(value))
          .with_expected("no value")
          .with_hint("remove the value, or write operator: Equal");
    }
  } else {
    auto& d = report.add(catalog::kTolerationOperator, op, fmt::format("unknown toleration operator {}", shown(op)))
                  .with_found(shown(op))
                  .with_expected(list_of(kTolerationOperators, "or"));
    if (!suggest(d, op, kTolerationOperators) && (word == "Lt" || word == "Gt")) {
      d.with_hint(
          "Lt and Gt require the feature gate TaintTolerationComparisonOperators, which is disabled by default");
    }
  }
}

void check_toleration(const Field& toleration, ObjectReport& report) {
  const Field key = toleration.child("key");
  const Field op = toleration.child("operator");
  const Field effect = toleration.child("effect");
  if (!key.text().empty()) {
    label_key(key, catalog::kTolerationOperator, report);
  } else if (op.text() != "Exists") {
    report.add(catalog::kTolerationOperator, op, "a toleration without a key requires operator Exists")
        .with_found(shown(op))
        .with_expected("Exists, which tolerates every taint")
        .with_hint("add the key of the taint, or write operator: Exists without a value to tolerate all taints");
  }
  if (toleration.child("tolerationSeconds").present() && effect.text() != "NoExecute") {
    report.add(catalog::kTolerationEffect, effect, "tolerationSeconds requires effect NoExecute")
        .with_found(shown(effect))
        .with_expected("NoExecute")
        .with_hint("write effect: NoExecute, or remove tolerationSeconds");
  }
  check_toleration_operator(toleration, report);
  if (!effect.text().empty()) one_of(report, catalog::kTolerationEffect, effect, kEffects);
}

/// Reports a number below 1, where an absent one counts as 0.
void positive(const Field& number, ObjectReport& report) {
  if (number.integer().value_or(0) > 0) return;
  report.add(catalog::kTopologySpread, number, fmt::format("{} must be at least 1", short_path(number)))
      .with_found(shown(number))
      .with_expected("1 or more");
}

/// As one_of, where an absent or empty word is no valid choice.
void needed_word(const Field& word, std::span<const std::string_view> allowed, ObjectReport& report) {
  if (required(report, catalog::kTopologySpread, word, fmt::format("write {}", list_of(allowed, "or")))) {
    one_of(report, catalog::kTopologySpread, word, allowed);
  }
}

void check_min_domains(const Field& constraint, ObjectReport& report) {
  const Field domains = constraint.child("minDomains");
  if (!domains.present()) return;
  positive(domains, report);
  const Field action = constraint.child("whenUnsatisfiable");
  if (action.text() == "DoNotSchedule") return;
  auto& d = report.add(catalog::kTopologySpread, domains, "minDomains requires whenUnsatisfiable: DoNotSchedule")
                .with_found(fmt::format("whenUnsatisfiable: {}", shown(action)))
                .with_hint("remove minDomains, or write whenUnsatisfiable: DoNotSchedule");
  add_note(d, "whenUnsatisfiable is set here", action);
}

/// For each constraint the next one of the same topologyKey and whenUnsatisfiable, or their number.
std::vector<std::size_t> next_of_kind(const Field& constraints) {
  std::map<std::pair<std::string_view, std::string_view>, std::size_t> later;
  std::vector<std::size_t> next(constraints.size(), constraints.size());
  for (std::size_t i = constraints.size(); i-- > 0;) {
    const Node* constraint = constraints.item(i).node();
    const std::pair kind(string_at(constraint, "topologyKey"), string_at(constraint, "whenUnsatisfiable"));
    const auto [place, fresh] = later.emplace(kind, i);
    if (!fresh) next[i] = std::exchange(place->second, i);
  }
  return next;
}

void report_repeated(const Field& constraints, std::size_t index, std::size_t next, ObjectReport& report) {
  const Field here = constraints.item(index);
  const Field later = constraints.item(next);
  auto& d =
      report
          .add(catalog::kTopologySpreadTwice, here.child("{topologyKey, whenUnsatisfiable}"),
               fmt::format("constraints {} and {} have the same topologyKey and whenUnsatisfiable", index, next))
          .with_found(fmt::format("{}, {}", here.child("topologyKey").text(), here.child("whenUnsatisfiable").text()))
          .with_hint("keep one of them, or spread over another topologyKey");
  add_note(d, "the other constraint", later);
}

void check_constraint(const Field& constraint, ObjectReport& report) {
  positive(constraint.child("maxSkew"), report);
  required(report, catalog::kTopologySpread, constraint.child("topologyKey"),
           "write a node label, such as topology.kubernetes.io/zone");
  needed_word(constraint.child("whenUnsatisfiable"), kUnsatisfiable, report);
  check_min_domains(constraint, report);
  one_of(report, catalog::kTopologySpread, constraint.child("nodeAffinityPolicy"), kInclusionPolicies);
  one_of(report, catalog::kTopologySpread, constraint.child("nodeTaintsPolicy"), kInclusionPolicies);
  check_match_label_keys(constraint, report);
  check_label_selector(constraint.child("labelSelector"), report);
}

/// Where each string of a list last is in it.
FirstSeen last_places(const Field& list) {
  FirstSeen places;
  for (std::size_t i = list.size(); i-- > 0;) places.see(list.item(i).text(), i);
  return places;
}

FirstSeen keys_of(const Field& map) {
  FirstSeen keys;
  if (!map.is_map()) return keys;
  for (const Member& m : map.node()->members()) keys.see(m.key, 0);
  return keys;
}

void check_label_keys(const Field& keys, const Field& selector, ObjectReport& report) {
  if (keys.size() == 0) return;
  if (!selector.is_map()) {
    report.add(catalog::kMatchLabelKeys, keys, fmt::format("{} requires a labelSelector", keys.key()))
        .with_found("no labelSelector")
        .with_hint("add a labelSelector next to it; {} selects all pods of the namespace");
    return;
  }
  for (std::size_t i = 0; i < keys.size(); ++i) label_key(keys.item(i), catalog::kMatchLabelKeys, report);
}

/// A key of matchLabelKeys may stand once in the selector, as the server itself puts it there, and no second time.
void check_keys_against_selector(const Field& term, const Field& keys, const Field& selector, ObjectReport& report) {
  FirstSeen selected = keys_of(selector.child("matchLabels"));
  const FirstSeen places = last_places(keys);
  const Field expressions = selector.child("matchExpressions");
  for (std::size_t e = 0; e < expressions.size(); ++e) {
    const Field expression = expressions.item(e);
    const Field expression_key = expression.child("key");
    const std::string_view key = expression_key.text();
    const bool again = selected.see(key, e).has_value();
    const auto index = places.find(key);
    if (!index || !again) continue;
    report
        .add(catalog::kMatchLabelKeys, term.item(*index), expression_key.cause(),
             fmt::format("label {} is both in matchLabelKeys and in the labelSelector", quoted(key)))
        .with_found(quoted(key))
        .with_hint("list the key in only one of them");
  }
}

}  // namespace

void check_match_label_keys(const Field& term, ObjectReport& report) {
  const Field match = term.child("matchLabelKeys");
  const Field mismatch = term.child("mismatchLabelKeys");
  const Field selector = term.child("labelSelector");
  check_label_keys(match, selector, report);
  check_label_keys(mismatch, selector, report);
  if (match.size() == 0) return;
  if (selector.is_map()) check_keys_against_selector(term, match, selector, report);
  const FirstSeen mismatched = last_places(mismatch);
  for (std::size_t i = 0; i < match.size(); ++i) {
    const Field key = match.item(i);
    if (!mismatched.find(key.text())) continue;
    report
        .add(catalog::kMatchLabelKeys, key,
             fmt::format("{} is both in matchLabelKeys and in mismatchLabelKeys", shown(key)))
        .with_found(shown(key))
        .with_hint("list the key in only one of them");
  }
}

void check_tolerations(const Field& tolerations, ObjectReport& report) {
  for (std::size_t i = 0; i < tolerations.size(); ++i) check_toleration(tolerations.item(i), report);
}

void check_topology_spread(const Field& constraints, ObjectReport& report) {
  const std::vector<std::size_t> next = next_of_kind(constraints);
  for (std::size_t i = 0; i < constraints.size(); ++i) {
    check_constraint(constraints.item(i), report);
    if (next[i] < constraints.size()) report_repeated(constraints, i, next[i], report);
  }
}

}  // namespace feastctl::validate::kubernetes
