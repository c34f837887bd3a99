/// @file
/// @brief The one table of options. Command line, help, manual, completion, configuration file and its schema, Python's
/// keywords and Argo CD's parameters all follow from it.
///
/// To add an option: a row in rows_shared.cpp (several commands take it), rows_additions.cpp (it adds to bundles) or
/// rows_commands.cpp, and a variable that
/// takes its value, which the command declares by the option's name (cli/declare.hpp).
/// To add a command: a row in commands.cpp with an example, its name in `Command` (option.hpp), cli/command_NAME.cpp,
/// a row in cli/commands.cpp, and man/feastctl-NAME.1.in.
/// Then `ctest --preset dev -R '^(unit|cli|cli.options|docs.commands|man|completion.*|architecture|format)$'`.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "options/option.hpp"

namespace feastctl::options {

/// Every option and argument, in the order of help.
std::vector<const Option*> all();

/// Those that the command takes, by group.
std::vector<const Option*> of(Command command);

/// The row of an option of the command, or nullptr.
const Option* find(Command command, std::string_view name);

/// Those that can be set in this place, which have names of their own there.
std::vector<const Option*> at(Place place);

/// The values that the option accepts; none: any.
std::vector<Choice> choices_of(const Option& option);

/// What is wrong with a value of the option, as `x is not one of a, b`; empty when it is accepted.
std::string problem_with(const Option& option, std::string_view value);

/// Every command, in the order of help; the first is the program itself.
std::span<const CommandRow> commands();
const CommandRow& row_of(Command command);

/// The command below `above` (kProgram: a command of the program) that this word names.
std::optional<Command> command_named(std::string_view word, Command above = Command::kProgram);

/// The commands right below one.
std::vector<const CommandRow*> below(Command command);

}  // namespace feastctl::options
