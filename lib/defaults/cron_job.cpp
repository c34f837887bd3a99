#include "defaults/defaults.hpp"

namespace feastctl::defaults {

void default_cron_job(const Draft& spec, const Context& context) {
  const TreeBuilder& tree = context.tree;
  const Draft job = spec.child("cronJob", kOperator);
  if (!job.has("schedule")) {  // a job that never runs on its own, but can be started manually
    job.put("schedule", "@yearly", kOperator);
    job.fill("suspend", true, kOperator);
    job.fill("concurrencyPolicy", "Replace", kOperator);
    job.fill("startingDeadlineSeconds", 5, kOperator);
  }
  const Draft containers = job.child("containerConfigs", kOperator);
  containers.fill("image", context.platform.cron_job_image.c_str(), "cron job image");
  containers.fill("commands",
                  tree.list({"feast apply", "feast materialize-incremental $(date -u +'%Y-%m-%dT%H:%M:%S')"}),
                  kOperator);
}

}  // namespace feastctl::defaults
