#include "config.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>

#include "catalog/catalog.hpp"
#include "catalog/codes.hpp"
#include "config/config.hpp"
#include "exit_code.hpp"
#include "io.hpp"
#include "report/conceal.hpp"
#include "report/report.hpp"
#include "repository.hpp"

namespace feastctl::cli {

namespace {

namespace fs = std::filesystem;

constexpr const char* kConfigName = ".feastctl.yaml";

struct ConfigFile {
  std::string path;
  std::string root;  ///< the topmost folder of the search; no link may lead out of it
};

/// The file next to the first PATH, or in a folder above it, up to the root of its repository; empty if there is none.
ConfigFile find_config(const ReadingOptions& options) {
  std::error_code error;
  const bool here = options.paths.empty() || options.paths.front() == "-";
  const fs::path first = fs::weakly_canonical(here ? fs::current_path(error) : fs::path(options.paths.front()), error);
  if (error) return {};
  const fs::path begin = fs::is_directory(first, error) ? first : first.parent_path();
  fs::path root = repository_root(begin);
  if (root.empty()) root = begin;  // files above it belong to somebody else
  for (fs::path folder = begin;; folder = folder.parent_path()) {
    if (fs::is_regular_file(folder / kConfigName, error)) {
      const fs::path near = (folder / kConfigName).lexically_relative(fs::current_path(error));
      return {error || near.empty() ? (folder / kConfigName).string() : near.string(), root.string()};
    }
    if (folder == root || folder == folder.parent_path()) return {};
  }
}

/// Reports an option that a file found next to the inputs must not set, because somebody else may have written it. Its
/// default is harmless.
bool trusted(const Declarer& command, const config::Setting& setting, Diagnostics& out) {
  const options::Option* row = options::find(command.command(), setting.key);
  const auto free = options::at(options::kCheckout);  // by name: the command's own row may be another one
  if (row == nullptr || std::ranges::find(free, setting.key, &options::Option::name) != free.end()) return true;
  if (setting.values.size() == 1 && setting.values.front() == (row->is_flag() ? "false" : row->initial)) return true;
  const std::string value = setting.values.empty() ? "" : setting.values.front();
  out.add(catalog::kConfigNotTrusted, setting.where,
          fmt::format("{} cannot be set in a configuration file found next to the input", setting.key))
      .with_hint(fmt::format("pass --{0}{1}{2} on the command line, or name this file with --config if you trust it",
                             setting.key, row->is_flag() ? "" : "=", row->is_flag() ? "" : value));
  return false;
}

/// Sets the value of one option as if it were on the command line. Reports an invalid value, and returns false.
bool apply(const Declarer& command, const config::Setting& setting, const ConfigFile& file, ReadingOptions& options,
           Diagnostics& out) {
  CLI::Option* option = command.option(setting.key);
  if (option == nullptr || option->count() != 0) return true;
  if (options.config.empty() && !trusted(command, setting, out)) return false;
  options.credentials.ignored_by_file |= setting.key == "ignore";
  options.credentials.quiet_by_file |= setting.key == "quiet";
  for (const std::string& value : setting.values) {
    if (setting.key != "ignore" || catalog::find(value) != nullptr) continue;
    out.add(catalog::kConfigValue, setting.where, fmt::format("`{}` is not a diagnostic code", value))
        .with_hint(catalog::hint_for(value));
    return false;
  }
  const bool is_path = setting.key == "images";  // relative to the file that names it
  if (is_path && options.config.empty()) options.additions.images.within = file.root;
  try {
    for (const std::string& value : setting.values) {
      option->add_result(is_path ? (fs::path(file.path).parent_path() / value).string() : value);
    }
    if (!setting.values.empty()) option->run_callback();
    return true;
  } catch (const CLI::Error& error) {
    out.add(catalog::kConfigValue, setting.where, fmt::format("{} has an invalid value", setting.key))
        .with_hint(error.what());
    return false;
  }
}

}  // namespace

void read_config(const Declarer& command, ReadingOptions& options, ConfigReading& reading) {
  const ConfigFile found = options.config.empty() ? find_config(options) : ConfigFile{options.config, {}};
  const auto& [path, root] = found;
  if (path.empty()) return;
  Bounds bounds = bounds_of(options);
  if (bounds.roots.empty() && !root.empty()) bounds.roots.push_back(root);
  const InputFiles& file = reading.file.emplace(read_inputs({path}, bounds));
  if (!file.problems.empty() || file.sources.size() != 1) {
    reading.problem = file.problems.empty() ? path + ": is not a file" : file.problems.front();
    return;
  }
  const auto settings = config::read(file.sources, 1, reading.findings);
  if (reading.findings.errors() == 0) {
    for (const config::Setting& setting : settings) apply(command, setting, found, options, reading.findings);
  }
  report::conceal_secrets(reading.findings, file.sources);
}

void apply_config(const Declarer& command, ReadingOptions& options) {
  ConfigReading reading;
  read_config(command, options, reading);
  if (!reading.problem.empty()) {
    complain(reading.problem);
    throw CLI::RuntimeError(kUnreadable);
  }
  if (reading.findings.errors() == 0) return;
  write_stderr(report::text(reading.findings.all(), reading.file->sources, {.color = wants_color(options)}));
  throw CLI::RuntimeError(kUsage);
}

}  // namespace feastctl::cli
