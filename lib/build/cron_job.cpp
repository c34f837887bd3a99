/// CronJob: always; without a schedule, it is suspended and can be started manually.
#include <fmt/format.h>

#include "build/build.hpp"
#include "build/pod/pod.hpp"

namespace feastctl::build {

namespace {

const Node* container_security(const TreeBuilder& tree) {
  return tree.map({{"allowPrivilegeEscalation", false}, {"capabilities", tree.map({{"drop", tree.list({"ALL"})}})}});
}

const Node* pod_security(const Context& context) {
  const TreeBuilder& tree = context.tree;
  const Node* user = context.store.platform->openshift ? nullptr : tree.integer(1001);
  return tree.map(
      {{"runAsNonRoot", true}, {"runAsUser", user}, {"seccompProfile", tree.map({{"type", "RuntimeDefault"}})}});
}

/// The container that runs one command within the store's own pod.
const Node* command_container(const Context& context, const Node* configs, std::size_t index, const Node* command) {
  const TreeBuilder& tree = context.tree;
  Arena& arena = tree.arena();
  const Node* argv = tree.list(
      {"kubectl", "exec", arena.concat({"deploy/feast-", context.store.name}), "-i", "--", "bash", "-c", command});
  Node* container = tree.map({{"name", arena.copy(fmt::format("feast-{}", index))}, {"command", argv}});
  container->origin = configs;
  pod::add_container_configs(context, container, configs, tree.list());
  if (context.has(feature::kCronJobAccount)) tree.add(container, "securityContext", container_security(tree));
  return container;
}

const Node* pod_spec(const Context& context, const Node* configs) {
  const TreeBuilder& tree = context.tree;
  Node* containers = tree.list();
  Node* init_containers = tree.list();
  const Node* commands = lookup(configs, {"commands"});
  const std::size_t count = commands == nullptr ? 0 : commands->size;
  for (std::size_t i = 0; i < count; ++i) {
    tree.push(i + 1 < count ? init_containers : containers,
              command_container(context, configs, i, commands->items()[i]));
  }
  const bool own_account = context.has(feature::kCronJobAccount);
  return tree.map({{"restartPolicy", "Never"},
                   {"serviceAccountName", own_account ? typed_name(context, "cronjob") : feast_name(context)},
                   {"securityContext", own_account ? pod_security(context) : nullptr},
                   {"initContainers", non_empty(init_containers)},
                   {"containers", containers}});
}

const Node* job_spec(const Context& context, const Node* job) {
  const TreeBuilder& tree = context.tree;
  const Node* written = lookup(job, {"jobSpec"});
  const Node* annotations = non_empty_at(written, "podTemplateAnnotations");
  const Node* meta = annotations == nullptr ? nullptr : tree.map({{"annotations", annotations}});
  Node* spec = tree.map();
  spec->origin = written;
  for (const std::string_view key :
       {"parallelism", "completions", "completionMode", "activeDeadlineSeconds", "backoffLimit", "backoffLimitPerIndex",
        "maxFailedIndexes", "podFailurePolicy", "podReplacementPolicy", "suspend", "ttlSecondsAfterFinished"}) {
    tree.add(spec, key, lookup(written, {key}));
  }
  tree.add(spec, "template",
           tree.map({{"metadata", meta}, {"spec", pod_spec(context, lookup(job, {"containerConfigs"}))}}));
  return spec;
}

}  // namespace

const Node* cron_job(const Context& context) {
  const TreeBuilder& tree = context.tree;
  const Node* job = lookup(context.store.applied, {"cronJob"});
  Node* made =
      object(context, "batch/v1", "CronJob",
             metadata(context, feast_name(context), typed_labels(context, "cronjob"), lookup(job, {"annotations"})));
  Node* spec = tree.map();
  spec->origin = job;
  for (const std::string_view key : {"schedule", "timeZone", "suspend", "concurrencyPolicy", "startingDeadlineSeconds",
                                     "successfulJobsHistoryLimit", "failedJobsHistoryLimit"}) {
    tree.add(spec, key, lookup(job, {key}));
  }
  tree.add(spec, "jobTemplate", tree.map({{"spec", job_spec(context, job)}}));
  tree.add(made, "spec", spec);
  return made;
}

}  // namespace feastctl::build
