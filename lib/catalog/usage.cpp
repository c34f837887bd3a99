#include "catalog/usage.hpp"

#include <array>

namespace feastctl::catalog {

const Rule kUnsafeFolder{
    .code = "FS700",
    .name = "unsafe-output-folder",
    .sentence = "The output folder is one that nothing is written to.",
    .why =
        "Rendering into the root, the home folder, a parent of the current folder or the folder of the inputs would "
        "mix manifests with what stands there; the next render would even read its own output. "
        "Source: feastctl.",
    .remedy = "Give --output-dir a folder of its own.",
    .wrong = {},
    .right = {}};

const Rule kFileInTheWay{
    .code = "FS701",
    .name = "file-in-the-way",
    .sentence = "A file stands where an object is to be written, and no earlier render wrote it.",
    .why = "Only files that the folder's record (.feastctl-rendered) lists are ours to overwrite. Source: feastctl.",
    .remedy = "Move the file away. If an earlier render did write it and the record was lost, delete it.",
    .wrong = {},
    .right = {}};

const Rule kStaleRender{
    .code = "FS702",
    .name = "stale-render",
    .sentence = "The folder does not hold what the FeatureStores mean now.",
    .why =
        "render --check was asked to compare: whoever applies the folder would apply an old state. Source: feastctl.",
    .remedy =
        "Run the same command without --check (and with --prune when files are left over), and commit the result.",
    .wrong = {},
    .right = {}};

const Rule kObjectTwice{
    .code = "FS703",
    .name = "object-twice",
    .sentence = "The output would hold an object twice.",
    .why =
        "A cluster keeps the one that is applied last, kustomize refuses both, and Argo CD warns and takes the last. "
        "Source: kustomize's resource map, Argo CD's RepeatedResourceWarning.",
    .remedy = "Rename one of the FeatureStores, or take the object out of the input.",
    .wrong = {},
    .right = {}};

const Rule kLeftOver{
    .code = "FS704",
    .name = "left-over-file",
    .severity = Severity::kWarning,
    .sentence = "The folder holds a file of an earlier render that is no longer rendered.",
    .why =
        "The kustomization does not list it, but a tool that reads every file of the folder still applies it. "
        "Source: feastctl.",
    .remedy = "Render with --prune, which deletes such files.",
    .wrong = {},
    .right = {}};

const Rule kLeftOverChanged{
    .code = "FS705",
    .name = "left-over-file-changed",
    .severity = Severity::kWarning,
    .sentence = "A file of an earlier render that is no longer rendered has been changed since, so it is not deleted.",
    .why = "Somebody's work may be in it. Source: feastctl.",
    .remedy = "Delete it by hand, or keep it: feastctl takes it for yours from now on.",
    .wrong = {},
    .right = {}};

const Rule kScalerRetargeted{
    .code = "FS706",
    .name = "scaler-retargeted",
    .severity = Severity::kNote,
    .sentence = "An autoscaler targets the FeatureStore; in the output it targets the Deployment.",
    .why =
        "Rendered manifests hold no FeatureStore that could be scaled: the operator's scale subresource is not "
        "there. Source: the CustomResourceDefinition featurestores.feast.dev, Feast's documentation on scaling.",
    .remedy =
        "Nothing has to be done where the autoscaler is passed through (--pass-through, Argo CD, kustomize); "
        "elsewhere let it target Deployment feast-NAME of apps/v1.",
    .wrong = {},
    .right = {}};

const Rule kUnreadableInput{
    .code = "FS707",
    .name = "unreadable-input",
    .sentence = "A file or folder of the input cannot be read.",
    .why =
        "A report that passed over it would call right what nobody has looked at; the exit status is 3. "
        "Source: feastctl.",
    .remedy = "Mend the path, the permissions or the link; what is no manifest can be named in .feastctlignore.",
    .wrong = {},
    .right = {}};

const Rule kFunctionInput{
    .code = "FS710",
    .name = "no-resource-list",
    .sentence = "What a KRM function was given is no ResourceList.",
    .why =
        "An orchestrator (kustomize, kpt) sends one object of kind ResourceList, config.kubernetes.io/v1. "
        "Source: the KRM functions specification.",
    .remedy = "Let kustomize or kpt run feastctl fn; for plain files use feastctl render.",
    .wrong = {},
    .right = {}};

const Rule kFunctionConfig{
    .code = "FS711",
    .name = "function-config",
    .sentence = "The functionConfig is none that feastctl fn takes.",
    .why = "It is a FeatureStore to be rendered, a FeastRender or a ConfigMap with options. Source: feastctl.",
    .remedy =
        "Write kind: FeastRender, apiVersion: feastctl.dev/v1, and under spec the options of feastctl render by "
        "their long names.",
    .wrong = {},
    .right = {}};

const Rule kArgoParameters{
    .code = "FS712",
    .name = "argocd-parameters",
    .sentence = "The parameters of the Argo CD application are none that the plugin takes.",
    .why =
        "A parameter that is misspelt would be left out silently. "
        "Source: Argo CD's ARGOCD_APP_PARAMETERS; feastctl argocd parameters lists what there is.",
    .remedy = "Mend the name or the type under spec.source.plugin.parameters.",
    .wrong = {},
    .right = {}};

std::span<const Rule* const> usage_rules() {
  static constexpr std::array kRules{&kUnsafeFolder,  &kFileInTheWay,    &kStaleRender,      &kObjectTwice,
                                     &kLeftOver,      &kLeftOverChanged, &kScalerRetargeted, &kUnreadableInput,
                                     &kFunctionInput, &kFunctionConfig,  &kArgoParameters};
  return kRules;
}

}  // namespace feastctl::catalog
