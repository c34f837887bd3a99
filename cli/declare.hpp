/// @file
/// @brief Commands and options as the tables of lib/options have them, declared to the parser of the command line.
#pragma once

#include <CLI/App.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "options/options.hpp"

namespace feastctl::cli {

/// The parser of the program, with the words that it will be given: to declare an option takes longer than to render an
/// object, so what is not among the words is not declared.
struct Program : CLI::App {
  explicit Program(std::vector<std::string> given) : CLI::App("", "feastctl"), words(std::move(given)) {}
  std::vector<std::string> words;
};

/// The subcommand that the table has for this command.
CLI::App* add_command(CLI::App& above, options::Command command);

/// Whether the option is on the command line.
bool is_given(const CLI::App& command, const std::string& option);

/// Declares options of one command, each by its name in the table and with the variable that takes its value. An empty
/// text gets the default of the table. An option that the table has for other commands only is passed over, so that
/// commands can share a function that declares what they have in common.
class Declarer {
 public:
  Declarer(CLI::App& app, options::Command command);

  /// `into` is a text, a number, a flag or a list, as the row says, and lives as long as the parser.
  template <typename T>
  void operator()(std::string_view name, T& into) {
    take(name, &into);
  }

  [[nodiscard]] options::Command command() const { return command_; }
  /// The option, declared now if it was not among the words; nullptr when the command does not take it.
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
