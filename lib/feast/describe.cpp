#include "feast/describe.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/spelling.hpp"
#include "base/wording.hpp"
#include "feast/example.hpp"
#include "feast/section.hpp"

namespace feastctl::feast {

namespace {

constexpr std::array kRoles{&kOnlineStore, &kOfflineStore, &kRegistry, &kBatchEngine};

std::string words_of(const Type& type);

std::string words_of(const RowsOf<Part>& parts, std::string_view last) {
  std::vector<std::string> words;
  for (const Part& part : parts) words.push_back(words_of(*part.type));
  const std::vector<std::string_view> views(words.begin(), words.end());
  return list_of(views, last);
}

/// What a value must be, without null.
std::string form_of(const Type& type) {
  using enum Type::Form;
  if (!type.branches.empty()) return words_of(type.branches, "or");
  switch (type.form) {
    case kAny: return "any value";
    case kText:
    case kBytes: return "text";
    case kInteger: return "whole number";
    case kFloat: return "number";
    case kBool: return "true or false";
    case kMap: return type.of.empty() ? "map" : fmt::format("map of {}", words_of(*type.of.front().type));
    case kList: return fmt::format("list of {}", words_of(*type.of.front().type));
    case kTuple: return fmt::format("list with {}", words_of(type.of, "and"));
    case kWords: return list_of(allowed_words(type), "or");
    case kObject: return "map";
  }
  return "";
}

std::string words_of(const Type& type) {
  std::string words = form_of(type);
  switch (type.bound) {
    case Type::Bound::kNone: break;
    case Type::Bound::kAboveZero: words += " greater than 0"; break;
    case Type::Bound::kFromZero: words += ", at least 0"; break;
    case Type::Bound::kZeroToFive: words += " from 0 to 5"; break;
  }
  return words;
}

/// `since 0.65`, `until 0.61`, or nothing for every release.
std::string releases_of(Minor since, Minor until) {
  std::string out;
  if (since > kFirstMinor) out = fmt::format("since 0.{}", since);
  if (until < kLastMinor) out += fmt::format("{}until 0.{}", out.empty() ? "" : ", ", until);
  return out;
}

/// `whole number, default 5432`.
std::string facts_of(const Parameter& parameter) {
  std::string text = words_of(*parameter.type);
  std::string_view value = parameter.default_value;
  if (parameter.required) {
    text += ", required";
  } else if (value == "null") {
    text += ", no default";
  } else if (!value.empty()) {
    if (value.size() > 2 && value.front() == '"') value = value.substr(1, value.size() - 2);
    text += fmt::format(", default {}", value);
  }
  const std::string releases = releases_of(parameter.since, parameter.until);
  return releases.empty() ? text : fmt::format("{} ({})", text, releases);
}

struct Row {
  std::string name;
  const Parameter* parameter;
};

/// All parameters with those of their objects, in the order of Feast's class.
void add_rows(std::span<const Parameter> parameters, const std::string& prefix, Minor release, std::vector<Row>& rows) {
  for (const Parameter& parameter : parameters) {
    if (!parameter.in(release)) continue;
    rows.push_back({prefix + std::string(parameter.name), &parameter});
    add_rows(parameter.fields, rows.back().name + ".", release, rows);
  }
}

std::vector<Row> rows_of(const Section& section, Minor release) {
  std::vector<Row> rows;
  add_rows(section.parameters, "", release, rows);
  return rows;
}

void append_parameters(const Section& section, Minor release, std::string& out) {
  const std::vector<Row> rows = rows_of(section, release);
  std::size_t width = 0;
  for (const Row& row : rows) width = std::max(width, row.name.size());
  for (const Row& row : rows) out += fmt::format("  {:<{}}  {}\n", row.name, width, facts_of(*row.parameter));
  if (section.unknown_allowed) out += "Feast ignores other parameters.\n";
}

/// One parameter in all releases: its default may differ.
void append_parameter(const Section& section, std::string_view name, std::string& out) {
  std::vector<std::string> told;
  for (Minor release = kFirstMinor; release <= kLastMinor; ++release) {
    for (const Row& row : rows_of(section, release)) {
      if (row.name != name) continue;
      std::string line = fmt::format("  {}\n", facts_of(*row.parameter));
      if (std::ranges::find(told, line) != told.end()) continue;
      out += line;
      told.push_back(std::move(line));
    }
  }
}

bool has_parameter(const Section& section, std::string_view name) {
  std::string text;
  append_parameter(section, name, text);
  return !text.empty();
}

std::vector<std::string_view> types_of(const Role& role, Minor release) {
  std::vector<std::string_view> types;
  for (const Section& section : sections()) {
    if (section.role == role.name && section.in(release) && section.type != "any") types.push_back(section.type);
  }
  return types;
}

std::string capitalized(std::string_view text) {
  std::string out(text);
  if (!out.empty() && out.front() >= 'a' && out.front() <= 'z')
    out.front() = static_cast<char>(out.front() - 'a' + 'A');
  return out;
}

}  // namespace

std::string describe_types(Minor release) {
  std::string out = fmt::format("Types that Feast 0.{} has:\n", release);
  for (const Role* role : kRoles) {
    out += fmt::format("\n{}:\n", capitalized(role->what));
    for (const std::string_view type : types_of(*role, release)) out += fmt::format("  {}\n", type);
  }
  return out + "\nRun 'feastctl explain store TYPE' for the parameters of a type.\n";
}

std::optional<std::string> describe(std::string_view what, Minor release) {
  std::string out;
  for (const Role* role : kRoles) {
    if (const Section* section = find_section(role->name, what, release)) {
      if (!out.empty()) out += '\n';
      out += fmt::format("{} {}, as Feast 0.{} has it:\n", capitalized(role->what), section->type, release);
      append_parameters(*section, release, out);
      continue;
    }
    // The names of types have dots, too.
    for (const std::string_view type : types_of(*role, release)) {
      if (!what.starts_with(type) || what.substr(type.size(), 1) != ".") continue;
      const Section& section = *find_section(role->name, type, release);
      const std::string_view parameter = what.substr(type.size() + 1);
      if (!has_parameter(section, parameter)) continue;
      out += fmt::format("{}{} {}, parameter {}:\n", out.empty() ? "" : "\n", capitalized(role->what), type, parameter);
      append_parameter(section, parameter, out);
    }
  }
  if (out.empty()) return std::nullopt;
  const auto types = secret_types();
  if (std::ranges::find(types, what) != types.end()) out += "\nExample:\n" + secret_text(what, {}, {});
  return out;
}

std::string unknown_store(std::string_view what, Minor release) {
  std::vector<std::string_view> types;
  std::string_view type = what;
  for (const Role* role : kRoles) {
    for (const std::string_view known : types_of(*role, release)) {
      types.push_back(known);
      if (what.starts_with(known) && what.substr(known.size(), 1) == ".") type = known;
    }
  }
  if (type != what) {
    return fmt::format("{} has no parameter {}; run 'feastctl explain store {}' for all of them\n", type,
                       quoted(what.substr(type.size() + 1)), type);
  }
  const std::string_view near = nearest(what, types);
  const std::string hint =
      near.empty() ? "'feastctl explain store' lists the types" : fmt::format("did you mean {}?", near);
  return fmt::format("Feast 0.{} has no store type {}; {}\n", release, quoted(what), hint);
}

}  // namespace feastctl::feast
