#include <string>

#include "build/runtime/runtime.hpp"

namespace feastctl::build::runtime {

namespace {

constexpr std::string_view kConfigVolume = "feastctl-config";
constexpr std::string_view kRunVolume = "feastctl-run";
constexpr std::string_view kRunSize = "8Mi";  ///< a Secret has at most 1 MiB, and a file refers to few
constexpr int kReadByAll = 0444;              ///< the pod runs as neither owner; only feast-init mounts it
constexpr int kReadByGroup = 0440;

Node* mount(const Context& context, std::string_view volume, std::string_view path) {
  return context.tree.map({{"name", volume}, {"mountPath", path}, {"readOnly", true}});
}

/// The keys as files with the same names. Optional, so that the init container can report a missing key or Secret in
/// its own message.
void add_items(const Context& context, Node* source, const SecretFiles& secret) {
  if (secret.whole) return;
  Node* items = context.tree.list();
  for (const auto key : secret.keys) context.tree.push(items, context.tree.map({{"key", key}, {"path", key}}));
  context.tree.add(source, "items", items);
  context.tree.add(source, "optional", true);
}

void add_secret(const Context& context, const SecretFiles& secret, int number, Node* volumes, Node* init_mounts) {
  const TreeBuilder& tree = context.tree;
  const bool group = integer_at(lookup(context.store.services, {"securityContext"}), "fsGroup").has_value();
  const auto name = tree.arena().copy("feastctl-secret-" + std::to_string(number));
  Node* source = tree.map({{"secretName", secret.name}});
  add_items(context, source, secret);
  tree.add(source, "defaultMode", group ? kReadByGroup : kReadByAll);
  Node* volume = tree.map({{"name", name}, {"secret", source}});
  volume->origin = secret.reference;
  tree.push(volumes, volume);
  tree.push(init_mounts, mount(context, name, tree.arena().concat({kSecretsFolder, "/", secret.name})));
}

}  // namespace

const Node* run_mount(const Context& context, bool read_only) {
  const TreeBuilder& tree = context.tree;
  return tree.map({{"name", kRunVolume},
                   {"mountPath", kRunFolder},
                   {"readOnly", read_only ? Value(true) : Value(static_cast<const Node*>(nullptr))}});
}

void add_volumes(const Context& context, const Consumer& consumer, Node* volumes, Node* init_mounts) {
  const TreeBuilder& tree = context.tree;
  tree.push(volumes,
            tree.map({{"name", kConfigVolume}, {"configMap", tree.map({{"name", typed_name(context, "config")}})}}));
  tree.push(init_mounts, mount(context, kConfigVolume, kConfigFolder));
  if (consumer.plan.empty()) return;
  int number = 0;
  for (const SecretFiles& secret : consumer.secrets) add_secret(context, secret, ++number, volumes, init_mounts);
  tree.push(volumes,
            tree.map({{"name", kRunVolume}, {"emptyDir", tree.map({{"medium", "Memory"}, {"sizeLimit", kRunSize}})}}));
  tree.push(init_mounts, run_mount(context, false));
}

}  // namespace feastctl::build::runtime
