#include <fmt/format.h>

#include "catalog/codes.hpp"
#include "parse/reader.hpp"
#include "resolve/missing_key.hpp"
#include "resolve/resolve.hpp"

namespace feastctl::resolve {

namespace {

/// The text in the ConfigMap at the key, or nullptr after reporting an error.
const Node* engine_text(const Field& reference, std::string_view name, std::string_view key, const Context& context) {
  if (name.empty()) {
    context.out.add(catalog::kReferenceWithoutName, reference, "the reference to a ConfigMap has no name")
        .with_hint("write the name of the ConfigMap: configMapRef: {name: my-engine}");
    return nullptr;
  }
  const Node* config_map = context.companions.config_map(context.store.name_space, name);
  if (config_map == nullptr) {
    context.out
        .add(catalog::kBatchEngineMissing, reference,
             fmt::format("ConfigMap {}/{} is not in the input", context.store.name_space, name))
        .with_hint("add the ConfigMap's file to the input; its content determines which objects are generated")
        .with_cause(context.companions.why_missing(name, reference.span()));
    return nullptr;
  }
  const Node* text = lookup(config_map, {"data", key});
  if (text == nullptr || !text->is_string()) {
    report_missing_key(catalog::kBatchEngineKeyMissing, reference, *config_map, key,
                       ", or set configMapKey to another key", context);
    return nullptr;
  }
  return text;
}

/// The driver's service account: that of the configuration, or one created for the store.
std::string_view driver_account(const Node* config, const Context& context) {
  const auto account = string_at(config, "service_account");
  if (!account.empty()) return account;
  return context.tree.arena().concat({"feast-", context.store.name, "-batch-driver"});
}

}  // namespace

void resolve_batch_engine(const Field& spec, const Context& context, model::FeatureStore& store) {
  const Field engine = spec.child("batchEngine");
  const Field reference = engine.child("configMapRef");
  if (!reference.present()) return;
  const auto key = engine.child("configMapKey").text();
  const Node* text = engine_text(reference, reference.child("name").text(), key.empty() ? "config" : key, context);
  if (text == nullptr) return;
  const auto config = parse::read_embedded(text->text, context.tree, parse::Embedded::kMap);
  if (!config.ok()) {
    context.out
        .add(catalog::kBatchEngineInvalid, reference, "the configuration of the batch engine is not a YAML mapping")
        .with_found(config.error.message)
        .with_expected("a mapping such as\ntype: spark_application");
    return;
  }
  const Node* type = config.root->find("type");
  if (type == nullptr || !type->is_string()) {
    context.out.add(catalog::kBatchEngineWithoutType, reference, "the configuration of the batch engine has no type")
        .with_expected("type: with the name of an engine, such as spark_application, ray.engine or local");
    return;
  }
  // The operator parses the text twice, for the roles with a different parser (that of Kubernetes).
  const auto of_roles = parse::read_embedded(text->text, context.tree, parse::Embedded::kKubernetesMap);
  store.batch_engine = {.config = config.root,
                        .type = type->text,
                        .service_account = driver_account(config.root, context),
                        .has_roles = context.platform.has(feature::kSparkDriver) &&
                                     string_at(of_roles.root, "type") == "spark_application",
                        .role_account = driver_account(of_roles.root, context)};
}

}  // namespace feastctl::resolve
