/// @file
/// @brief Whether TLS is enabled (docs/reference/defaults.md).
#pragma once

#include "base/node.hpp"

namespace feastctl::model {

/// Whether a `tls` object enables TLS: present, not disabled, with a Secret.
inline bool tls_on(const Node* tls) {
  return lookup(tls, {"secretRef"}) != nullptr && !bool_at(tls, "disable");
}

/// Whether the store of this document runs a registry server whose certificate OpenShift issues: a server without
/// `tls`.
inline bool has_serving_registry(const Node& store_document) {
  const Node* server = lookup(&store_document, {"spec", "services", "registry", "local", "server"});
  return server != nullptr && lookup(server, {"tls"}) == nullptr;
}

}  // namespace feastctl::model
