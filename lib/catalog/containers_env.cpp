#include "catalog/containers.hpp"

namespace feastctl::catalog {

const Rule kEnvSource{
    .code = "FS513",
    .name = "env-one-source",
    .sentence = "An environment variable has no source, several, or a source beside a value.",
    .why =
        "The API server refuses the Deployment or CronJob that is made from the FeatureStore, and the store never "
        "becomes ready. Source: Kubernetes' validation of containers.",
    .remedy = "Write either value, or valueFrom with exactly one source.",
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
          - name: LOG_LEVEL
            value: debug
            valueFrom:
              configMapKeyRef: {name: settings, key: level}
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
          - name: LOG_LEVEL
            valueFrom:
              configMapKeyRef: {name: settings, key: level}
)",
};

const Rule kEnvFieldRef{
    .code = "FS514",
    .name = "env-field-ref",
    .sentence = "An environment variable refers to a field of the pod that there is not.",
    .why =
        "The API server refuses the Deployment or CronJob that is made from the FeatureStore, and the store never "
        "becomes ready. Source: Kubernetes' validation of containers.",
    .remedy =
        "Refer to metadata.name, .namespace, .uid, .labels['KEY'] or .annotations['KEY'], spec.nodeName or "
        ".serviceAccountName, or status.hostIP, .hostIPs, .podIP or .podIPs.",
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
          - name: NODE
            valueFrom:
              fieldRef: {fieldPath: spec.node}
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
          - name: NODE
            valueFrom:
              fieldRef: {fieldPath: spec.nodeName}
)",
};

const Rule kEnvResourceFieldRef{
    .code = "FS515",
    .name = "env-resource-ref",
    .sentence = "An environment variable refers to a resource or unit that there is not.",
    .why =
        "A resource is named by limits. or requests. before it; its divisor is 1 or 1m for cpu, and 1, 1k … 1E or 1Ki "
        "… 1Ei for the others. The API server refuses the Deployment or CronJob that is made from the FeatureStore, "
        "and the store never becomes ready. Source: Kubernetes' validation of containers.",
    .remedy = "Write limits.cpu instead of cpu, and so on.",
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
          - name: CORES
            valueFrom:
              resourceFieldRef: {resource: cpu}
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
          - name: CORES
            valueFrom:
              resourceFieldRef: {resource: limits.cpu}
)",
};

const Rule kEnvReferenceName{
    .code = "FS516",
    .name = "env-reference-name",
    .sentence = "An environment variable refers to a Secret or ConfigMap by a name that is none.",
    .why =
        "The API server refuses the Deployment or CronJob that is made from the FeatureStore, and the store never "
        "becomes ready. Source: Kubernetes' validation of containers.",
    .remedy = "Write the name of the Secret or ConfigMap: small letters, digits, hyphens and dots.",
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
          - name: PASSWORD
            valueFrom:
              secretKeyRef: {name: My_Secret, key: password}
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
          - name: PASSWORD
            valueFrom:
              secretKeyRef: {name: my-secret, key: password}
)",
};

const Rule kEnvReferenceKey{
    .code = "FS517",
    .name = "env-reference-key",
    .sentence = "An environment variable refers to a key that no Secret or ConfigMap can have.",
    .why =
        "The API server refuses the Deployment or CronJob that is made from the FeatureStore, and the store never "
        "becomes ready. Source: Kubernetes' validation of containers.",
    .remedy = "Write the key: letters, digits, - _ and . only, and not empty.",
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
          - name: PASSWORD
            valueFrom:
              secretKeyRef: {name: my-secret, key: pass word}
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
          - name: PASSWORD
            valueFrom:
              secretKeyRef: {name: my-secret, key: password}
)",
};

const Rule kEnvFileRef{
    .code = "FS518",
    .name = "env-file-ref",
    .sentence = "An environment variable is read from a file that cannot be there.",
    .why =
        "fileKeyRef reads KEY=VALUE lines of a file in an emptyDir volume of the pod. The API server refuses the "
        "Deployment or CronJob that is made from the FeatureStore, and the store never becomes ready. Source: "
        "Kubernetes' validation of containers.",
    .remedy = "Name an emptyDir of the pod, a path in it without .. and a key.",
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
          - name: TOKEN
            valueFrom:
              fileKeyRef: {volumeName: tokens, path: tokens.env, key: TOKEN}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    volumes:
      - name: tokens
        emptyDir: {}
    onlineStore:
      server:
        env:
          - name: TOKEN
            valueFrom:
              fileKeyRef: {volumeName: tokens, path: tokens.env, key: TOKEN}
)",
};

const Rule kEnvFromSource{
    .code = "FS519",
    .name = "env-from-one-source",
    .sentence = "An item of envFrom names no source, or two.",
    .why =
        "The API server refuses the Deployment or CronJob that is made from the FeatureStore, and the store never "
        "becomes ready. Source: Kubernetes' validation of containers.",
    .remedy = "Write exactly one of configMapRef and secretRef in each item.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    onlineStore:
      server:
        envFrom:
          - prefix: DB_
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
        envFrom:
          - prefix: DB_
            secretRef: {name: database}
)",
};

const Rule kEnvFromName{
    .code = "FS520",
    .name = "env-from-name",
    .sentence = "An item of envFrom refers to a Secret or ConfigMap by a name that is none.",
    .why =
        "The API server refuses the Deployment or CronJob that is made from the FeatureStore, and the store never "
        "becomes ready. Source: Kubernetes' validation of containers.",
    .remedy = "Write the name of the Secret or ConfigMap: small letters, digits, hyphens and dots.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    onlineStore:
      server:
        envFrom:
          - secretRef: {name: My_Secret}
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
        envFrom:
          - secretRef: {name: my-secret}
)",
};

}  // namespace feastctl::catalog
