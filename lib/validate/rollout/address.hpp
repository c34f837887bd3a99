/// @file
/// @brief Addresses of Services that the operator creates for registries.
#pragma once

#include <string_view>

namespace feastctl::validate::rollout {

/// An address in its parts.
struct HostPort {
  std::string_view host;
  std::string_view port;  ///< empty without one
};

/// The parts of `host:port`; an IPv6 host is in brackets.
HostPort split_address(std::string_view address);

/// The store whose registry a host within the cluster is.
struct RegistryService {
  std::string_view store;       ///< X of feast-X-registry; empty for another host
  std::string_view name_space;  ///< empty where the host names none: that of whoever asks
  bool rest = false;            ///< feast-X-registry-rest
};

/// What `host` or `host:port` says of a registry's Service: feast-X-registry.NS.svc…, or a shorter form of that.
RegistryService registry_service(std::string_view address);

}  // namespace feastctl::validate::rollout
