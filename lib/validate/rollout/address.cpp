#include "validate/rollout/address.hpp"

namespace feastctl::validate::rollout {

HostPort split_address(std::string_view address) {
  const auto colon = address.rfind(':');
  const auto bracket = address.rfind(']');
  if (colon == std::string_view::npos || (bracket != std::string_view::npos && colon < bracket)) return {address, {}};
  return {address.substr(0, colon), address.substr(colon + 1)};
}

RegistryService registry_service(std::string_view address) {
  constexpr std::string_view kBefore = "feast-", kAfter = "-registry", kRest = "-registry-rest";
  const std::string_view host = split_address(address).host;
  const auto dot = host.find('.');
  std::string_view service = host.substr(0, dot);
  const std::string_view domain = dot == std::string_view::npos ? std::string_view() : host.substr(dot + 1);
  const auto next = domain.find('.');
  // NS, or NS.svc and whatever the cluster's domain is.
  if (next != std::string_view::npos && !domain.substr(next + 1).starts_with("svc")) return {};
  const bool rest = service.ends_with(kRest);
  const std::string_view after = rest ? kRest : kAfter;
  if (!service.starts_with(kBefore) || !service.ends_with(after)) return {};
  if (service.size() <= kBefore.size() + after.size()) return {};
  service.remove_prefix(kBefore.size());
  service.remove_suffix(after.size());
  return {service, domain.substr(0, next), rest};
}

}  // namespace feastctl::validate::rollout
