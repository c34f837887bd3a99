#include <algorithm>
#include <string>

#include "build/runtime/runtime.hpp"
#include "emit/json.hpp"
#include "model/secret_parts.hpp"

namespace feastctl::build::runtime {

namespace {

using model::SecretPart;
using model::SecretTarget;

/// The section of feature_store.yaml for the parameters of a database.
std::string_view section_of(SecretTarget target) {
  switch (target) {
    case SecretTarget::kOfflineStore: return "offline_store";
    case SecretTarget::kOnlineStore: return "online_store";
    default: return "registry";
  }
}

const Node* store_type(const Context& context, SecretTarget target) {
  switch (target) {
    case SecretTarget::kOfflineStore: return context.store.offline.store_type;
    case SecretTarget::kOnlineStore: return context.store.online.store_type;
    default: return context.store.registry.persistence.store_type;
  }
}

std::string_view file_of(const Context& context, std::string_view secret, std::string_view key) {
  return context.tree.arena().concat({"../secrets/", secret, "/", key});
}

Node* store_entry(const Context& context, const SecretPart& part) {
  const TreeBuilder& tree = context.tree;
  const bool free_mcp = part.target == SecretTarget::kRegistry && !context.has(feature::kRegistryMcp);
  return tree.map({{"how", "store"},
                   {"into", section_of(part.target)},
                   {"type", store_type(context, part.target)},
                   {"secret", part.use->name},
                   {"key", part.use->key},
                   {"file", file_of(context, part.use->name, part.use->key)},
                   {"free", free_mcp ? tree.list({"mcp"}) : nullptr}});
}

Node* oidc_entry(const Context& context, const SecretPart& part) {
  const TreeBuilder& tree = context.tree;
  const auto [name, key] = std::pair(part.use->name, part.use->key);
  Node* entry = tree.map({{"how", "oidc"}, {"secret", name}});
  if (key.empty()) {
    tree.add(entry, "folder", tree.arena().concat({"../secrets/", name}));
  } else {
    tree.add(entry, "key", key);
    tree.add(entry, "file", file_of(context, name, key));
  }
  tree.add(entry, "discovery", string_at(context.store.oidc.config, "issuerUrl").empty());
  if (!context.has(feature::kOidcClaims)) {
    Node* properties = tree.list();
    for (const auto property : model::oidc_properties(*context.store.platform)) tree.push(properties, property);
    tree.add(entry, "properties", properties);
  }
  if (context.has(feature::kOidcSecretWhole)) tree.add(entry, "whole", true);
  return entry;
}

struct StringPlace {
  std::string_view into, key;
};

StringPlace string_place(SecretTarget target) {
  switch (target) {
    case SecretTarget::kConnectionString: return {"openlineage.consumer.connection_string", "connection_string"};
    case SecretTarget::kConsumerApiKey: return {"openlineage.consumer.api_key", "api_key"};
    default: return {"openlineage.api_key", "api_key"};
  }
}

Node* string_entry(const Context& context, const SecretPart& part) {
  const auto [into, key] = string_place(part.target);
  return context.tree.map({{"how", "string"},
                           {"into", into},
                           {"secret", part.use->name},
                           {"key", key},
                           {"file", file_of(context, part.use->name, key)}});
}

Node* entry_of(const Context& context, const SecretPart& part) {
  switch (part.target) {
    case SecretTarget::kOfflineStore:
    case SecretTarget::kOnlineStore:
    case SecretTarget::kRegistry: return store_entry(context, part);
    case SecretTarget::kAuth: return oidc_entry(context, part);
    default: return string_entry(context, part);
  }
}

/// Records that an entry of the plan reads a Secret, each Secret and key once.
void add_files(std::vector<SecretFiles>& secrets, const SecretPart& part, const Node& entry) {
  auto it = std::ranges::find(secrets, part.use->name, &SecretFiles::name);
  if (it == secrets.end()) {
    it = secrets.insert(it, SecretFiles{.name = part.use->name, .reference = part.use->reference});
  }
  const auto key = string_at(&entry, "key");
  it->whole = it->whole || key.empty();
  if (!key.empty() && std::ranges::find(it->keys, key) == it->keys.end()) it->keys.push_back(key);
}

/// Who may read the merged file: its owner, if all containers run as the same user; otherwise the pod's group, or else
/// every process in these containers, because nobody else can access the volume.
std::string_view file_mode(const Context& context) {
  const auto& store = context.store;
  const Node* security = lookup(store.services, {"securityContext"});
  if (store.platform->openshift || integer_at(security, "runAsUser")) return "0600";
  const bool same_image = std::ranges::all_of(store.servers, [&](const auto& server) {
    return !server || string_at(server->config, "image") == store.init_image;
  });
  if (same_image) return "0600";
  return integer_at(security, "fsGroup") ? "0640" : "0644";
}

void write_plan(const Context& context, std::string_view mode, const std::vector<SecretPart>& parts,
                Consumer& consumer) {
  const TreeBuilder& tree = context.tree;
  Node* entries = tree.list();
  for (const SecretPart& part : parts) {
    const Node* entry = entry_of(context, part);
    tree.push(entries, entry);
    add_files(consumer.secrets, part, *entry);
  }
  const Node* plan = tree.map(
      {{"base", consumer.text_key}, {"output", "../run/feature_store.yaml"}, {"mode", mode}, {"merge", entries}});
  std::string text;
  emit::write_json_indented(*plan, text);
  consumer.plan = tree.arena().concat({text, "\n"});
}

}  // namespace

void plan_server(const Context& context, Consumer& consumer) {
  const auto parts = model::server_secret_parts(context.store);
  if (!parts.empty()) write_plan(context, file_mode(context), parts, consumer);
}

void plan_lineage(const Context& context, Consumer& consumer) {
  write_plan(context, "0600", model::lineage_secret_parts(context.store), consumer);
}

}  // namespace feastctl::build::runtime
