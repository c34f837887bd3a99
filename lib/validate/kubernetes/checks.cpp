#include "validate/kubernetes/checks.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.hpp"
#include "base/spelling.hpp"

namespace feastctl::validate::kubernetes {

namespace {

bool has_backstep(std::string_view path) {
  while (true) {
    const std::size_t slash = path.find('/');
    if (path.substr(0, slash) == "..") return true;
    if (slash == std::string_view::npos) return false;
    path.remove_prefix(slash + 1);
  }
}

}  // namespace

void add_note(Diagnostic& to, std::string_view message, const Field& at) {
  if (const Span where = at.key_span(); where.known()) to.notes.push_back({std::string(message), where, {}});
}

Diagnostic& at_key(Diagnostic& finding, const Field& at) {
  if (const Span key = at.key_span(); key.known()) finding.where = key;
  return finding;
}

bool suggest(Diagnostic& to, const Field& field, std::span<const std::string_view> allowed) {
  const std::string_view guess = nearest(field.text(), allowed);
  if (guess.empty()) return false;
  to.with_hint(fmt::format("did you mean {}?", guess));
  propose(to, equal_ignoring_case(field.text(), guess) || plainly_means(field.text(), guess, allowed), field, guess);
  return true;
}

void propose(Diagnostic& to, bool safe, const Field& field, std::string_view meant) {
  const Node* source = source_of(field.node());
  if (source == nullptr || !source->is_string() || source->text != field.text()) return;
  to.with_fix(safe, fmt::format("Change to {}", quoted(meant)), {change::replace(source, change::text(meant))});
}

bool blank(const Field& field) {
  const Node* node = field.node();
  if (node == nullptr) return true;
  if (node->is_string()) return node->text.empty();
  return (node->is_list() || node->is_map()) && node->size == 0;
}

bool required(ObjectReport& report, const Rule& rule, const Field& field, std::string_view hint) {
  if (!blank(field)) return true;
  report.add(rule, field, fmt::format("{} is required", short_path(field)))
      .with_found(shown(field))
      .with_hint(std::string(hint));
  return false;
}

bool one_of(ObjectReport& report, const Rule& rule, const Field& field, std::span<const std::string_view> allowed) {
  if (!field.is_string()) return true;
  const std::string_view text = field.text();
  for (const auto word : allowed) {
    if (word == text) return true;
  }
  auto& d = report.add(rule, field, fmt::format("{} has an unknown value", short_path(field)))
                .with_found(shown(field))
                .with_expected(list_of(allowed, "or"));
  suggest(d, field, allowed);
  return false;
}

bool not_negative(ObjectReport& report, const Rule& rule, const Field& field) {
  const auto value = field.integer();
  if (!value || *value >= 0) return true;
  report.add(rule, field, fmt::format("{} must not be negative", short_path(field)))
      .with_found(shown(field))
      .with_expected("0 or more")
      .with_fix(false, "Change to 0", {change::replace(field, "0")});
  return false;
}

bool in_range(ObjectReport& report, const Rule& rule, const Field& field, std::int64_t low, std::int64_t high) {
  const auto value = field.integer();
  if (!value || (*value >= low && *value <= high)) return true;
  const std::int64_t bound = *value < low ? low : high;
  report.add(rule, field, fmt::format("{} must be between {} and {}", short_path(field), low, high))
      .with_found(shown(field))
      .with_expected(fmt::format("{} to {}", low, high))
      .with_fix(false, fmt::format("Change to {}", bound), {change::replace(field, std::to_string(bound))});
  return false;
}

bool name(ObjectReport& report, const Rule& rule, const Field& field, NameCheck check, std::string_view what) {
  if (!field.is_string()) return true;
  const NameProblem problem = check(field.text());
  if (!problem) return true;
  report.add(rule, field, fmt::format("{} is not a valid name for {}: it {}", short_path(field), what, *problem))
      .with_found(shown(field));
  return false;
}

bool required_name(ObjectReport& report, const Rule& rule, const Field& field, NameCheck check, std::string_view what) {
  if (!blank(field)) return name(report, rule, field, check, what);
  return required(report, rule, field, fmt::format("write the name of {}", what));
}

NameProblem annotation_key_problem(std::string_view key) {
  return qualified_name_problem(lower_case(key));
}

bool absolute_path(ObjectReport& report, const Rule& rule, const Field& field) {
  if (!field.is_string() || field.text().starts_with('/')) return true;
  report.add(rule, field, fmt::format("{} must be an absolute path", short_path(field)))
      .with_found(shown(field))
      .with_expected("a path that begins with /");
  return false;
}

bool no_backsteps(ObjectReport& report, const Rule& rule, const Field& field) {
  if (!field.is_string() || !has_backstep(field.text())) return true;
  report.add(rule, field, fmt::format("{} must not contain \"..\"", short_path(field)))
      .with_found(shown(field))
      .with_expected("a path without .. as an element");
  return false;
}

std::optional<std::string> descending_path_problem(std::string_view path) {
  if (path.starts_with('/')) return "must be relative, without a leading /";
  if (has_backstep(path)) return "must not contain \"..\"";
  return std::nullopt;
}

bool descending_path(ObjectReport& report, const Rule& rule, const Field& field, const Field& place) {
  if (!field.is_string()) return true;
  const auto problem = descending_path_problem(field.text());
  if (!problem) return true;
  report.add(rule, place, field.cause(), fmt::format("{} {}", short_path(field), *problem))
      .with_found(shown(field))
      .with_expected("a path below the volume's root, such as models/current");
  return false;
}

}  // namespace feastctl::validate::kubernetes
