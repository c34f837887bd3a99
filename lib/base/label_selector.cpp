#include "base/label_selector.hpp"

#include <algorithm>

namespace feastctl {

namespace {

bool lists(const Node* values, std::string_view text) {
  return values != nullptr && std::ranges::any_of(values->items(), [&](const Node* v) { return v->text == text; });
}

/// Whether these labels match an entry of matchExpressions.
bool meets(const Node& labels, const Node& expression) {
  const std::string_view key = string_at(&expression, "key");
  const std::string_view op = string_at(&expression, "operator");
  const Node* label = labels.find(key);
  const bool listed = label != nullptr && lists(expression.find("values"), label->text);
  if (key == kPodTemplateHash) return true;
  if (op == "In") return listed;
  if (op == "NotIn") return !listed;
  if (op == "Exists") return label != nullptr;
  return op != "DoesNotExist" || label == nullptr;
}

}  // namespace

bool selects(const Node& selector, const Node& labels) {
  const Node* wanted = lookup(&selector, {"matchLabels"});
  const Node* expressions = lookup(&selector, {"matchExpressions"});
  const auto has = [&](const Member& m) {
    return m.key == kPodTemplateHash || string_at(&labels, m.key) == m.value->text;
  };
  return (wanted == nullptr || std::ranges::all_of(wanted->members(), has)) &&
         (expressions == nullptr ||
          std::ranges::all_of(expressions->items(), [&](const Node* e) { return meets(labels, *e); }));
}

}  // namespace feastctl
