#include "stages.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "additions/additions.hpp"
#include "additions/image_lock.hpp"
#include "base/wording.hpp"
#include "build/bundle.hpp"
#include "build/repo_config/repo_config.hpp"
#include "catalog/codes.hpp"
#include "defaults/defaults.hpp"
#include "defaults/earlier_spelling.hpp"
#include "defaults/normalise.hpp"
#include "defaults/schema_defaults.hpp"
#include "feast/store.hpp"
#include "resolve/resolve.hpp"
#include "validate/feast_version.hpp"
#include "validate/kubernetes/dropped.hpp"
#include "validate/kubernetes/kubernetes.hpp"
#include "validate/rollout/rollout.hpp"
#include "validate/rules.hpp"
#include "validate/schema.hpp"
#include "validate/warnings.hpp"

namespace feastctl {

namespace {

/// Whether the next stages can continue: after unknown fields and violated rules between fields, all values still have
/// the right type.
bool sound(const Diagnostics& out) {
  return std::ranges::all_of(out.all(), [](const Diagnostic& d) {
    return d.severity != Severity::kError || d.rule == &catalog::kUnknownField || d.rule->code.starts_with("FS3");
  });
}

/// Checks the objects as the API server keeps them.
void check_objects(const build::Objects& objects, const Node& store, KubernetesRelease kubernetes,
                   const TreeBuilder& tree, Diagnostics& out) {
  for (const Node* object : objects) {
    ObjectReport report(out, store, *object, kubernetes);
    validate::kubernetes::check_object(validate::kubernetes::as_kept(*object, report, tree), report);
  }
}

}  // namespace

const model::Platform& platform_of(const Node& store, const model::Platform& of_run,
                                   std::optional<model::Platform>& own, Diagnostics& out) {
  const FeastRelease feast = validate::feast_version(store, of_run, out);
  Diagnostics said;  // by whoever asks for the level itself
  const bool hardened = of_run.additions.hardened || pod_security_of(store, said).level == admit::Level::kRestricted;
  if (feast == of_run.feast && hardened == of_run.additions.hardened) return of_run;
  own = of_run;
  own->feast = feast;
  own->additions.hardened = hardened;
  return *own;
}

admit::LevelVersion pod_security_of(const Node& store, Diagnostics& out) {
  constexpr std::string_view kAnnotation = "feastctl.dev/pod-security";
  const Field root(&store);
  const Field metadata = root.child("metadata");
  const Field annotations = metadata.child("annotations");
  const Field at = annotations.child(kAnnotation);
  if (!at.is_string()) return {};
  const auto level = admit::parse_level_version(at.text());
  if (level) return *level;
  out.add(catalog::kUnknownPodSecurity, at, fmt::format("{} names an unknown level", kAnnotation))
      .with_found(quoted(at.text()))
      .with_expected("privileged, baseline or restricted, with a version if wanted: restricted:v1.30");
  return {};
}

Made make(const model::StoreDocument& store, const model::Platform& platform, const model::Companions& companions,
          const TreeBuilder& tree, std::vector<defaults::Origin>* origins, Diagnostics& out) {
  Made made;
  const Edition edition(store.v1alpha1 ? ApiVersion::kV1Alpha1 : ApiVersion::kV1, platform.feast);
  validate::check_schema(*store.root, edition, out);
  const Node* document = defaults::move_earlier_spelling(*store.root, platform.feast, tree, out);
  document = defaults::apply_schema_defaults(*document, edition, tree);
  validate::check_rules(*document, edition, out);
  if (!sound(out) || lookup(document, {"spec"}) == nullptr) return made;

  made.spec = defaults::normalise(*document->find("spec"), tree);
  made.spec = defaults::apply_operator_defaults(*made.spec, {tree, platform, companions, store, origins});
  validate::check_rules_on_applied(*store.root, *made.spec, platform.feast, out);
  const resolve::Context resolving{tree, platform, companions, store, out};
  made.model = resolve::resolve(*made.spec, resolving);
  if (platform.judge_feast && out.errors() == 0) {
    feast::check_store(*made.model, *build::server_config(tree, *made.model), companions, tree, out);
  }
  const bool warn = out.wants(Severity::kWarning);
  if (platform.judge_feast && warn) made.registry = validate::rollout::registry_use(*made.model, store.index);
  made.databases = {made.model->online.parameters.values, made.model->registry.persistence.parameters.values};
  resolve::apply_secrets_mode(*made.spec, resolving, *made.model);

  made.objects = additions::added(build::bundle(tree, *made.model), platform, tree);
  if (warn) {
    validate::warn({*store.root, *made.spec, made.objects, made.model->external_autoscaler}, out);
    validate::warn_selectors(store, made.objects, companions, out);
    if (platform.judge_feast && out.errors() == 0) validate::rollout::warn(*made.model, made.objects, companions, out);
  }
  check_objects(made.objects, *store.root, platform.kubernetes, tree, out);
  additions::check_images(made.objects, *store.root, platform, out);
  made.whole = out.errors() == 0;
  return made;
}

}  // namespace feastctl
