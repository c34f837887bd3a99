#include "defaults/caveats.hpp"

#include <algorithm>

namespace feastctl::defaults {

namespace {

/// A place where defaulting may add `tls` (tls.cpp), and what an explicit `tls` disables there.
struct TlsPlace {
  std::string_view field;
  std::string_view reason;
};
constexpr std::string_view kServingCertificate = "OpenShift issues a certificate only for a server without tls";
constexpr TlsPlace kTlsPlaces[]{
    {"spec.services.offlineStore.server.tls", kServingCertificate},
    {"spec.services.onlineStore.server.tls", kServingCertificate},
    {"spec.services.registry.local.server.tls", kServingCertificate},
    {"spec.services.registry.remote.tls", "OpenShift injects its CA only for a remote registry without tls"},
    {"spec.services.ui.tls", kServingCertificate},
};
constexpr std::string_view kSpread = "spec.services.topologySpreadConstraints";

/// Whether there is a value (not null) at `path`, whose parts are joined by dots.
bool has(const Node& root, std::string_view path) {
  const Node* node = &root;
  while (node != nullptr && !path.empty()) {
    const std::size_t end = std::min(path.find('.'), path.size());
    node = lookup(node, {path.substr(0, end)});
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return node != nullptr;
}

}  // namespace

std::vector<Caveat> caveats(const Node& document, const Node& applied) {
  std::vector<Caveat> found;
  const auto lost = [&](std::string_view field) { return has(document, field) && !has(applied, field); };
  if (lost("spec.mlflow")) {
    found.push_back({Caveat::Change::kAdd, "spec.mlflow: {enabled: false}",
                     "a ready MLflow object enables it if the field is absent"});
  }
  for (const auto& [field, reason] : kTlsPlaces) {
    if (has(applied, field) && !has(document, field)) found.push_back({Caveat::Change::kRemove, field, reason});
  }
  if (lost(kSpread)) {
    found.push_back({Caveat::Change::kAdd, "spec.services.topologySpreadConstraints: []",
                     "replicas are spread over zones if the field is absent"});
  }
  return found;
}

}  // namespace feastctl::defaults
