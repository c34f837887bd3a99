#include "catalog/rules.hpp"

namespace feastctl::catalog {

const Rule kRegistryProtocols{
    .code = "FS330",
    .name = "registry-server-without-protocol",
    .sentence = "A registry server offers neither gRPC nor REST.",
    .why =
        "Nobody could reach it; the API server refuses the FeatureStore. Source: a rule of the FeatureStore's "
        "CustomResourceDefinition, on spec.services.registry.local.server.",
    .remedy = "Set restAPI: true, or leave grpc out (it is on by default).",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    registry:
      local:
        server: {grpc: false, restAPI: false}
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
        server: {grpc: false, restAPI: true}
)",
};

const Rule kMcpNeedsRest{
    .code = "FS331",
    .name = "registry-mcp-needs-rest",
    .sentence = "The registry offers MCP without REST.",
    .why =
        "MCP is a part of the REST server; the API server refuses the FeatureStore. Source: a rule of the "
        "FeatureStore's CustomResourceDefinition, on spec.services.registry.local.server.",
    .remedy = "Set restAPI: true, or mcp.enabled: false.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    registry:
      local:
        server: {mcp: {enabled: true}}
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
        server: {restAPI: true, mcp: {enabled: true}}
)",
};

const Rule kTlsSecret{
    .code = "FS332",
    .name = "tls-needs-secret",
    .sentence = "TLS is on without a Secret that holds the certificate.",
    .why =
        "The server would have no certificate; the API server refuses the FeatureStore. Source: a rule of the "
        "FeatureStore's CustomResourceDefinition, on the tls of each server.",
    .remedy =
        "Name the Secret in secretRef, or set disable: true. On OpenShift leave tls out: the platform makes a "
        "certificate.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    onlineStore:
      server:
        tls: {}
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
        tls: {secretRef: {name: online-tls}}
)",
};

const Rule kMlflowExtraConfig{
    .code = "FS340",
    .name = "mlflow-extra-config",
    .sentence = "mlflow.extraConfig repeats a setting that has a field of its own.",
    .why =
        "The two could contradict each other; the API server refuses the FeatureStore. Source: a rule of the "
        "FeatureStore's CustomResourceDefinition, on spec.mlflow.",
    .remedy = "Set the field of spec.mlflow instead: extraConfig is for what has none.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  mlflow:
    enabled: true
    extraConfig: {tracking_uri: "http://mlflow:5000"}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  mlflow:
    enabled: true
    trackingUri: "http://mlflow:5000"
)",
};

}  // namespace feastctl::catalog
