/// feastctl convert: earlier spellings of FeatureStores as feast.dev/v1, with comments and order as they were.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "commands.hpp"
#include "convert/convert.hpp"
#include "convert/rewrite.hpp"
#include "declare.hpp"
#include "exit_code.hpp"
#include "options.hpp"
#include "replace_file.hpp"
#include "report/conceal.hpp"
#include "report/report.hpp"

namespace feastctl::cli {

namespace {

struct ConvertOptions {
  ReadingOptions reading;
  bool write = false;
};

constexpr Rule kStillRefused = convert::codeless("still-refused", Severity::kWarning);

/// Errors that validate still reports in the converted texts, as warnings, because the conversion itself succeeded.
std::vector<Diagnostic> still_refused(const Sources& sources, const ReadingOptions& reading) {
  const Result result = run(sources, library_options(reading, Task::kValidate));
  std::vector<Diagnostic> left;
  for (const Diagnostic& d : result.findings.all()) {
    if (d.severity != Severity::kError) continue;
    left.push_back(d);
    left.back().message = fmt::format("still refused after the conversion: {} [{}]", d.message, d.rule->code);
    left.back().set_rule(kStillRefused);
  }
  return left;
}

/// The converted texts as one stream, with `---` between two of them.
std::string stream(const std::vector<convert::Converted>& texts) {
  std::string all;
  for (const convert::Converted& c : texts) {
    if (!all.empty()) {
      if (!all.ends_with('\n')) all += '\n';
      if (!c.text.starts_with("---")) all += "---\n";
    }
    all += c.text;
  }
  return all;
}

/// Replaces the files that have changed, and says which.
bool write_back(const std::vector<convert::Converted>& texts, const Sources& sources, Links links, bool quiet) {
  bool fine = true;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (!texts[i].changed) continue;
    const std::string& name = sources.at(static_cast<SourceId>(i + 1)).name;
    const std::string problem = replace_file(name, texts[i].text, links);
    if (!problem.empty()) {
      fine = false;
      complain(fmt::format("{}: {}", name, problem));
    } else if (!quiet) {
      write_stderr(fmt::format("converted {}\n", on_one_line(name)));
    }
  }
  return fine;
}

int convert_all(const ConvertOptions& options) {
  const InputFiles inputs = open_inputs(options.reading);
  if (!inputs.problems.empty()) return kUnreadable;
  Diagnostics notes;
  std::vector<convert::Converted> texts;
  bool readable = true;
  for (SourceId id = 1; id <= inputs.sources.size(); ++id) {
    Diagnostics found;
    if (auto converted = convert::convert(inputs.sources, id, found)) {
      texts.push_back(std::move(*converted));
    } else {
      readable = false;
    }
    notes.merge(std::move(found));
  }
  report::conceal_secrets(notes, inputs.sources);
  Result told;
  told.findings = std::move(notes);
  const auto findings = findings_that_count(told, options.reading);
  print_findings(findings, inputs, options.reading);
  if (!readable) return kFindings;

  InputFiles converted;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    converted.sources.add(inputs.sources.at(static_cast<SourceId>(i + 1)).name, texts[i].text);
  }
  auto left = still_refused(converted.sources, options.reading);
  if (options.reading.quiet) left.clear();
  print_findings(left, converted, options.reading);
  const bool written = options.write
                           ? write_back(texts, inputs.sources, links_of(options.reading), options.reading.quiet)
                           : write_stdout(stream(texts));
  if (!written) return kUnreadable;
  return failed(findings, options.reading) || failed(left, options.reading) ? kFindings : kFine;
}

}  // namespace

void add_convert(CLI::App& program, int& status) {
  auto* command = add_command(program, options::Command::kConvert);
  auto options = std::make_shared<ConvertOptions>();
  Declarer declare(*command, options::Command::kConvert);
  add_reading_options(declare, options->reading);
  declare("write", options->write);
  command->callback([options, &status] {
    options->reading.notes = true;
    const auto& paths = options->reading.paths;
    if (options->write && (paths.empty() || std::ranges::find(paths, "-") != paths.end())) {
      throw CLI::ValidationError("--write needs files; standard input cannot be rewritten");
    }
    status = convert_all(*options);
  });
}

}  // namespace feastctl::cli
