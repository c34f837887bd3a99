#include "catalog/schema.hpp"

#include <array>

namespace feastctl::catalog {

const Rule kUnknownField{
    .code = "FS201",
    .name = "unknown-field",
    .sentence = "A field has a name that the FeatureStore does not know.",
    .why =
        "Under strict validation, which kubectl apply asks for, the API server refuses the whole document; without it "
        "the field is dropped without a word. Source: the API server's pruning of custom resources.",
    .remedy =
        "Correct the name, or the indentation if the field belongs to another object; `feastctl explain` lists the "
        "fields.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    onlineStor: {}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    onlineStore: {}
)",
};

const Rule kWrongType{
    .code = "FS202",
    .name = "wrong-type",
    .sentence = "A value is of another type than its field.",
    .why =
        "The API server refuses the document. In YAML, quotes decide: \"3\" is text and 3 a number, yes and on may be "
        "true. Source: the types of the FeatureStore's schema.",
    .remedy = "Write a value of the expected type; put text that looks like a number or boolean in quotes.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  replicas: "1"
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  replicas: 1
)",
};

const Rule kMissingField{
    .code = "FS203",
    .name = "missing-field",
    .sentence = "A required field is missing.",
    .why =
        "The API server refuses the document; null counts as missing. Without spec it takes the document, and the "
        "operator fails. Source: the required fields of the FeatureStore's schema.",
    .remedy = "Add the field.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  replicas: 1
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  replicas: 1
)",
};

const Rule kUnknownChoice{
    .code = "FS204",
    .name = "unknown-choice",
    .sentence = "A value is none of those that its field takes.",
    .why = "The API server refuses the document. Source: the enumerations of the FeatureStore's schema.",
    .remedy = "Take one of the listed values.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    onlineStore:
      server:
        logLevel: verbose
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    onlineStore:
      server:
        logLevel: debug
)",
};

const Rule kTextForm{
    .code = "FS205",
    .name = "text-form",
    .sentence = "A text does not have the form that its field wants.",
    .why = "The API server refuses the document. Source: the patterns of the FeatureStore's schema.",
    .remedy = "Write the text as described under expected.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my project
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
)",
};

const Rule kNumberTooSmall{
    .code = "FS206",
    .name = "number-too-small",
    .sentence = "A number is smaller than its field allows.",
    .why = "The API server refuses the document. Source: the bounds of the FeatureStore's schema.",
    .remedy = "Write a number within the bounds, or leave the field out for its default.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  replicas: 0
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  replicas: 1
)",
};

const Rule kNotAQuantity{
    .code = "FS207",
    .name = "not-a-quantity",
    .sentence = "A text is no amount that Kubernetes understands.",
    .why =
        "The API server refuses the document, or the operator cannot read it. Source: the form of Kubernetes' "
        "quantities.",
    .remedy = "Write a number with a suffix such as m, k, M, G, Ki, Mi or Gi, and no space: 500m, 2Gi.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    onlineStore:
      server:
        resources:
          requests:
            memory: 2GB
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    onlineStore:
      server:
        resources:
          requests:
            memory: 2Gi
)",
};

const Rule kDuplicateEntry{
    .code = "FS208",
    .name = "duplicate-entry",
    .sentence = "A list has the same entry twice.",
    .why =
        "The API server refuses the document: such lists are merged by that key, or are sets. Source: the list types "
        "of the FeatureStore's schema.",
    .remedy = "Remove one of the two, or give it another name.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    resourceClaims:
      - name: gpu
        resourceClaimName: a
      - name: gpu
        resourceClaimName: b
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    resourceClaims:
      - name: gpu
        resourceClaimName: a
      - name: gpu-2
        resourceClaimName: b
)",
};

const Rule kStoreName{
    .code = "FS209",
    .name = "store-name",
    .sentence = "The FeatureStore has no name, or one that Kubernetes does not take.",
    .why =
        "The API server refuses the document. The names of all generated objects are made from it, so it must be known "
        "here even where generateName would do. Source: Kubernetes' validation of object metadata.",
    .remedy =
        "Write metadata.name with small letters, digits and hyphens, beginning and ending with a letter or digit.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: My_Store
spec:
  feastProject: demo
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: my-store
spec:
  feastProject: demo
)",
};

const Rule kStoreMetadata{
    .code = "FS210",
    .name = "store-metadata",
    .sentence = "The namespace, a label or an annotation of the FeatureStore is none that Kubernetes takes.",
    .why = "The API server refuses the document. Source: Kubernetes' validation of object metadata.",
    .remedy = "Correct the entry as described under expected.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
  labels:
    team: data science
spec:
  feastProject: demo
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
  labels:
    team: data-science
spec:
  feastProject: demo
)",
};

const Rule kNumberDoesNotFit{
    .code = "FS211",
    .name = "number-does-not-fit",
    .sentence = "A number is too large for its field.",
    .why =
        "The API server takes the document, as its schema gives no bound, but the operator keeps such fields in 32 "
        "bits and cannot read the FeatureStore at all. Source: the operator's types.",
    .remedy = "Write a number between -2147483648 and 2147483647.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    onlineStore:
      server:
        workerConfigs:
          workers: 3000000000
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    onlineStore:
      server:
        workerConfigs:
          workers: 3
)",
};

std::span<const Rule* const> schema_rules() {
  static constexpr std::array<const Rule*, 11> kRules{
      &kUnknownField, &kWrongType,      &kMissingField, &kUnknownChoice, &kTextForm,        &kNumberTooSmall,
      &kNotAQuantity, &kDuplicateEntry, &kStoreName,    &kStoreMetadata, &kNumberDoesNotFit};
  return kRules;
}

}  // namespace feastctl::catalog
