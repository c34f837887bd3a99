#include "build/build.hpp"

namespace feastctl::build {

namespace {

constexpr std::string_view kName = "feast.dev/name";
constexpr std::string_view kServiceType = "feast.dev/service-type";

/// The value of the label managed-by, or nullptr where the operator does not set it.
const Node* managed_by(const Context& context) {
  return context.has(feature::kManagedBy) ? context.tree.string(kOperator) : nullptr;
}

const Node* name_label(const Context& context) {
  return derived(context, context.store.name, context.store.name_node);
}

}  // namespace

const Node* derived(const Context& context, std::string_view text, const Node* cause) {
  Node* node = context.tree.string(text);
  node->origin = cause;
  return node;
}

const Node* feast_name(const Context& context) {
  return derived(context, context.tree.arena().concat({"feast-", context.store.name}), context.store.name_node);
}

const Node* typed_name(const Context& context, std::string_view type) {
  const auto name = context.tree.arena().concat({"feast-", context.store.name, "-", type});
  return derived(context, name, context.store.name_node);
}

Node* full_labels(const Context& context) {
  return context.tree.map({{kManagedBy, managed_by(context)}, {kName, name_label(context)}});
}

Node* typed_labels(const Context& context, std::string_view type) {
  return context.tree.map({{kManagedBy, managed_by(context)}, {kName, name_label(context)}, {kServiceType, type}});
}

const Node* selector_labels(const Context& context) {
  return context.tree.map({{kName, name_label(context)}});
}

const Node* lineage_labels(const Context& context) {
  const auto name = context.tree.arena().concat({context.store.name, "-lineage"});
  return context.tree.map({{kManagedBy, managed_by(context)},
                           {kName, derived(context, name, context.store.name_node)},
                           {kServiceType, "lineage"}});
}

Node* metadata(const Context& context, const Node* name, const Node* labels, const Node* annotations) {
  return context.tree.map({{"name", name},
                           {"namespace", context.store.name_space},
                           {"labels", labels},
                           {"annotations", non_empty(annotations)}});
}

Node* object(const Context& context, std::string_view api_version, std::string_view kind, const Node* metadata) {
  return context.tree.map({{"apiVersion", api_version}, {"kind", kind}, {"metadata", metadata}});
}

const Node* non_empty(const Node* node) {
  if (node == nullptr || node->is_null()) return nullptr;
  if (node->is_string() && node->text.empty()) return nullptr;
  if ((node->is_list() || node->is_map()) && node->size == 0) return nullptr;
  return node;
}

const Node* non_empty_at(const Node* map, std::string_view key) {
  return non_empty(lookup(map, {key}));
}

int target_port(const model::Server& server) {
  const auto& facts = model::facts(server.type);
  return server.tls ? facts.https_port : facts.http_port;
}

int rest_target_port(const model::Server& server) {
  return server.tls ? model::kRegistryRestHttpsPort : model::kRegistryRestHttpPort;
}

}  // namespace feastctl::build
