#include "declare.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <stdexcept>

namespace feastctl::cli {

namespace {

/// `-o,--output`, as CLI11 expects it.
std::string names_of(const options::Option& row) {
  if (row.is_argument()) return std::string(row.name);
  std::string names;
  if (row.letter != '\0') names = std::string("-") + row.letter + ",";
  return names.append("--").append(row.name);
}

/// Adds the option by the kind of its variable.
struct Add {
  CLI::App& app;
  const options::Option& row;

  CLI::Option* operator()(std::string* into) const { return app.add_option(names_of(row), *into); }
  CLI::Option* operator()(unsigned* into) const { return app.add_option(names_of(row), *into); }
  CLI::Option* operator()(bool* into) const { return app.add_flag(names_of(row), *into); }
  CLI::Option* operator()(std::vector<std::string>* into) const {
    // A flag takes a value only after =: a path that follows is not its value.
    if (row.is_flag()) return app.add_flag(names_of(row), *into);
    CLI::Option* option = app.add_option(names_of(row), *into);
    if (!row.is_argument()) option->allow_extra_args(false);
    if (row.commas) option->delimiter(',');
    return option;
  }
};

const Program* program_of(const CLI::App& app) {
  const CLI::App* top = &app;
  while (top->get_parent() != nullptr) top = top->get_parent();
  return dynamic_cast<const Program*>(top);
}

/// Whether the word could be an option with this name or letter, which may be part of a cluster of letters.
bool may_be(std::string_view word, const options::Option& row) {
  if (!word.starts_with('-')) return false;
  if (!word.starts_with("--")) return row.letter != '\0' && word.find(row.letter) != std::string_view::npos;
  word.remove_prefix(2);
  return word.starts_with(row.name) && (word.size() == row.name.size() || word[row.name.size()] == '=');
}

}  // namespace

CLI::App* add_command(CLI::App& above, options::Command command) {
  const std::string_view name = options::row_of(command).name;
  return above.add_subcommand(std::string(name.substr(name.rfind(' ') + 1)));
}

bool is_given(const CLI::App& command, const std::string& option) {
  const CLI::Option* declared = command.get_option_no_throw(option);
  return declared != nullptr && declared->count() != 0;
}

Declarer::Declarer(CLI::App& app, options::Command command)
    : app_(&app),
      command_(command),
      program_(program_of(app)),
      undeclared_(std::make_shared<std::vector<Undeclared>>()) {}

void Declarer::take(std::string_view name, Variable into) {
  const options::Option* row = options::find(command_, name);
  if (row == nullptr) {
    const auto rows = options::all();
    if (std::ranges::find(rows, name, &options::Option::name) != rows.end()) return;
    throw std::logic_error("the table of options does not have " + std::string(name));
  }
  if (auto* text = std::get_if<std::string*>(&into); text != nullptr && (*text)->empty()) **text = row->initial;
  if (is_mentioned(*row)) {
    static_cast<void>(declare(*row, into));
  } else {
    undeclared_->push_back({row, into});
  }
}

CLI::Option* Declarer::option(std::string_view name) const {
  const auto waiting =
      std::ranges::find(*undeclared_, name, [](const Undeclared& undeclared) { return undeclared.row->name; });
  if (waiting == undeclared_->end()) return app_->get_option_no_throw("--" + std::string(name));
  CLI::Option* option = declare(*waiting->row, waiting->into);
  undeclared_->erase(waiting);
  return option;
}

bool Declarer::is_mentioned(const options::Option& row) const {
  if (program_ == nullptr || row.is_argument() || row.required) return true;
  return std::ranges::any_of(program_->words, [&](const std::string& word) { return may_be(word, row); });
}

CLI::Option* Declarer::declare(const options::Option& row, Variable into) const {
  CLI::Option* option = std::visit(Add{*app_, row}, into);
  if (row.required) option->required();
  if (row.choices != nullptr || row.problem != nullptr || row.value == options::Value::kNumber) {
    option->check([&row](const std::string& value) { return options::problem_with(row, value); });
  }
  return option;
}

}  // namespace feastctl::cli
