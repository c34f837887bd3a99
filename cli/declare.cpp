#include "declare.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <stdexcept>

namespace feastctl::cli {

namespace {

/// `-o,--output`, as CLI11 wants it.
std::string names_of(const options::Option& row) {
  if (row.is_argument()) return std::string(row.name);
  std::string names;
  if (row.letter != '\0') names = std::string("-") + row.letter + ",";
  return names.append("--").append(row.name);
}

/// What all options have in common.
CLI::Option* finished(CLI::Option* option, const options::Option& row) {
  if (row.required) option->required();
  if (row.choices != nullptr || row.value == options::Value::kNumber) {
    option->check([&row](const std::string& value) { return options::problem_with(row, value); });
  }
  return option;
}

}  // namespace

CLI::App* add_command(CLI::App& above, options::Command command) {
  const std::string_view name = options::row_of(command).name;
  return above.add_subcommand(std::string(name.substr(name.rfind(' ') + 1)));
}

const options::Option* Declarer::row(std::string_view name) {
  const options::Option* row = options::find(command_, name);
  if (row != nullptr) return row;
  const auto rows = options::all();
  if (std::ranges::find(rows, name, &options::Option::name) != rows.end()) return nullptr;
  throw std::logic_error("the table of options does not have " + std::string(name));
}

CLI::Option* Declarer::operator()(std::string_view name, std::string& into) {
  const options::Option* found = row(name);
  if (found == nullptr) return nullptr;
  if (into.empty()) into = found->initial;
  return finished(app_.add_option(names_of(*found), into), *found);
}

CLI::Option* Declarer::operator()(std::string_view name, std::vector<std::string>& into) {
  const options::Option* found = row(name);
  if (found == nullptr) return nullptr;
  // A flag takes a value by = only: a path that follows is not its value.
  if (found->is_flag()) return finished(app_.add_flag(names_of(*found), into), *found);
  CLI::Option* option = app_.add_option(names_of(*found), into);
  if (!found->is_argument()) option->allow_extra_args(false);
  if (found->commas) option->delimiter(',');
  return finished(option, *found);
}

CLI::Option* Declarer::operator()(std::string_view name, bool& into) {
  const options::Option* found = row(name);
  return found == nullptr ? nullptr : finished(app_.add_flag(names_of(*found), into), *found);
}

CLI::Option* Declarer::operator()(std::string_view name, unsigned& into) {
  const options::Option* found = row(name);
  return found == nullptr ? nullptr : finished(app_.add_option(names_of(*found), into), *found);
}

}  // namespace feastctl::cli
