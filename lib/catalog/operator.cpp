#include "catalog/operator.hpp"

#include <array>

namespace feastctl::catalog {

const Rule kNoServer{
    .code = "FS401",
    .name = "no-server",
    .sentence =
        "No server of the store is left to run: neither the registry, nor the online, nor the offline store "
        "has one.",
    .why = "The operator stops with an error before it makes any Deployment. Source: the operator, Deploy.",
    .remedy = "Leave the online store enabled, or give the registry or the offline store a server: {}.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  services:
    onlineStore: {disabled: true}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  services:
    onlineStore: {disabled: true}
    registry: {local: {server: {}}}
)"};

const Rule kReferenceWithoutName{
    .code = "FS402",
    .name = "reference-without-name",
    .sentence = "A reference to a Secret or ConfigMap names none.",
    .why =
        "The schema takes an empty name, but the operator cannot look it up and stops. Source: the operator, "
        "getSecret and getConfigMap.",
    .remedy = "Write the name of the Secret or ConfigMap.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  services:
    onlineStore:
      persistence:
        store: {type: redis, secretRef: {}}
)",
    .right = R"(apiVersion: v1
kind: Secret
metadata: {name: stores}
stringData:
  redis: "connection_string: redis:6379"
---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  services:
    onlineStore:
      persistence:
        store: {type: redis, secretRef: {name: stores}}
)"};

const Rule kSecretMissing{
    .code = "FS403",
    .name = "secret-missing",
    .sentence = "A Secret that the store needs is not in the input.",
    .why =
        "With --secrets=inline its values go into the configuration, so without it the operator stops: not "
        "found. Source: the operator, getSecret.",
    .remedy = "Give the file of the Secret too, or leave the merging to the init container with --secrets=runtime.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  services:
    onlineStore:
      persistence:
        store: {type: redis, secretRef: {name: stores}}
)",
    .right = R"(apiVersion: v1
kind: Secret
metadata: {name: stores}
stringData:
  redis: "connection_string: redis:6379"
---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  services:
    onlineStore:
      persistence:
        store: {type: redis, secretRef: {name: stores}}
)",
    .args = "--secrets=inline"};

const Rule kSecretKeyMissing{
    .code = "FS404",
    .name = "secret-key-missing",
    .sentence = "A Secret lacks the key that the store reads.",
    .why =
        "The operator stops: without the key there are no parameters for the store. The key is secretKeyName, "
        "or else the type of the store. Source: the operator, extractConfigFromSecret.",
    .remedy = "Add the key to the Secret, or name the right one with secretKeyName.",
    .wrong = R"(apiVersion: v1
kind: Secret
metadata: {name: stores}
stringData:
  postgres: "host: db"
---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  services:
    onlineStore:
      persistence:
        store: {type: redis, secretRef: {name: stores}}
)",
    .right = R"(apiVersion: v1
kind: Secret
metadata: {name: stores}
stringData:
  redis: "connection_string: redis:6379"
---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  services:
    onlineStore:
      persistence:
        store: {type: redis, secretRef: {name: stores}}
)"};

const Rule kSecretNotAMapping{
    .code = "FS405",
    .name = "secret-not-a-mapping",
    .sentence = "A key of a Secret does not hold YAML parameters.",
    .why =
        "The operator merges the value into feature_store.yaml, and for that it must be a YAML mapping. "
        "Source: the operator, extractConfigFromSecret.",
    .remedy = "Write the parameters as YAML, one \"key: value\" a line.",
    .wrong = R"(apiVersion: v1
kind: Secret
metadata: {name: stores}
stringData:
  redis: redis:6379
---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  services:
    onlineStore:
      persistence:
        store: {type: redis, secretRef: {name: stores}}
)",
    .right = R"(apiVersion: v1
kind: Secret
metadata: {name: stores}
stringData:
  redis: "connection_string: redis:6379"
---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  services:
    onlineStore:
      persistence:
        store: {type: redis, secretRef: {name: stores}}
)"};

const Rule kSecretTypeClash{
    .code = "FS406",
    .name = "secret-type-clash",
    .sentence = "The parameters in a Secret name another type than the store does.",
    .why =
        "The operator refuses a type or registry_type in the Secret unless it is the same as the type of the "
        "store. Source: the operator, extractConfigFromSecret.",
    .remedy = "Remove type and registry_type from the Secret.",
    .wrong = R"(apiVersion: v1
kind: Secret
metadata: {name: stores}
stringData:
  redis: "{type: postgres, connection_string: redis:6379}"
---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  services:
    onlineStore:
      persistence:
        store: {type: redis, secretRef: {name: stores}}
)",
    .right = R"(apiVersion: v1
kind: Secret
metadata: {name: stores}
stringData:
  redis: "connection_string: redis:6379"
---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  services:
    onlineStore:
      persistence:
        store: {type: redis, secretRef: {name: stores}}
)"};

const Rule kSecretParameterType{
    .code = "FS407",
    .name = "secret-parameter-type",
    .sentence = "A parameter in a Secret is also a typed setting of the operator, and has another type.",
    .why = "The operator crashes on it, again and again. Source: the operator, mergeStructWithDBParametersMap.",
    .remedy = "Write the value with the right type: port: 5432 without quotes, path as a text.",
    .wrong = R"(apiVersion: v1
kind: Secret
metadata: {name: stores}
stringData:
  sql: "path: 5"
---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  services:
    registry:
      local:
        server: {}
        persistence:
          store: {type: sql, secretRef: {name: stores}}
)",
    .right = R"(apiVersion: v1
kind: Secret
metadata: {name: stores}
stringData:
  sql: "path: sqlite:////data/registry.db"
---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  services:
    registry:
      local:
        server: {}
        persistence:
          store: {type: sql, secretRef: {name: stores}}
)"};

const Rule kSecretNotAString{
    .code = "FS408",
    .name = "secret-not-a-string",
    .sentence = "A value of a Secret is read as YAML and is then no text, but must be.",
    .why =
        "The operator reads every key of the Secret as YAML, so 12345 becomes a number and it stops. Source: "
        "the operator, setRepoConfigOpenLineage.",
    .remedy = "Put quotes around the value within the Secret.",
    .wrong = R"(apiVersion: v1
kind: Secret
metadata: {name: lineage}
stringData:
  api_key: "12345"
---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  openlineage: {enabled: true, apiKeySecretRef: {name: lineage}}
)",
    .right = R"(apiVersion: v1
kind: Secret
metadata: {name: lineage}
stringData:
  api_key: '"12345"'
---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  openlineage: {enabled: true, apiKeySecretRef: {name: lineage}}
)"};

const Rule kBatchEngineMissing{
    .code = "FS410",
    .name = "batch-engine-missing",
    .sentence = "The ConfigMap of the batch engine is not in the input.",
    .why =
        "Its content decides which objects there are, so without it the operator stops: not found. Source: "
        "the operator, extractConfigFromConfigMap.",
    .remedy = "Give the file of the ConfigMap too.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  batchEngine: {configMapRef: {name: engine}}
)",
    .right = R"(apiVersion: v1
kind: ConfigMap
metadata: {name: engine}
data:
  config: "type: local"
---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  batchEngine: {configMapRef: {name: engine}}
)"};

const Rule kBatchEngineKeyMissing{
    .code = "FS411",
    .name = "batch-engine-key-missing",
    .sentence = "The ConfigMap of the batch engine lacks the key that the store reads.",
    .why =
        "The operator stops. The key is configMapKey, or else config. Source: the operator, "
        "extractConfigFromConfigMap.",
    .remedy = "Add the key to the ConfigMap, or name the right one with configMapKey.",
    .wrong = R"(apiVersion: v1
kind: ConfigMap
metadata: {name: engine}
data:
  engine.yaml: "type: local"
---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  batchEngine: {configMapRef: {name: engine}}
)",
    .right = R"(apiVersion: v1
kind: ConfigMap
metadata: {name: engine}
data:
  config: "type: local"
---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  batchEngine: {configMapRef: {name: engine}}
)"};

const Rule kBatchEngineInvalid{
    .code = "FS412",
    .name = "batch-engine-invalid",
    .sentence = "The configuration of the batch engine is no YAML mapping.",
    .why =
        "The operator stops: it writes the mapping into feature_store.yaml. Source: the operator, "
        "extractConfigFromConfigMap.",
    .remedy = "Write it as YAML that begins with the type of the engine.",
    .wrong = R"(apiVersion: v1
kind: ConfigMap
metadata: {name: engine}
data:
  config: "just a text"
---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  batchEngine: {configMapRef: {name: engine}}
)",
    .right = R"(apiVersion: v1
kind: ConfigMap
metadata: {name: engine}
data:
  config: "type: local"
---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  batchEngine: {configMapRef: {name: engine}}
)"};

const Rule kBatchEngineWithoutType{
    .code = "FS413",
    .name = "batch-engine-without-type",
    .sentence = "The configuration of the batch engine names no type, or one that is no text.",
    .why =
        "The operator stops: without a type it cannot tell which engine is meant. Source: the operator, "
        "setRepoConfigBatchEngine.",
    .remedy = "Add type: with the name of the engine.",
    .wrong = R"(apiVersion: v1
kind: ConfigMap
metadata: {name: engine}
data:
  config: "staging_location: s3://b/x"
---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  batchEngine: {configMapRef: {name: engine}}
)",
    .right = R"(apiVersion: v1
kind: ConfigMap
metadata: {name: engine}
data:
  config: "type: local"
---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  batchEngine: {configMapRef: {name: engine}}
)"};

const Rule kFeastRefToItself{.code = "FS414",
                             .name = "feastref-to-itself",
                             .sentence = "A store names itself as its remote registry.",
                             .why = "The operator refuses it. Source: the operator, getRemoteRegistryFeastHandler.",
                             .remedy = "Use a registry of its own (registry.local), or name another store.",
                             .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  services:
    registry: {remote: {feastRef: {name: sample}}}
)",
                             .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: central}
spec:
  feastProject: my_project
  services:
    registry:
      local: {server: {}}
---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  services:
    registry: {remote: {feastRef: {name: central}}}
)"};

const Rule kFeastRefMissing{
    .code = "FS415",
    .name = "feastref-missing",
    .sentence = "The store whose registry is used is not in the input.",
    .why =
        "The address of the registry, and whether it uses TLS, come from that store; the operator stops when "
        "there is none. Source: the operator, getRemoteRegistryFeastHandler.",
    .remedy = "Give the file of that store too, or write the address: remote: {hostname: host:port}.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  services:
    registry: {remote: {feastRef: {name: central}}}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: central}
spec:
  feastProject: my_project
  services:
    registry:
      local: {server: {}}
---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  services:
    registry: {remote: {feastRef: {name: central}}}
)"};

const Rule kFeastRefWithoutServer{
    .code = "FS416",
    .name = "feastref-without-server",
    .sentence = "The store whose registry is used runs no registry server.",
    .why =
        "Only a registry with a server of its own can be used by others; the operator waits for it for ever. "
        "Source: the operator, setRemoteRegistryURL.",
    .remedy = "Give that store services.registry.local.server: {}.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: central}
spec:
  feastProject: my_project
  services:
    registry:
      local: {}
---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  services:
    registry: {remote: {feastRef: {name: central}}}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: central}
spec:
  feastProject: my_project
  services:
    registry:
      local: {server: {}}
---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  services:
    registry: {remote: {feastRef: {name: central}}}
)"};

const Rule kFeastRefWithoutGrpc{.code = "FS417",
                                .name = "feastref-without-grpc",
                                .sentence = "The store whose registry is used has gRPC switched off.",
                                .why =
                                    "Other stores speak gRPC with it, so the operator refuses. Source: the operator, "
                                    "setRemoteRegistryURL.",
                                .remedy = "Remove grpc: false from the registry server of that store.",
                                .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: central}
spec:
  feastProject: my_project
  services:
    registry:
      local: {server: {grpc: false, restAPI: true}}
---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  services:
    registry: {remote: {feastRef: {name: central}}}
)",
                                .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: central}
spec:
  feastProject: my_project
  services:
    registry:
      local: {server: {restAPI: true}}
---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  services:
    registry: {remote: {feastRef: {name: central}}}
)"};

const Rule kOidcWithoutDiscoveryUrl{
    .code = "FS418",
    .name = "oidc-without-discovery-url",
    .sentence = "OIDC is chosen, but nothing says where its provider is.",
    .why =
        "The operator looks at issuerUrl, then at auth_discovery_url in the Secret, then at its own setting, "
        "and stops when it finds none. Source: the operator, resolveAuthDiscoveryUrl.",
    .remedy = "Set issuerUrl, put auth_discovery_url into the Secret, or pass --oidc-issuer.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  authz: {oidc: {}}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  authz: {oidc: {issuerUrl: "https://login.example/realms/feast"}}
)"};

const Rule kPackagedPathOverlap{
    .code = "FS419",
    .name = "packaged-path-overlap",
    .sentence = "The packaged repository lies where it is to be copied to.",
    .why =
        "The init container empties the target before it copies, so the operator refuses paths that overlap. "
        "Source: the operator, validatePackagedFeatureRepoPath.",
    .remedy = "Keep the repository elsewhere in the image, such as /opt/feature_repo, or set disableInitContainers.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  feastProjectDir: {packaged: {featureRepoPath: /feast-data}}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  feastProjectDir: {packaged: {featureRepoPath: /opt/feature_repo}}
)"};

const Rule kLineageWithoutDatabase{
    .code = "FS420",
    .name = "lineage-without-database",
    .sentence = "The lineage server has no SQL database.",
    .why =
        "It keeps its events in one, so the operator stops. Source: the operator, "
        "validateLineageServerConfig.",
    .remedy = "Set openlineage.consumer.connectionStringSecretRef, or keep the registry in a database.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  services: {registry: {local: {server: {}}}}
  openlineage: {enabled: true, consumer: {enabled: true, lineageServer: {}}}
)",
    .right = R"(apiVersion: v1
kind: Secret
metadata: {name: lineage}
stringData:
  connection_string: "postgresql://db/lineage"
---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  services: {registry: {local: {server: {}}}}
  openlineage:
    enabled: true
    consumer: {enabled: true, lineageServer: {}, connectionStringSecretRef: {name: lineage}}
)"};

const Rule kLineageWithoutRegistry{
    .code = "FS421",
    .name = "lineage-without-registry",
    .sentence = "The lineage server has no registry to ask for permissions.",
    .why =
        "With authorization on, which it is by default, the operator stops when the spec has no registry. "
        "Source: the operator, validateLineageServerConfig.",
    .remedy = "Add services.registry, local or remote.",
    .wrong = R"(apiVersion: v1
kind: Secret
metadata: {name: lineage}
stringData:
  connection_string: "postgresql://db/lineage"
---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  openlineage:
    enabled: true
    consumer: {enabled: true, lineageServer: {}, connectionStringSecretRef: {name: lineage}}
)",
    .right = R"(apiVersion: v1
kind: Secret
metadata: {name: lineage}
stringData:
  connection_string: "postgresql://db/lineage"
---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  services: {registry: {local: {server: {}}}}
  openlineage:
    enabled: true
    consumer: {enabled: true, lineageServer: {}, connectionStringSecretRef: {name: lineage}}
)"};

const Rule kFreeKeyTaken{
    .code = "FS422",
    .name = "free-key-taken",
    .sentence = "A free-form key is one that has a field of its own.",
    .why =
        "The operator crashes when a key of feature_store.yaml gets two values. Source: the inline maps of "
        "the types that the operator writes.",
    .remedy = "Set the field instead of the free-form key.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  materialization: {extraConfig: {online_write_batch_size: "100"}}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  materialization: {onlineWriteBatchSize: 100}
)"};

const Rule kSecretWithoutInit{
    .code = "FS423",
    .name = "secret-without-init",
    .sentence = "The store needs a Secret, and there is no init container to read it.",
    .why =
        "With --secrets=runtime the init container puts the values of Secrets into feature_store.yaml; with "
        "services.disableInitContainers nobody does, and the servers would start without their stores. Source: "
        "feastctl, --secrets=runtime.",
    .remedy =
        "Leave the init containers on, or package the repository with its own feature_store.yaml in an image "
        "(feastProjectDir.packaged).",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  services:
    disableInitContainers: true
    onlineStore:
      persistence:
        store: {type: redis, secretRef: {name: stores}}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  services:
    onlineStore:
      persistence:
        store: {type: redis, secretRef: {name: stores}}
)"};

const Rule kSecretNotChecked{
    .code = "FS430",
    .name = "secret-not-checked",
    .severity = Severity::kNote,
    .sentence = "A Secret is not in the input, so its content could not be checked.",
    .why =
        "With --secrets=runtime the init container reads it in the cluster, and refuses there what the "
        "operator refuses.",
    .remedy = "To have it checked here, give the file of the Secret too; no value of it shows up in the output.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  services:
    onlineStore:
      persistence:
        store: {type: redis, secretRef: {name: stores}}
)",
    .right = R"(apiVersion: v1
kind: Secret
metadata: {name: stores}
stringData:
  redis: "connection_string: redis:6379"
---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  services:
    onlineStore:
      persistence:
        store: {type: redis, secretRef: {name: stores}}
)"};

const Rule kCredentialInOutput{
    .code = "FS431",
    .name = "credential-in-output",
    .severity = Severity::kWarning,
    .sentence = "The manifests hold the values of a Secret.",
    .why =
        "With --secrets=inline they are in environment variables of the Deployments, base64-encoded, as the operator "
        "writes them: who can read the manifests, or the Deployments in the cluster, can read the Secret. Source: the "
        "operator, TMP_FEATURE_STORE_YAML_BASE64.",
    .remedy =
        "Do not commit the output. With --secrets=runtime, the default, the init container reads the Secret in the "
        "cluster and nothing of it is in the manifests.",
    .wrong = R"(apiVersion: v1
kind: Secret
metadata: {name: stores}
stringData:
  redis: "connection_string: redis:6379"
---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  services:
    onlineStore:
      persistence:
        store: {type: redis, secretRef: {name: stores}}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  services:
    onlineStore: {server: {}}
)",
    .args = "--secrets=inline"};

std::span<const Rule* const> operator_rules() {
  static constexpr std::array kRules{&kNoServer,
                                     &kReferenceWithoutName,
                                     &kSecretMissing,
                                     &kSecretKeyMissing,
                                     &kSecretNotAMapping,
                                     &kSecretTypeClash,
                                     &kSecretParameterType,
                                     &kSecretNotAString,
                                     &kBatchEngineMissing,
                                     &kBatchEngineKeyMissing,
                                     &kBatchEngineInvalid,
                                     &kBatchEngineWithoutType,
                                     &kFeastRefToItself,
                                     &kFeastRefMissing,
                                     &kFeastRefWithoutServer,
                                     &kFeastRefWithoutGrpc,
                                     &kOidcWithoutDiscoveryUrl,
                                     &kPackagedPathOverlap,
                                     &kLineageWithoutDatabase,
                                     &kLineageWithoutRegistry,
                                     &kFreeKeyTaken,
                                     &kSecretWithoutInit,
                                     &kSecretNotChecked,
                                     &kCredentialInOutput};
  return kRules;
}

}  // namespace feastctl::catalog
