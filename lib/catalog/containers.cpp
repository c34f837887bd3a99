#include "catalog/containers.hpp"

#include <array>

namespace feastctl::catalog {

const Rule kContainerImage{
    .code = "FS510",
    .name = "container-image",
    .sentence = "A container has no image.",
    .why =
        "The API server refuses the Deployment or CronJob that is made from the FeatureStore, and the store never "
        "becomes ready. Source: Kubernetes' validation of containers.",
    .remedy = "Name an image, or leave the field out for the default.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    onlineStore:
      server:
        image: ""
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
        image: quay.io/feastdev/feature-server:0.66.0
)",
};

const Rule kImagePullPolicy{
    .code = "FS511",
    .name = "image-pull-policy",
    .sentence = "An image pull policy is none that Kubernetes knows.",
    .why =
        "The API server refuses the Deployment or CronJob that is made from the FeatureStore, and the store never "
        "becomes ready. Source: Kubernetes' validation of containers.",
    .remedy = "Write Always, IfNotPresent or Never.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    onlineStore:
      server:
        imagePullPolicy: Sometimes
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
        imagePullPolicy: IfNotPresent
)",
};

const Rule kEnvName{
    .code = "FS512",
    .name = "env-name",
    .sentence = "An environment variable has no name, or one that is none.",
    .why =
        "A name is printable ASCII without an equals sign; a prefix of envFrom as well. The API server refuses the "
        "Deployment or CronJob that is made from the FeatureStore, and the store never becomes ready. Source: "
        "Kubernetes' validation of containers.",
    .remedy = "Write a name such as LOG_LEVEL.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    onlineStore:
      server:
        env:
          - {name: "LOG=LEVEL", value: debug}
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
        env:
          - {name: LOG_LEVEL, value: debug}
)",
};

std::span<const Rule* const> container_rules() {
  static constexpr std::array<const Rule*, 20> kRules{
      &kContainerImage,      &kImagePullPolicy,  &kEnvName,         &kEnvSource,       &kEnvFieldRef,
      &kEnvResourceFieldRef, &kEnvReferenceName, &kEnvReferenceKey, &kEnvFileRef,      &kEnvFromSource,
      &kEnvFromName,         &kMountVolume,      &kMountPath,       &kMountPathTwice,  &kMountSubPath,
      &kMountMode,           &kResourceName,     &kResourceAmount,  &kResourceBalance, &kResourceClaim};
  return kRules;
}

}  // namespace feastctl::catalog
