/// ServiceAccounts: the store's and the cron job's always, the Spark driver's with a spark_application batch engine.
#include "build/build.hpp"

namespace feastctl::build {

const Node* service_account(const Context& context, const Node* name, Node* labels) {
  return object(context, "v1", "ServiceAccount", metadata(context, name, labels));
}

}  // namespace feastctl::build
