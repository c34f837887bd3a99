#include <fmt/format.h>

#include <initializer_list>
#include <string>

#include "catalog/codes.hpp"
#include "model/tls.hpp"
#include "resolve/resolve.hpp"

namespace feastctl::resolve {

namespace {

/// host:port of the registry server of a store in the input (docs/reference/defaults.md, hostnames).
std::string_view registry_host(const model::StoreDocument& target, const Node& server, const Context& context) {
  const Node* tls = lookup(&server, {"tls"});
  const bool secure = model::tls_on(tls) || (tls == nullptr && context.platform.openshift);
  const auto host = service_host(context.tree, target.name, target.name_space, "registry");
  return context.tree.arena().concat({host, secure ? ":443" : ":80"});
}

/// Adds a note at a place in another store, or at its nearest existing parent.
void note_at_target(Diagnostic& d, const model::StoreDocument& target, std::initializer_list<std::string_view> path,
                    std::string_view message) {
  const Node* at = target.root;
  Note note{.message = std::string(message), .where = at->span, .path = {}};
  for (const std::string_view key : path) {
    const Member* member = at->find_member(key);
    if (member == nullptr) break;
    note.where = member->key_span;
    note.path += (note.path.empty() ? "" : ".") + std::string(key);
    at = member->value;
  }
  d.notes.push_back(std::move(note));
}

std::string_view referenced_host(const Field& reference, const Context& context) {
  if (!reference.present()) return {};  // the rules have reported a registry with neither
  const auto name = reference.child("name").text();
  const auto name_space = reference.child("namespace").text(context.store.name_space);
  if (name == context.store.name && name_space == context.store.name_space) {
    context.out.add(catalog::kFeastRefToItself, reference, "a FeatureStore cannot use its own registry as a remote one")
        .with_hint("write registry: {local: {…}} to use the store's own registry");
    return {};
  }
  if (name.empty()) {
    context.out.add(catalog::kFeastRefMissing, reference.child("name"), "the name of the FeatureStore is empty");
    return {};
  }
  const model::StoreDocument* target = context.companions.store(name_space, name);
  if (target == nullptr) {
    Diagnostic& d = context.out.add(catalog::kFeastRefMissing, reference,
                                    fmt::format("FeatureStore {}/{} is not in the input", name_space, name));
    d.with_hint("add its file to the input, or write the address of the registry: remote: {hostname: host:port}");
    d.with_cause(context.companions.why_store_missing(name_space, name, reference.span()));
    if (const model::StoreDocument* other = context.companions.store_of_name(name)) {
      note_at_target(d, *other, {"metadata", "namespace"},
                     fmt::format("a FeatureStore with this name is in the namespace {}", other->name_space));
    }
    return {};
  }
  const std::string_view project = string_at(lookup(target->root, {"spec"}), "feastProject");
  const std::string_view own = string_at(lookup(context.store.root, {"spec"}), "feastProject");
  if (context.platform.has(feature::kSameProject) && project != own) {
    context.out
        .add(catalog::kFeastRefOtherProject, reference,
             fmt::format(
                 "FeatureStore {}/{} has a different feastProject than this store, which the operator of {} refuses",
                 name_space, name, words(context.platform.feast)))
        .with_found(std::string(project))
        .with_expected(std::string(own));
    return {};
  }
  const Node* server = lookup(target->root, {"spec", "services", "registry", "local", "server"});
  if (server == nullptr) {
    Diagnostic& d = context.out.add(catalog::kFeastRefWithoutServer, reference,
                                    fmt::format("FeatureStore {}/{} runs no registry server", name_space, name));
    d.with_hint("set services.registry.local.server: {} in that store");
    note_at_target(d, *target, {"spec", "services", "registry", "local"}, "the store is defined here");
    return {};
  }
  if (!bool_at(server, "grpc", true)) {
    Diagnostic& d =
        context.out.add(catalog::kFeastRefWithoutGrpc, reference,
                        fmt::format("the registry server of FeatureStore {}/{} has gRPC disabled", name_space, name));
    d.with_hint("remove grpc: false from that store");
    note_at_target(d, *target, {"spec", "services", "registry", "local", "server", "grpc"}, "disabled here");
    return {};
  }
  return registry_host(*target, *server, context);
}

}  // namespace

void resolve_registry(const Field& spec, const Context& context, model::FeatureStore& store) {
  const Field services = spec.child("services");
  const Field registry = services.child("registry");
  store.has_registry = registry.present();
  const Field remote = registry.child("remote");
  store.registry.remote = remote.present();
  if (remote.present()) {
    const Field reference = remote.child("feastRef");
    const Field host = remote.child("hostname");
    store.registry.remote_host = host.present() ? host.text() : referenced_host(reference, context);
    const Field tls = remote.child("tls");
    store.registry.remote_config_map = lookup(tls.node(), {"configMapRef"});
    store.registry.remote_certificate = tls.child("certName").text();
    return;
  }
  const Field local = registry.child("local");
  const Field server = local.child("server");
  store.registry.grpc = server.child("grpc").boolean();
  store.registry.rest = server.child("restAPI").boolean();
}

}  // namespace feastctl::resolve
