/// What is added to the pods: the security contexts of Pod Security's level restricted, a read-only root, resources,
/// credentials for the registry of images.
///
/// The security contexts are the smallest set that the level admits, and fsGroup for claims, without which the image's
/// user could not write to them.
#include <algorithm>

#include "additions/image_lock.hpp"
#include "additions/parts.hpp"

namespace feastctl::additions {

namespace {

/// The user of the feature server's image, and the group that owns claims. The operator's CronJob has it, too.
constexpr int kImageUser = 1001;
constexpr std::string_view kTemporary = "feastctl-tmp";
constexpr std::string_view kTemporaryPath = "/tmp";  // where Feast and its libraries put temporary files

bool has_claim(const Node* spec) {
  const Node* volumes = lookup(spec, {"volumes"});
  return volumes != nullptr && std::ranges::any_of(volumes->items(), [](const Node* volume) {
           return lookup(volume, {"persistentVolumeClaim"}) != nullptr;
         });
}

/// A list that may be absent, to be added to.
Node* grown(const Node* list, const TreeBuilder& tree) {
  Node* copy = tree.list();
  if (list == nullptr) return copy;
  copy->origin = list;
  for (const Node* item : list->items()) tree.push(copy, item);
  return copy;
}

/// The amounts that the settings call requests.… and limits.…, as a container's resources; nullptr if there are none.
const Node* resources_of(const std::vector<model::Setting>& settings, const TreeBuilder& tree) {
  Node* resources = tree.map();
  for (const std::string_view side : {"requests", "limits"}) {
    Node* amounts = tree.map();
    for (const model::Setting& setting : settings) {
      const std::string_view name = setting.key;
      if (!name.starts_with(side) || name.size() <= side.size() || name[side.size()] != '.') continue;
      tree.set(amounts, name.substr(side.size() + 1), std::string_view(setting.value));
    }
    if (amounts->size != 0) tree.add(resources, side, amounts);
  }
  return resources->size == 0 ? nullptr : resources;
}

/// Changes one pod spec, a copy of the bundle's own.
class PodSpec {
 public:
  PodSpec(Node& spec, bool of_cron_job, const model::Platform& platform, const TreeBuilder& tree)
      : spec_(&spec), of_cron_job_(of_cron_job), platform_(&platform), with_(&platform.additions), tree_(&tree) {}

  void change() {
    if (with_->hardened) harden();
    if (with_->read_only_root) add_temporary_volume();
    for (const std::string_view list : {"initContainers", "containers"}) {
      const Node* containers = lookup(spec_, {list});
      if (containers == nullptr) continue;
      Node* changed = tree_->list();
      changed->origin = containers;
      for (const Node* container : containers->items()) tree_->push(changed, changed_container(*container, list));
      tree_->set(spec_, list, changed);
    }
    if (with_->image_pull_secrets.empty()) return;
    Node* secrets = tree_->list();
    for (const std::string& name : with_->image_pull_secrets) {
      tree_->push(secrets, tree_->map({{"name", std::string_view(name)}}));
    }
    add_missing(spec_, "imagePullSecrets", secrets, *tree_);
  }

 private:
  void harden() {
    Node* security = copy_of(lookup(spec_, {"securityContext"}), *tree_);
    add_missing(security, "runAsNonRoot", true, *tree_);
    add_missing(security, "seccompProfile", tree_->map({{"type", "RuntimeDefault"}}), *tree_);
    // On OpenShift, the constraint of the namespace chooses users and groups.
    if (!platform_->openshift) {
      // The image of the servers has a user; that of older CronJobs has root, whom runAsNonRoot would keep from
      // starting.
      if (of_cron_job_) add_missing(security, "runAsUser", kImageUser, *tree_);
      if (has_claim(spec_)) add_missing(security, "fsGroup", kImageUser, *tree_);
    }
    tree_->set(spec_, "securityContext", security);
  }

  /// A place for temporary files where nothing else is writable: without one, Python takes the repository's folder.
  void add_temporary_volume() {
    Node* volumes = grown(lookup(spec_, {"volumes"}), *tree_);
    tree_->push(volumes, tree_->map({{"name", kTemporary}, {"emptyDir", tree_->map()}}));
    tree_->set(spec_, "volumes", volumes);
  }

  const Node* changed_container(const Node& container, std::string_view list) {
    Node* changed = tree_->shallow_copy(container);
    const bool init = list == "initContainers";
    if (of_cron_job_ || init) {
      const auto& settings = of_cron_job_ ? with_->cron_job_resources : with_->init_resources;
      if (const Node* resources = resources_of(settings, *tree_)) add_missing(changed, "resources", resources, *tree_);
    }
    if (with_->images) lock_image(changed);
    if (!with_->hardened && !with_->read_only_root) return changed;
    Node* security = copy_of(lookup(&container, {"securityContext"}), *tree_);
    if (with_->hardened) {
      add_missing(security, "allowPrivilegeEscalation", false, *tree_);
      add_missing(security, "capabilities", tree_->map({{"drop", tree_->list({"ALL"})}}), *tree_);
    }
    if (with_->read_only_root) {
      add_missing(security, "readOnlyRootFilesystem", true, *tree_);
      mount_temporary(changed);
    }
    tree_->set(changed, "securityContext", security);
    return changed;
  }

  /// What has no digest is reported by check_images.
  void lock_image(Node* container) const {
    const Node* image = lookup(container, {"image"});
    if (image == nullptr || !image->is_string()) return;
    const std::string by_digest = locked(image->text, *with_->images);
    if (by_digest.empty() || by_digest == image->text) return;
    Node* node = tree_->string(tree_->arena().copy(by_digest));
    node->origin = image;
    tree_->set(container, "image", node);
  }

  /// Unless the user has mounted something there.
  void mount_temporary(Node* container) const {
    Node* mounts = grown(lookup(container, {"volumeMounts"}), *tree_);
    for (const Node* mount : mounts->items()) {
      if (string_at(mount, "mountPath") == kTemporaryPath) return;
    }
    tree_->push(mounts, tree_->map({{"name", kTemporary}, {"mountPath", kTemporaryPath}}));
    tree_->set(container, "volumeMounts", mounts);
  }

  Node* spec_;
  bool of_cron_job_;
  const model::Platform* platform_;
  const model::Additions* with_;
  const TreeBuilder* tree_;
};

bool changes_pods(const model::Additions& additions) {
  return additions.hardened || additions.read_only_root || !additions.image_pull_secrets.empty() ||
         !additions.init_resources.empty() || !additions.cron_job_resources.empty() || additions.images.has_value();
}

}  // namespace

const Node* with_pod_additions(const Node& object, const model::Platform& platform, const TreeBuilder& tree) {
  if (!changes_pods(platform.additions)) return &object;
  const bool of_cron_job = string_at(&object, "kind") == "CronJob";
  return with_pod_template(
      object,
      [&](Node& pod_template) {
        const Node* spec = lookup(&pod_template, {"spec"});
        if (spec == nullptr) return;
        Node* changed = tree.shallow_copy(*spec);
        PodSpec(*changed, of_cron_job, platform, tree).change();
        tree.set(&pod_template, "spec", changed);
      },
      tree);
}

}  // namespace feastctl::additions
