/// feastctl render: prints the bundle, as a whole or not at all.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <utility>

#include "base/ascii.hpp"
#include "commands.hpp"
#include "declare.hpp"
#include "exit_code.hpp"
#include "options.hpp"
#include "output_dir.hpp"
#include "progress.hpp"
#include "render_cache.hpp"
#include "reports.hpp"
#include "spool.hpp"

namespace feastctl::cli {

namespace {

struct RenderOptions {
  ReadingOptions reading;
  std::string output;
  bool pass_through = false;
  bool allow_empty = false;
  bool create_namespace = false;
  OutputDirOptions output_dir;
};

/// kind.group/name, as kubectl prints names.
std::string name_line(const Rendered& object) {
  const auto slash = object.api_version.find('/');
  std::string kind = lower_case(object.kind);
  if (slash != std::string::npos) kind += "." + object.api_version.substr(0, slash);
  return fmt::format("{}/{}\n", kind, object.name);
}

/// The text around the objects in an output format.
struct Form {
  std::string_view open{}, separator{}, close{};
  std::size_t between = 0;  ///< the part of the separator to omit before the first object
};

Form form_of(const std::string& output) {
  if (output == "name") return {};
  if (output == "yaml") return {.separator = "---\n", .between = 4};
  return {.open = "{\n  \"apiVersion\": \"v1\",\n  \"kind\": \"List\",\n  \"items\": [",
          .separator = ",\n",
          .close = "\n  ]\n}\n",
          .between = 1};
}

/// Objects as they will be printed, each with the separator before it.
class Output {
 public:
  explicit Output(const std::string& output) : names_(output == "name"), form_(form_of(output)) {}

  void add(const std::vector<Rendered>& objects) {
    for (const Rendered& object : objects) {
      spool_.append(form_.separator);
      spool_.append(names_ ? name_line(object) : object.text);
    }
  }
  void add(const StoreOutput& store) {
    add(store.objects);
    spool_.append(store.joined);
  }
  /// Prints them; `first` says that nothing precedes them, and becomes false if there are any.
  [[nodiscard]] bool print(bool& first) const {
    if (spool_.empty()) return true;
    return spool_.print(std::exchange(first, false) ? form_.between : 0);
  }

 private:
  Spool spool_;
  bool names_;
  Form form_;
};

/// Prints the valid output: the shared objects, the stores, and the rest.
bool print(const Result& result, const Output& stores, const std::string& output) {
  const Form form = form_of(output);
  Output before(output);
  before.add(result.shared);
  Output behind(output);
  behind.add(result.passed);
  bool first = true;
  return write_stdout(form.open) && before.print(first) && stores.print(first) && behind.print(first) &&
         write_stdout(form.close);
}

/// The values of all options that change what a run says of a store, or writes.
std::string values_of(const CLI::App& command, const Options& wanted) {
  constexpr std::array<std::string_view, 10> kOthers{"PATH",  "jobs",   "output-dir",  "check",     "prune",
                                                     "color", "config", "diagnostics", "cache-dir", "no-cache"};
  std::string values;
  for (const options::Option* row : options::of(options::Command::kRender)) {
    if (std::ranges::find(kOthers, row->name) != kOthers.end()) continue;
    const CLI::Option* given = command.get_option_no_throw(fmt::format("--{}", row->name));
    if (given == nullptr || given->count() == 0) continue;
    for (const std::string& value : given->results())
      values += fmt::format("{}={}:{}\n", row->name, value.size(), value);
  }
  if (const auto& images = wanted.platform.additions.images) {
    for (const auto& [image, digest] : images->digests) values += fmt::format("{} {}\n", image, digest);
  }
  return values;
}

/// Renders into the folder.
int render_to_folder(const RenderOptions& options, const CLI::App& command, const InputFiles& inputs,
                     const Options& wanted) {
  RenderCache cache(options.output_dir.cache, {.folder = options.output_dir.folder,
                                               .links = links_of(options.reading),
                                               .options = values_of(command, wanted),
                                               .by_bytes = options.output_dir.check});
  for (;; cache.forget()) {
    Result result = run_and_tell(inputs.sources, wanted, options.reading, {}, cache.of_run());
    auto findings = findings_that_count(std::move(result.findings), options.reading);
    std::optional<int> status = failed(findings, options.reading) ? kFindings : kFine;
    if (status == kFine) {
      status = write_output_dir(result, wanted.format, options.output_dir, options.reading, cache, findings);
    }
    if (!status) continue;
    print_diagnostics(findings, result, inputs, options.reading);
    return *status;
  }
}

void add_folder_options(Declarer& declare, OutputDirOptions& options) {
  declare("cache-dir", options.cache.folder);
  declare("no-cache", options.cache.off);
  declare("output-dir", options.folder);
  declare("check", options.check);
  declare("prune", options.prune);
}

int render(const RenderOptions& options, const CLI::App& command) {
  Options wanted = library_options(options.reading, Task::kRender);
  wanted.pass_through = options.pass_through;
  wanted.allow_empty = options.allow_empty;
  wanted.when_empty = "pass --allow-empty if this is intended";
  wanted.create_namespace = options.create_namespace;
  wanted.format = options.output == "json" ? Format::kJson : Format::kYaml;
  const InputFiles inputs = open_inputs(options.reading);
  if (!inputs.problems.empty()) return kUnreadable;
  if (!options.output_dir.folder.empty()) return render_to_folder(options, command, inputs, wanted);
  Output stores(options.output);
  const TakeOutput spool = [&](StoreOutput&& output) { stores.add(output); };
  if (options.output != "name") wanted.joined = form_of(options.output).separator;
  Result result = run_and_tell(inputs.sources, wanted, options.reading, spool);
  const auto findings = findings_that_count(std::move(result.findings), options.reading);
  print_diagnostics(findings, result, inputs, options.reading);
  if (failed(findings, options.reading)) return kFindings;
  return print(result, stores, options.output) ? kFine : kUnreadable;
}

}  // namespace

void add_render(CLI::App& program, int& status) {
  auto* command = add_command(program, options::Command::kRender);
  auto options = std::make_shared<RenderOptions>();
  Declarer declare(*command, options::Command::kRender);
  add_reading_options(declare, options->reading);
  declare("output", options->output);
  declare("pass-through", options->pass_through);
  declare("allow-empty", options->allow_empty);
  declare("create-namespace", options->create_namespace);
  add_folder_options(declare, options->output_dir);
  command->callback([options, command, &status] {
    const bool to_folder = is_given(*command, "--output-dir");
    if (!to_folder && options->output_dir.check) throw CLI::ValidationError("--check requires --output-dir");
    if (!to_folder && !options->output_dir.cache.folder.empty())
      throw CLI::ValidationError("--cache-dir requires --output-dir");
    if (!to_folder && options->output_dir.prune) throw CLI::ValidationError("--prune requires --output-dir");
    if (to_folder && options->output_dir.folder.empty())
      throw CLI::ValidationError("--output-dir needs the name of a folder");
    if (to_folder && options->output == "name") {
      throw CLI::ValidationError("--output=name cannot be used with --output-dir");
    }
    status = render(*options, *command);
  });
}

}  // namespace feastctl::cli
