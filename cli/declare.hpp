/// @file
/// @brief Commands and options as the tables of lib/options have them, declared to the parser of the command line.
#pragma once

#include <CLI/App.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "options/options.hpp"

namespace feastctl::cli {

/// The subcommand that the table has for this command.
CLI::App* add_command(CLI::App& above, options::Command command);

/// Declares options of one command, each by its name in the table and with the variable that takes its value. An empty
/// text gets the default of the table. An option that the table has for other commands only is passed over, so that
/// commands can share a function that declares what they have in common.
class Declarer {
 public:
  Declarer(CLI::App& app, options::Command command) : app_(app), command_(command) {}

  CLI::Option* operator()(std::string_view name, std::string& into);
  CLI::Option* operator()(std::string_view name, std::vector<std::string>& into);
  CLI::Option* operator()(std::string_view name, bool& into);
  CLI::Option* operator()(std::string_view name, unsigned& into);

  [[nodiscard]] options::Command command() const { return command_; }
  [[nodiscard]] CLI::App& app() const { return app_; }

 private:
  const options::Option* row(std::string_view name);

  CLI::App& app_;
  options::Command command_;
};

}  // namespace feastctl::cli
