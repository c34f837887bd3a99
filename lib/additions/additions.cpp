#include "additions/additions.hpp"

#include <span>

#include "additions/parts.hpp"

namespace feastctl::additions {

namespace {

/// `node` with what is at the end of `keys` changed. Each step is a copy; a map that is absent is not made up.
const Node* changed_at(const Node& node, std::span<const std::string_view> keys,
                       const std::function<void(Node&)>& change, const TreeBuilder& tree) {
  Node* copy = tree.shallow_copy(node);
  if (keys.empty()) {
    change(*copy);
    return copy;
  }
  const Node* next = lookup(&node, {keys.front()});
  if (next == nullptr) return &node;
  tree.set(copy, keys.front(), changed_at(*next, keys.subspan(1), change, tree));
  return copy;
}

}  // namespace

Node* copy_of(const Node* map, const TreeBuilder& tree) {
  return map == nullptr ? tree.map() : tree.shallow_copy(*map);
}

void add_missing(Node* map, std::string_view key, const Value& value, const TreeBuilder& tree) {
  if (lookup(map, {key}) == nullptr) tree.set(map, key, value);
}

void add_settings(Node* owner, std::string_view key, const std::vector<model::Setting>& settings,
                  const TreeBuilder& tree) {
  if (settings.empty()) return;
  Node* map = copy_of(lookup(owner, {key}), tree);
  for (const model::Setting& setting : settings) add_missing(map, setting.key, std::string_view(setting.value), tree);
  tree.set(owner, key, map);
}

const Node* with_pod_template(const Node& object, const std::function<void(Node& pod_template)>& change,
                              const TreeBuilder& tree) {
  constexpr std::string_view kOfDeployment[] = {"spec", "template"};
  constexpr std::string_view kOfCronJob[] = {"spec", "jobTemplate", "spec", "template"};
  const auto kind = string_at(&object, "kind");
  if (kind == "Deployment") return changed_at(object, kOfDeployment, change, tree);
  return kind == "CronJob" ? changed_at(object, kOfCronJob, change, tree) : &object;
}

Objects added(const Objects& bundle, const model::Platform& platform, const TreeBuilder& tree) {
  if (!platform.additions.any()) return bundle;
  Objects out = platform.additions.network_policy ? with_network_policies(bundle, platform, tree) : bundle;
  for (const Node*& object : out) object = with_pod_additions(*object, platform, tree);
  return with_metadata(out, platform.additions, tree);
}

Objects with_metadata(const Objects& objects, const model::Additions& additions, const TreeBuilder& tree) {
  Objects out;
  out.reserve(objects.size());
  for (const Node* object : objects) out.push_back(with_metadata_additions(*object, additions, tree));
  return out;
}

}  // namespace feastctl::additions
