/// feastctl capacity: what stores need at most, and whether it fits.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "capacity/capacity.hpp"
#include "catalog/codes.hpp"
#include "commands.hpp"
#include "declare.hpp"
#include "exit_code.hpp"
#include "options.hpp"
#include "progress.hpp"

namespace feastctl::cli {

namespace {

struct CapacityOptions {
  ReadingOptions reading;
  std::string node, output;
  unsigned connections = 0;
};

capacity::Available available_of(const CapacityOptions& options) {
  capacity::Available available;
  if (options.connections != 0) available.connections = options.connections;
  if (options.node.empty()) return available;
  available.node = capacity::read_node_size(options.node);
  if (!available.node) {
    throw CLI::ValidationError(fmt::format("--node: {} is not a size such as 4cpu,16Gi or 3x4cpu,16Gi", options.node));
  }
  return available;
}

/// Whether the finding says that something does not fit.
bool is_about_room(const Diagnostic& d) {
  return d.rule == &catalog::kQuotaTight || d.rule == &catalog::kQuotaExceeded || d.rule == &catalog::kQuotaUnsaid ||
         d.rule->code.starts_with("FS75");
}

int capacity_command(const CapacityOptions& options) {
  const capacity::Available available = available_of(options);
  const InputFiles inputs = open_inputs(options.reading);
  if (!inputs.problems.empty()) return kUnreadable;
  Options wanted = library_options(options.reading, Task::kValidate);
  wanted.needs = true;
  Result result = run_and_tell(inputs.sources, wanted, options.reading);
  const bool wrong = std::ranges::any_of(
      result.findings.all(), [](const Diagnostic& d) { return d.severity == Severity::kError && !is_about_room(d); });
  const capacity::Totals totals = capacity::totals_of(result, available);
  Diagnostics out = std::move(result.findings);
  std::erase_if(out.all(), [](const Diagnostic& d) { return d.severity != Severity::kError && !is_about_room(d); });
  if (!wrong) capacity::judge(result, totals, available, out);
  const auto findings = findings_that_count(std::move(out), options.reading);
  print_findings(findings, inputs, options.reading);
  if (wrong) return kFindings;
  const capacity::Report report{&result, &totals, &available, findings.empty()};
  const std::string text = options.output == "json" ? capacity::as_json(report) : capacity::as_table(report);
  if (!write_stdout(text)) return kUnreadable;
  return findings.empty() ? kFine : kFindings;
}

}  // namespace

void add_capacity(CLI::App& program, int& status) {
  auto* command = add_command(program, options::Command::kCapacity);
  auto options = std::make_shared<CapacityOptions>();
  Declarer declare(*command, options::Command::kCapacity);
  add_reading_options(declare, options->reading);
  declare("node", options->node);
  declare("database-connections", options->connections);
  declare("output", options->output);
  options->reading.prints_objects = false;
  command->callback([options, &status] { status = capacity_command(*options); });
}

}  // namespace feastctl::cli
