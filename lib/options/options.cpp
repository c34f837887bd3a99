#include "options/options.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/spelling.hpp"
#include "options/rows.hpp"

namespace feastctl::options {

std::string_view title(Group group) {
  switch (group) {
    case Group::kArguments: return "Arguments";
    case Group::kOptions: return "Options";
    case Group::kOutput: return "Output";
    case Group::kInput: return "Input";
    case Group::kCluster: return "Cluster";
    case Group::kBundle: return "Bundle";
    case Group::kFindings: return "Findings";
    case Group::kGeneral: return "General";
  }
  return {};
}

std::vector<const Option*> all() {
  std::vector<const Option*> rows;
  for (const auto part : {shared_rows(), addition_rows(), command_rows()}) {
    for (const Option& row : part) rows.push_back(&row);
  }
  return rows;
}

std::vector<const Option*> of(Command command) {
  auto rows = all();
  std::erase_if(rows, [&](const Option* row) { return !contains(row->commands, command); });
  std::ranges::stable_sort(rows, {}, &Option::group);
  return rows;
}

const Option* find(Command command, std::string_view name) {
  for (const auto part : {shared_rows(), addition_rows(), command_rows()}) {
    for (const Option& row : part) {
      if (contains(row.commands | row.indifferent, command) && row.name == name) return &row;
    }
  }
  return nullptr;
}

std::vector<const Option*> at(Place place) {
  auto rows = all();
  std::erase_if(rows, [&](const Option* row) { return (row->places & place) == 0; });
  return rows;
}

std::vector<Choice> choices_of(const Option& option) {
  return option.choices == nullptr ? std::vector<Choice>() : option.choices();
}

std::string problem_with(const Option& option, std::string_view value) {
  if (option.value == Value::kNumber) {
    const bool digits =
        !value.empty() && value.size() < 10 && value.find_first_not_of("0123456789") == std::string_view::npos;
    return digits ? "" : fmt::format("{} is not a number", value);
  }
  if (option.problem != nullptr) return option.problem(value);
  if (option.choices == nullptr) return {};
  std::vector<std::string_view> names;
  for (const Choice& choice : option.choices()) names.push_back(choice.name);
  if (std::ranges::find(names, value) != names.end()) return {};
  if (option.spells != nullptr && option.spells(value)) return {};
  // A version is never a misspelling of another.
  const std::string_view near = option.spells != nullptr ? std::string_view() : nearest(value, names);
  return fmt::format("{} is not one of {}{}{}{}", value, fmt::join(names, ", "), near.empty() ? "" : "; did you mean ",
                     near, near.empty() ? "" : "?");
}

}  // namespace feastctl::options
