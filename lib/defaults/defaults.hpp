/// @file
/// @brief From the spec to the applied spec: what the operator fills in before it acts (docs/reference/defaults.md).
///
/// The input is the spec after the schema's own defaults, as the operator's types represent it (normalise.hpp).
/// services.cpp fills in servers and stores, persistence.cpp the location of their data, and cron_job.cpp, tls.cpp and
/// mlflow.cpp the rest; defaults.cpp calls them in order.
#pragma once

#include <string_view>
#include <vector>

#include "base/node.hpp"
#include "defaults/draft.hpp"
#include "model/companions.hpp"
#include "model/platform.hpp"

namespace feastctl::defaults {

/// The origin of defaults that the operator fills in, as shown to users.
inline constexpr std::string_view kOperator = "operator";

/// What defaults depend on besides the spec.
struct Context {
  const TreeBuilder& tree;
  const model::Platform& platform;
  const model::Companions& companions;
  const model::StoreDocument& store;
  std::vector<Origin>* origins = nullptr;  ///< collects the origin of each default, if requested
};

/// The spec with every default of the operator; unchanged parts of the input are shared.
const Node* apply_operator_defaults(const Node& spec, const Context& context);

// The parts, each on `services` of the draft unless it says otherwise.

/// Authorization, project directory, servers, images (on the whole spec).
void default_services(const Draft& spec, const Context& context);
/// Paths, types and claims of the online store, offline store and local registry.
void default_persistence(const Draft& services, const Context& context);
/// The yearly, suspended job of a store without a schedule (on the whole spec).
void default_cron_job(const Draft& spec, const Context& context);
/// MLflow, based on a ready MLflow object (on the whole spec).
void default_mlflow(const Draft& spec, const Context& context);
/// Certificates that OpenShift issues, and the keys in TLS Secrets.
void default_tls(const Draft& services, const Context& context);

/// The Secret with a server's certificate on OpenShift: feast-X-<service>-tls.
std::string_view serving_certificate_secret(const TreeBuilder& tree, std::string_view store, std::string_view service);

}  // namespace feastctl::defaults
