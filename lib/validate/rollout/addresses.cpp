/// Addresses as their clients read them. A remote registry is a gRPC target: host:port, without a scheme.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "base/placeholder.hpp"
#include "catalog/codes.hpp"
#include "model/service_type.hpp"
#include "validate/places.hpp"
#include "validate/rollout/address.hpp"
#include "validate/rollout/rollout.hpp"

namespace feastctl::validate::rollout {

namespace {

/// Schemes that gRPC's name resolution knows.
bool has_resolver(std::string_view address) {
  static constexpr std::string_view kResolvers[] = {"dns:", "unix:", "unix-abstract:", "ipv4:", "ipv6:", "xds:"};
  return std::ranges::any_of(kResolvers, [&](std::string_view scheme) { return address.starts_with(scheme); });
}

/// The address of the gRPC Service beside a REST one: `host` with feast-X-registry instead of feast-X-registry-rest.
std::string beside_rest(std::string_view host, bool tls) {
  const auto dot = std::min(host.find('.'), host.size());
  const std::string_view service = host.substr(0, dot - std::string_view("-rest").size());
  return fmt::format("{}{}:{}", service, host.substr(dot), tls ? model::kServiceHttpsPort : model::kServiceHttpPort);
}

void warn_service(const Field& hostname, const HostPort& address, bool tls, Diagnostics& out) {
  const RegistryService service = registry_service(address.host);
  if (service.store.empty()) return;
  if (service.rest) {
    out.add(catalog::kRegistryAddress, hostname, "this Service speaks REST, and Feast speaks gRPC to a remote registry")
        .with_found(std::string(hostname.text()))
        .with_expected(beside_rest(address.host, tls));
    return;
  }
  if (address.port == (tls ? "443" : "80")) return;
  auto& d = out.add(catalog::kRegistryAddress, hostname,
                    fmt::format("the Service of a registry does not listen on port {}", address.port))
                .with_found(std::string(hostname.text()))
                .with_expected("port 80, or 443 if the registry has TLS");
  if (address.port != "80" && address.port != "443") {
    d.with_hint("6570 to 6573 are ports of the pod, and clients talk to the Service");
  } else if (tls) {
    d.message = "port 80 of a registry's Service has no TLS, and this client uses it";
    d.with_hint("write port 443, or remove registry.remote.tls");
  } else {
    d.message = "port 443 of a registry's Service has TLS, and this client uses none";
    d.with_hint("set registry.remote.tls, or write port 80 if the registry has no TLS");
  }
}

void warn_remote_registry(const Field& remote, Diagnostics& out) {
  const Field hostname = remote.child("hostname");
  const std::string_view text = hostname.text();
  if (text.empty() || !find_placeholder(text).empty() || has_resolver(text)) return;
  if (const auto scheme = text.find("://"); scheme != std::string_view::npos) {
    out.add(catalog::kRegistryScheme, hostname,
            "the address of a remote registry has no scheme: gRPC looks up all of it as a host")
        .with_found(std::string(text))
        .with_expected("host:port")
        .with_hint(fmt::format("remove {}", text.substr(0, scheme + 3)));
    return;
  }
  const Field tls = remote.child("tls");
  const HostPort address = split_address(text);
  if (!address.port.empty()) return warn_service(hostname, address, tls.present(), out);
  // gRPC's default is 443, which is right with TLS.
  if (tls.present()) return;
  out.add(catalog::kRegistryPort, hostname, "the address has no port, so gRPC uses 443")
      .with_found(std::string(text))
      .with_expected(!registry_service(text).store.empty() ? fmt::format("{}:80", text) : "host:port");
}

/// A web address without a scheme.
void warn_url(const Field& url, std::string_view consequence, Diagnostics& out) {
  const std::string_view text = url.text();
  const bool place = text.starts_with('/') || text.starts_with('.') || text.starts_with("file:");
  if (text.empty() || place || text.find("://") != std::string_view::npos || !find_placeholder(text).empty()) return;
  if (text.find_first_of(".:") == std::string_view::npos) return;
  out.add(catalog::kUrlWithoutScheme, url, fmt::format("the address has no scheme: {}", consequence))
      .with_found(std::string(text))
      .with_expected(fmt::format("http://{0}, or https://{0}", text));
}

}  // namespace

void warn_addresses(const Judged& judged, Diagnostics& out) {
  at_map(judged.spec, "services.registry.remote", [&](const Field& remote) { warn_remote_registry(remote, out); });
  at_map(judged.spec, "openlineage", [&](const Field& lineage) {
    const Field url = lineage.child("transportUrl");
    const Field type = lineage.child("transportType");
    // A lineage server of the store's own takes the transport's place.
    if (judged.store.open_lineage.lineage_server != nullptr || type.text("http") != "http") return;
    if (lineage.child("enabled").boolean()) warn_url(url, "Feast sends no lineage events", out);
  });
  at_map(judged.spec, "mlflow", [&](const Field& mlflow) {
    const Field uri = mlflow.child("trackingUri");
    if (mlflow.child("enabled").boolean()) warn_url(uri, "MLflow takes it for a path or refuses it", out);
  });
}

}  // namespace feastctl::validate::rollout
