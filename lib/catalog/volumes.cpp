#include "catalog/volumes.hpp"

#include <array>

namespace feastctl::catalog {

// The store that the examples of volumes complete: their list follows.
#define STORE_WITH_VOLUMES       \
  "apiVersion: feast.dev/v1\n"   \
  "kind: FeatureStore\n"         \
  "metadata:\n"                  \
  "  name: sample\n"             \
  "spec:\n"                      \
  "  feastProject: my_project\n" \
  "  services:\n"                \
  "    volumes:\n"

const Rule kVolumeName = {
    .code = "FS530",
    .name = "volume-name",
    .sentence = "A volume has no name, or one that a volume cannot have.",
    .why =
        "The API server refuses the Deployment, so the store never starts. A volume's name is a DNS label; with an "
        "iSCSI initiator, name and portal together have at most 64 characters. Source: Kubernetes 1.35, "
        "pkg/apis/core/validation.",
    .remedy = "Name the volume with at most 63 lower-case letters, digits and -.",
    .wrong = STORE_WITH_VOLUMES R"(      - name: Model_Cache
        emptyDir: {}
)",
    .right = STORE_WITH_VOLUMES R"(      - name: model-cache
        emptyDir: {}
)",
};

const Rule kVolumeNameTaken = {
    .code = "FS531",
    .name = "volume-name-taken",
    .sentence = "Two volumes of the pod have the same name.",
    .why =
        "The API server refuses the Deployment. All services run in one pod, and the operator adds volumes of its own: "
        "feast-data, those for TLS, for claims and for CA certificates. Source: Kubernetes 1.35, "
        "pkg/apis/core/validation.",
    .remedy = "Give every volume a name of its own.",
    .wrong = STORE_WITH_VOLUMES R"(      - name: cache
        emptyDir: {}
      - name: cache
        emptyDir:
          medium: Memory
)",
    .right = STORE_WITH_VOLUMES R"(      - name: cache
        emptyDir: {}
      - name: fast-cache
        emptyDir:
          medium: Memory
)",
};

const Rule kVolumeSeveralSources = {
    .code = "FS532",
    .name = "volume-several-sources",
    .sentence = "A volume has more than one source.",
    .why =
        "The API server refuses the Deployment: a volume is one thing, a Secret or an emptyDir or a claim. Source: "
        "Kubernetes 1.35, pkg/apis/core/validation.",
    .remedy = "Make a volume of each source, with a name of its own.",
    .wrong = STORE_WITH_VOLUMES R"(      - name: ca
        emptyDir: {}
        secret:
          secretName: ca
)",
    .right = STORE_WITH_VOLUMES R"(      - name: ca
        secret:
          secretName: ca
)",
};

const Rule kVolumeSourceIncomplete = {
    .code = "FS533",
    .name = "volume-source-incomplete",
    .sentence = "The source of a volume lacks what makes it findable.",
    .why =
        "The API server refuses the Deployment. Every kind of source has a few fields that must not be empty: the name "
        "of the Secret, the server of an NFS share. Source: Kubernetes 1.35, pkg/apis/core/validation.",
    .remedy = "Fill in the field that the finding names.",
    .wrong = STORE_WITH_VOLUMES R"(      - name: ca
        secret:
          optional: true
)",
    .right = STORE_WITH_VOLUMES R"(      - name: ca
        secret:
          secretName: ca
          optional: true
)",
};

const Rule kVolumeSourceValue = {
    .code = "FS534",
    .name = "volume-source-value",
    .sentence = "The source of a volume has a value outside those that Kubernetes knows.",
    .why = "The API server refuses the Deployment. Source: Kubernetes 1.35, pkg/apis/core/validation.",
    .remedy = "Use one of the values that the finding lists.",
    .wrong = STORE_WITH_VOLUMES R"(      - name: host
        hostPath:
          path: /var/lib/models
          type: Folder
)",
    .right = STORE_WITH_VOLUMES R"(      - name: host
        hostPath:
          path: /var/lib/models
          type: Directory
)",
};

const Rule kVolumeFileMode = {
    .code = "FS535",
    .name = "volume-file-mode",
    .sentence = "A number is no file permissions: it lies outside 0 to 0777.",
    .why =
        "The API server refuses the Deployment. The usual reason is an octal number written without its leading 0: "
        "YAML reads 640 as six hundred and forty, which is 01200. Source: Kubernetes 1.35, pkg/apis/core/validation.",
    .remedy = "Write permissions with a leading 0, as in 0440, or as a decimal number up to 511.",
    .wrong = STORE_WITH_VOLUMES R"(      - name: ca
        secret:
          secretName: ca
          defaultMode: 640
)",
    .right = STORE_WITH_VOLUMES R"(      - name: ca
        secret:
          secretName: ca
          defaultMode: 0640
)",
};

const Rule kVolumePath = {
    .code = "FS536",
    .name = "volume-path",
    .sentence = "A path of a volume leads where it must not.",
    .why =
        "The API server refuses the Deployment. Files of Secrets, ConfigMaps and projections lie below the volume's "
        "root; a path of the node has no .. in it; an NFS path is absolute. Source: Kubernetes 1.35, "
        "pkg/apis/core/validation.",
    .remedy = "Write a relative path without .. for files in a volume, and an absolute path for a share.",
    .wrong = STORE_WITH_VOLUMES R"(      - name: ca
        secret:
          secretName: ca
          items:
            - key: ca.crt
              path: /certs/ca.crt
)",
    .right = STORE_WITH_VOLUMES R"(      - name: ca
        secret:
          secretName: ca
          items:
            - key: ca.crt
              path: certs/ca.crt
)",
};

const Rule kVolumePathsConflict = {
    .code = "FS537",
    .name = "volume-paths-conflict",
    .sentence = "Two files of a projected volume have the same path.",
    .why =
        "The API server refuses the Deployment: one would hide the other. Source: Kubernetes 1.35, "
        "pkg/apis/core/validation.",
    .remedy = "Give each file a path of its own.",
    .wrong = STORE_WITH_VOLUMES R"(      - name: all
        projected:
          sources:
            - secret:
                name: one
                items: [{key: ca.crt, path: ca.crt}]
            - secret:
                name: two
                items: [{key: ca.crt, path: ca.crt}]
)",
    .right = STORE_WITH_VOLUMES R"(      - name: all
        projected:
          sources:
            - secret:
                name: one
                items: [{key: ca.crt, path: one.crt}]
            - secret:
                name: two
                items: [{key: ca.crt, path: two.crt}]
)",
};

const Rule kVolumePodField = {
    .code = "FS538",
    .name = "volume-pod-field",
    .sentence = "A file of a volume refers to something of the pod that no file can show.",
    .why =
        "The API server refuses the Deployment. Files can show the pod's name, namespace, uid, labels and annotations, "
        "and the requests and limits of a named container. Source: Kubernetes 1.35, pkg/apis/core/validation.",
    .remedy = "Refer to one of these; other fields of the pod can only be environment variables.",
    .wrong = STORE_WITH_VOLUMES R"(      - name: about
        downwardAPI:
          items:
            - path: node
              fieldRef:
                fieldPath: spec.nodeName
)",
    .right = STORE_WITH_VOLUMES R"(      - name: about
        downwardAPI:
          items:
            - path: labels
              fieldRef:
                fieldPath: metadata.labels
)",
};

const Rule kVolumeProjection = {
    .code = "FS539",
    .name = "volume-projection",
    .sentence = "An entry of a projected volume holds several sources, or a token with an impossible lifetime.",
    .why =
        "The API server refuses the Deployment. A service account token lives for 10 minutes at least. Source: "
        "Kubernetes 1.35, pkg/apis/core/validation.",
    .remedy = "Write an entry for each source, and expirationSeconds of 600 or more.",
    .wrong = STORE_WITH_VOLUMES R"(      - name: token
        projected:
          sources:
            - serviceAccountToken:
                path: token
                expirationSeconds: 60
)",
    .right = STORE_WITH_VOLUMES R"(      - name: token
        projected:
          sources:
            - serviceAccountToken:
                path: token
                expirationSeconds: 3600
)",
};

const Rule kVolumeSourceAddress = {
    .code = "FS540",
    .name = "volume-source-address",
    .sentence = "The source of a volume has a name or address of the wrong form.",
    .why =
        "The API server refuses the Deployment. Drivers, Secrets and storage volumes have DNS names, iSCSI targets "
        "have iqn., eui. or naa. names, registries are HOST:PORT. Source: Kubernetes 1.35, pkg/apis/core/validation.",
    .remedy = "Write the name as the storage system or driver gives it.",
    .wrong = STORE_WITH_VOLUMES R"(      - name: secrets
        csi:
          driver: secrets_store
)",
    .right = STORE_WITH_VOLUMES R"(      - name: secrets
        csi:
          driver: secrets-store.csi.k8s.io
)",
};

const Rule kVolumeSizeNegative = {
    .code = "FS541",
    .name = "volume-size-negative",
    .sentence = "The size limit of an emptyDir is negative.",
    .why = "The API server refuses the Deployment. Source: Kubernetes 1.35, pkg/apis/core/validation.",
    .remedy = "Write a size such as 1Gi, or leave sizeLimit out.",
    .wrong = STORE_WITH_VOLUMES R"(      - name: cache
        emptyDir:
          sizeLimit: -1Gi
)",
    .right = STORE_WITH_VOLUMES R"(      - name: cache
        emptyDir:
          sizeLimit: 1Gi
)",
};

#undef STORE_WITH_VOLUMES

std::span<const Rule* const> volume_rules() {
  static constexpr std::array kRules = {
      &kVolumeName,        &kVolumeNameTaken,  &kVolumeSeveralSources, &kVolumeSourceIncomplete,
      &kVolumeSourceValue, &kVolumeFileMode,   &kVolumePath,           &kVolumePathsConflict,
      &kVolumePodField,    &kVolumeProjection, &kVolumeSourceAddress,  &kVolumeSizeNegative,
      &kClaimAccessModes,  &kClaimSize,        &kClaimField,
  };
  return kRules;
}

}  // namespace feastctl::catalog
