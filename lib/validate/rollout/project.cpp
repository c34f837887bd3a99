/// The repository that `feast init` makes when nobody names another one, and what becomes of it.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

#include "catalog/codes.hpp"
#include "validate/places.hpp"
#include "validate/rollout/rollout.hpp"

namespace feastctl::validate::rollout {

namespace {

/// What runs `feast apply` by itself, as a message's beginning; nothing when nothing does.
std::optional<std::string_view> applied_by(const Judged& judged) {
  if (judged.store.applies_on_init()) return "every pod start";
  const Field job = judged.spec.child("cronJob");
  const Field configs = job.child("containerConfigs");
  const Field commands = configs.child("commands");
  if (!judged.store.init_containers || job.child("suspend").boolean()) return std::nullopt;
  for (std::size_t i = 0; i < commands.size(); ++i) {
    if (commands.item(i).text().starts_with("feast apply")) return "every run of the cron job";
  }
  return std::nullopt;
}

/// The registry if it outlives the pod and others may have registered their features in it, for people.
std::string_view lasting_registry(const Judged& judged) {
  const model::Registry& registry = judged.store.registry;
  if (registry.remote) return registry.remote_host.empty() ? std::string_view() : "the remote registry";
  if (registry.persistence.store_type != nullptr) return "the registry database";
  return on_bucket(string_at(registry.persistence.file, "path")) ? "the registry on object storage"
                                                                 : std::string_view();
}

/// Visits the field that a message about a registry points to.
template <typename Visit>
void at_registry(const Field& spec, const Visit& visit) {
  const Field services = spec.child("services");
  const Field registry = services.child("registry");
  const Field remote = registry.child("remote");
  if (remote.present()) return visit(remote);
  const Field local = registry.child("local");
  const Field persistence = local.child("persistence");
  const Field store = persistence.child("store");
  visit(store.present() ? store : persistence.child("file"));
}

void warn_example_project(const Judged& judged, const Field& init, Diagnostics& out) {
  const std::string_view registry = lasting_registry(judged);
  if (registry.empty()) return;
  // An existing claim may have a repository already, and then feast init does not run.
  if (judged.store.offline.claim && judged.store.offline.claim->ref_name != nullptr) return;
  const auto when = applied_by(judged);
  if (!when) return;
  const bool empty = init.child("minimal").boolean();
  const bool written = source_of(init.node()) != nullptr;
  at_registry(judged.spec, [&](const Field& at) {
    auto& d =
        out.add_at_key(catalog::kExampleProject, at,
                       fmt::format("{} applies {} of feast init to {}, and deletes everything else in the project",
                                   *when, empty ? "the empty repository" : "the example features", registry))
            .with_found(written ? "feastProjectDir.init" : "no feastProjectDir")
            .with_expected("feastProjectDir.git or feastProjectDir.packaged, with your feature definitions");
    d.with_hint(judged.store.applies_on_init()
                    ? "if something else applies the definitions, set services.runFeastApplyOnInit: false"
                    : "if something else applies the definitions, remove `feast apply` from the cron job's commands");
    if (written) d.with_note("feast init is chosen here", init);
  });
}

/// Templates that ask questions on the terminal, from bootstrap.py of Feast's templates (the same in 0.60 to 0.67).
constexpr std::array<std::string_view, 6> kAsking{"aws",       "cassandra", "couchbase",
                                                  "hazelcast", "postgres",  "snowflake"};
/// A template that the operator's definition lists and `feast init` does not know.
constexpr std::string_view kUnknownTemplate = "clickhouse";

/// Warns about a template that `feast init` cannot use; whether it did.
bool warn_template(const Judged& judged, const Field& init, Diagnostics& out) {
  const Field chosen = init.child("template");
  // An existing claim may have a repository already.
  if (judged.store.offline.claim && judged.store.offline.claim->ref_name != nullptr) return false;
  // `feast init -m` wins over the template.
  if (!judged.store.init_containers || init.child("minimal").boolean()) return false;
  const bool asks = std::ranges::find(kAsking, chosen.text()) != std::end(kAsking);
  if (!asks && chosen.text() != kUnknownTemplate) return false;
  out.add(catalog::kTemplateFails, chosen,
          asks ? fmt::format("feast init asks questions for the template {}, and a container has no one to answer",
                             chosen.text())
               : fmt::format("feast init has no template {}", chosen.text()))
      .with_found(std::string(chosen.text()))
      .with_expected("a template that needs no answers: local, gcp, hbase, milvus or pytorch_nlp")
      .with_hint(
          "the init container feast-init fails, so the pods never start; services configure the stores, not the "
          "template");
  return true;
}

}  // namespace

void warn_project(const Judged& judged, Diagnostics& out) {
  const Field project_dir = judged.spec.child("feastProjectDir");
  const Field init = project_dir.child("init");
  if (!init.present()) return;
  // Where feast init fails, nothing is applied.
  if (!warn_template(judged, init, out)) warn_example_project(judged, init, out);
}

}  // namespace feastctl::validate::rollout
