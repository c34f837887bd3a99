#include "validate/schema_fixes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include "base/ascii.hpp"
#include "base/wording.hpp"
#include "validate/synonyms.hpp"

namespace feastctl::validate {

using schema::Shape;
using schema::Type;

namespace {

bool takes_text(const Type& type) {
  return type.shape == Shape::kString || type.shape == Shape::kQuantity || type.shape == Shape::kIntOrString;
}

/// The text without blanks around it.
std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\n");
  return begin == std::string_view::npos ? std::string_view()
                                         : text.substr(begin, text.find_last_not_of(" \t\n") - begin + 1);
}

/// What a string means that should be a number or a boolean.
std::optional<std::string> unquoted(std::string_view text, const Type& type) {
  text = trimmed(text);
  if (type.shape == Shape::kBoolean) {
    constexpr std::string_view kYes[] = {"true", "yes", "on"};
    constexpr std::string_view kNo[] = {"false", "no", "off"};
    const auto same = [text](std::string_view word) { return equal_ignoring_case(text, word); };
    if (std::ranges::any_of(kYes, same)) return "true";
    if (std::ranges::any_of(kNo, same)) return "false";
    return std::nullopt;
  }
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = type.shape == Shape::kInteger && error == std::errc() && end == text.data() + text.size();
  return whole ? std::optional(std::to_string(number)) : std::nullopt;
}

bool is_scalar(const Node& node) {
  return !node.is_map() && !node.is_list() && !node.is_null();
}

/// A scalar that should be a list of such, or a list of one scalar that should be no list.
void fix_list(Diagnostic& d, const Field& at, const Type& type) {
  const Node& node = *at.node();
  const bool wraps = type.shape == Shape::kList && is_scalar(node) && takes_text(*type.entry);
  if (wraps)
    d.with_fix(node.is_string(), "Write this as a list", {change::replace(at, "[" + change::text(node) + "]")});
  if (type.shape != Shape::kList && node.is_list() && node.size == 1 && is_scalar(*node.item[0])) {
    d.with_fix(takes_text(type) && node.item[0]->is_string(), "Write this without a list",
               {change::replace(at, change::text(*node.item[0]))});
  }
}

/// `_my project` → `my_project`: a valid project to suggest.
std::string as_project(std::string_view text) {
  std::string name;
  for (const char c : text) {
    const bool kept = is_alphanumeric(c) || c == '-' || c == '_';
    if (kept && (!name.empty() || is_alphanumeric(c))) name += c;
    if (!kept && !name.empty() && name.back() != '_') name += '_';
  }
  while (!name.empty() && name.back() == '_') name.pop_back();
  return name;
}

}  // namespace

void remove_field(Diagnostic& d, const Field& at) {
  d.with_fix(false, at.index() < 0 ? "Remove this field" : "Remove this item", {change::remove(at)});
}

void fix_unknown_field(Diagnostic& d, const Field& at, const Home& home) {
  const std::vector<std::string> way(home.way.begin(), home.way.end());
  if (home.found() && home.renames(at)) {
    d.with_fix(home.sure, fmt::format("Rename to {}", way.back()), {change::rename(at, way.back())});
  } else if (home.found()) {
    const std::string owner = home.base->path();
    d.with_fix(home.sure, fmt::format("Move to {}{}{}", owner, owner.empty() ? "" : ".", fmt::join(way, ".")),
               {change::move(at, *home.base, way)});
  }
  remove_field(d, at);
}

void fix_version(Diagnostic& d, const Field& at) {
  const Field* root = &at;
  while (root->parent() != nullptr) root = root->parent();
  d.with_fix(false, "Write apiVersion: feast.dev/v1", {change::replace(root->child("apiVersion"), "feast.dev/v1")});
}

void fix_type(Diagnostic& d, const Field& at, const Type& type) {
  if (at.node() == nullptr) return remove_field(d, at);  // an empty item
  const Node& node = *at.node();
  const bool number = node.kind == Kind::kInteger || node.kind == Kind::kFloat;
  if (takes_text(type) && (number || node.kind == Kind::kBool)) {
    d.with_fix(true, "Quote the value", {change::quote(at)});
  }
  if (node.is_string()) {
    if (const auto plain = unquoted(node.text, type)) {
      d.with_fix(true, "Remove the quotes", {change::replace(at, *plain)});
    }
  }
  if (type.shape == Shape::kBoolean && (node.kind == Kind::kInteger) && (node.integer == 0 || node.integer == 1)) {
    const std::string_view plain = node.integer == 0 ? "false" : "true";
    d.with_fix(true, fmt::format("Change to {}", plain), {change::replace(at, plain)});
  }
  const bool for_map = type.shape == Shape::kObject || type.shape == Shape::kMap;
  if (for_map && node.is_list() && node.size == 0) d.with_fix(true, "Write {}", {change::replace(at, "{}")});
  if (type.shape == Shape::kList && node.is_map() && node.size == 0) {
    d.with_fix(true, "Write []", {change::replace(at, "[]")});
  }
  if (const auto member = slipped_member(node, type)) {
    d.with_fix(true, "Write a space after the colon",
               {change::replace(at, fmt::format("{{{}: {}}}", member->first, change::text(member->second)))});
  }
  fix_list(d, at, type);
  if (for_map && node.kind == Kind::kBool && node.boolean) {
    d.with_fix(false, "Write {} for the defaults", {change::replace(at, "{}")});
  }
  remove_field(d, at);
}

void fix_choice(Diagnostic& d, const Field& at, std::string_view meant, bool sure) {
  if (!meant.empty()) d.with_fix(sure, fmt::format("Change to {}", meant), {change::replace(at, change::text(meant))});
  remove_field(d, at);
}

void fix_quantity(Diagnostic& d, const Field& at, std::string_view meant) {
  if (!meant.empty()) d.with_fix(true, fmt::format("Change to {}", meant), {change::replace(at, change::text(meant))});
  remove_field(d, at);
}

void fix_form(Diagnostic& d, const Field& at, schema::Pattern pattern) {
  constexpr std::string_view kScheme = "http://";
  std::string meant;
  if (pattern == schema::Pattern::kProjectName) meant = as_project(at.text());
  if (pattern == schema::Pattern::kHttpsUrl && at.text().starts_with(kScheme)) {
    meant = fmt::format("https://{}", at.text().substr(kScheme.size()));
  }
  if (schema::matches(pattern, meant)) {
    d.with_fix(false, fmt::format("Change to {}", quoted(meant)), {change::replace(at, change::text(meant))});
  }
  remove_field(d, at);
}

void fix_missing(Diagnostic& d, const Field& object, const schema::Property& property) {
  std::string value;
  if (property.type->shape == Shape::kBoolean) value = "true";
  if (object.parent() != nullptr && object.parent()->parent() == nullptr && property.name == "feastProject") {
    const Field metadata = object.parent()->child("metadata");
    value = as_project(metadata.child("name").text());
  }
  if (!value.empty()) {
    d.with_fix(false, fmt::format("Add {}: {}", property.name, value),
               {change::insert(object, {std::string(property.name)}, value)});
  }
  remove_field(d, object);
}

void fix_number(Diagnostic& d, const Field& at, std::int64_t bound) {
  d.with_fix(false, fmt::format("Change to {}", bound), {change::replace(at, std::to_string(bound))});
  remove_field(d, at);
}

void fix_duplicate(Diagnostic& d, const Field& at, const Field& first) {
  const bool same = at.node() != nullptr && first.node() != nullptr && equal(*at.node(), *first.node());
  d.with_fix(same, same ? "Remove the duplicate" : "Remove this item", {change::remove(at)});
}

}  // namespace feastctl::validate
