/// Deployment feast-X-lineage: with openlineage.consumer.lineageServer; it shares nothing with the store's own pod.
#include "build/build.hpp"
#include "build/pod/pod.hpp"

namespace feastctl::build {

namespace {

const Node* image(const Context& context, const Node* config) {
  const Node* own = non_empty_at(config, "image");
  return own == nullptr ? context.store.init_image_node : own;
}

const Node* container(const Context& context, const Node* config) {
  const TreeBuilder& tree = context.tree;
  const int port = model::facts(model::ServerType::kLineage).http_port;
  Node* env = tree.list();
  if (const Node* own = lookup(config, {"env"})) {
    for (const Node* variable : own->items()) tree.push(env, variable);
    env->origin = own;
  }
  tree.push(env, pod::env_var(context, "FEATURE_STORE_YAML_BASE64", tree.string(context.repo_configs.lineage)));
  Node* made = tree.map(
      {{"name", "lineage"},
       {"image", non_empty(image(context, config))},
       {"command", tree.list({"feast", "serve_lineage", "-h", "0.0.0.0"})},
       {"args", tree.list({"-p", tree.integer(port)->text})},
       {"env", env},
       {"ports", tree.list({tree.map({{"name", "http"}, {"containerPort", port}, {"protocol", "TCP"}})})},
       {"resources", non_empty_at(config, "resources")},
       {"readinessProbe",
        tree.map({{"tcpSocket", tree.map({{"port", port}})}, {"initialDelaySeconds", 10}, {"periodSeconds", 10}})}});
  made->origin = config;
  return made;
}

}  // namespace

const Node* lineage_deployment(const Context& context) {
  const Node* lineage = context.store.open_lineage.lineage_server;
  if (lineage == nullptr) return nullptr;
  const TreeBuilder& tree = context.tree;
  const Node* labels = lineage_labels(context);
  const Node* replicas = lookup(lineage, {"replicas"});
  Node* made = object(context, "apps/v1", "Deployment", metadata(context, typed_name(context, "lineage"), labels));
  const Node* pod = tree.map({{"containers", tree.list({container(context, lookup(lineage, {"server"}))})}});
  Node* spec = tree.map({{"replicas", replicas == nullptr ? tree.integer(1) : replicas},
                         {"selector", tree.map({{"matchLabels", labels}})},
                         {"template", tree.map({{"metadata", tree.map({{"labels", labels}})}, {"spec", pod}})}});
  spec->origin = lineage;
  tree.add(made, "spec", spec);
  return made;
}

}  // namespace feastctl::build
