#include "catalog/warnings.hpp"

namespace feastctl::catalog {

const Rule kDeprecatedVolume{
    .code = "FS633",
    .name = "deprecated-volume",
    .severity = Severity::kWarning,
    .sentence = "A volume is of a kind that Kubernetes dropped or is dropping.",
    .why =
        "The API server takes it, but nodes can no longer mount most of these. Source: a warning of the Kubernetes API "
        "server.",
    .remedy = "Use a CSI driver; for gitRepo an init container or feastProjectDir.git.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    volumes:
      - {name: shared, glusterfs: {endpoints: cluster, path: data}}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    volumes:
      - {name: shared, emptyDir: {}}
)",
};

const Rule kVolumePathsOverlap{
    .code = "FS634",
    .name = "volume-paths-overlap",
    .severity = Severity::kWarning,
    .sentence = "Two files of one volume have the same path, or one lies below the other.",
    .why =
        "One hides the other, or the volume cannot be mounted at all. Source: a warning of the Kubernetes API server.",
    .remedy = "Give each file a path of its own.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    volumes:
      - name: settings
        configMap:
          name: settings
          items: [{key: a, path: conf}, {key: b, path: conf}]
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    volumes:
      - name: settings
        configMap:
          name: settings
          items: [{key: a, path: conf-a}, {key: b, path: conf-b}]
)",
};

const Rule kFractionalBytes{
    .code = "FS635",
    .name = "fractional-bytes",
    .severity = Severity::kWarning,
    .sentence = "An amount of memory or storage is a fraction of a byte.",
    .why =
        "The suffix m means thousandths: 512m of memory is half a byte, where 512M or 512Mi was meant. Source: a "
        "warning of the Kubernetes API server.",
    .remedy = "Write M or Mi.",
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
          requests: {memory: 512m}
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
          requests: {memory: 512Mi}
)",
};

const Rule kProjectionEmpty{
    .code = "FS638",
    .name = "projection-empty",
    .severity = Severity::kWarning,
    .sentence = "A source of a projected volume is empty.",
    .why = "It brings no file into the volume. Source: a warning of the Kubernetes API server.",
    .remedy = "Name a secret, configMap, downwardAPI or serviceAccountToken, or drop the source.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    volumes:
      - name: mixed
        projected:
          sources: [{}]
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    volumes:
      - name: mixed
        projected:
          sources: [{configMap: {name: settings}}]
)",
};

const Rule kProjectionDropped{
    .code = "FS641",
    .name = "projection-dropped",
    .severity = Severity::kWarning,
    .sentence = "A source of a projected volume is one that the API server drops without a word.",
    .why =
        "clusterTrustBundle and podCertificate are behind feature gates that are off in Kubernetes 1.35: the source is "
        "empty when the pod starts, and its files are not there. Source: Kubernetes, the gates "
        "ClusterTrustBundleProjection and PodCertificateRequest.",
    .remedy = "Take the files from a configMap or secret, unless your cluster has the gate on.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    volumes:
      - name: trust
        projected:
          sources: [{clusterTrustBundle: {name: roots, path: ca.crt}}]
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    volumes:
      - name: trust
        projected:
          sources: [{configMap: {name: roots}}]
)",
};

}  // namespace feastctl::catalog
