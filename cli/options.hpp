/// @file
/// @brief The options that every reading command takes (--help lists them), and what they make of a run.
#pragma once

#include <string>
#include <vector>

#include "anchor.hpp"
#include "declare.hpp"
#include "feastctl.hpp"
#include "io.hpp"

namespace feastctl::cli {

/// The words of the command line, before they mean anything. What they mean and their defaults: lib/options.
struct ReadingOptions {
  std::vector<std::string> paths;
  std::string platform;
  std::vector<std::string> apis;
  std::string feast_version, kubernetes_version, pod_security;
  std::vector<std::string> skip;  ///< judges that are left out
  struct {
    bool read_only_root = false;
    struct {
      std::string path, within;  ///< the folder that it must not be outside of, if any; no option
    } images;
    std::vector<std::string> init_resources, cron_job_resources, service_account_annotations, image_pull_secrets;
    std::vector<std::string> labels, annotations, network_policy;
  } additions;
  std::string feature_server_image, cron_job_image, oidc_issuer, operator_namespace;
  std::string secrets, shared, cluster_names, gitops;
  bool discovery = false;
  std::vector<std::string> external_autoscaler;
  std::string name_space;
  std::string config;  ///< a file named by --config
  std::string fail_on, color;
  std::vector<std::string> ignore;
  /// Whether --ignore and --quiet come from a file and not from the command line: that credentials are in the output is
  /// said nevertheless.
  struct {
    bool ignored_by_file = false, quiet_by_file = false;
  } credentials;
  unsigned jobs = 0;
  bool follow_links = false;
  std::string confined_to;  ///< a folder, named without links, that nothing may be read outside of; no option
  bool quiet = false;
  bool all = false;         ///< findings that follow from others, and the same one at every store, are shown, too
  bool strict = false;      ///< warnings are errors; only validate has the option
  std::string diagnostics;  ///< the form of findings on standard error; see print_diagnostics
  bool notes = false;  ///< whether notes are shown; no option, but a command's: they are for whoever asks for a check
  bool prints_objects = true;  ///< the command's output tells of whole objects, so what is special about them is noted
};

/// Declares them on a subcommand.
void declare_reading_options(Declarer& declare, ReadingOptions& options);

/// Declares them on a subcommand, and lets the configuration file give those that the command line has not.
void add_reading_options(Declarer& declare, ReadingOptions& options);

/// What they mean to the library. Throws CLI::ValidationError for a value that no option takes.
Options library_options(const ReadingOptions& options, Task task);

/// The inputs, with unreadable ones already reported on standard error. Throws CLI::ValidationError when there is no
/// path and standard input is a terminal.
InputFiles open_inputs(const ReadingOptions& options);

/// Where links among the inputs may lead.
inline Bounds bounds_of(const ReadingOptions& options) {
  if (!options.confined_to.empty()) return {.roots = {options.confined_to}, .can_be_lifted = false};
  return {.follow_links = options.follow_links};
}

/// Which links may be written through, by --follow-links.
inline Links links_of(const ReadingOptions& options) {
  return options.follow_links ? Links::kAll : Links::kWithinTheirFolder;
}

/// Whether diagnostics are to be coloured.
bool wants_color(const ReadingOptions& options);
/// … and what goes to standard output.
bool colors_stdout(const ReadingOptions& options);

/// Whether --ignore switches the finding off.
bool is_ignored(const Diagnostic& finding, const ReadingOptions& options);

/// Drops the findings that --ignore switches off; with --strict each warning becomes an error; without --all, what
/// follows from another finding is counted there.
std::vector<Diagnostic> findings_that_count(const Diagnostics& found, const ReadingOptions& options);
std::vector<Diagnostic> findings_that_count(Diagnostics&& found, const ReadingOptions& options);
inline std::vector<Diagnostic> findings_that_count(const Result& result, const ReadingOptions& options) {
  return findings_that_count(result.findings, options);
}

/// Whether the findings make the run a failure, by --fail-on.
bool failed(const std::vector<Diagnostic>& findings, const ReadingOptions& options);

/// Prints the findings as text on standard error.
void print_findings(const std::vector<Diagnostic>& findings, const InputFiles& inputs, const ReadingOptions& options);

}  // namespace feastctl::cli
