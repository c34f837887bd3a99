#include <algorithm>
#include <string>

#include "base/ascii.hpp"
#include "build/pod/pod.hpp"

namespace feastctl::build::pod {

namespace {

using model::Server;
using model::ServerType;

void push_option(const Context& context, Node* command, std::string_view option, const Node* value) {
  if (value == nullptr) return;
  context.tree.push(command, option);
  context.tree.push(command, value->text);
}

void push_number(const Context& context, Node* command, std::string_view option, int value) {
  push_option(context, command, option, context.tree.integer(value));
}

std::string_view upper(Arena& arena, std::string_view text) {
  return arena.copy(upper_case(text));
}

void push_registry_options(const Context& context, Node* command, const Server& server) {
  context.tree.push(command, context.store.registry.grpc ? "--grpc" : "--no-grpc");
  if (!context.store.registry.rest) return;
  context.tree.push(command, "--rest-api");
  push_number(context, command, "--rest-port", rest_target_port(server));
}

void push_worker_options(const Context& context, Node* command, const Node* config) {
  const Node* workers = lookup(config, {"workerConfigs"});
  push_option(context, command, "--workers", lookup(workers, {"workers"}));
  push_option(context, command, "--worker-connections", lookup(workers, {"workerConnections"}));
  push_option(context, command, "--max-requests", lookup(workers, {"maxRequests"}));
  push_option(context, command, "--max-requests-jitter", lookup(workers, {"maxRequestsJitter"}));
  push_option(context, command, "--keep-alive-timeout", lookup(workers, {"keepAliveTimeout"}));
  push_option(context, command, "--registry_ttl_sec", lookup(workers, {"registryTTLSeconds"}));
}

/// feast [--log-level L] <serve …> <options> -p <port> (docs/reference/pod.md, container command).
const Node* command(const Context& context, const Server& server) {
  const TreeBuilder& tree = context.tree;
  Arena& arena = tree.arena();
  Node* line = tree.list({"feast"});
  if (const Node* level = lookup(server.config, {"logLevel"})) {
    tree.push(line, "--log-level");
    tree.push(line, upper(arena, level->text));
  }
  const auto& args = model::facts(server.type).args;
  for (const auto arg : args) {
    if (!arg.empty()) tree.push(line, arg);
    const bool first = arg.data() == args.front().data();
    if (first && server.type == ServerType::kOnline && bool_at(server.config, "metrics")) tree.push(line, "--metrics");
  }
  if (server.type == ServerType::kRegistry) push_registry_options(context, line, server);
  if (server.type == ServerType::kOnline) push_worker_options(context, line, server.config);
  if (server.tls) {
    const auto folder = arena.concat({"/tls/", model::name_of(server.type), "/"});
    tree.push(line, "--key");
    tree.push(line, arena.concat({folder, server.tls->key}));
    tree.push(line, "--cert");
    tree.push(line, arena.concat({folder, server.tls->certificate}));
  }
  push_number(context, line, "-p", target_port(server));
  return line;
}

Node* port(const Context& context, std::string_view name, int number) {
  return context.tree.map({{"name", name}, {"containerPort", number}, {"protocol", "TCP"}});
}

const Node* ports(const Context& context, const Server& server) {
  Node* list = context.tree.list();
  const auto name = model::name_of(server.type);
  if (server.type != ServerType::kRegistry || context.store.registry.grpc) {
    context.tree.push(list, port(context, name, target_port(server)));
  }
  if (server.type == ServerType::kRegistry && context.store.registry.rest) {
    context.tree.push(list, port(context, "registry-rest", rest_target_port(server)));
  }
  if (server.type == ServerType::kOnline && context.store.metrics) {
    context.tree.push(list, port(context, "metrics", model::kMetricsPort));
  }
  return list;
}

ContainerDraft server_container(const Context& context, const Server& server) {
  const TreeBuilder& tree = context.tree;
  Node* env = configuration_env(context);
  Node* container = tree.map({{"name", model::name_of(server.type)}, {"command", command(context, server)}});
  container->origin = server.config;
  add_container_configs(context, container, server.config, env);
  tree.add(container, "workingDir", context.store.repo_dir);
  add_mlflow_env(context, env);
  if (context.store.protected_project) {
    tree.push(env, env_var(context, "FEAST_PROTECTED_PROJECT", tree.string("true")));
  }
  if (env->size != 0 && container->find("env") == nullptr) tree.add(container, "env", env);
  tree.add(container, "ports", ports(context, server));
  add_probes(context, container, server);
  Node* mounts = tree.list();
  if (const Node* own = lookup(server.config, {"volumeMounts"})) {
    for (const Node* mount : own->items()) tree.push(mounts, mount);
    mounts->origin = own;
  }
  return {.container = container, .mounts = mounts, .server = &server};
}

}  // namespace

void add_container_configs(const Context& context, Node* container, const Node* configs, Node* env) {
  const TreeBuilder& tree = context.tree;
  const Node* own = lookup(configs, {"env"});
  override_env(context, env, own);
  if (own != nullptr) env->origin = own;
  tree.add(container, "image", non_empty_at(configs, "image"));
  tree.add(container, "imagePullPolicy", non_empty_at(configs, "imagePullPolicy"));
  if (env->size != 0) tree.add(container, "env", env);
  tree.add(container, "envFrom", non_empty_at(configs, "envFrom"));
  tree.add(container, "resources", non_empty_at(configs, "resources"));
}

void add_containers(const Context& context, PodDraft& pod) {
  for (const auto type : {ServerType::kRegistry, ServerType::kOnline, ServerType::kOffline, ServerType::kUi}) {
    if (const auto& server = context.store.server(type)) pod.containers.push_back(server_container(context, *server));
  }
}

}  // namespace feastctl::build::pod
