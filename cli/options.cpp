#include "options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <thread>

#include "catalog/catalog.hpp"
#include "catalog/codes.hpp"
#include "config.hpp"
#include "image_lock.hpp"
#include "options/settings.hpp"
#include "report/fold.hpp"
#include "report/report.hpp"

namespace feastctl::cli {

namespace {

/// Whether warnings are neither printed nor make the run fail: findings that make it fail are always shown.
bool counts_only_errors(const ReadingOptions& options) {
  return options.quiet && options.fail_on != "warning" && !options.strict;
}

bool ignored(const Diagnostic& finding, const ReadingOptions& options) {
  const Severity severity = finding.severity;
  if (severity == Severity::kError) return false;
  if (is_ignored(finding, options)) return true;
  const bool credential = finding.rule == &catalog::kCredentialInOutput;
  if (credential && options.credentials.quiet_by_file) return false;
  // an object that differs from the user's own, or from the operator's for a single store
  const bool special = finding.rule == &catalog::kScalerRetargeted || finding.rule == &catalog::kBindingShared;
  const bool telling = options.notes || (special && options.prints_objects);
  if (severity == Severity::kNote) return options.quiet || !telling;
  return counts_only_errors(options);
}

void declare_additions(Declarer& declare, ReadingOptions& options) {
  auto& additions = options.additions;
  declare("read-only-root", additions.read_only_root);
  declare("init-resources", additions.init_resources);
  declare("cron-job-resources", additions.cron_job_resources);
  declare("service-account-annotation", additions.service_account_annotations);
  declare("image-pull-secret", additions.image_pull_secrets);
  declare("images", additions.images.path);
  declare("network-policy", additions.network_policy);
  declare("label", additions.labels);
  declare("annotation", additions.annotations);
}

model::Additions additions_of(const ReadingOptions& options, admit::Level level) {
  const auto& given = options.additions;
  model::Additions result{
      .hardened = level == admit::Level::kRestricted,
      .read_only_root = given.read_only_root,
      .init_resources = options::resources_of(given.init_resources, options::init_preset()),
      .cron_job_resources = options::resources_of(given.cron_job_resources, options::cron_job_preset()),
      .labels = options::settings_of(given.labels),
      .annotations = options::settings_of(given.annotations),
      .service_account_annotations = options::settings_of(given.service_account_annotations),
      .image_pull_secrets = given.image_pull_secrets,
      .images = read_image_lock(options)};
  options::take_network_policy(given.network_policy, result);
  return result;
}

}  // namespace

void declare_reading_options(Declarer& declare, ReadingOptions& options) {
  declare("PATH", options.paths);
  declare("namespace", options.name_space);
  declare("jobs", options.jobs);
  declare("config", options.config);
  declare("follow-links", options.follow_links);
  declare("feast-version", options.feast_version);
  declare("kubernetes-version", options.kubernetes_version);
  declare("pod-security", options.pod_security);
  declare("skip", options.skip);
  declare_additions(declare, options);
  declare("platform", options.platform);
  declare("api", options.apis);
  declare("feature-server-image", options.feature_server_image);
  declare("cron-job-image", options.cron_job_image);
  declare("oidc-issuer", options.oidc_issuer);
  declare("operator-namespace", options.operator_namespace);
  declare("secrets", options.secrets);
  declare("shared", options.shared);
  declare("cluster-names", options.cluster_names);
  declare("discovery", options.discovery);
  declare("gitops", options.gitops);
  declare("external-autoscaler", options.external_autoscaler);
  declare("fail-on", options.fail_on);
  declare("ignore", options.ignore);
  declare("diagnostics", options.diagnostics);
  declare("color", options.color);
  declare("quiet", options.quiet);
  declare("all", options.all);
}

void add_reading_options(Declarer& declare, ReadingOptions& options) {
  declare_reading_options(declare, options);
  declare.app().parse_complete_callback([declare, &options] { apply_config(declare, options); });
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
  platform.feast = parse_feast_release(options.feast_version).value_or(platform.feast);
  platform.kubernetes = parse_kubernetes_release(options.kubernetes_version).value_or(platform.kubernetes);
  take(options.feature_server_image, platform.feature_server_image);
  take(options.cron_job_image, platform.cron_job_image);
  take(options.oidc_issuer, platform.oidc_issuer);
  take(options.operator_namespace, platform.operator_namespace);
  take(options.name_space, platform.default_namespace);
  result.passed_namespace = options.name_space;
  // What `defaults` prints, the operator writes whether Feast starts with it or not.
  platform.judge_feast = task != Task::kDefaults && std::ranges::count(options.skip, "feast") == 0;
  platform.secrets = options.secrets == "inline" ? model::SecretsMode::kInline : model::SecretsMode::kRuntime;
  platform.cluster_names =
      options.cluster_names == "qualified" ? model::ClusterNames::kQualified : model::ClusterNames::kOperator;
  for (const std::string& name : options.external_autoscaler) {
    if (name.empty() || name == "true") {
      platform.all_externally_scaled = true;
    } else {
      platform.externally_scaled.push_back(name);
    }
  }
  result.discovery = options.discovery;
  result.pod_security = admit::parse_level_version(options.pod_security).value_or(result.pod_security);
  platform.additions = additions_of(options, result.pod_security.level);
  result.skip_namespace = std::ranges::count(options.skip, "namespace") != 0;
  result.warnings = !counts_only_errors(options) || options.credentials.quiet_by_file;
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
    throw CLI::ValidationError(fmt::format("--ignore: unknown code: {}; {}", code, catalog::hint_for(code)));
  }
  return result;
}

InputFiles open_inputs(const ReadingOptions& options) {
  std::vector<std::string> paths = options.paths;
  if (paths.empty()) {
    if (stdin_is_terminal())
      throw CLI::ValidationError("no PATH given: name a file, a folder, or - for standard input");
    paths.emplace_back("-");
  }
  InputFiles inputs = read_inputs(paths, bounds_of(options));
  for (const std::string& problem : inputs.problems) complain(problem);
  return inputs;
}

namespace {

bool wants_color(const ReadingOptions& options, bool terminal) {
  if (options.color == "always" || options.color == "never") return options.color == "always";
  const char* no_color = std::getenv("NO_COLOR");  // NOLINT(concurrency-mt-unsafe): before any thread starts
  return (no_color == nullptr || *no_color == '\0') && terminal;
}

}  // namespace

bool wants_color(const ReadingOptions& options) {
  return wants_color(options, stderr_is_terminal());
}

bool colors_stdout(const ReadingOptions& options) {
  return wants_color(options, stdout_is_terminal());
}

bool is_ignored(const Diagnostic& finding, const ReadingOptions& options) {
  if (finding.severity == Severity::kError) return false;
  const auto meant = [&](const std::string& code) { return code == finding.rule->code || code == finding.rule->name; };
  const bool credential = finding.rule == &catalog::kCredentialInOutput;
  return std::ranges::any_of(options.ignore, meant) && !(credential && options.credentials.ignored_by_file);
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
  return options.all ? findings : report::folded(std::move(findings));
}

bool failed(const std::vector<Diagnostic>& findings, const ReadingOptions& options) {
  return std::ranges::any_of(findings, [&](const Diagnostic& d) {
    return d.severity == Severity::kError || (options.fail_on == "warning" && d.severity == Severity::kWarning);
  });
}

void print_findings(const std::vector<Diagnostic>& findings, const InputFiles& inputs, const ReadingOptions& options) {
  write_stderr(report::text(findings, inputs.sources, {.color = wants_color(options), .all = options.all}));
}

}  // namespace feastctl::cli
