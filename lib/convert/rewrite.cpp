#include "convert/rewrite.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "base/copy_on_write.hpp"
#include "base/field.hpp"
#include "model/earlier_replicas.hpp"

namespace feastctl::convert {

namespace {

/// Reports about conversion have no code: they describe a change, not an error.
constexpr Rule kChanged = codeless("converted", Severity::kNote);
constexpr Rule kLookHere = codeless("converted-in-part", Severity::kWarning);

constexpr std::string_view kToday = "feast.dev/v1";

/// The three services of the sketch, the store type for PostgreSQL, and the mount path of a claim.
struct Service {
  std::string_view key;
  std::string_view postgres;
  std::string_view mount_path;
};
constexpr Service kServices[] = {{"offlineStore", "postgres", "/data/offline"},
                                 {"onlineStore", "postgres", "/data/online"},
                                 {"registry", "sql", "/data/registry"}};

/// A map that is being changed: `was` until there is something to do.
class Change {
 public:
  Change(const Node& was, const TreeBuilder& tree) : now_(&was), was_(&was), tree_(tree) {}

  [[nodiscard]] const Node* result() const { return now_; }
  [[nodiscard]] const Node* find(std::string_view key) const { return now_->find(key); }

  void remove(std::string_view key) {
    copy([&](Node* to, const Member& m) {
      if (m.key != key) tree_.add(to, m.key, m.value, m.key_span);
    });
  }
  /// Replaces the entry at `key` with `value`, and renames it to `name`.
  void replace(std::string_view key, std::string_view name, const Node* value) {
    if (value == find(key) && name == key) return;
    copy([&](Node* to, const Member& m) {
      if (m.key == key) {
        tree_.add(to, name, value, m.key_span);
      } else {
        tree_.add(to, m.key, m.value, m.key_span);
      }
    });
  }
  /// Puts an entry before the one at `before`, or at the end.
  void insert(std::string_view before, std::string_view key, const Node* value) {
    Node* copied = copy([&](Node* to, const Member& m) {
      if (m.key == before) tree_.add(to, key, value);
      tree_.add(to, m.key, m.value, m.key_span);
    });
    if (copied->find_member(key) == nullptr) tree_.add(copied, key, value);
  }

 private:
  template <typename Take>
  Node* copy(const Take& take) {
    Node* to = tree_.map();
    to->origin = was_;
    for (const Member& m : now_->members()) take(to, m);
    now_ = to;
    return to;
  }

  const Node* now_;
  const Node* was_;
  TreeBuilder tree_;
};

/// Rewrites one FeatureStore.
class Rewriter {
 public:
  Rewriter(const TreeBuilder& tree, Diagnostics& out, std::vector<const Node*>& retired)
      : tree_(tree), out_(out), retired_(retired) {}

  const Node* store(const Node& document) {
    const Field root(&document);
    Change change(document, tree_);
    if (const Field version = root.child("apiVersion"); version.text() == "feast.dev/v1alpha1") {
      change.replace("apiVersion", "apiVersion", made(kToday, version.node()));
      note(version, fmt::format("apiVersion {} became {}", version.text(), kToday));
    }
    if (const Field at = root.child("spec"); at.is_map()) change.replace("spec", "spec", spec(at));
    return change.result();
  }

 private:
  /// The replicas in earlier spellings for parts of the store.
  struct Replicas {
    const Node* largest = nullptr;
    std::int64_t number = 0;
    bool of_a_service = false;
  };

  const Node* spec(const Field& at) {
    Change change(*at.node(), tree_);
    auth(at, change);
    Replicas replicas;
    const Field services_at = at.child("services");
    const Field replicas_at = at.child("replicas");
    if (services_at.is_map()) {
      change.replace("services", "services", services(services_at, at, replicas));
    }
    place_replicas(replicas_at, replicas, change);
    if (const Field job = at.child("feastApplyJob"); job.written()) {
      change.remove("feastApplyJob");
      retired_.push_back(job.parent()->node()->find("feastApplyJob"));
      warn(job, "feastApplyJob has no replacement: feature definitions cannot come from a ConfigMap")
          .with_hint(
              "put them into a Git repository or an image and set spec.feastProjectDir; feast apply then runs when a "
              "pod starts (services.runFeastApplyOnInit, enabled by default)");
    }
    return change.result();
  }

  void auth(const Field& at, Change& change) {
    const Field earlier = at.child("auth");
    if (!earlier.written()) return;
    const Field today = at.child("authz");
    if (today.written()) {
      warn(earlier, "auth is an earlier name of authz, and both are set")
          .with_hint("keep the intended settings in authz");
      return;
    }
    change.replace("auth", "authz", earlier.parent()->node()->find("auth"));
    note(earlier, "auth became authz");
  }

  const Node* services(const Field& at, const Field& spec, Replicas& replicas) {
    Change change(*at.node(), tree_);
    scaling(spec, replicas, change);
    for (const Service& service : kServices) {
      const Field child = at.child(service.key);
      if (child.is_map()) change.replace(service.key, service.key, this->service(child, service, replicas));
    }
    if (const Field ui = at.child("ui"); ui.is_map()) {
      Change changed(*ui.node(), tree_);
      take_replicas(ui, replicas, changed);
      change.replace("ui", "ui", changed.result());
    }
    return change.result();
  }

  /// services.scaling.replicas, of the first release.
  void scaling(const Field& spec, Replicas& replicas, Change& change) {
    const model::EarlierReplicas earlier(spec);
    if (earlier.number() == 0) return;
    if (earlier.contradicted()) {
      earlier.report_contradiction(kLookHere, out_);
      return;
    }
    if (const Node* rest = earlier.rest_of_scaling(tree_)) {
      change.replace("scaling", "scaling", rest);
    } else {
      change.remove("scaling");
    }
    replicas.largest = earlier.field().node();
    replicas.number = earlier.number();
    note(earlier.field(), "services.scaling.replicas became spec.replicas");
  }

  /// The sketch had replicas per service, but all services run in one Deployment.
  void take_replicas(const Field& at, Replicas& replicas, Change& change) {
    const Field own = at.child("replicas");
    const std::int64_t number = own.integer().value_or(0);
    if (number < 1) return;
    change.remove("replicas");
    replicas.of_a_service = true;
    if (number > replicas.number) {
      replicas.number = number;
      replicas.largest = own.node();
    }
    note(own, fmt::format("one Deployment runs the whole store; {} had {} of its own", at.key(),
                          number == 1 ? "1 replica" : fmt::format("{} replicas", number)));
  }

  void place_replicas(const Field& written, const Replicas& replicas, Change& change) {
    if (replicas.largest == nullptr) return;
    const std::int64_t already = written.integer().value_or(0);
    if (written.present() && (already >= replicas.number || !written.integer())) return;
    if (replicas.of_a_service) {
      note(Field(replicas.largest),
           fmt::format("spec.replicas is {}, the largest number that a service had", replicas.number));
    }
    if (written.written()) {
      change.replace("replicas", "replicas", replicas.largest);
    } else {
      change.insert("services", "replicas", replicas.largest);
    }
  }

  const Node* service(const Field& at, const Service& service, Replicas& replicas) {
    Change change(*at.node(), tree_);
    take_replicas(at, replicas, change);
    if (const Field p = at.child("persistence"); p.is_map()) {
      change.replace("persistence", "persistence", persistence(p, service));
    }
    if (service.key == "registry") return registry(at, change);
    return change.result();
  }

  /// Moves fields of registry itself to registry.local.
  const Node* registry(const Field& at, const Change& change) {
    const Node& now = *change.result();
    const auto ours = [](const Member& m) { return m.key == "local" || m.key == "remote"; };
    const auto members = now.members();
    const bool touched = &now != at.node();
    if (std::ranges::all_of(members, ours) && !(touched && now.size == 0)) return &now;
    if (now.find("remote") != nullptr || now.find("local") != nullptr) {
      warn(at, "registry has fields next to local or remote that now belong inside them")
          .with_hint("move them into registry.local, or remove them");
      return &now;
    }
    note(at, "the fields of services.registry moved to services.registry.local");
    return tree_.map({{"local", &now}});
  }

  const Node* persistence(const Field& at, const Service& service) {
    Change change(*at.node(), tree_);
    if (const Field postgres = at.child("postgresql"); postgres.is_map()) {
      if (at.child("store").written()) {
        warn(postgres, "postgresql is an earlier name of store, and both are set").with_hint("keep store");
      } else {
        change.replace("postgresql", "store", store_of(postgres, service));
      }
    }
    if (const Field file = at.child("file"); file.is_map()) {
      change.replace("file", "file", this->file(file, service));
    }
    return change.result();
  }

  const Node* store_of(const Field& at, const Service& service) {
    Change change(*at.node(), tree_);
    if (const Field reference = at.child("secretRef"); reference.is_string()) {
      change.replace("secretRef", "secretRef", tree_.map({{"name", reference.node()}}));
    }
    if (change.result()->find_member("type") == nullptr) {
      const std::string_view first = change.result()->size == 0 ? "" : change.result()->members()[0].key;
      change.insert(first, "type", tree_.string(service.postgres));
    }
    note(at, fmt::format("postgresql became a store of type {}", service.postgres))
        .with_hint(fmt::format("the Secret must contain the parameters as YAML in the key {}; set another one with "
                               "store.secretKeyName",
                               service.postgres));
    return change.result();
  }

  const Node* file(const Field& at, const Service& service) {
    const Field pvc = at.child("pvc");
    const Field capacity = pvc.child("capacity");
    if (!capacity.present() || capacity.is_map() || capacity.is_list()) return at.node();
    Change change(*at.node(), tree_);
    Change claim(*pvc.node(), tree_);
    if (pvc.child("ref").present() || pvc.child("create").present()) {
      warn(capacity, "capacity is an earlier field, and this claim is described by other fields")
          .with_hint("remove it, or set create.resources.requests.storage");
      return at.node();
    }
    const Node* requests = tree_.map({{"storage", capacity.node()}});
    claim.replace("capacity", "create", tree_.map({{"resources", tree_.map({{"requests", requests}})}}));
    note(capacity, "pvc.capacity became pvc.create.resources.requests.storage");
    if (!pvc.child("mountPath").written()) mount(at, capacity, service, change, claim);
    change.replace("pvc", "pvc", claim.result());
    return change.result();
  }

  /// A claim needs a mount path, and the file's path is below it: uses the directory of the path, if there was one.
  void mount(const Field& file, const Field& capacity, const Service& service, Change& change, Change& claim) {
    std::string_view where = service.mount_path;
    const Field path = file.child("path");
    const std::size_t slash = path.text().rfind('/');
    if (path.text().starts_with('/') && slash != 0 && slash + 1 < path.text().size()) {
      where = path.text().substr(0, slash);
      change.replace("path", "path", made(path.text().substr(slash + 1), path.node()));
    }
    claim.insert("", "mountPath", tree_.string(where));
    note(capacity, fmt::format("the claim is mounted at {}", where))
        .with_hint("any other directory that nothing else uses is fine as well");
  }

  const Node* made(std::string_view text, const Node* instead_of) {
    Node* node = tree_.string(text);
    node->origin = instead_of;
    return node;
  }

  Diagnostic& note(const Field& at, std::string text) { return out_.add_at_key(kChanged, at, std::move(text)); }
  Diagnostic& warn(const Field& at, std::string text) { return out_.add_at_key(kLookHere, at, std::move(text)); }

  TreeBuilder tree_;
  Diagnostics& out_;
  std::vector<const Node*>& retired_;
};

const Node* rewrite_list(const Node& document, const TreeBuilder& tree, Diagnostics& out,
                         std::vector<const Node*>& retired) {
  const Node* items = document.find("items");
  if (items == nullptr || !items->is_list()) return &document;
  CopyOnWrite stores(*items, tree);
  for (const Node* item : items->items()) {
    const bool store = string_at(item, "kind") == "FeatureStore";
    stores.keep(store ? Rewriter(tree, out, retired).store(*item) : item);
  }
  Change change(document, tree);
  if (string_at(&document, "kind") == "FeatureStoreList" &&
      string_at(&document, "apiVersion") == "feast.dev/v1alpha1") {
    Node* version = tree.string(kToday);
    version->origin = document.find("apiVersion");
    change.replace("apiVersion", "apiVersion", version);
  }
  change.replace("items", "items", stores.result());
  return change.result();
}

}  // namespace

Rewritten rewrite(const Node& document, const TreeBuilder& tree, Diagnostics& out) {
  Rewritten result;
  const std::string_view kind = string_at(&document, "kind");
  const std::string_view version = string_at(&document, "apiVersion");
  if (kind == "FeatureStore" && (version == kToday || version == "feast.dev/v1alpha1")) {
    result.root = Rewriter(tree, out, result.retired).store(document);
  } else if (kind == "List" || kind == "FeatureStoreList") {
    result.root = rewrite_list(document, tree, out, result.retired);
  } else {
    result.root = &document;
  }
  return result;
}

}  // namespace feastctl::convert
