#include "options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <thread>

#include "catalog/catalog.hpp"
#include "catalog/codes.hpp"
#include "config.hpp"
#include "report/report.hpp"

namespace feastctl::cli {

namespace {

constexpr const char* kInput = "Input";
constexpr const char* kCluster = "Cluster";
constexpr const char* kBundle = "Bundle";
constexpr const char* kFindingsGroup = "Findings";

void add_cluster_options(CLI::App& command, ReadingOptions& options) {
  command.add_option("--platform", options.platform, "The platform that the bundle is for")
      ->check(CLI::IsMember({"kubernetes", "openshift"}))
      ->capture_default_str()
      ->group(kCluster);
  command
      .add_option("--api", options.apis,
                  "An API group/version that the cluster serves, such as monitoring.coreos.com/v1 (repeatable)")
      ->allow_extra_args(false)
      ->group(kCluster);
  command.add_option("--feature-server-image", options.feature_server_image, "The image of servers that name none")
      ->group(kCluster);
  command.add_option("--cron-job-image", options.cron_job_image, "The image of cron jobs that name none")
      ->group(kCluster);
  command.add_option("--oidc-issuer", options.oidc_issuer, "The issuer URL of the cluster's OIDC provider")
      ->group(kCluster);
  command.add_option("--operator-namespace", options.operator_namespace, "The namespace of the discovery ConfigMaps")
      ->group(kCluster);
}

void add_bundle_options(CLI::App& command, ReadingOptions& options) {
  command
      .add_option("--secrets", options.secrets,
                  "Where values of Secrets are merged: by the init container, or into the output")
      ->check(CLI::IsMember({"runtime", "inline"}))
      ->capture_default_str()
      ->group(kBundle);
  command.add_option("--shared", options.shared, "Objects that several stores have in common")
      ->check(CLI::IsMember({"include", "exclude", "only"}))
      ->capture_default_str()
      ->group(kBundle);
  command.add_flag("--discovery", options.discovery, "The discovery ConfigMaps too")->group(kBundle);
  command.add_option("--gitops", options.gitops, "Annotations for the tool that applies the output")
      ->check(CLI::IsMember({"none", "argocd", "flux"}))
      ->capture_default_str()
      ->group(kBundle);
  // A flag, because a flag takes a value by = only: a path that follows is no name of a store.
  command
      .add_flag("--external-autoscaler", options.external_autoscaler,
                "Something else scales every store's Deployment, or with =NAME the named store's: no replicas in it")
      ->group(kBundle);
}

void add_finding_options(CLI::App& command, ReadingOptions& options) {
  command.add_option("--fail-on", options.fail_on, "The least severity that makes the run fail")
      ->check(CLI::IsMember({"error", "warning"}))
      ->capture_default_str()
      ->group(kFindingsGroup);
  command.add_option("--ignore", options.ignore, "A code whose warnings and notes do not count (repeatable)")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->group(kFindingsGroup);
  command.add_option("--color", options.color, "Colour in messages")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str()
      ->group(kFindingsGroup);
  command.add_flag("-q,--quiet", options.quiet, "Errors only")->group(kFindingsGroup);
}

bool ignored(const Diagnostic& finding, const ReadingOptions& options) {
  const Severity severity = finding.severity;
  if (severity == Severity::kError) return false;
  const auto meant = [&](const std::string& code) { return code == finding.rule->code || code == finding.rule->name; };
  if (std::ranges::any_of(options.ignore, meant)) return true;
  // that an object of the user's own is changed on its way is said to everybody
  const bool telling = options.notes || finding.rule == &catalog::kScalerRetargeted;
  if (severity == Severity::kNote) return options.quiet || !telling;
  return options.quiet && options.fail_on != "warning" && !options.strict;  // what makes the run fail is said
}

}  // namespace

void add_reading_options(CLI::App& command, ReadingOptions& options) {
  command.add_option("PATH", options.paths, "Files, folders, or - for standard input")->group(kInput);
  command
      .add_option("-n,--namespace", options.name_space, "The namespace of documents that name none (default: default)")
      ->group(kInput);
  command.add_option("-j,--jobs", options.jobs, "Threads; the output does not depend on it (default: the processors)")
      ->group(kInput);
  command
      .add_option("--config", options.config,
                  "Options by file (default: .feastctl.yaml beside the first PATH or above it in its repository)")
      ->group(kInput);
  add_cluster_options(command, options);
  add_bundle_options(command, options);
  add_finding_options(command, options);
  command.parse_complete_callback([&command, &options] { apply_config(command, options); });
}

Options library_options(const ReadingOptions& options, Task task) {
  Options result{.task = task};
  model::Platform& platform = result.platform;
  const auto take = [](const std::string& given, std::string& into) {
    if (!given.empty()) into = given;
  };
  platform.openshift = options.platform == "openshift";
  for (const std::string& api : options.apis) {
    platform.openshift |= api.starts_with("route.openshift.io/");
    platform.prometheus_operator |= api.starts_with("monitoring.coreos.com/");
  }
  take(options.feature_server_image, platform.feature_server_image);
  take(options.cron_job_image, platform.cron_job_image);
  take(options.oidc_issuer, platform.oidc_issuer);
  take(options.operator_namespace, platform.operator_namespace);
  take(options.name_space, platform.default_namespace);
  platform.secrets = options.secrets == "inline" ? model::SecretsMode::kInline : model::SecretsMode::kRuntime;
  for (const std::string& name : options.external_autoscaler) {
    if (name.empty() || name == "true") {
      platform.all_externally_scaled = true;
    } else {
      platform.externally_scaled.push_back(name);
    }
  }
  result.discovery = options.discovery;
  result.notes = options.notes && !options.quiet;
  result.gitops = options.gitops == "argocd" ? gitops::Tool::kArgoCd
                  : options.gitops == "flux" ? gitops::Tool::kFlux
                                             : gitops::Tool::kNone;
  result.shared = options.shared == "only"      ? SharedObjects::kOnly
                  : options.shared == "exclude" ? SharedObjects::kExclude
                                                : SharedObjects::kInclude;
  result.jobs = options.jobs != 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency());
  for (const std::string& code : options.ignore) {
    if (catalog::find(code) != nullptr) continue;
    throw CLI::ValidationError("--ignore", fmt::format("no such code: {}; {}", code, catalog::hint_for(code)));
  }
  return result;
}

InputFiles open_inputs(const ReadingOptions& options) {
  std::vector<std::string> paths = options.paths;
  if (paths.empty()) {
    if (stdin_is_terminal()) throw CLI::RequiredError("PATH (a file, a folder, or - for standard input)");
    paths.emplace_back("-");
  }
  InputFiles inputs = read_inputs(paths);
  for (const std::string& problem : inputs.problems) complain(problem);
  return inputs;
}

bool wants_color(const ReadingOptions& options) {
  if (options.color != "auto") return options.color == "always";
  const char* no_color = std::getenv("NO_COLOR");  // NOLINT(concurrency-mt-unsafe): before any thread starts
  return (no_color == nullptr || *no_color == '\0') && stderr_is_terminal();
}

std::vector<Diagnostic> findings_that_count(const Diagnostics& found, const ReadingOptions& options) {
  return findings_that_count(Diagnostics(found), options);
}

std::vector<Diagnostic> findings_that_count(Diagnostics&& found, const ReadingOptions& options) {
  std::vector<Diagnostic> findings = std::move(found.all());
  std::erase_if(findings, [&](const Diagnostic& d) { return ignored(d, options); });
  for (Diagnostic& d : findings) {
    if (options.strict && d.severity == Severity::kWarning) d.severity = Severity::kError;
  }
  return findings;
}

bool failed(const std::vector<Diagnostic>& findings, const ReadingOptions& options) {
  return std::ranges::any_of(findings, [&](const Diagnostic& d) {
    return d.severity == Severity::kError || (options.fail_on == "warning" && d.severity == Severity::kWarning);
  });
}

void print_findings(const std::vector<Diagnostic>& findings, const InputFiles& inputs, const ReadingOptions& options) {
  write_stderr(report::text(findings, inputs.sources, {.color = wants_color(options)}));
}

}  // namespace feastctl::cli
