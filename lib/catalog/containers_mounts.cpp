#include "catalog/containers.hpp"

namespace feastctl::catalog {

const Rule kMountVolume{
    .code = "FS521",
    .name = "mount-volume",
    .sentence = "A volume mount names a volume that the pod does not have.",
    .why =
        "A volume that is refused itself counts as absent. The API server refuses the Deployment or CronJob that is "
        "made from the FeatureStore, and the store never becomes ready. Source: Kubernetes' validation of containers.",
    .remedy = "Add the volume to services.volumes, or name one that is there.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    onlineStore:
      server:
        volumeMounts:
          - {name: cache, mountPath: /cache}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    volumes:
      - name: cache
        emptyDir: {}
    onlineStore:
      server:
        volumeMounts:
          - {name: cache, mountPath: /cache}
)",
};

const Rule kMountPath{
    .code = "FS522",
    .name = "mount-path",
    .sentence = "A volume mount has no mountPath.",
    .why =
        "The API server refuses the Deployment or CronJob that is made from the FeatureStore, and the store never "
        "becomes ready. Source: Kubernetes' validation of containers.",
    .remedy = "Write where the volume appears in the container.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    volumes:
      - name: cache
        emptyDir: {}
    onlineStore:
      server:
        volumeMounts:
          - {name: cache, mountPath: ""}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    volumes:
      - name: cache
        emptyDir: {}
    onlineStore:
      server:
        volumeMounts:
          - {name: cache, mountPath: /cache}
)",
};

const Rule kMountPathTwice{
    .code = "FS523",
    .name = "mount-path-twice",
    .sentence = "Two volumes are mounted at the same place of a container.",
    .why =
        "The store's own volumes count: /feast-data, the mountPath of each pvc, /tls/SERVICE. The API server refuses "
        "the Deployment or CronJob that is made from the FeatureStore, and the store never becomes ready. Source: "
        "Kubernetes' validation of containers.",
    .remedy = "Mount one of them elsewhere.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    volumes:
      - name: cache
        emptyDir: {}
    onlineStore:
      server:
        volumeMounts:
          - {name: cache, mountPath: /feast-data}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    volumes:
      - name: cache
        emptyDir: {}
    onlineStore:
      server:
        volumeMounts:
          - {name: cache, mountPath: /cache}
)",
};

const Rule kMountSubPath{
    .code = "FS524",
    .name = "mount-sub-path",
    .sentence = "A subPath leads out of its volume, or stands beside a subPathExpr.",
    .why =
        "The API server refuses the Deployment or CronJob that is made from the FeatureStore, and the store never "
        "becomes ready. Source: Kubernetes' validation of containers.",
    .remedy = "Write a relative path without .. and keep one of the two fields.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    volumes:
      - name: cache
        emptyDir: {}
    onlineStore:
      server:
        volumeMounts:
          - {name: cache, mountPath: /cache, subPath: /online}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    volumes:
      - name: cache
        emptyDir: {}
    onlineStore:
      server:
        volumeMounts:
          - {name: cache, mountPath: /cache, subPath: online}
)",
};

const Rule kMountMode{
    .code = "FS525",
    .name = "mount-mode",
    .sentence = "MountPropagation or recursiveReadOnly of a mount cannot be as it stands.",
    .why =
        "Bidirectional propagation is for privileged containers; recursiveReadOnly needs readOnly, and no propagation. "
        "The API server refuses the Deployment or CronJob that is made from the FeatureStore, and the store never "
        "becomes ready. Source: Kubernetes' validation of containers.",
    .remedy = "Remove the field, or set what it needs.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    volumes:
      - name: cache
        emptyDir: {}
    onlineStore:
      server:
        volumeMounts:
          - {name: cache, mountPath: /cache, recursiveReadOnly: Enabled}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    volumes:
      - name: cache
        emptyDir: {}
    onlineStore:
      server:
        volumeMounts:
          - {name: cache, mountPath: /cache, readOnly: true, recursiveReadOnly: Enabled}
)",
};

}  // namespace feastctl::catalog
