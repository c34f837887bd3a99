/// Addresses as their clients read them. A remote registry is a gRPC target: host:port, without a scheme.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

#include "base/placeholder.hpp"
#include "base/wording.hpp"
#include "catalog/codes.hpp"
#include "model/service_type.hpp"
#include "validate/places.hpp"
#include "validate/rollout/rollout.hpp"

namespace feastctl::validate::rollout {

namespace {

/// Schemes that gRPC's name resolution knows.
bool has_resolver(std::string_view address) {
  static constexpr std::string_view kResolvers[] = {"dns:", "unix:", "unix-abstract:", "ipv4:", "ipv6:", "xds:"};
  return std::ranges::any_of(kResolvers, [&](std::string_view scheme) { return address.starts_with(scheme); });
}

struct HostPort {
  std::string_view host;
  std::string_view port;  ///< empty without one
};

HostPort split(std::string_view address) {
  const auto colon = address.rfind(':');
  const auto bracket = address.rfind(']');
  if (colon == std::string_view::npos || (bracket != std::string_view::npos && colon < bracket)) return {address, {}};
  return {address.substr(0, colon), address.substr(colon + 1)};
}

/// The first word of a Service's name in the cluster (feast-X-registry.NS.svc…), or empty for another host.
std::string_view service_of(std::string_view host) {
  const auto dot = host.find('.');
  const std::string_view name = host.substr(0, dot);
  if (!name.starts_with("feast-")) return {};
  if (dot == std::string_view::npos) return name;
  const std::string_view rest = host.substr(dot + 1);
  const auto next = rest.find('.');
  const bool in_cluster = next == std::string_view::npos || rest.substr(next + 1).starts_with("svc");
  return in_cluster ? name : std::string_view();
}

constexpr std::string_view kServicePorts = "port 80, or 443 if the registry has TLS";

void warn_service(const Field& hostname, const HostPort& address, bool tls, Diagnostics& out) {
  const std::string_view service = service_of(address.host);
  if (service.ends_with("-registry-rest")) {
    const std::string_view grpc = address.host.substr(0, service.size() - std::string_view("-rest").size());
    out.add(catalog::kRegistryAddress, hostname, "this Service speaks REST, and Feast speaks gRPC to a remote registry")
        .with_found(std::string(hostname.text()))
        .with_expected(fmt::format("{}{}:{}", grpc, address.host.substr(service.size()), tls ? "443" : "80"));
    return;
  }
  if (!service.ends_with("-registry") || address.port == (tls ? "443" : "80")) return;
  const bool service_port = address.port == "80" || address.port == "443";
  auto& d = out.add(catalog::kRegistryAddress, hostname,
                    service_port ? fmt::format("port {} of a registry's Service is {} TLS, and this client is {} it",
                                               address.port, tls ? "without" : "for", tls ? "for" : "without")
                                 : fmt::format("the Service of a registry does not listen on port {}", address.port))
                .with_found(std::string(hostname.text()))
                .with_expected(std::string(kServicePorts));
  if (service_port && !tls) d.with_hint("set registry.remote.tls, or write port 80 if the registry has no TLS");
  if (service_port && tls) d.with_hint("write port 443, or remove registry.remote.tls");
  if (!service_port) d.with_hint("6570 to 6573 are ports of the pod, and clients talk to the Service");
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
  const HostPort address = split(text);
  if (!address.port.empty()) return warn_service(hostname, address, tls.present(), out);
  // gRPC's default is 443, which is right with TLS.
  if (tls.present()) return;
  out.add(catalog::kRegistryPort, hostname, "the address has no port, so gRPC uses 443")
      .with_found(std::string(text))
      .with_expected(service_of(address.host).ends_with("-registry") ? fmt::format("{}:80", text) : "host:port");
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
