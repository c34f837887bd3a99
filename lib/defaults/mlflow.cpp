#include <optional>

#include "defaults/defaults.hpp"

namespace feastctl::defaults {

namespace {

constexpr std::string_view kDiscovered = "MLflow object";

/// The addresses of a ready MLflow object.
struct Discovered {
  std::string_view tracking;
  std::string_view ui;
};

bool ready(const Node& status) {
  const Node* conditions = status.find("conditions");
  if (conditions == nullptr) return false;
  for (const Node* condition : conditions->items()) {
    const auto type = string_at(condition, "type");
    if ((type == "Available" || type == "Ready") && string_at(condition, "status") == "True") return true;
  }
  return false;
}

std::optional<Discovered> discover(const model::Companions& companions) {
  for (const Node* mlflow : companions.mlflows()) {
    const Node* status = lookup(mlflow, {"status"});
    if (status == nullptr || !ready(*status)) continue;
    const auto ui = string_at(status, "url");
    const auto inside = string_at(lookup(status, {"address"}), "url");
    const Discovered found{inside.empty() ? ui : inside, ui};
    if (!found.tracking.empty()) return found;
  }
  return std::nullopt;
}

}  // namespace

void default_mlflow(const Draft& spec, const Context& context) {
  if (!context.platform.has(feature::kMlflow)) return;
  const bool written = spec.has("mlflow");
  if (written && !bool_at(spec.node()->find("mlflow"), "enabled")) {
    spec.remove("mlflow");
    return;
  }
  const auto found = discover(context.companions);
  if (!found) return;
  const Draft mlflow = spec.child("mlflow", kDiscovered);
  if (!written) mlflow.put("enabled", true, kDiscovered);
  mlflow.fill("trackingUri", found->tracking, kDiscovered);
  if (!found->ui.empty()) mlflow.fill("uiUrl", found->ui, kDiscovered);
}

}  // namespace feastctl::defaults
