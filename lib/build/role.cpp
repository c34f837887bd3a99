/// Roles with their RoleBindings: the cron job's always; feast-X and the custom ones with authz.kubernetes; the batch
/// engine's and its driver's with a spark_application. ClusterRoleBindings of the two kinds of authorization; their
/// ClusterRoles are in shared.cpp.
#include "base/first_seen.hpp"
#include "build/build.hpp"

namespace feastctl::build {

namespace {

Node* role(const Context& context, const Node* name, Node* labels, const Node* rules) {
  Node* made = object(context, kRbac, "Role", metadata(context, name, labels));
  context.tree.add(made, "rules", rules);
  return made;
}

void add_role_with_binding(const Context& context, std::string_view type, const Node* rules, const Node* account,
                           Objects& out) {
  const Node* name = typed_name(context, type);
  put(out, role(context, name, typed_labels(context, type), rules));
  out.push_back(role_binding(context, metadata(context, name, typed_labels(context, type)), "Role", name, account));
}

const Node* authorization_rules(const Context& context) {
  Node* rules = context.tree.list({
      policy_rule(context, {kRbacGroup}, {"roles", "rolebindings"}, {"get", "list", "watch"}),
      policy_rule(context, {"authentication.k8s.io"}, {"tokenreviews"}, {"create"}),
  });
  if (context.has(feature::kAccessReviews)) {
    context.tree.push(rules, policy_rule(context, {kRbacGroup}, {"subjectaccessreviews"}, {"create"}));
  }
  context.tree.push(rules, policy_rule(context, {""}, {"namespaces"}, {"get", "list", "watch"}));
  context.tree.push(rules, policy_rule(context, {kRbacGroup}, {"clusterroles"}, {"get", "list"}));
  context.tree.push(rules, policy_rule(context, {kRbacGroup}, {"clusterrolebindings"}, {"get", "list"}));
  return rules;
}

/// With --cluster-names=qualified, the name consists of the namespace, a dot and the store's name. A namespace cannot
/// contain a dot, so the name is unique.
const Node* cluster_binding(const Context& context, const ClusterBinding& binding) {
  const bool qualified = context.store.platform->cluster_names == model::ClusterNames::kQualified;
  const std::string_view name_space = context.store.name_space;
  const std::string_view name =
      cluster_binding_name(context.tree, binding, context.store.name, qualified ? name_space : std::string_view());
  const Node* meta = context.tree.map(
      {{"name", derived(context, name, context.store.name_node)}, {"labels", typed_labels(context, kAuthorization)}});
  return role_binding(context, meta, "ClusterRole", context.tree.string(binding.cluster_role), feast_name(context));
}

void add_kubernetes_authorization(const Context& context, Objects& out) {
  const Node* name = feast_name(context);
  const std::size_t own_place = out.size();
  out.push_back(role(context, name, typed_labels(context, kAuthorization), authorization_rules(context)));
  out.push_back(
      role_binding(context, metadata(context, name, typed_labels(context, kAuthorization)), "Role", name, name));
  out.push_back(cluster_binding(context, kKubernetesBinding));
  const Node* custom = lookup(context.store.applied, {"authz", "kubernetes", "roles"});
  if (custom == nullptr) return;
  FirstSeen places;  // in `out`, of each role by its name
  places.see(name->text, own_place);
  for (const Node* custom_name : custom->items()) {
    // Without rules: Feast checks who is bound to it, and its permissions define what that allows.
    const Node* made = role(context, custom_name, typed_labels(context, kAuthorization), context.tree.list());
    if (const auto place = places.see(custom_name->text, out.size())) {
      out[*place] = made;
    } else {
      out.push_back(made);
    }
  }
}

}  // namespace

const Node* policy_rule(const Context& context, std::initializer_list<Value> groups,
                        std::initializer_list<Value> resources, std::initializer_list<Value> verbs,
                        const Node* resource_names) {
  const TreeBuilder& tree = context.tree;
  return tree.map({{"apiGroups", tree.list(groups)},
                   {"resources", tree.list(resources)},
                   {"resourceNames", resource_names},
                   {"verbs", tree.list(verbs)}});
}

const ClusterBinding* binding_for(model::Authorization authorization, FeastRelease feast) {
  if (authorization == model::Authorization::kKubernetes) return &kKubernetesBinding;
  if (authorization != model::Authorization::kOidc) return nullptr;
  if (feastctl::has(feast, feature::kOidcOwnRole)) return &kOidcBinding;
  return feastctl::has(feast, feature::kOidcRole) ? &kKubernetesBinding : nullptr;
}

const Node* binding_of(const TreeBuilder& tree, const Node* metadata, std::string_view role_kind, const Node* role_name,
                       const Node* subjects) {
  const std::string_view kind = role_kind == "Role" ? "RoleBinding" : "ClusterRoleBinding";
  return tree.map({{"apiVersion", kRbac},
                   {"kind", kind},
                   {"metadata", metadata},
                   {"roleRef", tree.map({{"apiGroup", kRbacGroup}, {"kind", role_kind}, {"name", role_name}})},
                   {"subjects", subjects}});
}

const Node* account_subject(const TreeBuilder& tree, const Node* account, std::string_view name_space) {
  return tree.map({{"kind", "ServiceAccount"}, {"name", account}, {"namespace", name_space}});
}

const Node* role_binding(const Context& context, const Node* metadata, std::string_view role_kind,
                         const Node* role_name, const Node* account) {
  const Node* subject = account_subject(context.tree, account, context.store.name_space);
  return binding_of(context.tree, metadata, role_kind, role_name, context.tree.list({subject}));
}

std::string_view cluster_binding_name(const TreeBuilder& tree, const ClusterBinding& binding, std::string_view store,
                                      std::string_view name_space) {
  if (name_space.empty()) return tree.arena().concat({"feast-", store, "-", binding.suffix});
  return tree.arena().concat({"feast-", name_space, ".", store, "-", binding.suffix});
}

void add_authorization(const Context& context, Objects& out) {
  if (context.store.authorization == model::Authorization::kKubernetes) add_kubernetes_authorization(context, out);
  if (context.store.authorization != model::Authorization::kOidc) return;
  const ClusterBinding* binding = binding_for(context.store.authorization, context.store.platform->feast);
  if (binding != nullptr) out.push_back(cluster_binding(context, *binding));
}

void add_cron_job_role(const Context& context, Objects& out) {
  const Node* name = typed_name(context, "cronjob");
  const bool own_account = context.has(feature::kCronJobAccount);
  if (own_account) put(out, service_account(context, name, typed_labels(context, "cronjob")));
  const Node* rules = context.tree.list(
      {policy_rule(context, {"apps"}, {"deployments"}, {"get"}, context.tree.list({feast_name(context)})),
       policy_rule(context, {""}, {"pods"}, {"list"}), policy_rule(context, {""}, {"pods/exec"}, {"create"})});
  add_role_with_binding(context, "cronjob", rules, own_account ? name : feast_name(context), out);
}

void add_batch_engine_roles(const Context& context, Objects& out) {
  const auto& engine = context.store.batch_engine;
  if (!engine.has_roles) return;
  const std::initializer_list<Value> all{"create", "get", "list", "watch", "delete", "deletecollection"};
  const Node* account =
      derived(context, engine.role_account, lookup(context.store.applied, {"batchEngine", "configMapRef"}));
  put(out, service_account(context, account, typed_labels(context, "batch-driver")));
  add_role_with_binding(
      context, "batch-engine",
      context.tree.list(
          {policy_rule(context, {""}, {"configmaps"}, {"create", "delete"}),
           policy_rule(context, {"sparkoperator.k8s.io"}, {"sparkapplications"}, {"create", "get", "delete"}),
           policy_rule(context, {""}, {"pods"}, {"list"}), policy_rule(context, {""}, {"pods/log"}, {"get"})}),
      feast_name(context), out);
  add_role_with_binding(
      context, "batch-driver",
      context.tree.list({policy_rule(context, {""}, {"pods"}, all),
                         policy_rule(context, {""}, {"services", "configmaps", "persistentvolumeclaims"}, all)}),
      account, out);
}

}  // namespace feastctl::build
