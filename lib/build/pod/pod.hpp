/// @file
/// @brief The pod of the store's Deployment, in parts: containers, init containers, probes, env, volumes, scheduling.
#pragma once

#include <vector>

#include "build/build.hpp"

namespace feastctl::build::pod {

/// A container to which volume mounts are still being added.
struct ContainerDraft {
  Node* container = nullptr;
  Node* mounts = nullptr;                 ///< becomes volumeMounts
  const model::Server* server = nullptr;  ///< nullptr for init containers
};

/// The pod's containers during assembly.
struct PodDraft {
  std::vector<ContainerDraft> init_containers;
  std::vector<ContainerDraft> containers;
  Node* volumes = nullptr;
};

// containers.cpp

/// The containers of the store's servers: registry, online, offline, ui.
void add_containers(const Context& context, PodDraft& pod);
/// image, env (the user's over `env`), envFrom, imagePullPolicy and resources of a ContainerConfigs.
void add_container_configs(const Context& context, Node* container, const Node* configs, Node* env);

// env.cpp

/// An environment variable.
Node* env_var(const Context& context, std::string_view name, const Node* value);
/// The first variables of a server's container: with --secrets=inline, its feature_store.yaml, as with the operator (no
/// server reads it, but a change restarts the pods).
Node* configuration_env(const Context& context);
/// Merges the variables of `overrides` into `env`: replaces those with the same name, and appends the others.
void override_env(const Context& context, Node* env, const Node* overrides);
/// The variables for MLflow's client, if MLflow is enabled.
void add_mlflow_env(const Context& context, Node* env);

// init_containers.cpp

/// feast-init and feast-apply, unless they are disabled.
void add_init_containers(const Context& context, PodDraft& pod);

// probes.cpp

/// startup, liveness and readiness probes of a server's container.
void add_probes(const Context& context, Node* container, const model::Server& server);

// volumes.cpp

/// TLS, CA bundles, claims, the emptyDir and the user's own volumes, each with its mounts, in the operator's order,
/// followed by the volumes for --secrets=runtime.
void add_volumes(const Context& context, PodDraft& pod);

// scheduling.cpp

/// nodeSelector, tolerations, topologySpreadConstraints, affinity and resourceClaims.
void add_scheduling(const Context& context, Node* pod_spec);

}  // namespace feastctl::build::pod
