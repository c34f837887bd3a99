/// Objects that several stores share: the ClusterRoles of both types of authorization, the ClusterRoleBindings of
/// stores with the same name in several namespaces, and the discovery ConfigMaps in the operator's namespace, with a
/// Role and a RoleBinding that let all authenticated users read them.
#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "build/bundle.hpp"
#include "emit/json.hpp"
#include "model/tls.hpp"

namespace feastctl::build {

namespace {

constexpr std::string_view kLineageEndpoint = "api/v1/lineage";

/// The builders in this file do not belong to a single store.
struct Shared {
  const TreeBuilder& tree;
  std::string_view name_space;  ///< the operator's
};

using SharedObjects = std::vector<SharedObject>;

const Node* managed_by(const Shared& shared, const SharedFacts& store) {
  return has(store.feast, feature::kManagedBy) ? shared.tree.string(kOperator) : nullptr;
}

Node* labels_of(const Shared& shared, const SharedFacts& store) {
  return shared.tree.map({{kManagedBy, managed_by(shared, store)}, {"feast.dev/name", std::string_view(store.name)}});
}

/// Labels of a Role and a RoleBinding for readers; early operators set none.
const Node* reader_labels(const Shared& shared, const SharedFacts& store) {
  return has(store.feast, feature::kManagedBy) ? labels_of(shared, store) : nullptr;
}

const Node* rule(const Shared& shared, std::string_view group, std::string_view resource,
                 std::initializer_list<Value> verbs, const Node* names = nullptr) {
  const TreeBuilder& tree = shared.tree;
  return tree.map({{"apiGroups", tree.list({group})},
                   {"resources", tree.list({resource})},
                   {"resourceNames", names},
                   {"verbs", tree.list(verbs)}});
}

/// `last` is the store that writes it last, which determines the final role.
const Node* cluster_role(const Shared& shared, const SharedFacts& last, std::string_view name, const Node* owner,
                         const Node* rules) {
  const TreeBuilder& tree = shared.tree;
  const Node* labels = tree.map(
      {{kManagedBy, managed_by(shared, last)}, {"feast.dev/name", owner}, {"feast.dev/service-type", "authorization"}});
  return tree.map({{"apiVersion", kRbac},
                   {"kind", "ClusterRole"},
                   {"metadata", tree.map({{"name", name}, {"labels", labels}})},
                   {"rules", rules}});
}

const Node* token_review_rules(const Shared& shared, FeastRelease feast, const Node* reviews) {
  const TreeBuilder& tree = shared.tree;
  Node* rules = tree.list({rule(shared, kRbacGroup, "rolebindings", {"list"}), reviews});
  if (has(feast, feature::kAccessReviews)) {
    tree.push(rules, rule(shared, kRbacGroup, "subjectaccessreviews", {"create"}));
  }
  tree.push(rules, rule(shared, "", "namespaces", {"get", "list", "watch"}));
  tree.push(rules, rule(shared, kRbacGroup, "clusterroles", {"get", "list"}));
  tree.push(rules, rule(shared, kRbacGroup, "clusterrolebindings", {"get", "list"}));
  return rules;
}

/// The ClusterRole of one kind of binding. Every store writes it, and the last write wins.
void add_cluster_role(const Shared& shared, std::span<const SharedFacts> stores, const ClusterBinding& binding,
                      SharedObjects& out) {
  const auto bound = [&](const SharedFacts& store) { return store.binding == &binding; };
  const auto first = std::ranges::find_if(stores, bound);
  if (first == stores.end()) return;
  const SharedFacts& last = *std::ranges::find_if(stores.rbegin(), stores.rend(), bound);
  const TreeBuilder& tree = shared.tree;
  const bool kubernetes = &binding == &kKubernetesBinding;
  const Node* reviews = rule(shared, "authentication.k8s.io", "tokenreviews", {"create"});
  const Node* rules = kubernetes ? token_review_rules(shared, last.feast, reviews) : tree.list({reviews});
  const bool labelled = kubernetes && has(last.feast, feature::kClusterRoleOfStore);
  const Node* owner = labelled ? tree.string(last.name) : nullptr;
  out.push_back({cluster_role(shared, last, binding.cluster_role, owner, rules), {&*first}});
}

/// One binding with the service accounts of all its stores, in the order of the input.
const Node* shared_binding(const Shared& shared, const ClusterBinding& binding,
                           const std::vector<const SharedFacts*>& stores) {
  const TreeBuilder& tree = shared.tree;
  const std::string_view store = stores.front()->name;
  const Node* account = tree.string(tree.arena().concat({"feast-", store}));
  Node* subjects = tree.list();
  for (const SharedFacts* s : stores) {
    tree.push(subjects, account_subject(tree, account, std::string_view(s->name_space)));
  }
  Node* labels = labels_of(shared, *stores.front());
  tree.add(labels, "feast.dev/service-type", kAuthorization);
  const Node* metadata = tree.map({{"name", cluster_binding_name(tree, binding, store)}, {"labels", labels}});
  return binding_of(tree, metadata, "ClusterRole", tree.string(binding.cluster_role), subjects);
}

/// The bindings of one kind, in the order of first occurrence in the input.
void add_bindings(const Shared& shared, std::span<const SharedFacts> stores, const ClusterBinding& binding,
                  SharedObjects& out) {
  std::unordered_map<std::string_view, std::size_t> groups;
  std::vector<std::vector<const SharedFacts*>> members;
  for (const SharedFacts& store : stores) {
    if (!store.shares_binding || store.binding != &binding) continue;
    const auto [group, fresh] = groups.emplace(store.name, members.size());
    if (fresh) members.emplace_back();
    members[group->second].push_back(&store);
  }
  for (auto& group : members) {
    const Node* object = shared_binding(shared, binding, group);
    out.push_back({object, std::move(group)});
  }
}

const Node* metadata_of(const Shared& shared, std::string_view name, const Node* labels) {
  return shared.tree.map({{"name", name}, {"namespace", shared.name_space}, {"labels", labels}});
}

/// A ConfigMap with a Role and a RoleBinding that let all authenticated users read it.
void add_readable_config_map(const Shared& shared, std::string_view name, const Node* labels, const Node* config_labels,
                             const Node* data, const SharedFacts& store, SharedObjects& out) {
  const TreeBuilder& tree = shared.tree;
  const auto reader = tree.arena().concat({name, "-reader"});
  const Node* config_map = tree.map({{"apiVersion", "v1"},
                                     {"kind", "ConfigMap"},
                                     {"metadata", metadata_of(shared, name, config_labels)},
                                     {"data", data}});
  const Node* rules = tree.list({rule(shared, "", "configmaps", {"get", "list"}, tree.list({name}))});
  const Node* role = tree.map(
      {{"apiVersion", kRbac}, {"kind", "Role"}, {"metadata", metadata_of(shared, reader, labels)}, {"rules", rules}});
  const Node* everybody = tree.map({{"apiGroup", kRbacGroup}, {"kind", "Group"}, {"name", "system:authenticated"}});
  const Node* binding =
      binding_of(tree, metadata_of(shared, reader, labels), "Role", tree.string(reader), tree.list({everybody}));
  for (const Node* object : {config_map, role, binding}) out.push_back({object, {&store}});
}

const Node* json_text(const Shared& shared, const Node& value) {
  std::string text;
  emit::write_json(value, text);
  return shared.tree.string(shared.tree.arena().copy(text));
}

/// The stores in the order in which they become ready: a store comes after those it refers to.
class ReadyOrder {
 public:
  explicit ReadyOrder(std::span<const SharedFacts> stores) : stores_(stores), seen_(stores.size(), false) {
    for (std::size_t i = 0; i < stores.size(); ++i) index_.emplace(stores[i].name_space + "/" + stores[i].name, i);
    for (std::size_t i = 0; i < stores.size(); ++i) visit(i);
  }
  [[nodiscard]] const std::vector<const SharedFacts*>& stores() const { return order_; }

 private:
  void visit(std::size_t i) {
    // A loop, not recursion: a chain of references can be as long as the input.
    std::vector<std::size_t> chain;
    for (; !seen_[i];) {
      seen_[i] = true;
      chain.push_back(i);
      const auto target = index_.find(stores_[i].registry_of);
      if (target == index_.end()) break;
      i = target->second;
    }
    for (auto it = chain.rbegin(); it != chain.rend(); ++it) order_.push_back(&stores_[*it]);
  }

  std::span<const SharedFacts> stores_;
  std::vector<bool> seen_;
  std::unordered_map<std::string, std::size_t> index_;
  std::vector<const SharedFacts*> order_;
};

/// feast-configs-registry: which namespaces hold which client ConfigMaps.
void add_namespace_registry(const Shared& shared, std::span<const SharedFacts> stores, const ReadyOrder& order,
                            SharedObjects& out) {
  const TreeBuilder& tree = shared.tree;
  std::map<std::string_view, Node*> clients;
  const SharedFacts* first = nullptr;
  for (const SharedFacts* store : order.stores()) {
    if (!store->discoverable) continue;
    if (first == nullptr) first = store;
    auto& names = clients[store->name_space];
    if (names == nullptr) names = tree.list();
    tree.push(names, tree.arena().concat({"feast-", store->name, "-client"}));
  }
  if (first == nullptr) return;
  const auto last = std::ranges::find_if(stores.rbegin(), stores.rend(), &SharedFacts::discoverable);
  Node* namespaces = tree.map();
  for (const auto& [name, names] : clients) tree.add(namespaces, name, names);
  add_readable_config_map(shared, "feast-configs-registry", reader_labels(shared, *first), labels_of(shared, *last),
                          tree.map({{"namespaces", json_text(shared, *tree.map({{"namespaces", namespaces}}))}}),
                          *first, out);
}

/// feast-openlineage-config: where OpenLineage events can be sent.
void add_lineage_discovery(const Shared& shared, std::span<const SharedFacts> stores, const ReadyOrder& order,
                           SharedObjects& out) {
  const TreeBuilder& tree = shared.tree;
  std::map<std::string_view, const Node*> consumers;
  const auto consumes = [](const SharedFacts* s) { return s->discoverable && s->lineage_consumer; };
  const auto first = std::ranges::find_if(order.stores(), consumes);
  if (first == order.stores().end()) return;
  const SharedFacts* last_with_url = nullptr;
  for (const SharedFacts& store : stores) {
    if (!consumes(&store)) continue;
    if (store.consumer_url.empty()) continue;
    last_with_url = &store;
    const auto key = tree.arena().concat({store.name_space, "/", store.name});
    consumers[key] = tree.map(
        {{"url", std::string_view(store.consumer_url)}, {"endpoint", kLineageEndpoint}, {"tls", store.consumer_tls}});
  }
  const Node* data = nullptr;
  const Node* config_labels = nullptr;
  if (last_with_url != nullptr) {
    Node* all = tree.map();
    for (const auto& [key, consumer] : consumers) tree.add(all, key, consumer);
    const std::string_view url = last_with_url->consumer_url;
    const auto transport =
        tree.arena().concat({"transport:\n  type: http\n  url: ", url, "\n  endpoint: ", kLineageEndpoint, "\n"});
    data = tree.map({{"endpoints", json_text(shared, *tree.map({{"consumers", all}}))},
                     {"openlineage.yml", transport},
                     {"url", url}});
    config_labels = labels_of(shared, *last_with_url);
  }
  add_readable_config_map(shared, "feast-openlineage-config", reader_labels(shared, **first), config_labels, data,
                          **first, out);
}

/// The server that receives lineage events, if the store has one: the lineage server, the registry's REST API, the UI.
struct Consumer {
  std::string_view service;
  bool tls = false;
};

Consumer lineage_consumer(const model::FeatureStore& store) {
  if (const Node* lineage = store.open_lineage.lineage_server) {
    return {"lineage", model::tls_on(lookup(lineage, {"server", "tls"}))};
  }
  const auto& registry = store.server(model::ServerType::kRegistry);
  if (registry && store.registry.rest) return {"registry-rest", registry->tls.has_value()};
  const auto& ui = store.server(model::ServerType::kUi);
  if (ui) return {"ui", ui->tls.has_value()};
  return {};
}

}  // namespace

SharedFacts shared_facts(const TreeBuilder& tree, const model::FeatureStore& store) {
  const FeastRelease feast = store.platform->feast;
  SharedFacts facts{.feast = feast, .name = std::string(store.name), .name_space = std::string(store.name_space)};
  if (store.name_node != nullptr) facts.name_span = store.name_node->span;
  facts.binding = binding_for(store.authorization, feast);
  if (const Node* reference = lookup(store.applied, {"services", "registry", "remote", "feastRef"})) {
    facts.registry_of = tree.arena().concat({string_at(reference, "namespace"), "/", string_at(reference, "name")});
  }
  facts.discoverable = !store.protected_project;
  facts.lineage_consumer =
      has(feast, feature::kLineageDiscovery) && bool_at(lookup(store.open_lineage.config, {"consumer"}), "enabled");
  const Consumer consumer = lineage_consumer(store);
  if (facts.lineage_consumer && !consumer.service.empty()) {
    facts.consumer_tls = consumer.tls;
    facts.consumer_url =
        tree.arena().concat({consumer.tls ? "https://feast-" : "http://feast-", store.name, "-", consumer.service, ".",
                             store.name_space, ".svc.cluster.local", consumer.tls ? ":443" : ":80"});
  }
  return facts;
}

bool is_cluster_binding(const Node& object) {
  return string_at(&object, "kind") == "ClusterRoleBinding";
}

std::vector<SharedObject> shared_objects(const TreeBuilder& tree, std::span<const SharedFacts> stores,
                                         std::string_view discovery_namespace) {
  const Shared shared{tree, discovery_namespace};
  SharedObjects out;
  for (const ClusterBinding* binding : {&kKubernetesBinding, &kOidcBinding}) {
    add_cluster_role(shared, stores, *binding, out);
  }
  for (const ClusterBinding* binding : {&kKubernetesBinding, &kOidcBinding}) {
    add_bindings(shared, stores, *binding, out);
  }
  if (!discovery_namespace.empty()) {
    const ReadyOrder order(stores);
    add_namespace_registry(shared, stores, order, out);
    add_lineage_discovery(shared, stores, order, out);
  }
  return out;
}

}  // namespace feastctl::build
