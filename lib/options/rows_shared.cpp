/// The options that every command takes that reads FeatureStores.
#include "admit/policy.hpp"
#include "base/versions.hpp"
#include "options/rows.hpp"

namespace feastctl::options {

namespace {

constexpr Commands kRendering = set_of(Command::kRender, Command::kDiff, Command::kFn);  // whole objects
constexpr Commands kListing = kRendering | set_of(Command::kRbac, Command::kUpgrade, Command::kKinds, Command::kAdopt,
                                                  Command::kGraph);   // which objects there are
constexpr Commands kObjects = kListing | set_of(Command::kValidate);  // … and whether any is twice
constexpr Commands kImages = kReading & ~set_of(Command::kConvert);
constexpr Commands kJudging = kImages;
constexpr Commands kVersioned = (kImages & ~set_of(Command::kUpgrade)) | set_of(Command::kExplain, Command::kSchema);

constexpr Commands kAdmitting = set_of(Command::kAdmit);
constexpr Commands kNamespaced = kImages | kAdmitting;                            // judge what a namespace admits
constexpr Commands kChecking = kReading | kAdmitting | set_of(Command::kConfig);  // give findings

constexpr std::uint8_t kFromFile = kConfigFile | kPython;
constexpr std::uint8_t kFromAnyFile = kFromFile | kCheckout;

std::vector<Choice> kubernetes_releases() {
  std::vector<Choice> releases;
  for (const std::string_view name : kKubernetesReleases) releases.push_back({name});
  return releases;
}

constexpr Option kSharedRows[] = {
    {.name = "PATH",
     .value = Value::kList,
     .placeholder = "PATH",
     .group = Group::kArguments,
     .commands = kChecking,
     .help = "Files and folders to read, or - for standard input."},

    {.name = "namespace",
     .letter = 'n',
     .value = Value::kText,
     .placeholder = "NAME",
     .otherwise = "default",
     .group = Group::kInput,
     .commands = kReading | kAdmitting,
     .places = kFromAnyFile,
     .argocd = {.title = "Namespace",
                .tooltip =
                    "Namespace of FeatureStores that do not set one. Defaults to the application's destination."},
     .help = "Namespace of objects that do not set one."},
    {.name = "config",
     .value = Value::kText,
     .placeholder = "FILE",
     .otherwise = "the nearest .feastctl.yaml",
     .group = Group::kInput,
     .commands = kReading | kAdmitting | set_of(Command::kLsp),
     .places = kPython,
     .help = "Read options from this file.",
     .details =
         "Without this option, feastctl searches for `.feastctl.yaml` next to the first `PATH` and in the folders "
         "above it, up to the root of its Git repository. Options on the command line override the file."},
    {.name = "follow-links",
     .group = Group::kInput,
     .commands = kReading | set_of(Command::kConfig),
     .places = kFromFile,  // a checkout must not reach files outside of it
     .help = "Follow symbolic links out of the folders that are read or written.",
     .details = "A link inside a folder is followed only if its target is in that folder, or in another one given as "
                "`PATH`; a `PATH` in a Git repository may lead to any place in the repository. Output is written "
                "through a link only if its target is in the folder that contains the link."},
    {.name = "jobs",
     .letter = 'j',
     .value = Value::kNumber,
     .placeholder = "N",
     .otherwise = "number of processors",
     .group = Group::kInput,
     .commands = kReading,
     .places = kFromAnyFile,
     .help = "Number of threads.",
     .details = "It does not affect the output."},

    {.name = "feast-version",
     .value = Value::kText,
     .placeholder = "RELEASE",
     .choices = feast_releases,
     .spells = is_feast_release,
     .initial = FeastRelease().name(),
     .group = Group::kCluster,
     .commands = kVersioned | set_of(Command::kLsp),
     .indifferent = kReading & ~kVersioned,
     .places = kFromAnyFile,
     .argocd = {.title = "Feast version"},
     .help = "Feast release to render for.",
     .details = "The verdict, the objects and the default images are those of its operator. A store with the "
                "annotation `feastctl.dev/feast-version` is rendered for the release named there. "
                "`master` is the development tree after the newest release. Releases can be written in full, as in "
                "`0.66.0`."},
    {.name = "kubernetes-version",
     .value = Value::kText,
     .placeholder = "MINOR",
     .choices = kubernetes_releases,
     .spells = [](std::string_view text) { return parse_kubernetes_release(text).has_value(); },
     .initial = KubernetesRelease().name(),
     .group = Group::kCluster,
     .commands = kJudging | kAdmitting | set_of(Command::kLsp),
     .indifferent = kReading & ~kJudging,
     .places = kFromAnyFile,
     .argocd = {.title = "Kubernetes version", .tooltip = "Kubernetes minor. Defaults to that of the cluster."},
     .help = "Kubernetes minor to render for.",
     .details = "Fields that its API server silently drops cause a warning, and what it refuses is an error. "
                "A patch release such as `1.35.2` selects its minor."},
    {.name = "pod-security",
     .value = Value::kText,
     .placeholder = "LEVEL",
     .choices =
         [] {
           return std::vector<Choice>{{"privileged"}, {"baseline"}, {"restricted"}};
         },
     .spells = [](std::string_view text) { return admit::parse_level_version(text).has_value(); },
     .initial = "privileged",
     .group = Group::kCluster,
     .commands = kNamespaced,
     .indifferent = kReading & ~kImages,
     .places = kFromAnyFile,
     .argocd = {.title = "Pod Security level"},
     .help = "Pod Security level that the namespaces enforce.",
     .details = "A version can follow, as in `restricted:v1.30`. Labels of a Namespace in the input can ask for more, "
                "not for less. With `restricted`, the pods of a bundle get what this level requires: no privilege "
                "escalation, no capabilities, a user other than root, the seccomp profile of the runtime, and a group "
                "for claims. What the FeatureStore sets wins, and is an error if the level forbids it. The annotation "
                "`feastctl.dev/pod-security` names the level for one FeatureStore."},
    {.name = "platform",
     .value = Value::kText,
     .placeholder = "PLATFORM",
     .choices =
         [] {
           return std::vector<Choice>{
               {"kubernetes", "Plain Kubernetes."},
               {"openshift", "Servers use the certificates that OpenShift issues, and the UI gets a Route."}};
         },
     .initial = "kubernetes",
     .group = Group::kCluster,
     .commands = kReading,
     .places = kFromAnyFile,
     .argocd = {.title = "Platform",
                .tooltip = "kubernetes or openshift. Defaults to what the APIs of the cluster say."},
     .help = "Platform to render for."},
    {.name = "api",
     .value = Value::kList,
     .placeholder = "GROUP/VERSION",
     .group = Group::kCluster,
     .commands = kReading,
     .places = kFromAnyFile,
     .argocd = {.title = "APIs", .tooltip = "Group/version that the cluster serves, besides those Argo CD reports."},
     .help = "API that the cluster serves, such as monitoring.coreos.com/v1; can be repeated.",
     .details = "With `monitoring.coreos.com/v1`, servers that expose metrics get a ServiceMonitor. "
                "`route.openshift.io/v1` implies `--platform=openshift`."},
    {.name = "feature-server-image",
     .value = Value::kText,
     .placeholder = "IMAGE",
     .group = Group::kCluster,
     .commands = kImages,
     .indifferent = kReading & ~kImages,
     .places = kFromAnyFile,
     .argocd = {.title = "Feature server image"},
     .help = "Default image of servers and init containers."},
    {.name = "cron-job-image",
     .value = Value::kText,
     .placeholder = "IMAGE",
     .group = Group::kCluster,
     .commands = kImages,
     .indifferent = kReading & ~kImages,
     .places = kFromAnyFile,
     .argocd = {.title = "Cron job image"},
     .help = "Default image of cron jobs."},
    {.name = "oidc-issuer",
     .value = Value::kText,
     .placeholder = "URL",
     .group = Group::kCluster,
     .commands = kReading,
     .places = kFromAnyFile,
     .argocd = {.title = "OIDC issuer"},
     .help = "Issuer URL of the cluster's OIDC provider.",
     .details = "It applies to stores with OIDC authorization that do not set an issuer."},
    {.name = "operator-namespace",
     .value = Value::kText,
     .placeholder = "NAME",
     .group = Group::kCluster,
     .commands = kObjects,
     .indifferent = kReading & ~kObjects,
     .places = kFromAnyFile,
     .argocd = {.title = "Operator namespace"},
     .help = "Namespace of the discovery ConfigMaps."},

    {.name = "secrets",
     .value = Value::kText,
     .placeholder = "MODE",
     .choices =
         [] {
           return std::vector<Choice>{
               {"runtime",
                "The output contains no values of Secrets: an init container merges them into "
                "`feature_store.yaml` in the cluster."},
               {"inline",
                "Values are merged into the output, as the operator does. Every Secret must be in the input, "
                "and the output is as confidential as the Secrets."}};
         },
     .initial = "runtime",
     .group = Group::kBundle,
     .commands = kReading,
     .places = kFromFile,  // a checkout must not be able to print credentials
     .argocd = {.title = "Secrets"},
     .help = "Where to merge values of Secrets into the configuration."},
    {.name = "shared",
     .value = Value::kText,
     .placeholder = "WHICH",
     .choices =
         [] {
           return std::vector<Choice>{{"include", "Print shared objects first, then those of each store."},
                                      {"exclude", "Leave shared objects out."},
                                      {"only", "Print only the shared objects."}};
         },
     .initial = "include",
     .group = Group::kBundle,
     .commands = kObjects,
     .indifferent = kReading & ~kObjects,
     .places = kFromAnyFile,
     .argocd = {.title = "Shared objects"},
     .help = "Whether to include objects that several stores share, such as ClusterRoles."},
    {.name = "cluster-names",
     .value = Value::kText,
     .placeholder = "MODE",
     .choices =
         [] {
           return std::vector<Choice>{
               {"operator",
                "The operator's names, which do not contain the namespace. FeatureStores with the same name in several "
                "namespaces share a ClusterRoleBinding and must be rendered in one run."},
               {"qualified",
                "Names contain the namespace (`feast-NAMESPACE.NAME-cluster-binding`), so that FeatureStores with the "
                "same name can be rendered separately."}};
         },
     .initial = "operator",
     .group = Group::kBundle,
     .commands = kObjects,
     .indifferent = kReading & ~kObjects,
     .places = kFromAnyFile,
     .argocd = {.title = "Cluster-scoped names"},
     .help = "How to name the ClusterRoleBindings of a store."},
    {.name = "discovery",
     .group = Group::kBundle,
     .commands = kObjects,
     .indifferent = kReading & ~kObjects,
     .places = kFromAnyFile,
     .argocd = {.title = "Discovery"},
     .help = "Include the discovery ConfigMaps.",
     .details = "Other programs find the stores of a cluster through these ConfigMaps in the operator's namespace."},
    {.name = "gitops",
     .value = Value::kText,
     .placeholder = "TOOL",
     .choices =
         [] {
           return std::vector<Choice>{
               {"none", "No annotations."},
               {"argocd",
                "Sync waves, sync options for kinds whose definition may be missing, and claims that are "
                "neither pruned nor deleted."},
               {"flux",
                "No post-build substitution in objects that contain a dollar sign, and claims that are not "
                "pruned."}};
         },
     .initial = "none",
     .group = Group::kBundle,
     .commands = kRendering,
     .indifferent = kReading & ~kRendering,
     .places = kFromAnyFile,
     .argocd = {.title = "Sync annotations",
                .initial = "argocd",
                .tooltip = "argocd: sync waves and sync options. none: no annotations."},
     .help = "Add annotations for the tool that applies the output.",
     .details = "Annotations for that tool on a FeatureStore are copied to each of its objects."},
    {.name = "external-autoscaler",
     .value = Value::kFlagOrList,
     .placeholder = "NAME",
     .group = Group::kBundle,
     .commands = kReading,
     .places = kFromAnyFile,
     .argocd = {.title = "External autoscalers", .tooltip = "FeatureStores that something else scales."},
     .help = "Omit replicas for the named store, or all stores, because something else scales them.",
     .details = "An autoscaler among the inputs that targets a store's Deployment has the same effect."},

    {.name = "skip",
     .value = Value::kList,
     .placeholder = "JUDGE",
     .choices =
         [] {
           return std::vector<Choice>{
               {"feast", "What Feast itself refuses in `feature_store.yaml` (codes FS8xx)."},
               {"namespace", "What Namespaces, LimitRanges and ResourceQuotas of the input admit."}};
         },
     .group = Group::kFindings,
     .commands = kImages,
     .indifferent = kReading & ~kImages,
     .places = kFromAnyFile,
     .commas = true,
     .help = "Leave out the checks of this judge; can be repeated."},
    {.name = "fail-on",
     .value = Value::kText,
     .placeholder = "SEVERITY",
     .choices =
         [] {
           return std::vector<Choice>{{"error"}, {"warning"}};
         },
     .initial = "error",
     .group = Group::kFindings,
     .commands = kChecking & ~set_of(Command::kSimulate, Command::kCapacity),
     .places = kFromAnyFile,
     .argocd = {.title = "Fail on"},
     .help = "Fail if there are findings of this severity or higher."},
    {.name = "ignore",
     .value = Value::kList,
     .placeholder = "CODE",
     .group = Group::kFindings,
     .commands = kChecking,
     .places = kFromAnyFile,
     .argocd = {.title = "Ignored codes"},
     .commas = true,
     .help = "Suppress warnings and notes with this code; can be repeated.",
     .details = "Several codes can be separated by commas. Errors cannot be suppressed."},
    {.name = "color",
     .value = Value::kText,
     .placeholder = "WHEN",
     .choices =
         [] {
           return std::vector<Choice>{{"auto"}, {"always"}, {"never"}};
         },
     .initial = "auto",
     .group = Group::kFindings,
     .commands = kChecking,
     .places = kConfigFile | kCheckout,
     .help = "When to use colors.",
     .details = "`auto` uses colors on a terminal unless `NO_COLOR` is set."},
    {.name = "quiet",
     .letter = 'q',
     .group = Group::kFindings,
     .commands = kChecking,
     .places = kConfigFile | kCheckout,
     .help = "Print only errors."},
    {.name = "all",
     .group = Group::kFindings,
     .commands = kReading | kAdmitting,
     .places = kConfigFile | kCheckout,
     .help = "Print every finding, including those that follow from another.",
     .details =
         "By default, errors caused by another error are only counted there, and the text format prints the same "
         "finding in several stores or objects once. With this option, `feastctl diff` also counts the live objects, "
         "labels and annotations that it left out because they belong to others."},
};

}  // namespace

std::vector<Choice> feast_releases() {
  std::vector<Choice> releases;
  for (const FeastRow& row : kFeastReleases) releases.push_back({row.name});
  return releases;
}

std::span<const Option> shared_rows() {
  return kSharedRows;
}

}  // namespace feastctl::options
