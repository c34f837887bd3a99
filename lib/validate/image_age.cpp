/// Compares server images with the settings of the store. A feature server reads the feature_store.yaml and the command
/// line that the operator writes for its own release; how earlier ones handle them is taken from Feast's own code
/// (feast.repo_config, feast.cli.serve), release by release.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <string>

#include "catalog/codes.hpp"
#include "model/image.hpp"
#include "validate/places.hpp"
#include "validate/warnings.hpp"

namespace feastctl::validate {

namespace {

enum class Of : std::uint8_t { kAll, kOnline, kRegistry, kLineage };

/// A setting that requires a feature server of a certain release.
struct Use {
  std::string_view path;   ///< below spec
  std::string_view value;  ///< the relevant value; empty: any
  Of servers;              ///< the servers whose images matter
  int minor;               ///< the first release: 0.<minor>
  std::string_view else_;  ///< what an older server does
};

constexpr std::string_view kFails = "does not start with it";
constexpr std::string_view kIgnores = "ignores it";

/// The latest releases first.
constexpr Use kUses[] = {
    {"openlineage.consumer.lineageServer", {}, Of::kLineage, 66, "has no command serve_lineage"},
    {"authz.oidc.jwksCacheLifespanSeconds", {}, Of::kAll, 66, kFails},
    {"authz.oidc.jwksRequestTimeoutSeconds", {}, Of::kAll, 66, kFails},
    {"services.offlineStore.persistence.store.type", "hybrid", Of::kAll, 66, kFails},
    {"services.onlineStore.persistence.store.type", "aerospike", Of::kAll, 65, kFails},
    {"services.onlineStore.persistence.store.type", "scylladb", Of::kAll, 65, kFails},
    {"openlineage.consumer", {}, Of::kAll, 65, kIgnores},
    {"services.registry.local.server.mcp.enabled", "true", Of::kRegistry, 64, kIgnores},
    {"mlflow.enabled", "true", Of::kAll, 64, kIgnores},
    {"dataQualityMonitoring", {}, Of::kAll, 64, kIgnores},
    {"materialization.onlineWriteBatchSize", {}, Of::kAll, 63, kIgnores},
    {"authz.oidc.verifySSL", {}, Of::kAll, 62, kFails},
    {"authz.oidc.caCertConfigMap", {}, Of::kAll, 62, kFails},
    {"services.offlineStore.persistence.store.type", "oracle", Of::kAll, 62, kFails},
    {"services.onlineStore.serving.metrics", {}, Of::kAll, 61, kFails},
    {"services.onlineStore.persistence.store.type", "mongodb", Of::kAll, 61, kFails},
    {"services.onlineStore.server.workerConfigs.workerConnections", {}, Of::kOnline, 60, kFails},
    {"services.onlineStore.server.workerConfigs.maxRequests", {}, Of::kOnline, 60, kFails},
    {"services.onlineStore.server.workerConfigs.maxRequestsJitter", {}, Of::kOnline, 60, kFails},
    {"openlineage.enabled", "true", Of::kAll, 60, kIgnores},
    {"services.onlineStore.persistence.store.type", "hybrid", Of::kAll, 59, kFails},
    {"services.onlineStore.serving.mcp.enabled", "true", Of::kAll, 50, kFails},
    {"services.registry.local.server.restAPI", "true", Of::kRegistry, 50, kFails},
};

static_assert(std::ranges::is_sorted(kUses, std::greater(), &Use::minor));

struct ImageOwner {
  std::string_view path;
  Of of;
};

constexpr ImageOwner kImageOwners[] = {
    {"services.registry.local.server", Of::kRegistry},
    {"services.onlineStore.server", Of::kOnline},
    {"services.offlineStore.server", Of::kAll},
    {"services.ui", Of::kAll},
    {"openlineage.consumer.lineageServer.server", Of::kLineage},
};

/// 60 for …/feature-server:0.60.0; nothing for another repository or a tag that is not a release.
std::optional<int> feature_server_minor(std::string_view image) {
  const model::ImageName name = model::parse_image(image);
  return model::is_named_feature_server(name) ? model::feast_minor(name) : std::nullopt;
}

bool used(const Field& at, std::string_view value) {
  if (!at.present()) return false;
  return value.empty() || at.text() == value || (value == "true" && at.boolean());
}

/// Calls `visit` with the field at `path` (keys joined by dots), present or not.
template <typename Visit>
void at_field(const Field& at, std::string_view path, const Visit& visit) {
  const auto dot = path.find('.');
  const Field next = at.child(path.substr(0, dot));
  if (dot == std::string_view::npos) return visit(next);
  at_field(next, path.substr(dot + 1), visit);
}

void warn_use(const Use& use, const Field& setting, const Field& image, int minor, Diagnostics& out) {
  const Node* source = source_of(image.node());
  const Field& place = source == nullptr || source->span == Span() ? setting : image;
  auto& d = out.add(catalog::kImageTooOld, place,
                    fmt::format("{} requires a feature server of Feast 0.{}, but this image is from 0.{} and {}",
                                setting.path().substr(std::string_view("spec.").size()), use.minor, minor, use.else_))
                .with_found(std::string(image.text()))
                .with_expected(fmt::format("0.{}.0 or later", use.minor));
  if (&place == &image) d.with_note("the setting is defined here", setting);
}

}  // namespace

void warn_old_images(const Node& applied, Diagnostics& out) {
  const Field spec(&applied, "spec");
  for (const ImageOwner& server : kImageOwners) {
    at_map(spec, server.path, [&](const Field& at) {
      const Field image = at.child("image");
      const auto minor = feature_server_minor(image.text());
      if (!minor) return;
      for (const Use& use : kUses) {
        if (*minor >= use.minor) break;  // as do all rows below it
        if (use.servers != Of::kAll && use.servers != server.of) continue;
        at_field(spec, use.path, [&](const Field& setting) {
          if (used(setting, use.value)) warn_use(use, setting, image, *minor, out);
        });
      }
    });
  }
}

}  // namespace feastctl::validate
