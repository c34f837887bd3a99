/// feastctl argocd: the calls of Argo CD's plugin server, and the files that install the plugin.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>

#include "base/arena.hpp"
#include "base/ascii.hpp"
#include "base/embedded.hpp"
#include "catalog/codes.hpp"
#include "commands.hpp"
#include "declare.hpp"
#include "exit_code.hpp"
#include "folder.hpp"
#include "gitops/argocd_parameters.hpp"
#include "io.hpp"
#include "options.hpp"
#include "real_path.hpp"
#include "stream.hpp"

namespace feastctl::cli {

namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): no thread changes it
  return value == nullptr ? "" : value;
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto end = std::min(text.find(separator), text.size());
    if (end != 0) parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

/// Options from Argo CD about the application and the cluster, overridden by those of the application: FEASTCTL_OPTIONS
/// in plugin.env and, with highest precedence, its parameters.
std::vector<std::string> words(const TreeBuilder& tree, Diagnostics& out) {
  std::vector<std::string> result = split(environment("ARGOCD_ENV_FEASTCTL_OPTIONS"), ' ');
  Sources parameters;
  const std::string text = environment("ARGOCD_APP_PARAMETERS");
  parameters.add("ARGOCD_APP_PARAMETERS", text);
  for (std::string& word : gitops::argocd_options(parameters, tree, out)) result.push_back(std::move(word));
  return result;
}

/// The cluster's facts for options that nobody set.
void add_facts(ReadingOptions& options, const CLI::App& given) {
  if (given.count("--namespace") == 0) options.name_space = environment("ARGOCD_APP_NAMESPACE");
  if (given.count("--gitops") == 0) options.gitops = "argocd";
  const std::string minor = environment("KUBE_VERSION");
  if (given.count("--kubernetes-version") == 0 && parse_kubernetes_release(minor)) options.kubernetes_version = minor;
  const bool platform_given = given.count("--platform") != 0;
  for (const std::string& api : split(environment("KUBE_API_VERSIONS"), ',')) {
    if (platform_given && api.starts_with("route.openshift.io/")) continue;
    options.apis.push_back(api);
  }
}

int generate() {
  Arena arena;
  const TreeBuilder tree(arena);
  Diagnostics found;
  ReadingOptions options;
  // Applications and repositories belong to many people, who must not read the files of argocd-repo-server.
  const std::string repository = repository_of(".");
  options.confined_to = real_path(repository.empty() ? "." : repository);
  CLI::App app;
  Declarer declare(app, options::Command::kRender);  // the application sets options of render
  add_reading_options(declare, options);
  std::vector<std::string> given = words(tree, found);
  std::vector<std::string> reversed(given.rbegin(), given.rend());  // in the order that CLI11 expects
  try {
    app.parse(reversed);
  } catch (const CLI::RuntimeError& error) {  // the error in the file has been reported
    return error.get_exit_code();
  } catch (const CLI::ParseError& error) {
    found.add(catalog::kArgoParameters, Span(), fmt::format("invalid option: {}", error.what()));
  }
  const InputFiles none;
  print_findings(found.all(), none, options);
  if (found.errors() != 0) return kUsage;

  add_facts(options, app);
  if (options.paths.empty()) options.paths.emplace_back(".");
  Options wanted = library_options(options, Task::kRender);
  wanted.pass_through = true;
  wanted.pass_secrets = true;  // they are in the folder for Argo CD to apply
  const InputFiles inputs = open_inputs(options);
  if (!inputs.problems.empty()) return kUnreadable;
  const Result result = run(inputs.sources, wanted);
  const auto findings = findings_that_count(result, options);
  print_findings(findings, inputs, options);
  if (failed(findings, options)) return kFindings;
  return write_stdout(yaml_stream(result)) ? kFine : kUnreadable;
}

struct PluginOptions {
  std::string folder, image;
};

constexpr std::array<std::string_view, 3> kPluginFiles{"plugin.yaml", "sidecar.yaml", "Dockerfile"};

/// Whether a word is an image reference. It is written into YAML between quotes, so it may contain only characters of
/// references.
bool is_image(std::string_view word) {
  const auto belongs = [](char c) {
    return is_alphanumeric(c) || std::string_view("._-/:@+").find(c) != std::string_view::npos;
  };
  return !word.empty() && is_alphanumeric(word.front()) && std::ranges::all_of(word, belongs);
}

std::string plugin_file(std::string_view name, const std::string& image) {
  std::string text(embedded(fmt::format("examples/gitops/argocd/{}", name)).value_or(""));
  const std::string line = "image: feastctl-argocd:latest # the image that you build from the Dockerfile";
  const auto at = text.find(line);
  if (!image.empty() && at != std::string::npos) text.replace(at, line.size(), fmt::format("image: \"{}\"", image));
  return text;
}

int plugin(const PluginOptions& options) {
  if (options.folder.empty()) {
    std::string text;
    for (const std::string_view name : kPluginFiles) {
      text += fmt::format("{}# ----- {}\n{}", text.empty() ? "" : "\n", name, plugin_file(name, options.image));
    }
    return write_stdout(text) ? kFine : kUnreadable;
  }
  std::vector<FolderFile> files;
  for (const std::string_view name : kPluginFiles)
    files.push_back({std::string(name), plugin_file(name, options.image)});
  const FolderReport report = write_folder(options.folder, files, {});
  for (const std::string& name : report.in_the_way) {
    complain(fmt::format("{}/{} was not written by feastctl and is not overwritten", options.folder, name));
  }
  if (!report.refused.empty()) complain(fmt::format("{} {}", options.folder, report.refused));
  if (!report.problem.empty()) complain(report.problem);
  std::string told;
  if (report.in_the_way.empty() && report.problem.empty()) {
    for (const std::string& name : report.written) {
      told += fmt::format("wrote {}\n", on_one_line(options.folder + "/" + name));
    }
  }
  const bool fine = report.refused.empty() && report.problem.empty() && report.in_the_way.empty();
  return write_stdout(told) && fine ? kFine : kUnreadable;
}

}  // namespace

void add_argocd(CLI::App& program, int& status) {
  using options::Command;
  auto* command = add_command(program, Command::kArgocd);
  command->require_subcommand(1);
  add_command(*command, Command::kArgocdGenerate)->callback([&status] { status = generate(); });
  add_command(*command, Command::kArgocdParameters)->callback([&status] {
    status = write_stdout(gitops::argocd_announcement()) ? kFine : kUnreadable;
  });
  auto* files = add_command(*command, Command::kArgocdPlugin);
  auto options = std::make_shared<PluginOptions>();
  Declarer declare(*files, Command::kArgocdPlugin);
  declare("output-dir", options->folder);
  declare("image", options->image);
  files->callback([options, files, &status] {
    if (is_given(*files, "--image") && !is_image(options->image)) {
      throw CLI::ValidationError(
          fmt::format("--image: {} is not a valid image reference, such as registry.example.com/feastctl-argocd:1",
                      options->image));
    }
    status = plugin(*options);
  });
}

}  // namespace feastctl::cli
