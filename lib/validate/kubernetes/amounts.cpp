#include "validate/kubernetes/amounts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "base/ascii.hpp"
#include "validate/kubernetes/checks.hpp"

namespace feastctl::validate::kubernetes {

namespace {

/// Whether well-formed `text` says more than 100%, of however many digits.
bool above_hundred(std::string_view text) {
  text.remove_suffix(1);
  const auto first = text.find_first_not_of('0');
  if (first == std::string_view::npos) return false;
  text.remove_prefix(first);
  return text.size() > 3 || (text.size() == 3 && text != "100");
}

}  // namespace

bool is_percent(std::string_view text) {
  return text.size() > 1 && text.back() == '%' && std::ranges::all_of(text.substr(0, text.size() - 1), is_digit);
}

std::optional<Quantity> quantity_at(const Field& field) {
  const Node* node = field.node();
  if (node == nullptr) return std::nullopt;
  if (node->kind != Kind::kString && node->kind != Kind::kInteger && node->kind != Kind::kFloat) return std::nullopt;
  return Quantity::parse(node->text);
}

void check_count_or_percent(ObjectReport& report, const Rule& rule, const Field& field) {
  if (!field.is_string()) {
    not_negative(report, rule, field);
    return;
  }
  if (!is_percent(field.text())) {
    report.add(rule, field, fmt::format("{} is neither a number nor a percentage", short_path(field)))
        .with_found(shown(field))
        .with_expected("a whole number without quotes, or digits followed by %")
        .with_hint("write 1 for one pod, or \"50%\" for half of them");
    return;
  }
  if (!above_hundred(field.text())) return;
  report.add(rule, field, fmt::format("{} is more than 100% of the pods", short_path(field)))
      .with_found(shown(field))
      .with_expected("at most 100%");
}

}  // namespace feastctl::validate::kubernetes
