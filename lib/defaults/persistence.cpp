#include "defaults/defaults.hpp"

namespace feastctl::defaults {

namespace {

/// The default path of a file: in the emptyDir, or relative to the claim's mount path.
struct DefaultPath {
  std::string_view ephemeral;
  std::string_view in_claim;
};

/// `written` is the claim as the user wrote it: an explicit empty list of access modes is kept, and the API server
/// refuses it.
void default_claim(const Draft& file, std::string_view size, const Node* written) {
  if (lookup(file.node(), {"pvc", "create"}) == nullptr) return;
  const Draft create = file.child("pvc", kOperator).child("create", kOperator);
  create.child("resources", kOperator).child("requests", kOperator).fill("storage", size, kOperator);
  if (lookup(written, {"create", "accessModes"}) == nullptr) {
    create.fill("accessModes", create.tree().list({"ReadWriteOnce"}), kOperator);
  }
}

/// The `file` of a store without a database, created if absent.
Draft file_of(const Draft& store) {
  return store.child("persistence", kOperator).child("file", kOperator);
}

bool has_database(const Draft& store) {
  return lookup(store.node(), {"persistence", "store"}) != nullptr;
}

void default_path(const Draft& file, const DefaultPath& path) {
  file.fill("path", file.has("pvc") ? path.in_claim : path.ephemeral, kOperator);
}

const Node* written_claim(const Context& context, std::initializer_list<std::string_view> store) {
  const Node* services = lookup(context.store.root, {"spec", "services"});
  return lookup(lookup(services, store), {"persistence", "file", "pvc"});
}

}  // namespace

void default_persistence(const Draft& services, const Context& context) {
  if (services.has("registry")) {
    const Draft registry = services.child("registry", kOperator);
    if (!registry.has("remote")) {
      const Draft local = registry.child("local", kOperator);
      if (!has_database(local)) {
        const Draft file = file_of(local);
        default_path(file, {"/feast-data/registry.db", "registry.db"});
        default_claim(file, "5Gi", written_claim(context, {"registry", "local"}));
      }
    }
  }
  if (services.has("offlineStore")) {
    const Draft offline = services.child("offlineStore", kOperator);
    if (!has_database(offline)) {
      const Draft file = file_of(offline);
      file.fill("type", "dask", kOperator);
      default_claim(file, "20Gi", written_claim(context, {"offlineStore"}));
    }
  }
  const Draft online = services.child("onlineStore", kOperator);
  if (!online.flag("disabled") && !has_database(online)) {
    const Draft file = file_of(online);
    default_path(file, {"/feast-data/online_store.db", "online_store.db"});
    default_claim(file, "5Gi", written_claim(context, {"onlineStore"}));
  }
}

}  // namespace feastctl::defaults
