/// @file
/// @brief Declares commands and options from the tables in lib/options to the command line parser.
#pragma once

#include <CLI/App.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "options/options.hpp"

namespace feastctl::cli {

/// The parser of the program. It knows the arguments in advance: declaring an option takes longer than rendering an
/// object, so only options among the arguments are declared.
struct Program : CLI::App {
  explicit Program(std::vector<std::string> given) : CLI::App("", "feastctl"), words(std::move(given)) {}
  std::vector<std::string> words;
};

/// The subcommand for this row of the table.
CLI::App* add_command(CLI::App& above, options::Command command);

/// Whether the option is on the command line.
bool is_given(const CLI::App& command, const std::string& option);

/// Declares the options of one command, each with its name in the table and the variable that receives its value. An
/// empty string gets the default from the table. Options that only other commands accept are skipped, so that commands
/// can share a function that declares common options.
class Declarer {
 public:
  Declarer(CLI::App& app, options::Command command);

  /// `into` is a string, a number, a flag or a list, according to the row, and must outlive the parser.
  template <typename T>
  void operator()(std::string_view name, T& into) {
    take(name, &into);
  }

  [[nodiscard]] options::Command command() const { return command_; }
  /// The option, declared now if it was not among the arguments; nullptr if the command does not accept it.
  [[nodiscard]] CLI::Option* option(std::string_view name) const;

  [[nodiscard]] CLI::App& app() const { return *app_; }

 private:
  using Variable = std::variant<std::string*, std::vector<std::string>*, bool*, unsigned*>;
  struct Undeclared {
    const options::Option* row;
    Variable into;
  };

  void take(std::string_view name, Variable into);
  [[nodiscard]] bool is_mentioned(const options::Option& row) const;
  [[nodiscard]] CLI::Option* declare(const options::Option& row, Variable into) const;

  CLI::App* app_;
  options::Command command_;
  const Program* program_;                               ///< nullptr: everything is declared
  std::shared_ptr<std::vector<Undeclared>> undeclared_;  ///< shared with copies
};

}  // namespace feastctl::cli
