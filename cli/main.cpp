#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <exception>
#include <new>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/spelling.hpp"
#include "commands.hpp"
#include "exit_code.hpp"
#include "io.hpp"
#include "version.hpp"

namespace {

using namespace feastctl;
using namespace feastctl::cli;

struct Subcommand {
  std::string_view name;
  void (*add)(CLI::App& program, int& status);
};

/// In the order in which --help lists them.
constexpr Subcommand kCommands[] = {
    {"render", add_render},
    {"validate", add_validate},
    {"defaults", add_defaults},
    {"explain", add_explain},
    {"convert", add_convert},
    {"init", add_init},
    {"images", add_images},
    {"rbac", add_rbac},
    {"diff", add_diff},
    {"argocd", add_argocd},
    {"fn", add_fn},
    {"rules", add_rules},
    {"schema", add_schema},
    {"completion", add_completion},
    {"version", add_version},
};

constexpr std::string_view kFooter =
    "Examples:\n"
    "  feastctl render store.yaml | kubectl apply -f -\n"
    "  feastctl validate stores/\n"
    "  feastctl explain scaling      how to run five replicas, or as many as the load needs\n"
    "  feastctl explain FIELD        a field: its type, default, rules and an example\n"
    "  feastctl explain FS301        a code of a message: why, and what to write instead\n\n"
    "feastctl COMMAND --help says more of each command.";

/// The nearest word, as the end of a message.
std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates) {
  const std::string_view near = nearest(word, candidates);
  return near.empty() ? "" : fmt::format("; did you mean {}?", near);
}

int unknown_command(std::string_view word) {
  std::vector<std::string_view> names;
  for (const Subcommand& c : kCommands) names.push_back(c.name);
  complain(fmt::format("there is no command {}{}", word, did_you_mean(word, names)));
  write_stderr("`feastctl --help` lists the commands.\n");
  return kUsage;
}

/// An argument that no option or PATH takes, with the option that may have been meant.
int unknown_argument(const CLI::App& program) {
  const auto chosen = program.get_subcommands();
  const CLI::App& command = chosen.empty() ? program : *chosen.front();
  std::vector<std::string> options;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) options.push_back("--" + name);
  }
  const std::vector<std::string_view> names(options.begin(), options.end());
  for (const std::string& word : program.remaining(true)) {
    const std::string name = word.substr(0, word.find('='));
    if (!name.starts_with('-')) {
      complain(fmt::format("{} takes no further word: {}", command.get_name(), word));
      break;
    }
    complain(fmt::format("{} takes no {}{}", command.get_name(), name, did_you_mean(name, names)));
  }
  write_stderr(
      fmt::format("`{}{} --help` lists the options.\n", chosen.empty() ? "" : "feastctl ", command.get_name()));
  return kUsage;
}

/// Prints what CLI11 has to say: help, or what is wrong with the arguments, which may hold anything.
int tell(const CLI::App& program, const CLI::ParseError& error) {
  std::ostringstream help;
  std::ostringstream complaint;
  if (program.exit(error, help, complaint) == 0) return write_stdout(help.str()) ? kFine : kUnreadable;
  std::istringstream lines(complaint.str());
  for (std::string line; std::getline(lines, line);) write_stderr(on_one_line(line) + "\n");
  return kUsage;
}

/// Whatever thread runs out of memory: it is the input that is too large for the machine, and no bug.
void out_of_memory() {
  constexpr std::string_view kMessage = "feastctl: there is not enough memory for this input\n";
  write_stderr(kMessage);
  ::_exit(kUnreadable);
}

int run(std::vector<std::string> words) {
  int status = kFine;
  if (!words.empty() && words.front() == "help") {  // as git and kubectl have it
    words.erase(words.begin());
    words.resize(std::min<std::size_t>(words.size(), 1));
    words.emplace_back("--help");
  }
  const std::string first = words.empty() ? "" : words.front();
  const auto* const chosen = std::ranges::find(kCommands, std::string_view(first), &Subcommand::name);
  const bool known = chosen != std::end(kCommands);
  if (!known && !first.empty() && !first.starts_with('-')) return unknown_command(first);

  CLI::App program("Renders Feast FeatureStores to Kubernetes manifests, and checks them, offline.", "feastctl");
  program.require_subcommand(1);
  program.set_version_flag("--version", std::string(kVersion));
  // Options cost time to declare, and a run is shorter than all of them take.
  for (const Subcommand& c : kCommands) {
    if (!known || &c == chosen) c.add(program, status);
  }
  program.footer(std::string(kFooter));  // after the commands, which would inherit it
  try {
    std::ranges::reverse(words);  // as CLI11 wants them
    program.parse(words);
  } catch (const CLI::ExtrasError&) {
    return unknown_argument(program);
  } catch (const CLI::RuntimeError& error) {  // what is wrong has been said
    return error.get_exit_code();
  } catch (const CLI::ParseError& error) {
    return tell(program, error);
  }
  return status;
}

}  // namespace

void feastctl::cli::add_all(CLI::App& program, int& status) {
  for (const Subcommand& c : kCommands) c.add(program, status);
}

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
