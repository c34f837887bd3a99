/// The options that add to a bundle what the FeatureStore has no field for.
#include "options/rows.hpp"
#include "options/settings.hpp"

namespace feastctl::options {

namespace {

/// The commands whose answer depends on more than which objects there are.
constexpr Commands kWholeObjects = set_of(Command::kRender, Command::kDiff, Command::kFn, Command::kValidate,
                                          Command::kUpgrade, Command::kCapacity, Command::kGraph);
/// … and those that list objects, or the rights for them.
constexpr Commands kNaming = set_of(Command::kRbac, Command::kKinds, Command::kAdopt);
constexpr Commands kOtherReading = kReading & ~kWholeObjects;
constexpr std::uint8_t kFromEverywhere = kConfigFile | kCheckout | kPython;

constexpr Option kAdditionRows[] = {
    {.name = "read-only-root",
     .group = Group::kBundle,
     .commands = kWholeObjects,
     .indifferent = kOtherReading,
     .places = kFromEverywhere,
     .argocd = {.title = "Read-only root"},
     .help = "Make the root file system of all containers read-only.",
     .details = "Containers get a writable volume at `/tmp`. Everything else that Feast writes is in volumes already."},
    {.name = "init-resources",
     .value = Value::kFlagOrList,
     .placeholder = "NAME=QUANTITY",
     .problem = resource_problem,
     .group = Group::kBundle,
     .commands = kWholeObjects,
     .indifferent = kOtherReading,
     .places = kFromEverywhere,
     .help = "Resources of init containers, such as requests.memory=1Gi; can be repeated.",
     .details =
         "For these containers the FeatureStore has no field, and a ResourceQuota for CPU or memory refuses pods with "
         "a container that requests none. Without a value: `requests.cpu=100m`, `requests.memory=512Mi`, "
         "`limits.cpu=1`, `limits.memory=1Gi`. Init containers that have resources keep them."},
    {.name = "cron-job-resources",
     .value = Value::kFlagOrList,
     .placeholder = "NAME=QUANTITY",
     .problem = resource_problem,
     .group = Group::kBundle,
     .commands = kWholeObjects,
     .indifferent = kOtherReading,
     .places = kFromEverywhere,
     .help = "Resources of the CronJob's containers, such as requests.cpu=50m; can be repeated.",
     .details =
         "Without a value: `requests.cpu=50m`, `requests.memory=64Mi`, `limits.cpu=500m`, `limits.memory=256Mi`. "
         "Resources in the FeatureStore win."},
    {.name = "service-account-annotation",
     .value = Value::kList,
     .placeholder = "KEY=VALUE",
     .problem = annotation_problem,
     .group = Group::kBundle,
     .commands = kWholeObjects,
     .indifferent = kOtherReading,
     .places = kFromEverywhere,
     .help = "Annotation for the ServiceAccounts, such as the role of a cloud; can be repeated.",
     .details = "`eks.amazonaws.com/role-arn` for IAM roles on EKS, `iam.gke.io/gcp-service-account` on GKE, "
                "`azure.workload.identity/client-id` on AKS (which wants `--label azure.workload.identity/use=true`, "
                "too)."},
    {.name = "image-pull-secret",
     .value = Value::kList,
     .placeholder = "NAME",
     .problem = secret_name_problem,
     .group = Group::kBundle,
     .commands = kWholeObjects,
     .indifferent = kOtherReading,
     .places = kFromEverywhere,
     .commas = true,
     .help = "Secret with credentials for the image registry, for all pods; can be repeated."},
    {.name = "images",
     .value = Value::kText,
     .placeholder = "FILE",
     .group = Group::kBundle,
     .commands = kWholeObjects | set_of(Command::kImages),
     .indifferent = kOtherReading & ~set_of(Command::kImages),
     .places = kFromEverywhere,
     .argocd = {.title = "Digests of images"},
     .help = "Run images by the digests in this file, which feastctl images --lock prints.",
     .details =
         "An image of the bundle without a digest in it is an error. In `.feastctl.yaml`, the path is relative to "
         "that file, and must stay in its repository."},
    {.name = "network-policy",
     .value = Value::kFlagOrList,
     .placeholder = "from:LABELS",
     .problem = network_policy_problem,
     .group = Group::kBundle,
     .commands = kWholeObjects | kNaming,
     .indifferent = kOtherReading & ~kNaming,
     .places = kFromEverywhere,
     .help = "Include NetworkPolicies; from:LABELS also lets other namespaces in; can be repeated.",
     .details =
         "The pods of each Deployment then take only traffic to ports that the Services of the bundle serve: from the "
         "pods of the same namespace, from those of the namespaces that have all of these labels, as in "
         "`from:kubernetes.io/metadata.name=serving`, and on OpenShift from its router to the UI and from its "
         "monitoring to the metrics. Outgoing traffic stays open, because databases and object stores can be "
         "anywhere."},
    {.name = "label",
     .value = Value::kList,
     .placeholder = "KEY=VALUE",
     .problem = label_problem,
     .group = Group::kBundle,
     .commands = kWholeObjects,
     .indifferent = kOtherReading,
     .places = kFromEverywhere,
     .help = "Label for all objects and their pods; can be repeated.",
     .details = "Selectors do not change."},
    {.name = "annotation",
     .value = Value::kList,
     .placeholder = "KEY=VALUE",
     .problem = annotation_problem,
     .group = Group::kBundle,
     .commands = kWholeObjects,
     .indifferent = kOtherReading,
     .places = kFromEverywhere,
     .help = "Annotation for all objects; can be repeated.",
     .details = "For those of pods, the FeatureStore has fields."},
};

}  // namespace

std::span<const Option> addition_rows() {
  return kAdditionRows;
}

}  // namespace feastctl::options
