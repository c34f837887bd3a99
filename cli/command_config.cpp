/// feastctl config: feature_store.yaml files by themselves, as Feast reads them.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <string_view>

#include "base/wording.hpp"
#include "commands.hpp"
#include "config_check.hpp"
#include "declare.hpp"
#include "options.hpp"
#include "reports.hpp"

namespace feastctl::cli {

namespace {

struct ConfigOptions {
  ReadingOptions reading;
  std::vector<std::string> outputs, files;
  bool summary = false;
};

constexpr std::string_view kFileName = "feature_store.yaml";

/// Of a folder's files, those that Feast reads; a file that was named is one of them, whatever its name.
void keep_configurations(InputFiles& inputs, const std::vector<std::string>& paths) {
  Sources kept;
  for (SourceId id = 1; id <= inputs.sources.size(); ++id) {
    const Source& source = inputs.sources.at(id);
    const std::string_view name = std::string_view(source.name).substr(source.name.rfind('/') + 1);
    if (name == kFileName || std::ranges::find(paths, source.name) != paths.end() || source.name == "-") {
      kept.add(source.name, source.text);
    }
  }
  inputs.sources = std::move(kept);
}

/// The text of one report.
std::string report_for(const ReportTarget& target, const std::vector<Diagnostic>& findings, const Result& result,
                       const InputFiles& inputs, const ConfigOptions& options) {
  std::string text = report_in(target.format, findings, result, inputs.sources,
                               {target.on_stderr() && wants_color(options.reading), false, options.reading.all});
  // Nothing to check is fine, but nobody should take it for a check that passed.
  const bool nothing = inputs.problems.empty() && inputs.sources.size() == 0 && !options.reading.quiet;
  if (target.format != "text" || !(options.summary || nothing)) return text;
  return text + fmt::format("{} in {}\n", counted_findings(findings), counted(inputs.sources.size(), "file"));
}

int config(const ConfigOptions& options, const std::vector<ReportTarget>& targets) {
  InputFiles inputs = open_inputs(options.reading);
  keep_configurations(inputs, options.reading.paths);
  Result result;
  result.feast = parse_feast_release(options.reading.feast_version).value_or(FeastRelease("master"));
  const auto findings = findings_that_count(
      check_configs(inputs.sources, feast::parse_minor(options.reading.feast_version).value_or(feast::kDefaultMinor)),
      options.reading);
  const auto text = [&](const ReportTarget& target, const std::vector<Diagnostic>& told) {
    return report_for(target, told, result, inputs, options);
  };
  return write_reports(targets, text, {findings, result, inputs, options.reading, options.summary});
}

}  // namespace

void add_config(CLI::App& program, int& status) {
  auto* command = add_command(program, options::Command::kConfig);
  auto options = std::make_shared<ConfigOptions>();
  Declarer declare(*command, options::Command::kConfig);
  declare("PATH", options->reading.paths);
  declare("follow-links", options->reading.follow_links);
  declare("feast-version", options->reading.feast_version);
  declare("fail-on", options->reading.fail_on);
  declare("ignore", options->reading.ignore);
  declare("color", options->reading.color);
  declare("quiet", options->reading.quiet);
  declare("output", options->outputs);
  declare("output-file", options->files);
  declare("summary", options->summary);
  declare("strict", options->reading.strict);
  command->callback([options, command, &status] { status = config(*options, report_targets(*command)); });
}

}  // namespace feastctl::cli
