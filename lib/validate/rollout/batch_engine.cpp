/// The type of the batch engine, which Feast looks up only when it needs the engine.
#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/spelling.hpp"
#include "base/wording.hpp"
#include "catalog/codes.hpp"
#include "model/image.hpp"
#include "validate/places.hpp"
#include "validate/rollout/rollout.hpp"

namespace feastctl::validate::rollout {

namespace {

struct Engine {
  std::string_view name;
  int since = 0;  ///< the first minor of Feast
};

/// BATCH_ENGINE_CLASS_FOR_TYPE of feast.repo_config, in 0.60 to 0.67. k8s cannot be built; Feast's verdict says so.
constexpr Engine kEngines[] = {
    {"local"},
    {"snowflake.engine"},
    {"lambda"},
    {"k8s"},
    {"spark.engine"},
    {"ray.engine"},
    {"flink.engine", 64},
    {"spark_application", 65},
    {"trino.engine", 67},
    {"trino", 67},
};

/// The engine that was meant: `ray` for ray.engine, or the nearest name.
std::string_view meant(std::string_view type, const std::vector<std::string_view>& known) {
  for (const std::string_view name : known) {
    if (name.starts_with(type) && name.substr(type.size()) == ".engine") return name;
  }
  return nearest(type, known);
}

}  // namespace

void warn_batch_engine(const Judged& judged, Diagnostics& out) {
  at_map(judged.spec, "batchEngine.configMapRef", [&](const Field& reference) {
    const model::FeatureStore& store = judged.store;
    const std::string_view type = store.batch_engine.type;
    // A class of the user's own is named by its path.
    if (type.empty() || (type.find('.') != std::string_view::npos && type.ends_with("Engine"))) return;
    const int minor = model::feast_minor({{}, store.platform->feast.image()}).value_or(0);
    std::vector<std::string_view> known;
    for (const Engine& engine : kEngines) {
      if (engine.since > minor) continue;
      if (engine.name == type) return;
      if (engine.name != "k8s") known.push_back(engine.name);
    }
    const bool applies = store.online.store_type != nullptr && applies_on_init(store);
    auto& d = out.add(catalog::kBatchEngineUnknown, reference,
                      fmt::format("Feast has no batch engine {}: {} in ValueError", type,
                                  applies ? "feast-apply ends" : "feast apply passes, but materialization ends"))
                  .with_found("type: " + std::string(type))
                  .with_expected(list_of(known, "or"));
    if (const std::string_view name = meant(type, known); !name.empty())
      d.with_hint(fmt::format("did you mean {}?", name));
  });
}

}  // namespace feastctl::validate::rollout
