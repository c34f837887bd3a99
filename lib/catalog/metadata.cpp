#include "catalog/metadata.hpp"

#include <array>

namespace feastctl::catalog {

const Rule kObjectNameLength{
    .code = "FS500",
    .name = "object-name-too-long",
    .sentence = "A generated object would have a name that is too long.",
    .why =
        "Names are made from that of the FeatureStore (feast-NAME-registry-rest): Services take 63 characters, "
        "CronJobs 52, most others 253. The API server refuses the object that is made from the FeatureStore, and the "
        "store never becomes ready. Source: Kubernetes' validation of object metadata.",
    .remedy = "Shorten metadata.name of the FeatureStore; the message says to how many characters.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: a-feature-store-with-a-very-long-name-for-a-cron-job
spec:
  feastProject: demo
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: a-feature-store-with-a-shorter-name
spec:
  feastProject: demo
)",
};

const Rule kObjectName{
    .code = "FS501",
    .name = "object-name",
    .sentence = "A generated object would have a name that its kind does not take.",
    .why =
        "Names are made from that of the FeatureStore: a Service takes no dots, although a FeatureStore does. Names "
        "under authz.kubernetes.roles become Roles as they stand. The API server refuses the object that is made from "
        "the FeatureStore, and the store never becomes ready. Source: Kubernetes' validation of object metadata.",
    .remedy =
        "Write metadata.name with letters, digits and hyphens only, and role names without slashes and percent signs.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: a.b
spec:
  feastProject: demo
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: a-b
spec:
  feastProject: demo
)",
};

const Rule kLabelValue{
    .code = "FS502",
    .name = "label-value",
    .sentence = "A generated label would have a value that is too long.",
    .why =
        "Every object carries the FeatureStore's name as a label (the lineage server with -lineage behind it), and a "
        "label's value has at most 63 characters. The API server refuses the object that is made from the "
        "FeatureStore, and the store never becomes ready. Source: Kubernetes' validation of labels.",
    .remedy = "Shorten metadata.name of the FeatureStore to 63 characters, or 55 with a lineage server.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: a-feature-store-with-a-name-that-is-much-longer-than-any-label-may-be
spec:
  feastProject: demo
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: a-feature-store-with-a-shorter-name
spec:
  feastProject: demo
)",
};

const Rule kAnnotation{
    .code = "FS503",
    .name = "annotation",
    .sentence = "An annotation has a key that is none, or all are too large together.",
    .why =
        "The keys and values of an object's annotations have at most 256 KiB together. The API server refuses the "
        "object that is made from the FeatureStore, and the store never becomes ready. Source: Kubernetes' validation "
        "of annotations.",
    .remedy =
        "Write a name of letters, digits, - _ and . with an optional domain before it, example.com/team; keep large "
        "texts in a ConfigMap.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    podAnnotations:
      "my team": search
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    podAnnotations:
      my-team: search
)",
};

const Rule kPodAnnotation{
    .code = "FS504",
    .name = "pod-annotation-value",
    .sentence = "An annotation that Kubernetes reads itself has a value that it does not take.",
    .why =
        "The API server refuses the Deployment or CronJob that is made from the FeatureStore, and the store never "
        "becomes ready. Source: Kubernetes' validation of pod annotations.",
    .remedy = "Write the value that the annotation takes, or remove the annotation.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    podAnnotations:
      controller.kubernetes.io/pod-deletion-cost: low
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    podAnnotations:
      controller.kubernetes.io/pod-deletion-cost: "-100"
)",
};

std::span<const Rule* const> metadata_rules() {
  static constexpr std::array<const Rule*, 5> kRules{&kObjectNameLength, &kObjectName, &kLabelValue, &kAnnotation,
                                                     &kPodAnnotation};
  return kRules;
}

}  // namespace feastctl::catalog
