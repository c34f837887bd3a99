/// feastctl simulate: what an autoscaler does under a load.
#include <CLI/CLI.hpp>
#include <memory>

#include "commands.hpp"
#include "declare.hpp"
#include "exit_code.hpp"
#include "options.hpp"
#include "simulate/run.hpp"
#include "simulate/scenario.hpp"

namespace feastctl::cli {

namespace {

struct SimulateOptions {
  ReadingOptions reading;
  std::string scenario, output;
};

int simulate_scenario(const SimulateOptions& options) {
  const InputFiles file = read_inputs({options.scenario});
  for (const std::string& problem : file.problems) complain(problem);
  if (!file.problems.empty()) return kUnreadable;
  Diagnostics out;
  const auto scenario = simulate::read_scenario(file.sources, 1, out);
  print_findings(out.all(), file, options.reading);
  if (!scenario) return kFindings;
  return write_stdout(simulate::syncs_as_json(*scenario, simulate::run(*scenario))) ? kFine : kUnreadable;
}

}  // namespace

void add_simulate(CLI::App& program, int& status) {
  auto* command = add_command(program, options::Command::kSimulate);
  auto options = std::make_shared<SimulateOptions>();
  Declarer declare(*command, options::Command::kSimulate);
  declare("scenario", options->scenario);
  declare("output", options->output);
  command->callback([options, &status] {
    if (options->scenario.empty()) throw CLI::ValidationError("--scenario is required");
    status = simulate_scenario(*options);
  });
}

}  // namespace feastctl::cli
