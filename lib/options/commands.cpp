/// The table of commands.
#include <algorithm>

#include "options/options.hpp"

namespace feastctl::options {

namespace {

using Examples = std::vector<Example>;

constexpr CommandRow kCommandTable[] = {
    {.command = Command::kProgram,
     .name = "",
     .summary = "Render and check Feast FeatureStores, offline",
     .arguments = "COMMAND [OPTION]... [PATH]...",
     .examples =
         [] {
           return Examples{{"feastctl render store.yaml | kubectl apply -f -", "apply a FeatureStore"},
                           {"feastctl validate stores/", "check every FeatureStore in a folder"},
                           {"feastctl explain scaling", "how to run five replicas, or let an autoscaler decide"},
                           {"feastctl explain FIELD", "type, default, rules and an example of a field"},
                           {"feastctl explain FS301", "what a code means and what to write instead"}};
         },
     .note = "Run 'feastctl COMMAND --help' for details."},
    {.command = Command::kRender,
     .name = "render",
     .summary = "Render the manifests the Feast operator would create",
     .examples =
         [] {
           return Examples{
               {"feastctl render store.yaml | kubectl apply -f -", "apply a FeatureStore"},
               {"feastctl render store.yaml secrets.yaml engine.yaml", "a store and the objects it refers to"},
               {"feastctl render --output=name stores/", "list the objects"},
               {"feastctl render stores/ --output-dir rendered --prune", "update a folder kept in Git"},
               {"feastctl render stores/ --output-dir rendered --prune --check", "in CI: fail if it is out of date"}};
         }},
    {.command = Command::kValidate,
     .name = "validate",
     .summary = "Check FeatureStores as the API server and the operator would",
     .examples =
         [] {
           return Examples{
               {"feastctl validate --summary stores/", "check a folder"},
               {"feastctl validate --strict stores/", "fail on warnings too"},
               {"feastctl validate --output=sarif --output-file=feast.sarif --output=junit --output-file=feast.xml "
                "stores/",
                "two reports from one run"}};
         }},
    {.command = Command::kDefaults,
     .name = "defaults",
     .summary = "Print FeatureStores with all defaults filled in",
     .examples =
         [] {
           return Examples{{"feastctl defaults --origin store.yaml", "see where each default comes from"}};
         }},
    {.command = Command::kExplain,
     .name = "explain",
     .summary = "Explain a diagnostic code, a field or a topic",
     .examples =
         [] {
           return Examples{{"feastctl explain scaling", "how to run more than one pod"},
                           {"feastctl explain FS301", "what a code means and what to write instead"},
                           {"feastctl explain spec.services.onlineStore.server", "a field"},
                           {"feastctl explain cronJob --recursive", "all fields below a field"},
                           {"feastctl explain store postgres", "the parameters of a store type"}};
         }},
    {.command = Command::kConvert,
     .name = "convert",
     .summary = "Rewrite older FeatureStores as feast.dev/v1",
     .examples =
         [] {
           return Examples{{"feastctl convert old.yaml > store.yaml", "print the converted file"},
                           {"feastctl convert --write stores/", "rewrite files in place"}};
         },
     .note = "Comments, order and quotes are kept. Changes are reported on standard error."},
    {.command = Command::kInit,
     .name = "init",
     .summary = "Print a commented FeatureStore to start from",
     .examples =
         [] {
           return Examples{{"feastctl init > store.yaml", "the smallest possible store"},
                           {"feastctl init --preset=ha --output-file=store.yaml", "a highly available one"},
                           {"feastctl init --preset=keda --name=ranking --namespace=ml", "one with names of your own"},
                           {"feastctl init --secret=postgres", "a Secret for a store"}};
         }},
    {.command = Command::kImages,
     .name = "images",
     .summary = "List the images a bundle runs, for mirroring",
     .examples =
         [] {
           return Examples{
               {"feastctl images stores/", "images of all stores in a folder"},
               {"feastctl images --cron-job-image=mirror.example.com/cli:1", "the default images, with one replaced"},
               {"feastctl images --lock stores/", "a file for digests, for render --images"}};
         },
     .note = "Without PATH, the default images are listed."},
    {.command = Command::kRbac,
     .name = "rbac",
     .summary = "Print the RBAC roles needed to apply a bundle",
     .examples =
         [] {
           return Examples{
               {"feastctl rbac stores/ > rights.yaml", "roles for everything"},
               {"feastctl rbac --shared=exclude store.yaml", "roles for an account that applies no ClusterRoles"}};
         },
     .note = "Prints one Role per namespace and one ClusterRole for objects without a namespace. Bind them to the "
             "account yourself."},
    {.command = Command::kDiff,
     .name = "diff",
     .summary = "Compare a fresh render with existing manifests, or two sets of manifests",
     .arguments = "[OPTION]... --against=MANIFESTS [PATH]...\n[OPTION]... OLD NEW",
     .examples =
         [] {
           return Examples{{"feastctl diff stores/ --against rendered", "compare with a rendered folder"},
                           {"git show main:store.yaml | feastctl diff store.yaml --against -", "compare two versions"},
                           {"feastctl diff old/rendered rendered --check", "fail if Kubernetes refuses a change"}};
         },
     .note = "Without --against, two paths are compared: OLD and NEW, each a folder or stream of manifests. A PATH "
             "without a FeatureStore is compared as the manifests it holds."},
    {.command = Command::kKinds,
     .name = "kinds",
     .summary = "Print the kubectl commands that fetch the live objects of the stores",
     .examples =
         [] {
           return Examples{
               {"feastctl kinds stores/ | sh | feastctl diff stores/ --against -", "compare with a cluster"},
               {"feastctl kinds --for=adopt stores/ | sh > live.yaml", "before a takeover"}};
         }},
    {.command = Command::kAdopt,
     .name = "adopt",
     .summary = "Print the steps that take stores over from a running operator",
     .arguments = "[OPTION]... --live=OBJECTS PATH...",
     .examples =
         [] {
           return Examples{
               {"feastctl adopt store.yaml --live live.yaml", "the progress of the takeover, and the remaining steps"},
               {"feastctl adopt store.yaml --live live.yaml --output=script", "the same as a script"},
               {"feastctl adopt store.yaml --live live.yaml --back", "the way back to the operator"}};
         },
     .note = "Changes nothing: the steps are commands for you to run. Exits with status 1 if a precondition is "
             "violated."},
    {.command = Command::kUpgrade,
     .name = "upgrade",
     .summary = "Show what another Feast release changes",
     .arguments = "[OPTION]... --from=RELEASE [PATH]...",
     .examples =
         [] {
           return Examples{{"feastctl upgrade --from 0.64 --to 0.66 stores/", "before an upgrade"},
                           {"feastctl upgrade --from 0.64 --output=markdown stores/", "for a pull request"},
                           {"feastctl upgrade --from 0.66 --to 0.65 stores/", "what going back would do"}};
         },
     .note = "Exits with status 1 if anything changes."},
    {.command = Command::kSimulate,
     .name = "simulate",
     .summary = "Simulate what an autoscaler does under a load",
     .arguments = "[OPTION]... --load=LOAD [PATH]...\n[OPTION]... --scenario=FILE",
     .examples =
         [] {
           return Examples{
               {"feastctl simulate autoscaled.yaml --load 0s=400m,30s=1700m,10m=300m", "points of total CPU"},
               {"feastctl simulate autoscaled.yaml --load spike:base=300m,peak=3x,at=5m,for=2m --output=svg > "
                "spike.svg",
                "a picture"},
               {"feastctl simulate autoscaled.yaml --load day:base=50,peak=900 --cpu-per-request=2m",
                "a day, in requests per second"},
               {"feastctl simulate --scenario=scenario.json --output=json", "every decision"}};
         }},
    {.command = Command::kCapacity,
     .name = "capacity",
     .summary = "Compute the maximum that stores need, and check whether it fits",
     .arguments = "[OPTION]... [PATH]...",
     .examples =
         [] {
           return Examples{
               {"feastctl capacity autoscaled.yaml --node=4cpu,16Gi", "pods, and the nodes for them"},
               {"feastctl capacity store.yaml secrets.yaml --database-connections=200", "connections to the databases"},
               {"feastctl capacity stores --output=json", "all stores of a folder, in JSON"}};
         },
     .note = "If something does not fit, the exit status is 1."},
    {.command = Command::kGraph,
     .name = "graph",
     .summary = "Draw the objects of a bundle, and how they depend on each other",
     .arguments = "[OPTION]... [PATH]...",
     .examples =
         [] {
           return Examples{{"feastctl graph store.yaml", "a flowchart for Markdown"},
                           {"feastctl graph store.yaml --output=svg > store.svg", "a picture"}};
         }},
    {.command = Command::kAdmit,
     .name = "admit",
     .summary = "Check whether namespaces admit manifests",
     .arguments = "[OPTION]... [PATH]...",
     .examples =
         [] {
           return Examples{{"feastctl render store.yaml | feastctl admit --pod-security=baseline -",
                            "a bundle in a namespace with Pod Security"},
                           {"kustomize build overlay | feastctl admit --summary -", "with its quotas as a table"}};
         },
     .note = "The Namespaces, LimitRanges and ResourceQuotas among the manifests determine what is admitted."},
    {.command = Command::kConfig,
     .name = "config",
     .summary = "Check feature_store.yaml files as Feast itself would",
     .examples =
         [] {
           return Examples{{"feastctl config feature_store.yaml", "check a file"},
                           {"feastctl config --feast-version=0.64 feature_repo/", "as an earlier release reads it"}};
         }},
    {.command = Command::kArgocd,
     .name = "argocd",
     .summary = "Run as, or generate, the Argo CD plugin",
     .examples =
         [] {
           return Examples{{"feastctl argocd plugin --output-dir argocd-plugin "
                            "--image registry.example.com/feastctl-argocd:1",
                            "the files that install the plugin"},
                           {"feastctl argocd generate", "what Argo CD applies, run in the folder of an application"}};
         }},
    {.command = Command::kArgocdGenerate,
     .name = "argocd generate",
     .summary = "Print the manifests of the application in the current folder",
     .examples = nullptr},
    {.command = Command::kArgocdParameters,
     .name = "argocd parameters",
     .summary = "Print the parameters an application can set, in the format of Argo CD",
     .examples = nullptr},
    {.command = Command::kArgocdPlugin,
     .name = "argocd plugin",
     .summary = "Print plugin.yaml, the patch of argocd-repo-server and a Dockerfile",
     .examples = nullptr},
    {.command = Command::kFn,
     .name = "fn",
     .summary = "Run as a KRM function (reads and writes a ResourceList)",
     .examples =
         [] {
           return Examples{{"feastctl fn < resource-list.yaml", "what kustomize and kpt do"}};
         }},
    {.command = Command::kRules,
     .name = "rules",
     .summary = "List all diagnostic codes",
     .examples =
         [] {
           return Examples{{"feastctl rules | grep cron", "codes about cron jobs"}};
         }},
    {.command = Command::kSchema,
     .name = "schema",
     .summary = "Print the JSON Schema of FeatureStores, for editors",
     .examples =
         [] {
           return Examples{{"feastctl schema > featurestore.json", "save the schema"}};
         },
     .note = "For editors with the YAML language server (such as the YAML extension of VS Code), make this the first "
             "line of a store: # yaml-language-server: $schema=featurestore.json"},
    {.command = Command::kLsp,
     .name = "lsp",
     .summary = "Run as a language server, for editors",
     .examples =
         [] {
           return Examples{{"feastctl lsp --feast-version=0.64", "what an editor starts"}};
         },
     .note = "Speaks the Language Server Protocol on standard input and output."},
    {.command = Command::kCompletion,
     .name = "completion",
     .summary = "Print a shell completion script",
     .examples =
         [] {
           return Examples{{"source <(feastctl completion bash)", "in ~/.bashrc; for zsh, the same in ~/.zshrc"},
                           {"feastctl completion fish > ~/.config/fish/completions/feastctl.fish", "for fish"}};
         }},
    {.command = Command::kVersion,
     .name = "version",
     .summary = "Print the versions of feastctl, Feast and Kubernetes",
     .examples =
         [] {
           return Examples{{"feastctl version --output=json", "for scripts"}};
         }},
};

}  // namespace

std::span<const CommandRow> commands() {
  return kCommandTable;
}

const CommandRow& row_of(Command command) {
  return *std::ranges::find(kCommandTable, command, &CommandRow::command);
}

std::vector<const CommandRow*> below(Command command) {
  const std::string_view above = row_of(command).name;
  std::vector<const CommandRow*> rows;
  for (const CommandRow& row : kCommandTable) {
    const auto space = row.name.find(' ');
    const std::string_view parent = space == std::string_view::npos ? "" : row.name.substr(0, space);
    if (!row.name.empty() && parent == above) rows.push_back(&row);
  }
  return rows;
}

std::optional<Command> command_named(std::string_view word, Command above) {
  for (const CommandRow* row : below(above)) {
    if (row->name.substr(row->name.rfind(' ') + 1) == word) return row->command;
  }
  return std::nullopt;
}

}  // namespace feastctl::options
