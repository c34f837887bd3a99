/// @file
/// @brief What happens in the cluster once an accepted store is applied (FS82x, FS83x): features that an example
/// project deletes, images without a driver, commands that do not run, claims that nobody may write to.
///
/// Nothing refuses these stores, neither the API server nor the operator nor Feast's configuration, so all of it is
/// warnings. To add one: a page in docs/codes/, and a function in the file of its subject, called by rollout.cpp.
/// Sources: Feast's own code and image (its facts are beside the tables here), the operator's objects.
#pragma once

#include <span>

#include "base/diagnostic.hpp"
#include "model/companions.hpp"
#include "model/feature_store.hpp"

namespace feastctl::validate::rollout {

/// A store with everything that the warnings look at; `spec` is the applied one.
struct Judged {
  const model::FeatureStore& store;
  const Field& spec;
  std::span<const Node* const> objects;
  const model::Companions& companions;
};

/// All of the below for one store.
void warn(const model::FeatureStore& store, std::span<const Node* const> objects, const model::Companions& companions,
          Diagnostics& out);

/// The repository that `feast init` makes, and what `feast apply` does with it.
void warn_project(const Judged& judged, Diagnostics& out);

/// Drivers that Feast's own image lacks, and init containers with another image than the servers.
void warn_images(const Judged& judged, Diagnostics& out);

/// Commands, image and environment of the cron job.
void warn_cron_job(const Judged& judged, Diagnostics& out);

/// What lies on a volume claim, and who may write to it.
void warn_claims(const Judged& judged, Diagnostics& out);

/// Addresses of registries and other servers.
void warn_addresses(const Judged& judged, Diagnostics& out);

}  // namespace feastctl::validate::rollout
