#include "needs.hpp"

#include <string>

#include "capacity/store_needs.hpp"
#include "resolve/resolve.hpp"

namespace feastctl {

capacity::Needs needs_of(const model::FeatureStore& model, const build::Objects& objects, const StageInputs& inputs) {
  Diagnostics said;  // everything has been said by the stages
  const resolve::Context context{inputs.tree, inputs.platform, inputs.companions, inputs.store, said};
  const Field spec(model.applied, "spec");
  const Field services = spec.child("services");
  const auto parameters_of = [&](const Field& of, resolve::ParametersOf what) -> const Node* {
    const Field persistence = of.child("persistence");
    const Field database = persistence.child("store");
    return database.present() ? resolve::store_parameters(database, what, context).values : nullptr;
  };
  const Field online = services.child("onlineStore");
  const Field registry = services.child("registry");
  const Field local = registry.child("local");
  Diagnostics of_store;
  of_store.set_store(inputs.store.index, std::string(model.name_space), std::string(model.name));
  return capacity::needs_of({.model = &model,
                             .objects = objects,
                             .online = parameters_of(online, resolve::ParametersOf::kOnlineStore),
                             .registry = parameters_of(local, resolve::ParametersOf::kRegistry)},
                            inputs.rules, inputs.platform.kubernetes, inputs.tree, of_store);
}

}  // namespace feastctl
