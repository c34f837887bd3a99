#include "validate/kubernetes/label_selector.hpp"

#include <fmt/format.h>

#include <array>

#include "base/names.hpp"
#include "base/spelling.hpp"
#include "catalog/codes.hpp"
#include "validate/kubernetes/checks.hpp"

namespace feastctl::validate::kubernetes {

namespace {

constexpr std::array<std::string_view, 4> kOperators = {"In", "NotIn", "Exists", "DoesNotExist"};

void check_expression(const Field& expression, ObjectReport& report) {
  const Field op = expression.child("operator");
  if (!set_operator_values(expression, op.text(), catalog::kSelectorExpression, report)) {
    unknown_operator(op, kOperators, catalog::kSelectorExpression, report);
  }
  label_key(expression.child("key"), catalog::kSelectorLabel, report);
  label_values(expression.child("values"), catalog::kSelectorLabel, report);
}

}  // namespace

bool label_key(const Field& key, const Rule& rule, ObjectReport& report) {
  const NameProblem problem = qualified_name_problem(key.text());
  if (!problem) return true;
  report.add(rule, key, fmt::format("{} is not a valid label key: it {}", shown(key), *problem))
      .with_found(shown(key))
      .with_expected("a name such as topology.kubernetes.io/zone or app");
  return false;
}

void label_values(const Field& values, const Rule& rule, ObjectReport& report) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Field value = values.item(i);
    const NameProblem problem = label_value_problem(value.text());
    if (!problem) continue;
    report.add(rule, value, fmt::format("{} is not a valid label value: it {}", shown(value), *problem))
        .with_found(shown(value));
  }
}

void check_label_map(const Field& labels, const Rule& rule, ObjectReport& report) {
  if (!labels.is_map()) return;
  for (const Member& member : labels.node()->members()) {
    const Field value = labels.child(member);
    if (const NameProblem problem = qualified_name_problem(member.key)) {
      report
          .add(rule, labels, value.cause(),
               fmt::format("{} is not a valid label key: it {}", quoted(member.key), *problem))
          .with_found(quoted(member.key))
          .with_expected("a name such as topology.kubernetes.io/zone or app");
    }
    if (const NameProblem problem = label_value_problem(value.text())) {
      report
          .add(rule, labels, value.cause(),
               fmt::format("{} is not a valid value of label {}: it {}", shown(value), member.key, *problem))
          .with_found(shown(value));
    }
  }
}

bool set_operator_values(const Field& expression, std::string_view op, const Rule& rule, ObjectReport& report) {
  const Field values = expression.child("values");
  if (op == "In" || op == "NotIn") {
    if (values.size() == 0) {
      report.add(rule, values, fmt::format("the operator {} requires values", op))
          .with_found(shown(values))
          .with_expected("a list with at least one value")
          .with_hint("use Exists or DoesNotExist if only the key matters");
    }
    return true;
  }
  if (op == "Exists" || op == "DoesNotExist") {
    if (values.size() > 0) {
      report.add(rule, values, fmt::format("the operator {} must not have values", op))
          .with_found(shown(values))
          .with_expected("no values")
          .with_hint(op == "Exists" ? "use In to match the values" : "use NotIn to exclude the values");
    }
    return true;
  }
  return false;
}

void unknown_operator(const Field& op, std::span<const std::string_view> known, const Rule& rule,
                      ObjectReport& report) {
  auto& d = report.add(rule, op, fmt::format("unknown operator {}", shown(op)))
                .with_found(shown(op))
                .with_expected(list_of(known, "or"));
  const std::string_view word = op.text();
  if (!suggest(d, op, known) && (word.starts_with("Eq") || word.starts_with('='))) {
    d.with_hint("use In with one value to compare for equality");
  }
}

void check_label_selector(const Field& selector, ObjectReport& report) {
  if (!selector.is_map()) return;
  check_label_map(selector.child("matchLabels"), catalog::kSelectorLabel, report);
  const Field expressions = selector.child("matchExpressions");
  for (std::size_t i = 0; i < expressions.size(); ++i) check_expression(expressions.item(i), report);
}

}  // namespace feastctl::validate::kubernetes
