/// Protocols and certificates of servers; settings that can be in two places.
#include <fmt/format.h>

#include <string>

#include "validate/places.hpp"
#include "validate/rules.hpp"

namespace feastctl::validate {

namespace {

constexpr std::string_view kRegistryServer = "services.registry.local.server";

bool is_boolean(const Field& field, bool value) {
  return field.present() && field.node()->kind == Kind::kBool && field.node()->boolean == value;
}

void enable_rest(Diagnostic& d, const Field& server, const Field& rest) {
  d.with_fix(false, "Write restAPI: true",
             {rest.present() ? change::replace(rest, "true") : change::insert(server, {"restAPI"}, "true")});
}

/// The keys that Feast reads from mlflow besides the free-form ones, and the fields that set them.
struct TypedKey {
  std::string_view key;
  std::string_view field;
};
constexpr TypedKey kMlflowKeys[] = {
    {"enabled", "enabled"},
    {"tracking_uri", "trackingUri"},
    {"ui_url", "uiUrl"},
    {"tracking_auth", "trackingAuth"},
    {"auto_log", "autoLog"},
    {"auto_log_entity_df", "autoLogEntityDf"},
    {"entity_df_max_rows", "entityDfMaxRows"},
    {"log_operations", "logOperations"},
    {"ops_experiment_suffix", "opsExperimentSuffix"},
};

}  // namespace

void check_registry_protocols(const Field& spec, const Rule& rule, Diagnostics& out) {
  at_map(spec, kRegistryServer, [&](const Field& server) {
    const Field grpc = server.child("grpc");
    const Field rest = server.child("restAPI");
    if (!is_boolean(grpc, false) || is_boolean(rest, true)) return;
    auto& d = out.add_at_key(rule, grpc, "the registry server enables neither gRPC nor REST")
                  .with_found(rest.present() ? "grpc: false, restAPI: false" : "grpc: false without restAPI")
                  .with_expected("restAPI: true, or grpc: true (the default)")
                  .with_hint("set restAPI: true for a REST-only server, or remove server to run none");
    enable_rest(d, server, rest);
    if (rest.present()) d.with_note("REST is disabled here", rest);
  });
}

void check_mcp_needs_rest(const Field& spec, const Rule& rule, Diagnostics& out) {
  at_map(spec, kRegistryServer, [&](const Field& server) {
    const Field mcp = server.child("mcp");
    const Field enabled = mcp.child("enabled");
    const Field rest = server.child("restAPI");
    if (!is_boolean(enabled, true) || is_boolean(rest, true)) return;
    auto& d = out.add_at_key(rule, mcp, "MCP needs the registry's REST server, which is disabled")
                  .with_found(rest.present() ? "restAPI: false" : "no restAPI")
                  .with_expected("restAPI: true")
                  .with_hint(fmt::format("set restAPI: true in {}", server.path()));
    enable_rest(d, server, rest);
    if (rest.present()) d.with_note("REST is disabled here", rest);
  });
}

void check_tls_secret(const Field& spec, const Rule& rule, Diagnostics& out) {
  static constexpr std::string_view kPlaces[] = {
      "openlineage.consumer.lineageServer.server.tls",
      "services.offlineStore.server.tls",
      "services.onlineStore.server.tls",
      "services.registry.local.server.tls",
      "services.ui.tls",
  };
  at_maps(spec, kPlaces, [&](const Field& tls) {
    const Field disable = tls.child("disable");
    const Field secret = tls.child("secretRef");
    if (is_boolean(disable, true) || secret.present()) return;
    out.add_at_key(rule, tls, "TLS is enabled without a Secret for the certificate")
        .with_found("no secretRef")
        .with_expected("secretRef, or disable: true")
        .with_hint("set `secretRef: {name: …}` to a Secret with tls.crt and tls.key, or set `disable: true`")
        .with_fix(false, "Write disable: true",
                  {disable.present() ? change::replace(disable, "true") : change::insert(tls, {"disable"}, "true")});
  });
}

void check_mlflow_extra_config(const Field& spec, const Rule& rule, Diagnostics& out) {
  at_map(spec, "mlflow", [&](const Field& mlflow) {
    const Field extra = mlflow.child("extraConfig");
    if (!extra.is_map()) return;
    for (const auto& [key, name] : kMlflowKeys) {
      const Field entry = extra.child(key);
      if (!entry.written()) continue;
      const Field typed = mlflow.child(name);
      auto& d = out.add_at_key(rule, entry, fmt::format("extraConfig must not set {}, which has its own field", key))
                    .with_hint(fmt::format("set spec.mlflow.{} instead", name));
      if (typed.present()) {
        d.with_note("the field is set here", typed).with_fix(false, "Remove this field", {change::remove(entry)});
      } else {
        d.with_fix(true, fmt::format("Move to spec.mlflow.{}", name),
                   {change::move(entry, mlflow, {std::string(name)})});
      }
    }
  });
}

}  // namespace feastctl::validate
