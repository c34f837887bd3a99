#include "base/first_seen.hpp"
#include "build/pod/pod.hpp"

namespace feastctl::build::pod {

Node* env_var(const Context& context, std::string_view name, const Node* value) {
  return context.tree.map({{"name", name}, {"value", non_empty(value)}});
}

Node* configuration_env(const Context& context) {
  if (context.runtime_config != nullptr) return context.tree.list();
  return context.tree.list(
      {env_var(context, "TMP_FEATURE_STORE_YAML_BASE64", context.tree.string(context.repo_configs.server_base64))});
}

void override_env(const Context& context, Node* env, const Node* overrides) {
  if (overrides == nullptr) return;
  FirstSeen names;
  for (std::uint32_t i = 0; i < env->size; ++i) names.see(string_at(env->item[i], "name"), i);
  for (const Node* variable : overrides->items()) {
    if (const auto replaced = names.see(string_at(variable, "name"), env->size)) {
      env->item[*replaced] = variable;
    } else {
      context.tree.push(env, variable);
    }
  }
}

void add_mlflow_env(const Context& context, Node* env) {
  const Node* mlflow = context.store.mlflow;
  if (mlflow == nullptr) return;
  const TreeBuilder& tree = context.tree;
  const Node* auth = lookup(mlflow, {"trackingAuth"});
  const Node* uri = lookup(mlflow, {"trackingUri"});
  Node* variables = tree.list();
  if (auth == nullptr) auth = tree.string("kubernetes-namespaced");
  if (!auth->text.empty()) tree.push(variables, env_var(context, "MLFLOW_TRACKING_AUTH", auth));
  if (uri != nullptr) tree.push(variables, env_var(context, "MLFLOW_TRACKING_URI", uri));
  override_env(context, env, variables);
}

}  // namespace feastctl::build::pod
