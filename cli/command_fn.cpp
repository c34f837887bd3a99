/// feastctl fn: a KRM function for kustomize and kpt, as generator, transformer and validator.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>

#include "base/arena.hpp"
#include "catalog/codes.hpp"
#include "commands.hpp"
#include "declare.hpp"
#include "exit_code.hpp"
#include "gitops/function.hpp"
#include "options.hpp"
#include "real_path.hpp"
#include "report/conceal.hpp"

namespace feastctl::cli {

namespace {

using gitops::FunctionCall;
using gitops::FunctionMode;

/// The output of the function, in the two formats that orchestrators accept.
struct Answer {
  std::vector<const Node*> items;
  std::vector<Diagnostic> findings;
  std::vector<gitops::FunctionText> texts;
  bool failed = false;
};

/// The options of the command line, overridden by those of the configuration.
ReadingOptions with_options_of(const ReadingOptions& given, const std::vector<std::string>& words, Diagnostics& out) {
  ReadingOptions options = given;
  CLI::App app;
  ReadingOptions configured = given;
  Declarer declare(app, options::Command::kFn);
  add_reading_options(declare, configured);
  app.parse_complete_callback({});  // a configuration file has been read with the command line
  std::vector<std::string> reversed(words.rbegin(), words.rend());  // as CLI11 wants them
  try {
    app.parse(reversed);
    options = configured;
    options.follow_links = given.follow_links;
    // The configuration is part of the package, just like the files it configures.
    options.credentials.ignored_by_file |= app.count("--ignore") != 0;
    options.credentials.quiet_by_file |= app.count("--quiet") != 0;
  } catch (const CLI::ParseError& error) {
    out.add(catalog::kFunctionConfig, Span(), fmt::format("the functionConfig has an invalid option: {}", error.what()))
        .with_hint("feastctl render --help lists the options; use their long names");
  }
  return options;
}

std::vector<std::string> texts_of(const Result& result) {
  std::vector<std::string> texts;
  for_each_object(result, [&](const Rendered& object) { texts.push_back(object.text); });
  return texts;
}

/// Adds the call's own texts to the sources, and makes `found` refer to them.
void add_texts_of_call(const Sources& call, Sources& sources, Diagnostics& found) {
  const auto offset = static_cast<SourceId>(sources.size());
  for (SourceId id = 1; id <= call.size(); ++id) sources.add(call.at(id).name, call.at(id).text);
  const auto move = [&](Span& where) {
    if (where.known()) where.source += offset;
  };
  for (Diagnostic& d : found.all()) {
    move(d.where);
    for (Note& note : d.notes) move(note.where);
  }
}

/// Runs the call, which was read from `texts` with the findings `found`. Messages go to standard error, because
/// kustomize shows nothing else.
Answer carry_out(const FunctionCall& call, const Sources& texts, Diagnostics found_in_call, const ReadingOptions& given,
                 const TreeBuilder& tree) {
  Diagnostics found;
  Answer answer{call.items, {}, gitops::inputs(call), false};
  InputFiles inputs;
  for (const gitops::FunctionText& text : answer.texts) inputs.sources.add(text.name, text.text);
  const ReadingOptions options = with_options_of(given, call.options, found);
  const InputFiles files = read_inputs(options.paths, bounds_of(options));
  // Files that the package names must be in its own folder.
  const InputFiles of_package = read_inputs(call.paths, {.roots = {real_path(".")}, .can_be_lifted = false});
  for (const InputFiles* read : {&files, &of_package}) {
    for (SourceId id = 1; id <= read->sources.size(); ++id) {
      inputs.sources.add(read->sources.at(id).name, read->sources.at(id).text);
    }
    for (const std::string& problem : read->problems) found.add(catalog::kFunctionConfig, Span(), problem);
  }

  if (found.errors() + found_in_call.errors() == 0) {
    Options wanted = library_options(options, call.mode == FunctionMode::kValidate ? Task::kValidate : Task::kRender);
    wanted.allow_empty = call.mode == FunctionMode::kTransform;
    Result result = run(inputs.sources, wanted);
    const bool fine = result.findings.errors() == 0;
    for (Diagnostic& d : result.findings.all()) {
      // the library cannot know that this command passes the autoscaler on
      if (d.rule == &catalog::kScalerRetargeted && call.mode == FunctionMode::kTransform) {
        d.with_hint("in the output, it targets the Deployment of the store");
      }
    }
    found.merge(std::move(result.findings));
    if (fine) answer.items = gitops::items_after(call, texts_of(result), answer.texts, tree, found);
  }
  add_texts_of_call(texts, inputs.sources,
                    found_in_call);  // last, because the numbers of the items' texts must be those of the items
  found_in_call.merge(std::move(found));
  answer.findings = findings_that_count(found_in_call, options);
  answer.failed = failed(answer.findings, options);
  if (answer.failed) answer.items = call.items;
  print_findings(answer.findings, inputs, options);
  return answer;
}

int function(const ReadingOptions& options) {
  const InputFiles list = read_inputs({"-"});
  Arena arena;
  const TreeBuilder tree(arena);
  Diagnostics found;
  const FunctionCall call = gitops::read_call(list.sources, tree, found);
  report::conceal_secrets(found, list.sources);
  if (found.errors() != 0 && call.items.empty() && call.config == nullptr) {
    print_findings(found.all(), list, options);
    write_stdout(gitops::resource_list(call, {}, found.all(), {}, tree));
    return kFindings;
  }
  const Answer answer = carry_out(call, list.sources, std::move(found), options, tree);
  const bool written = write_stdout(gitops::resource_list(call, answer.items, answer.findings, answer.texts, tree));
  return !written ? kUnreadable : answer.failed ? kFindings : kFine;
}

}  // namespace

void add_fn(CLI::App& program, int& status) {
  auto* command = add_command(program, options::Command::kFn);
  auto options = std::make_shared<ReadingOptions>();
  Declarer declare(*command, options::Command::kFn);
  add_reading_options(declare, *options);
  command->callback([options, &status] { status = function(*options); });
}

bool is_legacy_plugin(const char* program) {
  const std::string name = std::filesystem::path(program == nullptr ? "" : program).filename().string();
  return name == "FeatureStore" || name == "FeastRender";
}

int legacy_plugin(int argc, char** argv) {
  if (argc < 2) {
    complain("a kustomize plugin requires the path of its configuration file as argument");
    return kUsage;
  }
  InputFiles texts = read_inputs({argv[1]});  // NOLINT(cppcoreguidelines-pro-bounds-pointer-arithmetic)
  for (const std::string& problem : texts.problems) complain(problem);
  if (!texts.problems.empty()) return kUnreadable;
  const InputFiles resources = stdin_is_terminal() ? InputFiles() : read_inputs({"-"});
  for (SourceId id = 1; id <= resources.sources.size(); ++id) {
    texts.sources.add(resources.sources.at(id).name, resources.sources.at(id).text);
  }
  Arena arena;
  const TreeBuilder tree(arena);
  Diagnostics found;
  FunctionCall call = gitops::read_legacy_call(texts.sources, tree, found);
  report::conceal_secrets(found, texts.sources);
  // NOLINTNEXTLINE(cppcoreguidelines-pro-bounds-pointer-arithmetic): the words after the file
  call.options.insert(call.options.begin(), argv + 2, argv + argc);
  const Answer answer = carry_out(call, texts.sources, std::move(found), {}, tree);
  if (answer.failed) return kFindings;
  return write_stdout(gitops::item_stream(answer.items)) ? kFine : kUnreadable;
}

}  // namespace feastctl::cli
