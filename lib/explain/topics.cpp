#include "explain/topics.hpp"

#include <algorithm>
#include <array>

namespace feastctl::explain {

namespace {

constexpr std::string_view kScaling =
    "There are three ways to run more than one pod:\n"
    "  a fixed number   spec.replicas: 5\n"
    "  an autoscaler    spec.services.scaling.autoscaling: {maxReplicas: 5}\n"
    "  your own         (KEDA, or a HorizontalPodAutoscaler): set neither; add the ScaledObject to the\n"
    "                   input, or render with --external-autoscaler\n"
    "Each requires storage that all pods share: persistence.store for the online store, for the registry (or a\n"
    "remote registry, or a path on s3:// or gs://), and for the offline store if there is one.";

constexpr std::string_view kScaledExample =
    "replicas: 5\n"
    "services:\n"
    "  onlineStore:\n"
    "    persistence:\n"
    "      store: {type: postgres, secretRef: {name: feast-data-stores}}\n"
    "  registry:\n"
    "    local:\n"
    "      persistence:\n"
    "        store: {type: sql, secretRef: {name: feast-data-stores}}\n";

constexpr std::string_view kAutoscaledExample =
    "services:\n"
    "  scaling:\n"
    "    autoscaling: {minReplicas: 2, maxReplicas: 5}\n"
    "  onlineStore:\n"
    "    persistence:\n"
    "      store: {type: postgres, secretRef: {name: feast-data-stores}}\n"
    "    server:\n"
    "      resources: {requests: {cpu: 500m}}   # the default metric needs it\n"
    "  registry:\n"
    "    local:\n"
    "      persistence:\n"
    "        store: {type: sql, secretRef: {name: feast-data-stores}}\n";

constexpr std::string_view kOfReplicas[] = {"spec.services.scaling", "spec.services.podDisruptionBudgets",
                                            "spec.services.deploymentStrategy"};
constexpr std::string_view kOfScaling[] = {"spec.replicas", "spec.services.scaling.autoscaling",
                                           "spec.services.podDisruptionBudgets"};
constexpr std::string_view kOfStore[] = {"spec.services.onlineStore.persistence.store.type",
                                         "spec.services.onlineStore.persistence.store.secretKeyName"};
constexpr std::string_view kOfRegistry[] = {"spec.services.registry.local.server", "spec.services.registry.remote"};

constexpr std::string_view kStore =
    "A key of the Secret contains the parameters of the store as YAML: the type of the store, or secretKeyName.\n"
    "They are the same as in feature_store.yaml, without the type:\n"
    "  stringData:\n"
    "    postgres: |\n"
    "      host: postgres.example.com\n"
    "      user: ${POSTGRES_USER}";

constexpr std::array kTopics{
    Topic{"spec.replicas", kScaling, kScaledExample, kOfReplicas},
    Topic{"spec.services.scaling", kScaling, kAutoscaledExample, kOfScaling},
    Topic{"spec.services.scaling.autoscaling",
          "Without metrics, the autoscaler targets 80% of the CPU that the containers request, so each container\n"
          "must request some. spec.replicas above 1 and an autoscaler are mutually exclusive.",
          kAutoscaledExample, kOfScaling},
    Topic{"spec.services.onlineStore.persistence.store", kStore, {}, kOfStore},
    Topic{"spec.services.offlineStore.persistence.store", kStore},
    Topic{"spec.services.registry.local.persistence.store", kStore},
    Topic{"spec.services.registry",
          "Without it, the servers keep their own registry file in the pod. Set either local (with a server, so\n"
          "that other programs can use it) or remote.",
          {},
          kOfRegistry},
    Topic{"spec.services.registry.local.server",
          "It serves gRPC by default; restAPI: true adds REST (or replaces gRPC, with grpc: false)."},
    Topic{"spec.feastProjectDir",
          "Exactly one of git, init and packaged. Without it: init, an empty project from Feast's template."},
    Topic{"spec.authz",
          "Exactly one of kubernetes, oidc and noAuth. Defaults to kubernetes, and up to Feast 0.65 to none."},
    Topic{"spec.cronJob",
          "Every store has a cron job that runs feast apply and materializes; without a schedule, it is suspended."},
};

constexpr std::array kAliases{
    Alias{"scale", "spec.services.scaling"},
    Alias{"hpa", "spec.services.scaling.autoscaling"},
    Alias{"autoscaler", "spec.services.scaling.autoscaling"},
    Alias{"autoscaling", "spec.services.scaling.autoscaling"},
    Alias{"keda", "spec.services.scaling"},
    Alias{"replica", "spec.replicas"},
    Alias{"pdb", "spec.services.podDisruptionBudgets"},
    Alias{"pvc", "spec.services.onlineStore.persistence.file.pvc"},
    Alias{"postgres", "spec.services.onlineStore.persistence.store"},
    Alias{"redis", "spec.services.onlineStore.persistence.store"},
    Alias{"database", "spec.services.onlineStore.persistence.store"},
    Alias{"store", "spec.services.onlineStore.persistence.store"},
    Alias{"git", "spec.feastProjectDir.git"},
    Alias{"secret", "spec.services.onlineStore.persistence.store"},
    Alias{"secrets", "spec.services.onlineStore.persistence.store"},
    Alias{"sqlite", "spec.services.onlineStore.persistence.file"},
    Alias{"s3", "spec.services.registry.local.persistence.file"},
    Alias{"gcs", "spec.services.registry.local.persistence.file"},
    Alias{"cron", "spec.cronJob"},
    Alias{"memory", "spec.services.onlineStore.server.resources"},
    Alias{"cpu", "spec.services.onlineStore.server.resources"},
    Alias{"volume", "spec.services.volumes"},
    Alias{"mount", "spec.services.onlineStore.server.volumeMounts"},
    Alias{"route", "spec.services.ui"},
    Alias{"claim", "spec.services.onlineStore.persistence.file.pvc"},
    Alias{"project", "spec.feastProject"},
    Alias{"auth", "spec.authz"},
    Alias{"rbac", "spec.authz.kubernetes"},
    Alias{"oidc", "spec.authz.oidc"},
    Alias{"tls", "spec.services.onlineStore.server.tls"},
    Alias{"image", "spec.services.onlineStore.server.image"},
    Alias{"resources", "spec.services.onlineStore.server.resources"},
    Alias{"env", "spec.services.onlineStore.server.env"},
    Alias{"server", "spec.services.onlineStore.server"},
    Alias{"metrics", "spec.services.onlineStore.server.metrics"},
    Alias{"schedule", "spec.cronJob.schedule"},
    Alias{"spark", "spec.batchEngine"},
    Alias{"ray", "spec.batchEngine"},
    Alias{"lineage", "spec.openlineage"},
};

}  // namespace

std::span<const Alias> aliases() {
  return kAliases;
}

const Topic* topic(std::string_view path) {
  const auto* const found = std::ranges::find(kTopics, path, &Topic::path);
  return found == kTopics.end() ? nullptr : found;
}

}  // namespace feastctl::explain
