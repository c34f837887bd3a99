/// Volume claims: what stays on them, who may write to them, and which pods get at them.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/codes.hpp"
#include "model/image.hpp"
#include "validate/places.hpp"
#include "validate/rollout/rollout.hpp"

namespace feastctl::validate::rollout {

namespace {

/// The offline store's claim holds the repository, which feast-init clones only when its folder is not there.
void warn_clone(const Judged& judged, Diagnostics& out) {
  if (!judged.store.init_containers || !judged.store.offline.claim) return;
  at_map(judged.spec, "feastProjectDir.git", [&](const Field& git) {
    const Field ref = git.child("ref");
    const Field url = git.child("url");
    auto& d =
        out.add(catalog::kClonedOnce, ref.present() ? ref : url,
                "the clone stays on the offline store's claim, and feast-init does not update it: after the first "
                "start, a new commit or ref changes nothing")
            .with_hint("use feastProjectDir.packaged, or an offline store without a claim");
    at_map(judged.spec, "services.offlineStore.persistence.file.pvc",
           [&](const Field& claim) { d.with_note("the claim that holds the repository", claim); });
  });
}

/// What a claim to create can be mounted as.
struct Access {
  bool one_node = true;  ///< ReadWriteOnce or ReadWriteOncePod alone
  bool one_pod = false;  ///< ReadWriteOncePod alone
};

Access access_of(const Field& create) {
  const Field modes = create.child("accessModes");
  Access access{.one_node = modes.size() > 0, .one_pod = modes.size() > 0};
  for (std::size_t i = 0; i < modes.size(); ++i) {
    const Field mode = modes.item(i);
    const bool one_pod = mode.text() == "ReadWriteOncePod";
    access.one_pod = access.one_pod && one_pod;
    access.one_node = access.one_node && (one_pod || mode.text() == "ReadWriteOnce");
  }
  return access;
}

/// Calls `visit` with `pvc` and its access for each claim of one node that the store creates.
template <typename Visit>
void each_new_claim(const Field& spec, const Visit& visit) {
  at_maps(spec, kClaims, [&](const Field& claim) {
    const Field create = claim.child("create");
    const Access access = access_of(create);
    if (create.present() && access.one_node) visit(claim, access);
  });
}

bool has_new_claim(const Field& spec) {
  bool any = false;
  each_new_claim(spec, [&](const Field&, const Access&) { any = true; });
  return any;
}

/// Whether a container that writes to claims has Feast's own image, or a mirror's by its name, which runs as user 1001.
bool runs_as_user(const model::FeatureStore& store) {
  const auto own = [](std::string_view image) { return model::is_named_feature_server(model::parse_image(image)); };
  if (store.init_containers && own(store.init_image)) return true;
  return std::ranges::any_of(store.servers,
                             [&](const auto& server) { return server && own(string_at(server->config, "image")); });
}

const Node* deployment_of(const Judged& judged) {
  return object_named(judged.objects, "Deployment", fmt::format("feast-{}", judged.store.name));
}

/// OpenShift gives each pod a group of its namespace; elsewhere a new volume belongs to root. A volume of several nodes
/// is a share, whose owner the kubelet does not change.
void warn_group(const Judged& judged, Diagnostics& out) {
  if (judged.store.platform->openshift || !has_new_claim(judged.spec) || !runs_as_user(judged.store)) return;
  // As built, because --pod-security adds a group.
  const Node* security = lookup(deployment_of(judged), {"spec", "template", "spec", "securityContext"});
  if (lookup(security, {"fsGroup"}) != nullptr || integer_at(security, "runAsUser") == 0) return;
  Diagnostic* first = nullptr;
  each_new_claim(judged.spec, [&](const Field& claim, const Access&) {
    if (first != nullptr) {
      first->with_note("this claim, too", claim);
      return;
    }
    first = &out.add_at_key(catalog::kClaimWithoutGroup, claim,
                            "without fsGroup, a new volume belongs to root, and Feast may not write to it")
                 .with_hint("set services.securityContext: {fsGroup: 1001}; the image's user is 1001");
  });
}

/// Whether an update starts a new pod before it ends an old one.
bool overlaps(const Node* deployment) {
  const Node* strategy = lookup(deployment, {"spec", "strategy"});
  const std::string_view type = string_at(strategy, "type", "RollingUpdate");
  const Node* surge = lookup(strategy, {"rollingUpdate", "maxSurge"});
  const bool none = surge != nullptr && (surge->text == "0" || surge->text == "0%");
  return type == "RollingUpdate" && !none;
}

void warn_rollout(const Judged& judged, Diagnostics& out) {
  if (!has_new_claim(judged.spec)) return;
  const Node* deployment = deployment_of(judged);
  if (deployment == nullptr || !overlaps(deployment)) return;
  Diagnostic* first = nullptr;
  each_new_claim(judged.spec, [&](const Field& claim, const Access& access) {
    if (first != nullptr) {
      first->with_note("this claim, too", claim);
      return;
    }
    const Field services = judged.spec.child("services");
    const Field strategy = services.child("deploymentStrategy");
    const std::string_view mode = access.one_pod ? "ReadWriteOncePod" : "ReadWriteOnce";
    first = &out.add_at_key(
                    catalog::kRolloutOnClaim, strategy.present() ? strategy : claim,
                    fmt::format("a rolling update starts the new pod while the old one holds the {} claim; {}", mode,
                                access.one_pod ? "the new pod never starts" : "on another node, it never starts"))
                 .with_expected("type: Recreate, or RollingUpdate with maxSurge: 0");
    if (strategy.present()) first->with_note("the claim", claim);
  });
}

}  // namespace

void warn_claims(const Judged& judged, Diagnostics& out) {
  warn_clone(judged, out);
  warn_group(judged, out);
  warn_rollout(judged, out);
}

}  // namespace feastctl::validate::rollout
