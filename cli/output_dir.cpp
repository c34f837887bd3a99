#include "output_dir.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <system_error>

#include "catalog/codes.hpp"
#include "exit_code.hpp"
#include "folder.hpp"
#include "gitops/file_names.hpp"

namespace feastctl::cli {

namespace {

namespace fs = std::filesystem;

/// The file of each object, and the kustomization that lists them.
std::vector<FolderFile> files_of(const Result& result, Format format, const RenderCache& cache) {
  const bool json = format == Format::kJson;
  std::vector<FolderFile> files;
  if (const KnownRecord* record = cache.folder_record())
    files.reserve(static_cast<std::size_t>(std::ranges::count(record->text, '\n')));
  const auto add = [&](const Rendered& object) {
    files.push_back(
        {gitops::file_name(name_of(object), json ? "json" : "yaml"), json ? object.text + "\n" : object.text});
  };
  std::ranges::for_each(result.shared, add);
  for (const StoreResult& store : result.stores) {
    std::ranges::for_each(store.objects, add);
    if (!store.recalled) continue;
    for (const std::string_view name : cache.files_of(*store.recalled)) files.push_back({std::string(name), {}, true});
  }
  std::ranges::for_each(result.passed, add);
  std::vector<std::string_view> names;
  names.reserve(files.size());
  for (const FolderFile& file : files) names.push_back(file.name);
  std::string list = gitops::kustomization(names);
  const bool as_before = cache.is_kustomization(list);
  files.push_back({std::string(gitops::kKustomization), as_before ? "" : std::move(list), as_before});
  return files;
}

/// Whether one of the inputs is the folder itself, so that the next run would read the output of this one.
bool is_input(const std::string& folder, const ReadingOptions& reading) {
  std::error_code error;
  return std::ranges::any_of(reading.paths, [&](const std::string& path) {
    return path != "-" && fs::is_directory(path, error) && fs::equivalent(path, folder, error);
  });
}

/// The report as findings.
Diagnostics findings_of(const FolderReport& report, const OutputDirOptions& options) {
  Diagnostics out;
  if (!report.refused.empty()) {
    out.add(catalog::kUnsafeFolder, Span(), fmt::format("{} {}", options.folder, report.refused))
        .with_hint(report.led_astray ? "pass --follow-links to allow this" : "pass a separate folder to --output-dir");
  }
  for (const std::string& name : report.in_the_way) {
    out.add(catalog::kFileInTheWay, Span(),
            fmt::format("{}/{} was not written by feastctl and is not overwritten", options.folder, name))
        .with_hint("move it away; if an earlier render wrote it and the record was lost, delete it");
  }
  for (const std::string& name : report.changed) {
    out.add(catalog::kLeftOverChanged, Span(),
            fmt::format("{}/{} is no longer rendered, but it was changed and is kept", options.folder, name));
  }
  for (const std::string& name : report.left_over) {
    if (options.check) continue;
    out.add(catalog::kLeftOver, Span(), fmt::format("{}/{} is no longer rendered", options.folder, name))
        .with_hint("pass --prune to delete it");
  }
  if (options.check && report.stale()) {
    const bool leftovers = !report.left_over.empty() || !report.deleted.empty();
    out.add(catalog::kStaleRender, Span(), fmt::format("{} is out of date", options.folder))
        .with_hint(fmt::format("run the same command without --check{}", leftovers ? ", with --prune" : ""));
  }
  return out;
}

/// One line for each file that was changed, or would have to be.
std::string lines_of(const FolderReport& report, const OutputDirOptions& options) {
  std::string text;
  const auto say = [&](std::string_view what, const std::vector<std::string>& names) {
    for (const std::string& name : names)
      text += fmt::format("{} {}\n", what, on_one_line(options.folder + "/" + name));
  };
  say(options.check ? "outdated" : "wrote", report.written);
  say(options.check ? "leftover" : "deleted", report.deleted);
  if (options.check) say("leftover", report.left_over);
  return text;
}

}  // namespace

std::optional<int> write_output_dir(const Result& result, Format format, const OutputDirOptions& options,
                                    const ReadingOptions& reading, RenderCache& cache,
                                    std::vector<Diagnostic>& findings) {
  FolderReport report;
  if (is_input(options.folder, reading)) {
    report.refused = "is an input folder";
  } else {
    const std::vector<FolderFile> files = files_of(result, format, cache);
    report = write_folder(options.folder, files,
                          {.check = options.check,
                           .prune = options.prune,
                           .links = links_of(reading),
                           .record = cache.folder_record(),
                           .unlisted = cache.unlisted()});
    if (report.overtaken) return std::nullopt;
    if (!report.record.empty() && report.problem.empty()) cache.save(result, files, report);
  }
  if (!report.problem.empty()) {
    complain(report.problem);
    return kUnreadable;
  }
  const bool told = reading.quiet || !report.in_the_way.empty() || write_stdout(lines_of(report, options));
  const auto of_folder = findings_that_count(findings_of(report, options), reading);
  findings.insert(findings.end(), of_folder.begin(), of_folder.end());
  if (!report.refused.empty()) return kUsage;
  if (!told) return kUnreadable;
  return failed(of_folder, reading) ? kFindings : kFine;
}

}  // namespace feastctl::cli
