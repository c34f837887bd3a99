/// feastctl upgrade: shows how another Feast release treats the stores.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "commands.hpp"
#include "declare.hpp"
#include "exit_code.hpp"
#include "options.hpp"
#include "progress.hpp"
#include "upgrade/upgrade.hpp"

namespace feastctl::cli {

namespace {

struct UpgradeOptions {
  ReadingOptions reading;
  std::string from, to, output;
  bool check = false;
};

upgrade::Wanted wanted_by(const UpgradeOptions& options) {
  const auto ignored = [&options](const Diagnostic& d) { return is_ignored(d, options.reading); };
  if (options.output == "json") return {upgrade::Format::kJson, false, ignored};
  if (options.output == "markdown") return {upgrade::Format::kMarkdown, false, ignored};
  return {upgrade::Format::kText, colors_stdout(options.reading), ignored};
}

std::string in_format(const upgrade::Report& report, const Sources& sources, const upgrade::Wanted& wanted) {
  switch (wanted.format) {
    case upgrade::Format::kJson: return upgrade::json(report, sources);
    case upgrade::Format::kMarkdown: return upgrade::markdown(report, sources);
    case upgrade::Format::kText: break;
  }
  return upgrade::text(report, sources, wanted.color);
}

int upgrade_command(const UpgradeOptions& options) {
  Options wanted = library_options(options.reading, Task::kValidate);
  wanted.platform.feast = parse_feast_release(options.to).value_or(wanted.platform.feast);
  const FeastRelease from = parse_feast_release(options.from).value_or(wanted.platform.feast);
  const upgrade::Wanted form = wanted_by(options);
  const InputFiles inputs = open_inputs(options.reading);
  upgrade::Report report;
  tell_while(inputs.sources, wanted, options.reading,
             [&](const Options& telling) { report = upgrade::run(inputs.sources, telling, from, form); });
  const auto trouble = findings_that_count(std::move(report.trouble), options.reading);
  print_findings(trouble, inputs, options.reading);
  if (!write_stdout(in_format(report, inputs.sources, form)) || !inputs.problems.empty()) return kUnreadable;
  if (failed(trouble, options.reading)) return kTrouble;
  return (options.check ? upgrade::refused(report) : upgrade::differs(report)) ? kFindings : kFine;
}

}  // namespace

void add_upgrade(CLI::App& program, int& status) {
  auto* command = add_command(program, options::Command::kUpgrade);
  auto options = std::make_shared<UpgradeOptions>();
  Declarer declare(*command, options::Command::kUpgrade);
  add_reading_options(declare, options->reading);
  declare("from", options->from);
  declare("to", options->to);
  declare("output", options->output);
  declare("check", options->check);
  command->callback([options, &status] { status = upgrade_command(*options); });
}

}  // namespace feastctl::cli
