/// feastctl diff: what a new render changes in a folder or stream of manifests.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <memory>

#include "base/arena.hpp"
#include "commands.hpp"
#include "declare.hpp"
#include "diff/diff.hpp"
#include "exit_code.hpp"
#include "external_diff.hpp"
#include "folder.hpp"
#include "options.hpp"

namespace feastctl::cli {

namespace {

/// As kubectl diff: 0 no differences, 1 differences, more than 1 trouble.
constexpr int kTrouble = 2;

struct DiffOptions {
  ReadingOptions reading;
  std::string against, output;
  bool pass_through = false;
  bool create_namespace = false;
  std::string external;  ///< KUBECTL_EXTERNAL_DIFF, when no form was asked for
};

/// What the FeatureStores of the inputs mean now; nothing when there is an error among the findings, which is printed.
bool render_into(const InputFiles& inputs, const DiffOptions& options, bool pass_through, Result& result) {
  Options wanted = library_options(options.reading, Task::kRender);
  wanted.pass_through = pass_through;
  wanted.create_namespace = options.create_namespace;
  result = run(inputs.sources, wanted);
  const auto findings = findings_that_count(result, options.reading);
  print_findings(findings, inputs, options.reading);
  return !failed(findings, options.reading);
}

Sources sources_of(const Result& result) {
  Sources sources;
  for_each_object(result, [&](const Rendered& object) { sources.add("rendered", object.text); });
  return sources;
}

bool use_color(const ReadingOptions& options) {
  if (options.color == "always" || options.color == "never") return options.color == "always";
  const char* no_color = std::getenv("NO_COLOR");  // NOLINT(concurrency-mt-unsafe): no thread changes it
  return (no_color == nullptr || *no_color == '\0') && stdout_is_terminal();
}

int print(const std::vector<diff::ObjectChange>& changes, const std::vector<diff::Trap>& stores,
          const DiffOptions& options) {
  std::string text;
  if (!options.external.empty()) {
    const int status = run_external_diff(options.external, changes);
    return status > 1 ? kTrouble : status;
  }
  if (options.output == "json") {
    text = diff::json(changes, stores);
  } else if (options.output == "markdown") {
    text = diff::markdown(changes, stores);
  } else if (options.output == "unified") {
    text = diff::unified(changes, stores, use_color(options.reading));
  } else {
    text = diff::text(changes, stores, use_color(options.reading));
  }
  if (!write_stdout(text)) return kUnreadable;
  return changes.empty() && stores.empty() ? kFine : kFindings;
}

int diff_command(const DiffOptions& options) {
  const InputFiles inputs = open_inputs(options.reading);
  const InputFiles old_files = read_folder_or_file(options.against);
  for (const std::string& problem : old_files.problems) complain(problem);
  if (!inputs.problems.empty() || !old_files.problems.empty()) return kUnreadable;

  Arena arena;
  const TreeBuilder tree(arena);
  std::vector<const Node*> before;
  std::vector<const Node*> after;
  if (!diff::read_objects(old_files.sources, tree, before)) {
    complain(fmt::format("{}: holds what is no YAML; feastctl validate says where", options.against));
    return kUnreadable;
  }
  const auto old_stores = diff::read_stores(old_files.sources, tree);
  Result old_result;
  Result result;
  // an older FeatureStore stands for its bundle
  if (!old_stores.empty() && !render_into(old_files, options, false, old_result)) return kTrouble;
  if (!render_into(inputs, options, options.pass_through, result)) return kTrouble;
  const Sources old_rendered = sources_of(old_result);
  const Sources rendered = sources_of(result);
  diff::read_objects(old_rendered, tree, before);
  diff::read_objects(rendered, tree, after);
  return print(diff::compare(before, after, tree),
               diff::store_traps(old_stores, diff::read_stores(inputs.sources, tree)), options);
}

}  // namespace

void add_diff(CLI::App& program, int& status) {
  auto* command = add_command(program, options::Command::kDiff);
  auto options = std::make_shared<DiffOptions>();
  Declarer declare(*command, options::Command::kDiff);
  add_reading_options(declare, options->reading);
  declare("against", options->against);
  declare("output", options->output);
  declare("pass-through", options->pass_through);
  declare("create-namespace", options->create_namespace);
  command->callback([options, command, &status] {
    const char* external = std::getenv("KUBECTL_EXTERNAL_DIFF");  // NOLINT(concurrency-mt-unsafe)
    if (!is_given(*command, "--output") && external != nullptr) options->external = external;
    status = diff_command(*options);
  });
}

}  // namespace feastctl::cli
