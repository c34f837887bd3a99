/// feastctl simulate: what an autoscaler does under a load.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "catalog/catalog.hpp"
#include "commands.hpp"
#include "declare.hpp"
#include "exit_code.hpp"
#include "options.hpp"
#include "progress.hpp"
#include "simulate/findings.hpp"
#include "simulate/load.hpp"
#include "simulate/print.hpp"
#include "simulate/run.hpp"
#include "simulate/scenario.hpp"
#include "simulate/setup.hpp"

namespace feastctl::cli {

namespace {

constexpr std::int64_t kAfterLoad = 600;
constexpr std::int64_t kShortest = 900;

struct SimulateOptions {
  ReadingOptions reading;
  std::string scenario, output;
  std::vector<std::string> loads, metrics;
  std::string cpu_per_request, startup, duration, scrape_offset;
  unsigned initial_replicas = 0;
};

/// A simulation that can be run and printed; its texts belong to `inputs`.
struct Simulation {
  InputFiles& inputs;
  simulate::Scenario scenario{};
  std::string title{};
  std::vector<std::string> settings{};
  Span where{};
};

/// A text of the command line as a source, so that what is wrong with it has a place.
SourceId add_text(InputFiles& inputs, std::string name, std::string text) {
  inputs.texts.push_back(std::move(text));
  return inputs.sources.add(std::move(name), inputs.texts.back());
}

/// One --load: a table if it names a .csv file, perhaps behind the name of its column.
bool take_load(const std::string& given, const simulate::LoadTargets& targets, InputFiles& inputs,
               simulate::Loads& loads, Diagnostics& out) {
  if (!given.ends_with(".csv")) {
    return simulate::read_load(inputs.sources, add_text(inputs, "--load", given), targets, loads, out);
  }
  const auto equals = given.find('=');
  const std::string path = equals == std::string::npos ? given : given.substr(equals + 1);
  const std::string column = equals == std::string::npos ? "" : given.substr(0, equals);
  const InputFiles table = read_inputs({path});
  for (const std::string& problem : table.problems) {
    complain(problem);
    inputs.problems.push_back(problem);
  }
  if (!table.problems.empty()) return false;
  const SourceId id = add_text(inputs, path, std::string(table.sources.at(1).text));
  return simulate::read_csv(inputs.sources, id, targets, column, loads, out);
}

/// Puts the loads into the scenario; the answer is the second of the last point.
std::int64_t put(simulate::Loads loads, simulate::Scenario& scenario) {
  std::int64_t last = 0;
  const auto end_of = [&](const simulate::Line& line) { last = std::max(last, line.back().second); };
  for (simulate::ContainerLoad& load : loads.containers) {
    end_of(load.line);
    auto& container = *std::ranges::find(scenario.containers, load.container, &simulate::Container::name);
    auto usage = std::ranges::find(container.usages, load.resource, &simulate::Usage::resource);
    if (usage == container.usages.end()) {
      usage = container.usages.insert(usage, simulate::Usage{.resource = load.resource});
    }
    usage->load = std::move(load.line);
  }
  for (simulate::MetricTotal& metric : loads.metrics) {
    end_of(metric.total);
    scenario.metrics.push_back(std::move(metric));
  }
  return last;
}

std::int64_t seconds_of(const char* option, const std::string& text, std::int64_t otherwise) {
  if (text.empty()) return otherwise;
  const auto seconds = simulate::read_seconds(text);
  if (!seconds) throw CLI::ValidationError(fmt::format("{}: {} is not a time such as 90s, 10m or 1h30m", option, text));
  return *seconds;
}

simulate::LoadTargets targets_of(const simulate::Setup& setup, const SimulateOptions& options) {
  simulate::LoadTargets targets{.containers = {}, .usual = setup.container, .cores_per_request = {}};
  for (const simulate::Container& c : setup.scenario.containers) targets.containers.push_back(c.name);
  if (!options.cpu_per_request.empty()) {
    targets.cores_per_request = simulate::cores(options.cpu_per_request);
    if (!targets.cores_per_request) {
      throw CLI::ValidationError(
          fmt::format("--cpu-per-request: {} is not an amount of CPU such as 2m", options.cpu_per_request));
    }
  }
  return targets;
}

bool read_loads(const SimulateOptions& options, simulate::Setup& setup, InputFiles& inputs, Diagnostics& out) {
  const simulate::LoadTargets targets = targets_of(setup, options);
  simulate::Loads loads;
  for (const std::string& given : options.loads) {
    if (!take_load(given, targets, inputs, loads, out)) return false;
  }
  for (const std::string& given : options.metrics) {
    if (!simulate::read_metric_load(inputs.sources, add_text(inputs, "--metric", given), loads, out)) return false;
  }
  for (simulate::MetricTotal& metric : loads.metrics) {
    const auto called = std::ranges::find(setup.names, metric.name, [](const auto& name) { return name.first; });
    if (called != setup.names.end()) metric.name = called->second;
    if (std::ranges::count(setup.cached, metric.name) != 0) metric.polling = setup.scenario.keda->polling;
  }
  simulate::Scenario& scenario = setup.scenario;
  const std::int64_t last = put(std::move(loads), scenario);
  scenario.duration = seconds_of("--duration", options.duration,
                                 std::min(std::max(last + kAfterLoad, kShortest), simulate::kLongestDuration));
  scenario.scrape_offset = seconds_of("--scrape-offset", options.scrape_offset, 0);
  if (scenario.scrape_offset > simulate::kLongestScrapeOffset) {
    throw CLI::ValidationError("--scrape-offset must be at most 1h");
  }
  if (scenario.keda && scenario.keda->idles() && !simulate::keda_is_active(scenario, 0)) {
    scenario.initial_replicas = scenario.keda->idle();
  }
  if (options.initial_replicas != 0) {
    scenario.initial_replicas = static_cast<std::int32_t>(std::min(options.initial_replicas, 2147483647U));
  }
  if (!options.startup.empty() && !simulate::set_startup(options.startup, scenario)) {
    throw CLI::ValidationError(
        fmt::format("--startup: {} is not SCHEDULE+INIT+READY, such as 2s+10s+15s", options.startup));
  }
  if (!options.startup.empty()) setup.startup = {options.startup};
  return true;
}

/// The exit status of what went wrong, or nothing.
std::optional<int> from_store(const SimulateOptions& options, Simulation& simulation) {
  InputFiles& inputs = simulation.inputs;
  Options wanted = library_options(options.reading, Task::kRender);
  wanted.pass_through = true;
  Result result = run_and_tell(inputs.sources, wanted, options.reading);
  auto found = findings_that_count(std::move(result.findings), options.reading);
  std::erase_if(found, [](const Diagnostic& d) { return d.severity != Severity::kError; });
  print_findings(found, inputs, options.reading);
  if (!found.empty()) return kFindings;
  Diagnostics out;
  auto setup = simulate::setup_of(result, inputs.sources, out);
  const bool fine = setup && read_loads(options, *setup, inputs, out);
  print_findings(out.all(), inputs, options.reading);
  if (!inputs.problems.empty()) return kUnreadable;
  if (!fine) return kFindings;
  simulation.scenario = std::move(setup->scenario);
  simulation.title = fmt::format("{}: {}", setup->store, setup->autoscaler);
  simulation.settings = simulate::settings_of(simulation.scenario);
  simulation.settings.push_back(fmt::format("startup: {}", fmt::join(setup->startup, ", ")));
  simulation.where = setup->where;
  return std::nullopt;
}

std::optional<int> from_scenario(const SimulateOptions& options, Simulation& simulation) {
  Diagnostics out;
  auto scenario = simulate::read_scenario(simulation.inputs.sources, 1, out);
  print_findings(out.all(), simulation.inputs, options.reading);
  if (!scenario) return kFindings;
  simulation.scenario = std::move(*scenario);
  simulation.title = simulation.scenario.name.empty() ? "Scenario" : simulation.scenario.name;
  simulation.settings = simulate::settings_of(simulation.scenario);
  simulation.where = {1, 0, 0};
  return std::nullopt;
}

std::string in_format(const std::string& format, const simulate::Report& report) {
  if (format == "json") return simulate::syncs_as_json(*report.scenario, *report.steps);
  if (format == "csv") return simulate::as_csv(report);
  if (format == "svg") return simulate::as_svg(report);
  if (format == "html") return simulate::as_html(report);
  return simulate::as_table(report);
}

/// A picture is looked at without the command that made it.
void add_load_setting(const SimulateOptions& options, std::vector<std::string>& settings) {
  constexpr std::size_t kLongest = 200;
  std::vector<std::string> given = options.loads;
  given.insert(given.end(), options.metrics.begin(), options.metrics.end());
  if (given.empty()) return;
  std::string text = fmt::format("load: {}", fmt::join(given, ", "));
  if (!options.cpu_per_request.empty()) text += fmt::format(", {} CPU per request", options.cpu_per_request);
  settings.push_back(text.size() > kLongest ? text.substr(0, kLongest) + "…" : text);
}

int simulate_command(const SimulateOptions& options) {
  InputFiles inputs = options.scenario.empty() ? open_inputs(options.reading) : read_inputs({options.scenario});
  if (!options.scenario.empty()) {
    for (const std::string& problem : inputs.problems) complain(problem);
  }
  if (!inputs.problems.empty()) return kUnreadable;
  Simulation simulation{inputs};
  const auto trouble = options.scenario.empty() ? from_store(options, simulation) : from_scenario(options, simulation);
  if (trouble) return *trouble;
  const auto steps = simulate::run(simulation.scenario);
  Diagnostics out;
  simulate::report_findings(simulation.scenario, steps, simulation.where, out);
  ReadingOptions reading = options.reading;
  reading.notes = true;
  const auto findings = findings_that_count(std::move(out), reading);
  if (options.output == "svg" || options.output == "html") add_load_setting(options, simulation.settings);
  const simulate::Report report{&simulation.scenario, &steps, simulation.title, simulation.settings, findings};
  if (!write_stdout(in_format(options.output, report))) return kUnreadable;
  // The recorded form of a scenario is for programs, which compare it.
  if (options.scenario.empty() || options.output != "json") print_findings(findings, simulation.inputs, reading);
  const auto names = CLI::detail::split(options.reading.fail_on, ',');
  const bool fails = std::ranges::any_of(findings, [&](const Diagnostic& d) {
    return std::ranges::any_of(names, [&](const std::string& name) {
      return name == d.rule->name || name == d.rule->code || name == severity_name(d.severity);
    });
  });
  return fails ? kFindings : kFine;
}

void check(const SimulateOptions& options) {
  for (const std::string& name : CLI::detail::split(options.reading.fail_on, ',')) {
    const Rule* rule = catalog::find(name);
    if (name.empty() || name == "warning" || name == "error" || (rule != nullptr && rule->code.starts_with("FS74")))
      continue;
    throw CLI::ValidationError(
        fmt::format("--fail-on: {} is not a finding of a simulation; see FS74x in feastctl rules", name));
  }
  const bool load = !options.loads.empty() || !options.metrics.empty();
  if (options.scenario.empty() && !load) throw CLI::ValidationError("give a load: --load, --metric or --scenario");
  if (!options.scenario.empty() && (load || !options.reading.paths.empty())) {
    throw CLI::ValidationError("--scenario cannot be used with PATH, --load or --metric");
  }
}

}  // namespace

void add_simulate(CLI::App& program, int& status) {
  auto* command = add_command(program, options::Command::kSimulate);
  auto options = std::make_shared<SimulateOptions>();
  Declarer declare(*command, options::Command::kSimulate);
  add_reading_options(declare, options->reading);
  declare("scenario", options->scenario);
  declare("load", options->loads);
  declare("metric", options->metrics);
  declare("cpu-per-request", options->cpu_per_request);
  declare("startup", options->startup);
  declare("initial-replicas", options->initial_replicas);
  declare("duration", options->duration);
  declare("scrape-offset", options->scrape_offset);
  declare("output", options->output);
  command->callback([options, &status] {
    check(*options);
    status = simulate_command(*options);
  });
}

}  // namespace feastctl::cli
