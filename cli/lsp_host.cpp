#include "lsp_host.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>
#include <system_error>

#include "config.hpp"
#include "declare.hpp"
#include "feast/images.hpp"
#include "options.hpp"

namespace feastctl::cli {

namespace {

namespace fs = std::filesystem;

/// The options of `feastctl validate WORDS PROJECT`; without the configuration file if `with_config` is false.
std::shared_ptr<ReadingOptions> options_for(const std::vector<std::string>& words, const std::string& project,
                                            bool with_config, ConfigReading& reading) {
  auto options = std::make_shared<ReadingOptions>();
  std::vector<std::string> arguments{std::string(options::row_of(options::Command::kValidate).name)};
  arguments.insert(arguments.end(), words.begin(), words.end());
  Program program(arguments);
  CLI::App* command = add_command(program, options::Command::kValidate);
  Declarer declare(*command, options::Command::kValidate);
  declare_reading_options(declare, *options);
  std::ranges::reverse(arguments);  // in the order that CLI11 expects
  program.parse(arguments);
  options->paths = {project};
  options->notes = true;
  if (with_config) read_config(declare, *options, reading);
  return options;
}

}  // namespace

std::string LspHost::project_of(const std::string& path, const std::string& within) {
  std::error_code error;
  for (fs::path folder = fs::path(path).parent_path(); folder.string().size() > within.size();
       folder = folder.parent_path()) {
    if (fs::is_regular_file(folder / ".feastctl.yaml", error)) return folder.string();
  }
  return within;
}

std::vector<lsp::File> LspHost::read(const std::string& project) {
  const InputFiles inputs = read_inputs({project});
  std::vector<lsp::File> files;
  for (SourceId id = 1; id <= inputs.sources.size(); ++id) {
    const Source& source = inputs.sources.at(id);
    files.push_back({source.name, std::string(source.text)});
  }
  return files;
}

lsp::Settings LspHost::settings(const std::string& project) {
  lsp::Settings settings;
  ConfigReading reading;
  try {
    auto options = options_for(words_, project, true, reading);
    if (reading.findings.errors() != 0 || !reading.problem.empty()) {
      ConfigReading ignored;
      options = options_for(words_, project, false, ignored);
    }
    settings.options = library_options(*options, Task::kValidate);
    settings.options.fixes = true;
    settings.package = feast::minor_of(settings.options.platform.feast);
    settings.shown = [options](Diagnostics&& found) { return findings_that_count(std::move(found), *options); };
  } catch (const CLI::Error& error) {
    settings.problem = error.what();
    settings.shown = [](Diagnostics&& found) { return std::move(found.all()); };
  }
  if (reading.file && reading.file->sources.size() == 1) {
    const Source& source = reading.file->sources.at(1);
    settings.config = {fs::absolute(source.name).lexically_normal().string(), std::string(source.text)};
    settings.config_findings = std::move(reading.findings.all());
  }
  return settings;
}

bool LspHost::exists(const std::string& path) {
  std::error_code error;
  return fs::exists(path, error);
}

}  // namespace feastctl::cli
