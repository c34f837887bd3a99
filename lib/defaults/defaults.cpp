#include "defaults/defaults.hpp"

namespace feastctl::defaults {

const Node* apply_operator_defaults(const Node& spec, const Context& context) {
  const Draft draft(context.tree, context.tree.shallow_copy(spec), context.origins);
  default_services(draft, context);
  const Draft services = draft.child("services", "operator");
  default_persistence(services, context);
  default_cron_job(draft, context);
  default_mlflow(draft, context);
  default_tls(services, context);
  return draft.node();
}

}  // namespace feastctl::defaults
