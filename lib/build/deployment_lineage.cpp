/// Deployment feast-X-lineage: with openlineage.consumer.lineageServer; it shares nothing with the store's own pod.
#include "build/build.hpp"
#include "build/pod/pod.hpp"
#include "build/runtime/runtime.hpp"

namespace feastctl::build {

namespace {

constexpr std::string_view kWholeConfig = "FEATURE_STORE_YAML_BASE64";

const Node* image(const Context& context, const Node* config) {
  const Node* own = non_empty_at(config, "image");
  return non_empty(own == nullptr ? context.store.init_image_node : own);
}

/// The user's variables, then, with --secrets=inline, the configuration. Feast prefers that variable to any file, so
/// with --secrets=runtime, users must not set it either, as they cannot with the operator.
const Node* env(const Context& context, const Node* config) {
  const TreeBuilder& tree = context.tree;
  Node* variables = tree.list();
  if (const Node* own = lookup(config, {"env"})) {
    for (const Node* variable : own->items()) {
      if (context.runtime_config == nullptr || string_at(variable, "name") != kWholeConfig)
        tree.push(variables, variable);
    }
    variables->origin = own;
  }
  if (context.runtime_config == nullptr) {
    tree.push(variables, pod::env_var(context, kWholeConfig, tree.string(context.repo_configs.lineage_base64)));
  }
  return non_empty(variables);
}

const Node* command(const Context& context) {
  const TreeBuilder& tree = context.tree;
  if (context.runtime_config == nullptr) return tree.list({"feast", "serve_lineage", "-h", "0.0.0.0"});
  return tree.list({"feast", "--feature-store-yaml", runtime::kMergedFile, "serve_lineage", "-h", "0.0.0.0"});
}

Node* container(const Context& context, const Node* config) {
  const TreeBuilder& tree = context.tree;
  const int port = model::facts(model::ServerType::kLineage).http_port;
  Node* made = tree.map(
      {{"name", "lineage"},
       {"image", image(context, config)},
       {"command", command(context)},
       {"args", tree.list({"-p", tree.integer(port)->text})},
       {"env", env(context, config)},
       {"ports", tree.list({tree.map({{"name", "http"}, {"containerPort", port}, {"protocol", "TCP"}})})},
       {"resources", non_empty_at(config, "resources")},
       {"readinessProbe",
        tree.map({{"tcpSocket", tree.map({{"port", port}})}, {"initialDelaySeconds", 10}, {"periodSeconds", 10}})}});
  made->origin = config;
  return made;
}

/// Writes the configuration to the in-memory volume. It has the same requests as the server, which does not increase
/// the pod's total, so that a quota of the namespace admits it.
const Node* feast_init(const Context& context, const Node* config, const Node* mounts) {
  const TreeBuilder& tree = context.tree;
  const runtime::Consumer& consumer = *context.runtime_config->lineage;
  return tree.map({{"name", "feast-init"},
                   {"image", image(context, config)},
                   {"command", tree.list({"python3", runtime::config_path(context, runtime::kMergeScript),
                                          runtime::config_path(context, consumer.plan_key)})},
                   {"resources", non_empty_at(config, "resources")},
                   {"volumeMounts", mounts}});
}

const Node* lineage_pod_spec(const Context& context, const Node* config) {
  const TreeBuilder& tree = context.tree;
  Node* server = container(context, config);
  Node* spec = tree.map();
  if (context.runtime_config != nullptr) {
    Node* volumes = tree.list();
    Node* mounts = tree.list();
    runtime::add_volumes(context, *context.runtime_config->lineage, volumes, mounts);
    // Feast's working directory is its repository; with the operator, that is a writable folder.
    tree.add(server, "workingDir", runtime::kRunFolder);
    tree.add(server, "volumeMounts", tree.list({runtime::run_mount(context, false)}));
    tree.add(spec, "initContainers", tree.list({feast_init(context, config, mounts)}));
    tree.add(spec, "volumes", volumes);
  }
  tree.add(spec, "containers", tree.list({server}));
  return spec;
}

}  // namespace

const Node* lineage_deployment(const Context& context) {
  const Node* lineage = context.store.open_lineage.lineage_server;
  if (lineage == nullptr) return nullptr;
  const TreeBuilder& tree = context.tree;
  const Node* labels = lineage_labels(context);
  const Node* replicas = lookup(lineage, {"replicas"});
  const Node* annotations = nullptr;
  if (context.runtime_config != nullptr)
    annotations = runtime::annotations(context, nullptr, context.runtime_config->lineage);
  Node* made = object(context, "apps/v1", "Deployment", metadata(context, typed_name(context, "lineage"), labels));
  const Node* pod_metadata = tree.map({{"labels", labels}, {"annotations", annotations}});
  const Node* pod = lineage_pod_spec(context, lookup(lineage, {"server"}));
  Node* spec = tree.map({{"replicas", replicas == nullptr ? tree.integer(1) : replicas},
                         {"selector", tree.map({{"matchLabels", labels}})},
                         {"template", tree.map({{"metadata", pod_metadata}, {"spec", pod}})}});
  spec->origin = lineage;
  tree.add(made, "spec", spec);
  return made;
}

}  // namespace feastctl::build
