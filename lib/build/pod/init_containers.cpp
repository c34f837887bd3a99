#include <algorithm>
#include <string>
#include <vector>

#include "base/embedded.hpp"
#include "base/first_seen.hpp"
#include "base/paths.hpp"
#include "build/pod/pod.hpp"
#include "build/runtime/runtime.hpp"

namespace feastctl::build::pod {

namespace {

using model::ServerType;

/// A path as an argument: Kubernetes expands $(NAME) in arguments but not in workingDir, where the same path is.
std::string_view unexpanded(const Context& context, std::string_view path) {
  if (path.find('$') == std::string_view::npos) return path;
  std::string doubled;
  for (const char c : path) doubled.append(c == '$' ? 2 : 1, c);
  return context.tree.arena().copy(doubled);
}

std::string_view repo_dir(const Context& context) {
  return unexpanded(context, context.store.repo_dir);
}

std::string_view project_path(const Context& context) {
  return unexpanded(context, context.tree.arena().concat({context.store.mount_path, "/", context.store.project}));
}

/// bash -c <script> feast-init <arguments…>: the script is constant; the user's text reaches it only as arguments.
Node* script_args(const Context& context, std::string_view template_name, std::initializer_list<Value> arguments) {
  Node* args = context.tree.list({embedded(template_name).value_or(""), "feast-init"});
  for (const Value& argument : arguments) context.tree.push(args, argument);
  return args;
}

/// The -c settings of git in sorted order, as key and value by turns.
void push_git_configs(const Context& context, Node* args, const Node* configs) {
  if (configs == nullptr) return;
  std::vector<Member> sorted(configs->members().begin(), configs->members().end());
  std::ranges::sort(sorted, {}, &Member::key);
  for (const Member& m : sorted) {
    context.tree.push(args, m.key);
    context.tree.push(args, m.value);
  }
}

struct RepoScript {
  Node* args = nullptr;
  Node* env = nullptr;
  const Node* env_from = nullptr;
};

void add_init_script(const Context& context, const Node* init, RepoScript& script) {
  const Node* name = non_empty_at(init, "template");
  script.args = script_args(context, "templates/init.sh",
                            {repo_dir(context), context.store.project, bool_at(init, "minimal") ? "minimal" : "full",
                             name == nullptr ? Value("") : Value(name)});
}

void add_git_script(const Context& context, const Node* git, RepoScript& script) {
  const Node* ref = non_empty_at(git, "ref");
  script.args = script_args(
      context, "templates/init_git.sh",
      {repo_dir(context), project_path(context), lookup(git, {"url"}), ref == nullptr ? Value("") : Value(ref)});
  push_git_configs(context, script.args, lookup(git, {"configs"}));
  override_env(context, script.env, lookup(git, {"env"}));
  script.env_from = non_empty_at(git, "envFrom");
}

void add_packaged_script(const Context& context, const Node* packaged, RepoScript& script) {
  const TreeBuilder& tree = context.tree;
  const auto path = tree.arena().copy(clean_path(string_at(packaged, "featureRepoPath")));
  script.args = script_args(context, "templates/init_packaged.sh", {});
  tree.push(script.env, env_var(context, "FEAST_PACKAGED_FEATURE_REPO_PATH", tree.string(path)));
  tree.push(script.env, env_var(context, "FEAST_STAGED_FEATURE_REPO_PATH", tree.string(context.store.repo_dir)));
}

/// How the script gets feature_store.yaml (templates/init.sh explains the variables).
Node* init_env(const Context& context) {
  if (context.runtime_config == nullptr || !context.runtime_config->server) return configuration_env(context);
  const TreeBuilder& tree = context.tree;
  const runtime::Consumer& consumer = *context.runtime_config->server;
  const auto variable = [&](std::string_view name, std::string_view key) {
    return env_var(context, name, tree.string(runtime::config_path(context, key)));
  };
  if (consumer.plan.empty()) return tree.list({variable("FEAST_CONFIG_FILE", consumer.text_key)});
  return tree.list(
      {variable("FEAST_MERGE_SCRIPT", runtime::kMergeScript), variable("FEAST_MERGE_PLAN", consumer.plan_key)});
}

ContainerDraft feast_init(const Context& context, const Node* project_dir) {
  const TreeBuilder& tree = context.tree;
  RepoScript script;
  script.env = init_env(context);
  if (const Node* init = lookup(project_dir, {"init"})) {
    add_init_script(context, init, script);
  } else if (const Node* git = lookup(project_dir, {"git"})) {
    add_git_script(context, git, script);
  } else {
    add_packaged_script(context, lookup(project_dir, {"packaged"}), script);
  }
  Node* container = tree.map({{"name", "feast-init"},
                              {"image", non_empty(context.store.init_image_node)},
                              {"command", tree.list({"bash", "-c"})},
                              {"args", script.args},
                              {"workingDir", context.store.mount_path},
                              {"env", script.env},
                              {"envFrom", script.env_from}});
  container->origin = project_dir;
  return {.container = container, .mounts = tree.list(), .server = nullptr};
}

/// The servers' own mounts, each path once.
void push_new_mounts(const Context& context, Node* mounts, FirstSeen& paths, const Node* own) {
  if (own == nullptr) return;
  for (const Node* mount : own->items()) {
    if (!paths.see(string_at(mount, "mountPath"), mounts->size)) context.tree.push(mounts, mount);
  }
}

/// `feast apply` connects to every store, so it gets the same mounts as the servers.
ContainerDraft feast_apply(const Context& context) {
  const TreeBuilder& tree = context.tree;
  Node* env = tree.list();
  Node* env_from = tree.list();
  Node* mounts = tree.list();
  FirstSeen paths;
  for (const auto type : {ServerType::kRegistry, ServerType::kOnline, ServerType::kOffline}) {
    const auto& server = context.store.server(type);
    if (!server) continue;
    override_env(context, env, lookup(server->config, {"env"}));
    if (const Node* own = lookup(server->config, {"envFrom"})) {
      for (const Node* source : own->items()) tree.push(env_from, source);
    }
    push_new_mounts(context, mounts, paths, lookup(server->config, {"volumeMounts"}));
  }
  Node* container = tree.map({{"name", "feast-apply"},
                              {"image", non_empty(context.store.init_image_node)},
                              {"command", tree.list({"feast", "apply"})},
                              {"workingDir", context.store.repo_dir},
                              {"env", non_empty(env)},
                              {"envFrom", non_empty(env_from)}});
  return {.container = container, .mounts = mounts, .server = nullptr};
}

}  // namespace

void add_init_containers(const Context& context, PodDraft& pod) {
  const Node* project_dir = lookup(context.store.applied, {"feastProjectDir"});
  if (!context.store.init_containers || project_dir == nullptr) return;
  pod.init_containers.push_back(feast_init(context, project_dir));
  if (bool_at(context.store.services, "runFeastApplyOnInit")) pod.init_containers.push_back(feast_apply(context));
}

}  // namespace feastctl::build::pod
