#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <exception>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "base/spelling.hpp"
#include "commands.hpp"
#include "declare.hpp"
#include "exit_code.hpp"
#include "io.hpp"
#include "options/help.hpp"
#include "version.hpp"

namespace {

using namespace feastctl;
using namespace feastctl::cli;

/// The closest word, as the end of a message.
std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates) {
  const std::string_view near = nearest(word, candidates);
  return near.empty() ? "" : fmt::format("; did you mean {}?", near);
}

/// The end of a message about wrong arguments.
int see_help(options::Command command) {
  const std::string_view name = options::row_of(command).name;
  write_stderr(fmt::format("Run 'feastctl{}{} --help' for details.\n", name.empty() ? "" : " ", name));
  return kUsage;
}

int unknown_command(std::string_view word, options::Command above) {
  std::vector<std::string_view> names;
  for (const options::CommandRow* row : options::below(above)) {
    names.push_back(row->name.substr(row->name.rfind(' ') + 1));
  }
  complain(fmt::format("unknown command: {}{}", word, did_you_mean(word, names)));
  return see_help(above);
}

/// The command that was chosen, and its arguments.
struct Chosen {
  options::Command command = options::Command::kProgram;
  const CLI::App* app;
};

Chosen chosen_in(const CLI::App& program) {
  Chosen chosen{.app = &program};
  for (auto apps = program.get_subcommands(); !apps.empty(); apps = chosen.app->get_subcommands()) {
    chosen.app = apps.front();
    chosen.command = options::command_named(chosen.app->get_name(), chosen.command).value_or(chosen.command);
  }
  return chosen;
}

/// Reports an argument that the command does not accept, with a suggested option.
int unexpected_argument(const CLI::App& program) {
  const Chosen chosen = chosen_in(program);
  std::vector<std::string> spelled;
  for (const options::Option* option : options::of(chosen.command)) {
    if (!option->is_argument()) spelled.push_back(fmt::format("--{}", option->name));
  }
  const std::vector<std::string_view> names(spelled.begin(), spelled.end());
  for (const std::string& word : program.remaining(true)) {
    if (!word.starts_with('-')) {
      if (!options::below(chosen.command).empty()) return unknown_command(word, chosen.command);
      complain(fmt::format("unexpected argument: {}", word));
      break;
    }
    const std::string name = word.substr(0, word.find('='));
    complain(fmt::format("unknown option: {}{}", name, did_you_mean(name, names)));
  }
  return see_help(chosen.command);
}

/// Reports an error of CLI11 about the arguments, which may contain anything.
int wrong_usage(const CLI::App& program, const CLI::ParseError& error) {
  const Chosen chosen = chosen_in(program);
  const std::string_view message = error.what();
  if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ArgumentMismatch)) {
    complain(fmt::format("{} needs a value", message.substr(0, message.find(':'))));
  } else if (message == "A subcommand is required") {
    complain("no command given");
  } else {
    complain(message);
  }
  return see_help(chosen.command);
}

/// Any thread may run out of memory; then the input is too large for the machine, which is not a bug.
void out_of_memory() {
  constexpr std::string_view kMessage = "feastctl: there is not enough memory for this input\n";
  write_stderr(kMessage);
  ::_exit(kUnreadable);
}

int run(std::vector<std::string> words) {
  int status = kFine;
  if (!words.empty() && words.front() == "help") {  // as in git and kubectl
    words.erase(words.begin());
    words.resize(std::min<std::size_t>(words.size(), 1));
    words.emplace_back("--help");
  }
  const std::string first = words.empty() ? "" : words.front();
  const auto named = options::command_named(first);
  const bool known = named.has_value();
  if (!known && !first.empty() && !first.starts_with('-')) return unknown_command(first, options::Command::kProgram);

  Program program(words);
  program.require_subcommand(1);
  program.set_version_flag("-v,--version", std::string(kVersion));
  // Declaring all options would take longer than a run.
  for (const Subcommand& c : subcommands()) {
    if (!known || c.command == *named) c.add(program, status);
  }
  try {
    std::ranges::reverse(words);  // in the order that CLI11 expects
    program.parse(words);
  } catch (const CLI::ExtrasError&) {
    return unexpected_argument(program);
  } catch (const CLI::CallForVersion& version) {
    return write_stdout(std::string(version.what()) + "\n") ? kFine : kUnreadable;
  } catch (const CLI::CallForHelp&) {
    return write_stdout(options::help(chosen_in(program).command)) ? kFine : kUnreadable;
  } catch (const CLI::RuntimeError& error) {  // the error has been reported
    return error.get_exit_code();
  } catch (const CLI::ParseError& error) {
    return wrong_usage(program, error);
  }
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  std::set_new_handler(out_of_memory);
  std::signal(SIGXFSZ, SIG_IGN);  // NOLINT(cert-err33-c): a file that may not grow is an error like a full disk
  try {
    if (argc > 0 && is_legacy_plugin(argv[0])) return legacy_plugin(argc, argv);
    if (argc < 1) return kUsage;
    return run({argv + 1, argv + argc});
  } catch (const std::exception& error) {
    write_stderr("feastctl: internal error: ");
    write_stderr(on_one_line(error.what()));
  } catch (...) {
    write_stderr("feastctl: internal error");
  }
  write_stderr(
      "\nThis is a bug in feastctl. Please report it with the input that shows it, at the project's issue tracker.\n");
  return kBug;
}
