#include "fix_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "base/wording.hpp"
#include "exit_code.hpp"
#include "fix/unified.hpp"
#include "progress.hpp"
#include "replace_file.hpp"

namespace feastctl::cli {

namespace {

/// How many findings have a fix that was not applied because it is not safe.
std::size_t count_hidden(const std::vector<Diagnostic>& left) {
  return static_cast<std::size_t>(std::ranges::count_if(
      left, [](const Diagnostic& d) { return d.severity != Severity::kNote && !d.fixes.empty(); }));
}

std::string hidden_words(std::size_t count) {
  return count == 0
             ? std::string()
             : fmt::format(" ({} hidden {} can be enabled with --unsafe-fixes)", count, count == 1 ? "fix" : "fixes");
}

}  // namespace

FixRun fix_inputs(const InputFiles& inputs, const Options& wanted, const ReadingOptions& reading, bool unsafe) {
  FixRun run;
  const auto counts = [&reading](const Diagnostic& d) { return !is_ignored(d, reading); };
  tell_while(inputs.sources, wanted, reading, [&](const Options& options) {
    run = fix_run(inputs.sources, options, {unsafe, counts});
  });
  return run;
}

bool write_fixed(const InputFiles& inputs, const FixRun& run, const ReadingOptions& reading) {
  bool written = true;
  for (SourceId id = 1; id <= inputs.sources.size(); ++id) {
    const Source& source = inputs.sources.at(id);
    const std::string_view text = run.text(inputs.sources, id);
    if (source.name == "-") {
      written &= write_stdout(text);
    } else if (text != source.text) {
      const std::string problem = replace_file(source.name, text, links_of(reading));
      if (!problem.empty()) complain(fmt::format("{}: {}", source.name, problem));
      written &= problem.empty();
    }
  }
  return written;
}

int show_fixes(const InputFiles& inputs, const FixRun& run, const FixChoice& choice, const ReadingOptions& reading) {
  std::string text;
  for (SourceId id = 1; id <= inputs.sources.size(); ++id) {
    const Source& source = inputs.sources.at(id);
    const fix::Patch patch = fix::unified(on_one_line(source.name), source.text, run.text(inputs.sources, id));
    text += patch.text;
    if (patch.withheld) complain(fmt::format("{}: changes next to a Secret are not shown", source.name));
  }
  if (!write_stdout(text)) return kUnreadable;
  if (!reading.quiet) {
    const auto left = findings_that_count(run.result, reading);
    const std::string hidden = choice.unsafe ? "" : hidden_words(count_hidden(left));
    write_stderr(run.count == 0 ? fmt::format("No fixes available{}.\n", hidden)
                                : fmt::format("Would fix {}{}.\n", counted(run.count, "problem"), hidden));
  }
  if (!inputs.problems.empty()) return kUnreadable;
  return run.count == 0 ? kFine : kFindings;
}

InputFiles fixed_inputs(const InputFiles& inputs, const FixRun& run) {
  InputFiles fixed;
  fixed.problems = inputs.problems;
  for (SourceId id = 1; id <= inputs.sources.size(); ++id) {
    fixed.sources.add(inputs.sources.at(id).name, run.text(inputs.sources, id));
  }
  return fixed;
}

void tell_fixed(const std::vector<Diagnostic>& left, const FixRun& run, const FixChoice& choice) {
  const auto remaining = static_cast<std::size_t>(
      std::ranges::count_if(left, [](const Diagnostic& d) { return d.severity != Severity::kNote; }));
  if (remaining + run.count == 0) return;
  const std::size_t hidden = choice.unsafe ? 0 : count_hidden(left);
  if (run.count != 0) {
    write_stderr(fmt::format("Found {} ({} fixed, {} remaining).\n", counted(remaining + run.count, "problem"),
                             run.count, remaining));
  }
  if (run.count == 0 || hidden != 0)
    write_stderr(fmt::format("No {}fixes available{}.\n", run.count == 0 ? "" : "more ", hidden_words(hidden)));
}

}  // namespace feastctl::cli
