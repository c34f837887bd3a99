/// The options of single commands.
#include "feast/describe.hpp"
#include "feast/table.hpp"
#include "options/presets.hpp"
#include "options/rows.hpp"
#include "report/formats.hpp"

namespace feastctl::options {

namespace {

constexpr Commands kAll = ~Commands{0};

std::vector<Choice> report_formats() {
  std::vector<Choice> choices;
  for (const report::Format& format : report::formats()) choices.push_back({format.name, format.about});
  return choices;
}

std::vector<Choice> presets_by_name() {
  std::vector<Choice> choices;
  for (const std::string_view name : preset_names()) choices.push_back({name});
  return choices;
}

constexpr std::string_view kReportDefault = "text; github in GitHub Actions";

std::vector<Choice> secret_types() {
  std::vector<Choice> types;
  for (const std::string_view type : feast::secret_types()) types.push_back({type});
  return types;
}

std::vector<Choice> package_releases() {
  std::vector<Choice> releases;
  for (const std::string_view name : feast::kReleases) releases.push_back({name});
  return releases;
}

constexpr Option kCommandRows[] = {
    {.name = "SHELL",
     .value = Value::kText,
     .placeholder = "SHELL",
     .choices =
         [] {
           return std::vector<Choice>{{"bash"}, {"zsh"}, {"fish"}};
         },
     .group = Group::kArguments,
     .commands = set_of(Command::kCompletion),
     .required = true,
     .help = "Shell to print the completion script for."},
    {.name = "stdio",
     .commands = set_of(Command::kLsp),
     .help = "Use standard input and output, which is always the case; some editors pass this option."},
    {.name = "CODE|FIELD",
     .value = Value::kText,
     .placeholder = "CODE|FIELD",
     .initial = "spec",
     .group = Group::kArguments,
     .commands = set_of(Command::kExplain),
     .help = "Diagnostic code, field or topic: FS301, spec.services.onlineStore, scaling; or store."},
    {.name = "STORE",
     .value = Value::kText,
     .placeholder = "STORE",
     .group = Group::kArguments,
     .commands = set_of(Command::kExplain),
     .help = "After store: a store type, or one of its parameters, such as postgres or postgres.sslmode."},

    {.name = "cache-dir",
     .value = Value::kText,
     .placeholder = "DIR",
     .otherwise = "`feastctl` in `$XDG_CACHE_HOME` or `~/.cache`",
     .group = Group::kOutput,
     .commands = set_of(Command::kRender),
     .help = "Keep here what lets the next render into the same folder skip unchanged stores.",
     .details = "Without it, `FEASTCTL_CACHE_DIR` names the folder, and nothing is kept for fewer than 200 stores. The "
                "cache never changes the result, can be deleted at any time, and holds no values of Secrets. A folder "
                "that others can write to is not used. Requires `--output-dir`."},
    {.name = "no-cache",
     .group = Group::kOutput,
     .commands = set_of(Command::kRender),
     .help = "Render every store, and keep nothing for the next render."},

    {.name = "output",
     .letter = 'o',
     .value = Value::kText,
     .placeholder = "FORMAT",
     .choices =
         [] {
           return std::vector<Choice>{{"yaml", "A stream of YAML documents."},
                                      {"json", "A List in JSON."},
                                      {"name", "One line per object, with its kind and name."}};
         },
     .initial = "yaml",
     .group = Group::kOutput,
     .commands = set_of(Command::kRender),
     .help = "Output format."},
    {.name = "pass-through",
     .group = Group::kOutput,
     .commands = set_of(Command::kRender, Command::kDiff, Command::kValidate),
     .places = kPython,
     .help = "Include the other objects in the input.",
     .details = "Secrets are included only with `--secrets=inline`. With this option, `feastctl "
                "validate` checks these objects too."},
    {.name = "create-namespace",
     .group = Group::kOutput,
     .commands = set_of(Command::kRender, Command::kDiff),
     .places = kPython,
     .help = "Include the namespaces of the FeatureStores."},
    {.name = "allow-empty",
     .group = Group::kOutput,
     .commands = set_of(Command::kRender),
     .places = kPython,
     .help = "Succeed even if the input contains no FeatureStore."},
    {.name = "output-dir",
     .value = Value::kText,
     .placeholder = "DIR",
     .group = Group::kOutput,
     .commands = set_of(Command::kRender),
     .help = "Write one file per object and a kustomization.yaml to this folder.",
     .details = "The name of a file depends only on the kind, namespace and name of its object. Unchanged files are "
                "not touched. If any store has an error, or if the program is killed, every file stays as it was. Few "
                "changed files of many are replaced one by one: then, each is as it was or as it will be. "
                "`.feastctl-rendered` in the folder lists the files that were written, with checksums. Only files it "
                "lists are overwritten or deleted, so keep it in Git. The root folder, the home folder, a "
                "parent of the current folder and a folder of the input are refused."},
    {.name = "prune",
     .group = Group::kOutput,
     .commands = set_of(Command::kRender),
     .help = "Delete files of an earlier render that are no longer rendered.",
     .details = "Files that were changed by hand are kept and reported. Requires `--output-dir`."},
    {.name = "check",
     .group = Group::kOutput,
     .commands = set_of(Command::kRender),
     .help = "Write nothing; exit with status 1 if the folder is out of date.",
     .details = "Files that are out of date or left over are listed. Requires `--output-dir`."},

    {.name = "output",
     .letter = 'o',
     .value = Value::kList,
     .placeholder = "FORMAT",
     .choices = report_formats,
     .otherwise = kReportDefault,
     .group = Group::kOutput,
     .commands = set_of(Command::kValidate, Command::kAdmit, Command::kConfig),
     .help = "Report format; can be repeated, with one --output-file each.",
     .details = "Without a file, `text` goes to standard error and any other format to standard output."},
    {.name = "output-file",
     .value = Value::kList,
     .placeholder = "FILE",
     .group = Group::kOutput,
     .commands = set_of(Command::kValidate, Command::kAdmit, Command::kConfig),
     .help = "Write the report of the preceding --output to this file.",
     .details = "The file is replaced as a whole or not at all."},
    {.name = "summary",
     .group = Group::kOutput,
     .commands = set_of(Command::kValidate, Command::kAdmit, Command::kConfig),
     .help = "Print the number of errors and warnings, and a table of the quotas.",
     .details = "In GitHub Actions, also add a table of the findings to the job summary. Without this option, the "
                "totals are printed only if there is no error and no FeatureStore."},
    {.name = "strict",
     .group = Group::kFindings,
     .commands = set_of(Command::kValidate, Command::kAdmit, Command::kConfig),
     .places = kPython,
     .help = "Treat warnings as errors."},
    {.name = "fix",
     .group = Group::kOutput,
     .commands = set_of(Command::kValidate),
     .help = "Apply safe fixes to the input files.",
     .details = "A fix is safe if it is plainly what was meant. Comments, order and all other bytes are kept, and each "
                "file is replaced as a whole or not at all. The report and the exit status are about what remains. The "
                "fixed text of standard input goes to standard output."},
    {.name = "unsafe-fixes",
     .group = Group::kOutput,
     .commands = set_of(Command::kValidate),
     .help = "Also apply fixes that make a choice.",
     .details = "Such a fix may discard what was written, or choose a value. Requires `--fix` or `--diff`."},
    {.name = "diff",
     .group = Group::kOutput,
     .commands = set_of(Command::kValidate),
     .help = "Print the fixes as a patch; write nothing.",
     .details = "Exits with status 1 if something would change, and prints no report."},
    {.name = "feast-version",
     .value = Value::kText,
     .placeholder = "RELEASE",
     .choices = package_releases,
     .spells = [](std::string_view text) { return feast::parse_minor(text).has_value(); },
     .initial = "0.66",
     .group = Group::kInput,
     .commands = set_of(Command::kConfig),
     .help = "Release of Feast's Python package that reads the file.",
     .details = "Releases can be written in full, as in `0.66.0`."},
    {.name = "diagnostics",
     .value = Value::kText,
     .placeholder = "FORMAT",
     .choices = report_formats,
     .otherwise = kReportDefault,
     .group = Group::kFindings,
     .commands = set_of(Command::kRender, Command::kDefaults, Command::kImages, Command::kRbac, Command::kGraph),
     .help = "Format of the findings on standard error."},

    {.name = "origin",
     .group = Group::kOutput,
     .commands = set_of(Command::kDefaults),
     .help = "Show where each default comes from, in a comment."},
    {.name = "recursive", .commands = set_of(Command::kExplain), .help = "Print all fields below the field as a tree."},
    {.name = "write",
     .letter = 'w',
     .group = Group::kOutput,
     .commands = set_of(Command::kConvert),
     .help = "Rewrite the files in place instead of printing the result.",
     .details = "Each file is replaced as a whole or not at all."},

    {.name = "preset",
     .value = Value::kText,
     .placeholder = "NAME",
     .choices = presets_by_name,
     .initial = "minimal",
     .commands = set_of(Command::kInit),
     .help = "Preset to print.",
     .details = "`ha`, `openshift`, `postgres`, `spark` and `ray` are short names of others."},
    {.name = "secret",
     .value = Value::kText,
     .placeholder = "TYPE",
     .choices = secret_types,
     .commands = set_of(Command::kInit),
     .help = "Print a Secret with the parameters of this store type instead of a preset."},
    {.name = "name",
     .value = Value::kText,
     .placeholder = "NAME",
     .otherwise = "that of the preset",
     .commands = set_of(Command::kInit),
     .help = "Name of the FeatureStore, and of its Feast project.",
     .details =
         "Names in the preset that contain the store's name, such as that of its Deployment, change with it. In a "
         "preset with two stores, this names the one that uses the other; the other gets the suffix `-registry`."},
    {.name = "namespace",
     .letter = 'n',
     .value = Value::kText,
     .placeholder = "NAME",
     .otherwise = "that of the preset",
     .commands = set_of(Command::kInit),
     .help = "Namespace of the FeatureStore and the objects it uses."},
    {.name = "list", .commands = set_of(Command::kInit), .help = "List the presets with a description of each."},
    {.name = "output-file",
     .value = Value::kText,
     .placeholder = "FILE",
     .commands = set_of(Command::kInit),
     .help = "Write to this file, which must not exist."},

    {.name = "output",
     .letter = 'o',
     .value = Value::kText,
     .placeholder = "FORMAT",
     .choices =
         [] {
           return std::vector<Choice>{{"text", "One image per line."},
                                      {"json", "Images and the objects that run them."}};
         },
     .initial = "text",
     .group = Group::kOutput,
     .commands = set_of(Command::kImages),
     .help = "Output format."},
    {.name = "lock",
     .group = Group::kOutput,
     .commands = set_of(Command::kImages),
     .help = "Print the file for --images, with a line for the digest of each image.",
     .details = "The digests are for a person to fill in, by the tool of their registry: nothing is fetched. With "
                "`--images`, those in that file are kept."},
    {.name = "name",
     .value = Value::kText,
     .placeholder = "NAME",
     .initial = "feastctl-apply",
     .group = Group::kOutput,
     .commands = set_of(Command::kRbac),
     .help = "Name of the roles."},

    {.name = "against",
     .value = Value::kText,
     .placeholder = "MANIFESTS",
     .group = Group::kInput,
     .commands = set_of(Command::kDiff),
     .help = "Manifests or live objects to compare with: a folder, a file, or - for standard input; not with OLD and "
             "NEW.",
     .details = "In a folder that `feastctl render` wrote, only the files it wrote are compared. A FeatureStore among "
                "them is rendered first, unless its manifests are present as well. Live objects are what `kubectl get "
                "-o yaml` or `-o json` prints: defaults and fields that controllers fill in do not count, and objects "
                "that belong to others are left out. `feastctl kinds` prints the commands that fetch them."},
    {.name = "check",
     .group = Group::kOutput,
     .commands = set_of(Command::kDiff),
     .help = "Exit with status 1 only if Kubernetes refuses a change.",
     .details = "With other differences, the status is 0."},
    {.name = "output",
     .letter = 'o',
     .value = Value::kText,
     .placeholder = "FORMAT",
     .choices =
         [] {
           return std::vector<Choice>{{"text", "Objects with their changed fields."},
                                      {"unified", "The format of `diff -u`."},
                                      {"markdown", "A comment for a pull request."},
                                      {"json", "For other programs."},
                                      {"github", "Annotations for GitHub Actions, and the text."}};
         },
     .initial = "text",
     .group = Group::kOutput,
     .commands = set_of(Command::kDiff),
     .help = "Output format."},

    {.name = "for",
     .value = Value::kText,
     .placeholder = "COMMAND",
     .choices =
         [] {
           return std::vector<Choice>{
               {"diff", "What `feastctl diff` compares."},
               {"adopt", "Also FeatureStores, volumes, the operator, and the owners of fields."}};
         },
     .initial = "diff",
     .group = Group::kOutput,
     .commands = set_of(Command::kKinds),
     .help = "Command that will read the objects."},

    {.name = "live",
     .value = Value::kText,
     .placeholder = "OBJECTS",
     .group = Group::kInput,
     .commands = set_of(Command::kAdopt),
     .required = true,
     .help = "Live objects: a folder, a file, or - for standard input.",
     .details = "`feastctl kinds` with `--for=adopt` prints the commands that fetch them."},
    {.name = "operator-stopped",
     .group = Group::kOutput,
     .commands = set_of(Command::kAdopt),
     .help = "Print the procedure that stops the operator, instead of the one that orphans the objects."},
    {.name = "back",
     .group = Group::kOutput,
     .commands = set_of(Command::kAdopt),
     .help = "Print the steps that return the store to the operator."},
    {.name = "output",
     .letter = 'o',
     .value = Value::kText,
     .placeholder = "FORMAT",
     .choices =
         [] {
           return std::vector<Choice>{
               {"text", "Facts and steps."},
               {"markdown", "The same in Markdown."},
               {"json", "For other programs."},
               {"script", "The steps as a script for sh that stops at the first check that fails."}};
         },
     .initial = "text",
     .group = Group::kOutput,
     .commands = set_of(Command::kAdopt),
     .help = "Output format."},

    {.name = "from",
     .value = Value::kText,
     .placeholder = "RELEASE",
     .choices = feast_releases,
     .spells = is_feast_release,
     .group = Group::kCluster,
     .commands = set_of(Command::kUpgrade),
     .required = true,
     .help = "Feast release that the cluster runs.",
     .details = "Releases are written as for `feastctl render --feast-version`."},
    {.name = "to",
     .value = Value::kText,
     .placeholder = "RELEASE",
     .choices = feast_releases,
     .spells = is_feast_release,
     .initial = FeastRelease().name(),
     .group = Group::kCluster,
     .commands = set_of(Command::kUpgrade),
     .help = "Feast release to compare with.",
     .details = "It can be older than `--from`."},
    {.name = "output",
     .letter = 'o',
     .value = Value::kText,
     .placeholder = "FORMAT",
     .choices =
         [] {
           return std::vector<Choice>{{"text", "What changes; similar changes of several stores are shown once."},
                                      {"markdown", "A comment for a pull request."},
                                      {"json", "For other programs: every change of every object."}};
         },
     .initial = "text",
     .group = Group::kOutput,
     .commands = set_of(Command::kUpgrade),
     .help = "Output format."},
    {.name = "check",
     .group = Group::kOutput,
     .commands = set_of(Command::kUpgrade),
     .help = "Exit with status 1 only if something is refused.",
     .details = "The new release can refuse a FeatureStore, and Kubernetes can refuse the change of an object. With "
                "other changes, the status is 0."},

    {.name = "scenario",
     .value = Value::kText,
     .placeholder = "FILE",
     .group = Group::kInput,
     .commands = set_of(Command::kSimulate),
     .help = "Read the autoscaler, the pods and the load from this JSON file.",
     .details = "`docs/reference/scenario.md` describes the format."},
    {.name = "load",
     .value = Value::kList,
     .placeholder = "LOAD",
     .group = Group::kInput,
     .commands = set_of(Command::kSimulate),
     .help = "CPU load on all pods together; can be repeated.",
     .details =
         "Points such as `0s=400m,30s=1700m,10m=300m`; a shape: `spike`, `step` or `ramp` with `base`, `peak` (an "
         "amount, or a factor such as `3x`), `at` and `for`, or `day` with `base` and `peak`; or a CSV file with a "
         "column of times and one for each container or metric. The load is that of the online server, unless the name "
         "of a container is before it: `online=0s=1,registry=0s=100m`, or `online/memory=512Mi`."},
    {.name = "metric",
     .value = Value::kList,
     .placeholder = "NAME=LOAD",
     .group = Group::kInput,
     .commands = set_of(Command::kSimulate),
     .help = "Total of a custom or external metric of the autoscaler; can be repeated."},
    {.name = "cpu-per-request",
     .value = Value::kText,
     .placeholder = "CPU",
     .group = Group::kInput,
     .commands = set_of(Command::kSimulate),
     .help = "CPU that one request takes; CPU loads are then requests per second."},
    {.name = "startup",
     .value = Value::kText,
     .placeholder = "SCHEDULE+INIT+READY",
     .otherwise = "derived from probes and init containers, and printed",
     .group = Group::kInput,
     .commands = set_of(Command::kSimulate),
     .help = "Times that a new pod takes, such as 2s+10s+15s.",
     .details = "The times until the pod is scheduled, from there until its containers run, and from there until it is "
                "ready."},
    {.name = "initial-replicas",
     .value = Value::kNumber,
     .placeholder = "N",
     .otherwise = "minReplicas",
     .group = Group::kInput,
     .commands = set_of(Command::kSimulate),
     .help = "Pods at the beginning."},
    {.name = "duration",
     .value = Value::kText,
     .placeholder = "TIME",
     .otherwise = "ten minutes after the last point of the load",
     .group = Group::kInput,
     .commands = set_of(Command::kSimulate),
     .help = "Time to simulate, such as 30m or 24h."},
    {.name = "scrape-offset",
     .value = Value::kText,
     .placeholder = "TIME",
     .otherwise = "0s",
     .group = Group::kInput,
     .commands = set_of(Command::kSimulate),
     .help = "Time of the first scrape of metrics; the others follow every 15 seconds."},
    {.name = "output",
     .letter = 'o',
     .value = Value::kText,
     .placeholder = "FORMAT",
     .choices =
         [] {
           return std::vector<Choice>{{"table", "A chart, and a line for each decision."},
                                      {"json", "Every sync of the controller."},
                                      {"csv", "A line for each sync."},
                                      {"svg", "A picture, for light and dark pages."},
                                      {"html", "A page with the picture, the findings and the decisions."}};
         },
     .initial = "table",
     .group = Group::kOutput,
     .commands = set_of(Command::kSimulate),
     .help = "Output format."},
    {.name = "fail-on",
     .value = Value::kText,
     .placeholder = "FINDING",
     .otherwise = "error",
     .group = Group::kFindings,
     .commands = set_of(Command::kSimulate),
     .help = "Fail if there are findings of these names or severities, separated by commas.",
     .details = "Names are those of the codes FS74x, such as `flapping`, `unserved-load` or `pinned-at-maximum`; "
                "`warning` means all warnings."},

    {.name = "node",
     .value = Value::kText,
     .placeholder = "SIZE",
     .group = Group::kCluster,
     .commands = set_of(Command::kCapacity),
     .help = "What a node has for pods, such as 4cpu,16Gi.",
     .details = "`3x4cpu,16Gi` is three such nodes; otherwise the answer is how many are needed. `,30pods` limits the "
                "pods of a node, which are 110 otherwise."},
    {.name = "database-connections",
     .value = Value::kNumber,
     .placeholder = "N",
     .group = Group::kCluster,
     .commands = set_of(Command::kCapacity),
     .help = "Connections that each database server accepts."},
    {.name = "output",
     .letter = 'o',
     .value = Value::kText,
     .placeholder = "FORMAT",
     .choices =
         [] {
           return std::vector<Choice>{{"table", "For people."}, {"json", "For programs."}};
         },
     .initial = "table",
     .group = Group::kOutput,
     .commands = set_of(Command::kCapacity),
     .help = "Output format."},
    {.name = "output",
     .letter = 'o',
     .value = Value::kText,
     .placeholder = "FORMAT",
     .choices =
         [] {
           return std::vector<Choice>{{"mermaid", "A flowchart for Markdown on GitHub and GitLab."},
                                      {"svg", "A picture."},
                                      {"dot", "For Graphviz."},
                                      {"json", "For programs."}};
         },
     .initial = "mermaid",
     .group = Group::kOutput,
     .commands = set_of(Command::kGraph),
     .help = "Output format."},
    {.name = "storage-class",
     .value = Value::kText,
     .placeholder = "NAME",
     .group = Group::kCluster,
     .commands = set_of(Command::kAdmit),
     .help = "Storage class of claims that name none, for quotas by class."},

    {.name = "output-dir",
     .value = Value::kText,
     .placeholder = "DIR",
     .commands = set_of(Command::kArgocdPlugin),
     .help = "Write the files to this folder instead of standard output."},
    {.name = "image",
     .value = Value::kText,
     .placeholder = "IMAGE",
     .commands = set_of(Command::kArgocdPlugin),
     .help = "Image of the sidecar."},

    {.name = "version",
     .value = Value::kText,
     .placeholder = "VERSION",
     .choices =
         [] {
           return std::vector<Choice>{{"v1"}, {"v1alpha1"}};
         },
     .initial = "v1",
     .commands = set_of(Command::kSchema),
     .help = "API version of the FeatureStore."},
    {.name = "config",
     .commands = set_of(Command::kSchema),
     .help = "Print the schema of the configuration file .feastctl.yaml instead."},

    {.name = "output",
     .letter = 'o',
     .value = Value::kText,
     .placeholder = "FORMAT",
     .choices =
         [] {
           return std::vector<Choice>{{"text"}, {"json"}};
         },
     .initial = "text",
     .commands = set_of(Command::kVersion),
     .help = "Output format."},
    {.name = "version",
     .letter = 'v',
     .group = Group::kGeneral,
     .commands = set_of(Command::kProgram),
     .help = "Print the version."},
    {.name = "help", .letter = 'h', .group = Group::kGeneral, .commands = kAll, .help = "Print help."},
};

}  // namespace

std::span<const Option> command_rows() {
  return kCommandRows;
}

}  // namespace feastctl::options
