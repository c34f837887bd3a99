#include "catalog/rules.hpp"

namespace feastctl::catalog {

const Rule kGitPath{
    .code = "FS320",
    .name = "git-repository-path",
    .sentence = "The path of the feature repository within a git project is absolute.",
    .why =
        "The path is looked up below the clone; the API server refuses the FeatureStore. Source: a rule of the "
        "FeatureStore's CustomResourceDefinition, on spec.feastProjectDir.git.",
    .remedy = "Drop the leading `/`: the path begins at the root of the git repository.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  feastProjectDir:
    git: {url: https://example.com/features.git, featureRepoPath: /feature_repo}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  feastProjectDir:
    git: {url: https://example.com/features.git, featureRepoPath: feature_repo}
)",
};

const Rule kPackagedPath{
    .code = "FS321",
    .name = "packaged-repository-path",
    .sentence = "The path of a packaged feature repository is not canonical.",
    .why =
        "The operator compares this path with others as text; the API server refuses the FeatureStore. Source: a rule "
        "of the FeatureStore's CustomResourceDefinition, on spec.feastProjectDir.packaged.",
    .remedy =
        "Write the absolute path within the image, without `//`, `/./`, `/../` and a `/` at the end; it cannot be `/` "
        "itself.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  feastProjectDir:
    packaged: {image: registry.example.com/features:1, featureRepoPath: /opt/features/}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  feastProjectDir:
    packaged: {image: registry.example.com/features:1, featureRepoPath: /opt/features}
)",
};

const Rule kClaimMountPath{
    .code = "FS322",
    .name = "claim-mount-path",
    .sentence = "The mount path of a volume claim is not absolute, or holds a colon.",
    .why =
        "A volume is mounted at an absolute path, and `:` separates paths; the API server refuses the FeatureStore. "
        "Source: a rule of the FeatureStore's CustomResourceDefinition, on each pvc.",
    .remedy = "Write an absolute path without `:`, such as /data.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    onlineStore:
      persistence:
        file: {path: online.db, pvc: {mountPath: data, create: {}}}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    onlineStore:
      persistence:
        file: {path: online.db, pvc: {mountPath: /data, create: {}}}
)",
};

const Rule kFilePathRelative{
    .code = "FS323",
    .name = "file-path-not-absolute",
    .sentence = "A file without a volume claim has a relative path.",
    .why =
        "Without a mount path nothing says where a relative path begins; the API server refuses the FeatureStore. "
        "Source: a rule of the FeatureStore's CustomResourceDefinition, on the file of the online store and of the "
        "registry.",
    .remedy =
        "Write an absolute path (the registry may also be on s3:// or gs://), or add a pvc whose mountPath the path "
        "begins at.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    onlineStore:
      persistence:
        file: {path: online.db}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    onlineStore:
      persistence:
        file: {path: /data/online.db}
)",
};

const Rule kFilePathAbsolute{
    .code = "FS324",
    .name = "file-path-not-relative",
    .sentence = "A file on a volume claim has an absolute path.",
    .why =
        "The operator puts the mount path before it; the API server refuses the FeatureStore. Source: a rule of the "
        "FeatureStore's CustomResourceDefinition, on the file of the online store and of the registry.",
    .remedy = "Write the path below the mount path: online.db instead of /data/online.db.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    onlineStore:
      persistence:
        file: {path: /data/online.db, pvc: {mountPath: /data, create: {}}}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    onlineStore:
      persistence:
        file: {path: online.db, pvc: {mountPath: /data, create: {}}}
)",
};

const Rule kOnlineBucket{
    .code = "FS325",
    .name = "online-store-on-bucket",
    .sentence = "The online store is a file on S3 or GS.",
    .why =
        "SQLite cannot work on an object store; the API server refuses the FeatureStore. Source: a rule of the "
        "FeatureStore's CustomResourceDefinition, on the file of the online store.",
    .remedy = "Write an absolute path, or a `store` with a database.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    onlineStore:
      persistence:
        file: {path: "s3://bucket/online.db"}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    onlineStore:
      persistence:
        file: {path: /data/online.db}
)",
};

const Rule kRegistryBucketOnClaim{
    .code = "FS326",
    .name = "registry-on-bucket-and-claim",
    .sentence = "The registry is on S3 or GS and on a volume claim at once.",
    .why =
        "A file on an object store needs no volume; the API server refuses the FeatureStore. Source: a rule of the "
        "FeatureStore's CustomResourceDefinition, on the file of the registry.",
    .remedy = "Drop the pvc, or write a path below its mount path.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    registry:
      local:
        persistence:
          file: {path: "s3://bucket/registry.db", pvc: {mountPath: /data, create: {}}}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    registry:
      local:
        persistence:
          file: {path: "s3://bucket/registry.db"}
)",
};

const Rule kS3SettingsElsewhere{
    .code = "FS327",
    .name = "s3-settings-without-s3",
    .sentence = "s3_additional_kwargs are given for a registry that is not on S3.",
    .why =
        "Only the S3 client reads them; the API server refuses the FeatureStore. Source: a rule of the FeatureStore's "
        "CustomResourceDefinition, on the file of the registry.",
    .remedy = "Drop s3_additional_kwargs, or write a path that begins with s3://.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    registry:
      local:
        persistence:
          file: {path: "gs://bucket/registry.db", s3_additional_kwargs: {ACL: private}}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    registry:
      local:
        persistence:
          file: {path: "s3://bucket/registry.db", s3_additional_kwargs: {ACL: private}}
)",
};

}  // namespace feastctl::catalog
