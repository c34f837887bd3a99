#include "catalog/containers.hpp"

namespace feastctl::catalog {

const Rule kResourceName{
    .code = "FS526",
    .name = "resource-name",
    .sentence = "A container asks for a resource that there is not.",
    .why =
        "The API server refuses the Deployment or CronJob that is made from the FeatureStore, and the store never "
        "becomes ready. Source: Kubernetes' validation of resources.",
    .remedy =
        "Write cpu, memory, ephemeral-storage, hugepages-SIZE, or a device with its domain, such as nvidia.com/gpu.",
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
          requests: {memry: 1Gi}
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
          requests: {memory: 1Gi}
)",
};

const Rule kResourceAmount{
    .code = "FS527",
    .name = "resource-amount",
    .sentence = "A container asks for an amount of a resource that cannot be.",
    .why =
        "Amounts are not negative, devices are whole numbers, and huge pages are a multiple of their size. The API "
        "server refuses the Deployment or CronJob that is made from the FeatureStore, and the store never becomes "
        "ready. Source: Kubernetes' validation of resources.",
    .remedy = "Write an amount that can be given.",
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
          limits: {nvidia.com/gpu: 500m}
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
          limits: {nvidia.com/gpu: 1}
)",
};

const Rule kResourceBalance{
    .code = "FS528",
    .name = "resource-request-and-limit",
    .sentence = "Requests and limits of a container do not go together.",
    .why =
        "A request is at most its limit, and equal to it for devices and huge pages, which need a limit; huge pages "
        "need cpu or memory beside them. The API server refuses the Deployment or CronJob that is made from the "
        "FeatureStore, and the store never becomes ready. Source: Kubernetes' validation of resources.",
    .remedy = "Raise the limit or lower the request.",
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
          requests: {cpu: 2}
          limits: {cpu: 1}
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
          requests: {cpu: 1}
          limits: {cpu: 2}
)",
};

const Rule kResourceClaim{
    .code = "FS529",
    .name = "resource-claim",
    .sentence = "A container uses a resource claim that the pod does not have, or uses one twice.",
    .why =
        "The API server refuses the Deployment or CronJob that is made from the FeatureStore, and the store never "
        "becomes ready. Source: Kubernetes' validation of resources.",
    .remedy = "List the claim under services.resourceClaims, and once in the container.",
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
          claims: [{name: gpu}]
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    resourceClaims:
      - {name: gpu, resourceClaimName: shared-gpu}
    onlineStore:
      server:
        resources:
          claims: [{name: gpu}]
)",
};

}  // namespace feastctl::catalog
