/// feastctl render: the bundle on standard output, whole or not at all.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "commands.hpp"
#include "exit_code.hpp"
#include "options.hpp"
#include "output_dir.hpp"
#include "progress.hpp"
#include "reports.hpp"
#include "stream.hpp"

namespace feastctl::cli {

namespace {

struct RenderOptions {
  ReadingOptions reading;
  std::string output = "yaml";
  bool pass_through = false;
  bool allow_empty = false;
  bool create_namespace = false;
  OutputDirOptions output_dir;
};

std::string json_list(const Result& result) {
  std::string text = "{\n  \"apiVersion\": \"v1\",\n  \"kind\": \"List\",\n  \"items\": [";
  bool first = true;
  for_each_object(result, [&](const Rendered& object) {
    text += first ? "\n" : ",\n";
    text += object.text;
    first = false;
  });
  return text + "\n  ]\n}\n";
}

/// kind.group/name, as kubectl prints names.
std::string name_list(const Result& result) {
  std::string text;
  for_each_object(result, [&](const Rendered& object) {
    const auto slash = object.api_version.find('/');
    std::string kind;
    for (const char c : object.kind) kind += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    if (slash != std::string::npos) kind += "." + object.api_version.substr(0, slash);
    text += fmt::format("{}/{}\n", kind, object.name);
  });
  return text;
}

std::string text_of(const Result& result, const std::string& output) {
  if (output == "json") return json_list(result);
  if (output == "name") return name_list(result);
  return yaml_stream(result);
}

int render(const RenderOptions& options) {
  Options wanted = library_options(options.reading, Task::kRender);
  wanted.pass_through = options.pass_through;
  wanted.allow_empty = options.allow_empty;
  wanted.create_namespace = options.create_namespace;
  wanted.format = options.output == "json" ? Format::kJson : Format::kYaml;
  const InputFiles inputs = open_inputs(options.reading);
  if (!inputs.problems.empty()) return kUnreadable;
  const Result result = run_and_tell(inputs.sources, wanted, options.reading);
  const auto findings = findings_that_count(result, options.reading);
  print_diagnostics(findings, result, inputs, options.reading);
  if (failed(findings, options.reading)) return kFindings;
  if (!options.output_dir.folder.empty()) {
    return write_output_dir(result, wanted.format, options.output_dir, options.reading);
  }
  return write_stdout(text_of(result, options.output)) ? kFine : kUnreadable;
}

}  // namespace

void add_render(CLI::App& program, int& status) {
  auto* command = program.add_subcommand("render", "Print the manifests that the Feast operator would create");
  auto options = std::make_shared<RenderOptions>();
  add_reading_options(*command, options->reading);
  add_diagnostics_option(*command, options->reading);
  command->add_option("-o,--output", options->output, "The form of the output")
      ->check(CLI::IsMember({"yaml", "json", "name"}))
      ->capture_default_str();
  command->add_flag("--pass-through", options->pass_through,
                    "Print the input's other objects too (Secrets with --secrets=inline only)");
  command->add_flag("--allow-empty", options->allow_empty, "An input without a FeatureStore is fine");
  command->add_flag("--create-namespace", options->create_namespace, "The namespaces of the FeatureStores too");
  add_output_dir_options(*command, options->output_dir);
  command->callback([options, command, &status] {
    const bool to_folder = command->count("--output-dir") != 0;
    if (to_folder && options->output_dir.folder.empty()) throw CLI::ValidationError("--output-dir", "names no folder");
    if (to_folder && options->output == "name") {
      throw CLI::ValidationError("--output=name", "is for standard output, not for --output-dir");
    }
    status = render(*options);
  });
}

}  // namespace feastctl::cli
