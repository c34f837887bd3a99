#include "catalog/inputs.hpp"

#include <array>

namespace feastctl::catalog {

const Rule kUnknownStoreVersion{
    .code = "FS140",
    .name = "unknown-store-version",
    .sentence = "The kind is FeatureStore, but its apiVersion is none that feastctl knows.",
    .why =
        "Leaving such a document out would drop a store silently, and a GitOps tool would then delete what belongs to "
        "it. "
        "Source: the CustomResourceDefinition featurestores.feast.dev serves v1 and v1alpha1.",
    .remedy = "Write apiVersion: feast.dev/v1.",
    .wrong = R"(apiVersion: feast.dev/v2
kind: FeatureStore
metadata: {name: sample}
spec: {feastProject: my_project}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec: {feastProject: my_project}
)"};

const Rule kStoreTwice{.code = "FS141",
                       .name = "store-twice",
                       .sentence = "Two FeatureStores of the input have the same namespace and name.",
                       .why = "A cluster keeps only the one that comes last; the bundle would hold every object twice.",
                       .remedy = "Keep one of them, or give them different names or namespaces.",
                       .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec: {feastProject: one}
---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec: {feastProject: two}
)",
                       .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec: {feastProject: one}
---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: other}
spec: {feastProject: two}
)"};

const Rule kNoFeatureStore{
    .code = "FS142",
    .name = "no-feature-store",
    .sentence = "The input holds no FeatureStore.",
    .why = "An empty answer to a GitOps tool means that everything is to be deleted, so nothing to render is an error.",
    .remedy = "Check the paths; with --allow-empty an input without a FeatureStore is fine.",
    .wrong = R"(apiVersion: v1
kind: ConfigMap
metadata: {name: not-a-store}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec: {feastProject: my_project}
)"};

const Rule kCompanionName{
    .code = "FS143",
    .name = "companion-name",
    .sentence = "A Secret or ConfigMap of the input has a name that Kubernetes does not take.",
    .why = "The API server refuses the object, so no store can use it. Source: Kubernetes 1.35, ValidateObjectMeta.",
    .remedy = "Name it with lower-case letters, digits, '-' and '.', beginning and ending with a letter or digit.",
    .wrong = R"(apiVersion: v1
kind: Secret
metadata: {name: My_Secret}
---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec: {feastProject: my_project}
)",
    .right = R"(apiVersion: v1
kind: Secret
metadata: {name: my-secret}
---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec: {feastProject: my_project}
)"};

const Rule kCompanionKey{
    .code = "FS144",
    .name = "companion-key",
    .sentence = "A key in a Secret's or ConfigMap's data is none that Kubernetes takes.",
    .why = "The API server refuses the object, so no store can use it. Source: Kubernetes 1.35, IsConfigMapKey.",
    .remedy = "Use letters, digits, '-', '_' and '.' only.",
    .wrong = R"(apiVersion: v1
kind: ConfigMap
metadata: {name: engine}
data: {"what?": "type: local"}
---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec: {feastProject: my_project}
)",
    .right = R"(apiVersion: v1
kind: ConfigMap
metadata: {name: engine}
data: {what: "type: local"}
---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec: {feastProject: my_project}
)"};

const Rule kCompanionField{
    .code = "FS145",
    .name = "companion-field",
    .sentence = "A field of a Secret or ConfigMap of the input has another type than it must have.",
    .why = "The API server refuses the object, so no store can use it. Source: Kubernetes 1.35, decoding of core/v1.",
    .remedy =
        "data of a ConfigMap and stringData of a Secret map keys to strings; data of a Secret maps keys to base64 "
        "text.",
    .wrong = R"(apiVersion: v1
kind: Secret
metadata: {name: parameters}
stringData: {port: 5432}
---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec: {feastProject: my_project}
)",
    .right = R"(apiVersion: v1
kind: Secret
metadata: {name: parameters}
stringData: {port: "5432"}
---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec: {feastProject: my_project}
)"};

const Rule kCompanionUnknown{
    .code = "FS146",
    .name = "companion-unknown-field",
    .severity = Severity::kWarning,
    .sentence = "A Secret or ConfigMap of the input has a field that Kubernetes does not know.",
    .why = "The field is dropped, or refused where strict validation is asked for, as kubectl apply does.",
    .remedy = "Correct the field's name, or remove it.",
    .wrong = R"(apiVersion: v1
kind: Secret
metadata: {name: parameters}
stringdata: {port: "5432"}
---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec: {feastProject: my_project}
)",
    .right = R"(apiVersion: v1
kind: Secret
metadata: {name: parameters}
stringData: {port: "5432"}
---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec: {feastProject: my_project}
)"};

const Rule kCompanionKeyTwice{
    .code = "FS147",
    .name = "companion-key-twice",
    .severity = Severity::kWarning,
    .sentence = "An object beside the FeatureStores has a key twice in one map.",
    .why = "The last one counts; where strict validation is asked for, as kubectl apply does, the object is refused.",
    .remedy = "Keep one of the two.",
    .wrong = R"(apiVersion: v1
kind: Secret
metadata: {name: parameters, name: parameters}
---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec: {feastProject: my_project}
)",
    .right = R"(apiVersion: v1
kind: Secret
metadata: {name: parameters}
---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec: {feastProject: my_project}
)"};

const Rule kAlmostFeatureStore{
    .code = "FS148",
    .name = "almost-feature-store",
    .severity = Severity::kWarning,
    .sentence = "A document looks like a FeatureStore, but its apiVersion or its kind is missing or another one.",
    .why = "No API server takes it for a FeatureStore, so it is not looked at any further.",
    .remedy = "Write apiVersion: feast.dev/v1 and kind: FeatureStore.",
    .wrong = R"(kind: FeatureStore
metadata: {name: sample}
spec: {feastProject: my_project}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec: {feastProject: my_project}
)"};

const Rule kStoreLeftOut{
    .code = "FS149",
    .name = "store-left-out",
    .sentence = "A document that looks like a FeatureStore would be left out of the output.",
    .why =
        "A GitOps tool that gets the bundle without it would delete what belongs to it, so render and defaults print "
        "nothing.",
    .remedy = "Write apiVersion: feast.dev/v1 and kind: FeatureStore, or move the document elsewhere.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec: {feastProject: my_project}
---
apiVersion: feast.dev/v1
kind: FeaturStore
metadata: {name: other}
spec: {feastProject: my_project}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec: {feastProject: my_project}
---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: other}
spec: {feastProject: my_project}
)"};

const Rule kNoSuchStore{
    .code = "FS150",
    .name = "no-such-store",
    .severity = Severity::kWarning,
    .sentence = "--external-autoscaler names a store that is not in the input.",
    .why = "The option has no effect then, and the Deployment that was meant keeps its replicas.",
    .remedy = "Write the name of a FeatureStore of the input, or the option without a name for all of them.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: simple}
spec: {feastProject: my_project}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec: {feastProject: my_project}
)",
    .args = "--external-autoscaler=sample"};

std::span<const Rule* const> input_rules() {
  static constexpr std::array kRules{&kUnknownStoreVersion, &kStoreTwice,     &kNoFeatureStore,   &kCompanionName,
                                     &kCompanionKey,        &kCompanionField, &kCompanionUnknown, &kCompanionKeyTwice,
                                     &kAlmostFeatureStore,  &kStoreLeftOut,   &kNoSuchStore};
  return kRules;
}

}  // namespace feastctl::catalog
