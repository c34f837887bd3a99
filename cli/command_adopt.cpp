/// feastctl adopt: takes stores over from a running operator, or gives them back, step by step.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "adopt/adopt.hpp"
#include "base/arena.hpp"
#include "commands.hpp"
#include "declare.hpp"
#include "diff/live/pieces.hpp"
#include "exit_code.hpp"
#include "options.hpp"
#include "stores_and_bundle.hpp"

namespace feastctl::cli {

namespace {

struct AdoptOptions {
  ReadingOptions reading;
  std::string live, output;
  bool stopped = false, back = false;
};

/// A word of a command line as sh reads it.
std::string shell_word(std::string_view word) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("_-./=:,@").find(c) != std::string_view::npos;
  };
  if (!word.empty() && std::ranges::all_of(word, plain)) return std::string(word);
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

/// The words of this command line that `feastctl render` takes too.
std::string render_command(const CLI::App& command, const std::vector<std::string>& paths) {
  std::string line = "feastctl render";
  for (const CLI::Option* option : command.get_options()) {
    if (option->count() == 0 || option->get_lnames().empty()) continue;
    const std::string& name = option->get_lnames().front();
    if (options::find(options::Command::kRender, name) == nullptr || name == "output" || name == "quiet") continue;
    if (option->get_expected_min() == 0 && option->results() == std::vector<std::string>{"true"}) {
      line += fmt::format(" --{}", name);
    } else {
      for (const std::string& value : option->results()) line += " " + shell_word(fmt::format("--{}={}", name, value));
    }
  }
  for (const std::string& path : paths) line += " " + shell_word(path);
  return line;
}

adopt::Request request_of(const AdoptOptions& options, const CLI::App& command) {
  adopt::Request request{.inline_secrets = options.reading.secrets == "inline",
                         .render = render_command(command, options.reading.paths)};
  request.way = options.back ? adopt::Way::kBack : options.stopped ? adopt::Way::kStopped : adopt::Way::kOrphan;
  for (const std::string& path : options.reading.paths) {
    request.stores += fmt::format("{}{}", request.stores.empty() ? "" : " -f ", shell_word(path));
  }
  if (is_given(command, "--namespace")) request.stores += " -n " + shell_word(options.reading.name_space);
  return request;
}

std::string in_format(const std::vector<adopt::Report>& reports, std::string_view format) {
  if (format == "json") return adopt::json(reports);
  if (format == "markdown") return adopt::markdown(reports);
  return format == "script" ? adopt::script(reports) : adopt::text(reports);
}

int adopt_command(const AdoptOptions& options, const CLI::App& command) {
  Arena arena;
  const TreeBuilder tree(arena);
  const StoresAndBundle rendered(options.reading, tree);
  if (!rendered.ok()) return rendered.status();
  const InputFiles files = read_folder_or_file(options.live, bounds_of(options.reading));
  for (const std::string& problem : files.problems) complain(problem);
  if (!files.problems.empty()) return kUnreadable;
  const diff::Needed needed(rendered.objects(), {"Deployment", "Lease", "PersistentVolume", "ReplicaSet"});
  const diff::Manifests live = diff::read(files.sources, {}, tree, &needed);
  if (live.findings.errors() != 0) {
    complain(fmt::format("{}: a document cannot be read", options.live));
    return kUnreadable;
  }
  if (!diff::is_live(live.objects)) {
    complain(
        fmt::format("{}: no live objects; feastctl kinds --for=adopt prints the commands that get them", options.live));
    return kUsage;
  }
  const adopt::Request request = request_of(options, command);
  std::vector<adopt::Report> reports;
  for (const StoreResult& store : rendered.result().stores) {
    reports.push_back(adopt::examine(store.name_space, store.name, live, rendered.objects(), request, tree));
  }
  if (!write_stdout(in_format(reports, options.output))) return kUnreadable;
  const bool blocked = std::ranges::any_of(reports, [](const adopt::Report& r) { return !r.blocked.empty(); });
  return blocked ? kFindings : kFine;
}

}  // namespace

void add_adopt(CLI::App& program, int& status) {
  auto* command = add_command(program, options::Command::kAdopt);
  auto options = std::make_shared<AdoptOptions>();
  Declarer declare(*command, options::Command::kAdopt);
  add_reading_options(declare, options->reading);
  declare("live", options->live);
  declare("output", options->output);
  declare("operator-stopped", options->stopped);
  declare("back", options->back);
  command->callback([options, command, &status] {
    if (options->reading.paths.empty()) throw CLI::ValidationError("name the FeatureStores: adopt PATH... --live=FILE");
    if (options->back && options->stopped)
      throw CLI::ValidationError("--back and --operator-stopped exclude each other");
    status = adopt_command(*options, *command);
  });
}

}  // namespace feastctl::cli
