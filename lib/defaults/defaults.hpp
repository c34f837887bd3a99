/// @file
/// @brief spec → applied: what the operator fills in before it does anything (docs/reference/defaults.md).
///
/// Input is the spec after the schema's own defaults and as the operator's types hold it (normalise.hpp).
/// services.cpp says which servers and stores there are, persistence.cpp where their data goes, cron_job.cpp, tls.cpp
/// and mlflow.cpp the rest; defaults.cpp is the order.
#pragma once

#include <string_view>
#include <vector>

#include "base/node.hpp"
#include "defaults/draft.hpp"
#include "model/companions.hpp"
#include "model/platform.hpp"

namespace feastctl::defaults {

/// What users are told of the origin of a default that the operator fills in.
inline constexpr std::string_view kOperator = "operator";

/// What defaults depend on beside the spec.
struct Context {
  const TreeBuilder& tree;
  const model::Platform& platform;
  const model::Companions& companions;
  const model::StoreDocument& store;
  std::vector<Origin>* origins = nullptr;  ///< collects where each default comes from, if somebody asks
};

/// The spec with every default of the operator; the input is shared where nothing changes.
const Node* apply_operator_defaults(const Node& spec, const Context& context);

// The parts, each on `services` of the draft unless it says otherwise.

/// Authorization, project directory, servers, images (on the whole spec).
void default_services(const Draft& spec, const Context& context);
/// Paths, types and claims of the online store, offline store and local registry.
void default_persistence(const Draft& services, const Context& context);
/// The yearly, suspended job of a store without a schedule (on the whole spec).
void default_cron_job(const Draft& spec, const Context& context);
/// MLflow as a ready MLflow object says (on the whole spec).
void default_mlflow(const Draft& spec, const Context& context);
/// Certificates that OpenShift makes, and the keys within TLS Secrets.
void default_tls(const Draft& services, const Context& context);

/// The Secret of a server's certificate on OpenShift: feast-X-<service>-tls.
std::string_view serving_certificate_secret(const TreeBuilder& tree, std::string_view store, std::string_view service);

}  // namespace feastctl::defaults
