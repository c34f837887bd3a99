/// @file
/// @brief The pod of the store's Deployment, in parts: containers, init containers, probes, env, volumes, scheduling.
#pragma once

#include <vector>

#include "build/build.hpp"

namespace feastctl::build::pod {

/// A container while volumes are still being mounted into it.
struct ContainerDraft {
  Node* container = nullptr;
  Node* mounts = nullptr;                 ///< becomes volumeMounts
  const model::Server* server = nullptr;  ///< nullptr for init containers
};

/// The pod's containers while it is put together.
struct PodDraft {
  std::vector<ContainerDraft> init_containers;
  std::vector<ContainerDraft> containers;
  Node* volumes = nullptr;
};

// containers.cpp

/// The containers of the servers that are present: registry, online, offline, ui.
void add_containers(const Context& context, PodDraft& pod);
/// image, env (the user's over `env`), envFrom, imagePullPolicy and resources of a ContainerConfigs.
void add_container_configs(const Context& context, Node* container, const Node* configs, Node* env);

// env.cpp

/// An environment variable.
Node* env_var(const Context& context, std::string_view name, const Node* value);
/// The list of variables that a server's container begins with: with --secrets=inline its feature_store.yaml, as the
/// operator has it (no server reads it, but a change of it rolls the pods).
Node* configuration_env(const Context& context);
/// Puts every variable of `overrides` into `env`: in place of one of the same name, else at the end.
void override_env(const Context& context, Node* env, const Node* overrides);
/// What MLflow's client needs, where MLflow is on.
void add_mlflow_env(const Context& context, Node* env);

// init_containers.cpp

/// feast-init and feast-apply, unless they are switched off.
void add_init_containers(const Context& context, PodDraft& pod);

// probes.cpp

/// startup, liveness and readiness probes of a server's container.
void add_probes(const Context& context, Node* container, const model::Server& server);

// volumes.cpp

/// TLS, CA bundles, claims, the emptyDir and the user's own volumes, each with its mounts, in the operator's order;
/// last what --secrets=runtime needs.
void add_volumes(const Context& context, PodDraft& pod);

// scheduling.cpp

/// nodeSelector, tolerations, topologySpreadConstraints, affinity and resourceClaims.
void add_scheduling(const Context& context, Node* pod_spec);

}  // namespace feastctl::build::pod
