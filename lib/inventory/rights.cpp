#include <fmt/format.h>

#include <map>
#include <set>

#include "base/object_name.hpp"
#include "emit/json.hpp"
#include "inventory/bundle_tree.hpp"
#include "inventory/inventory.hpp"

namespace feastctl::inventory {

namespace {

/// What an account needs in one namespace, or (with an empty name) in the cluster.
struct Needs {
  std::map<std::string, std::set<std::string>> resources;  ///< by API group
  std::set<std::string> granted;                           ///< rules of the bundle's own roles, as JSON
};

void append(std::string_view kind, std::string_view name, std::string_view name_space, const Needs& needs,
            std::string& out) {
  if (!out.empty()) out += "---\n";
  out += fmt::format("apiVersion: rbac.authorization.k8s.io/v1\nkind: {}\nmetadata:\n  name: {}\n", kind, name);
  if (!name_space.empty()) out += fmt::format("  namespace: {}\n", name_space);
  out += "rules:\n# The objects of the bundle.\n";
  for (const auto& [group, resources] : needs.resources) {
    out += fmt::format("- apiGroups: [\"{}\"]\n  resources: [{}]\n", group, fmt::join(resources, ", "));
    out += "  verbs: [get, list, watch, create, update, patch, delete]\n";
  }
  if (needs.granted.empty()) return;
  out +=
      "# The permissions of the bundle's own roles: an account can grant only permissions that it has itself, unless "
      "it\n"
      "# has the verbs escalate and bind on roles.\n";
  for (const std::string& rule : needs.granted) out += fmt::format("- {}\n", rule);
}

}  // namespace

std::string rights(const Result& rendered, std::string_view name) {
  std::map<std::string, Needs> by_namespace;
  for_each_tree(rendered, [&](const Node& object, const Rendered& head) {
    const bool cluster = is_cluster_scoped(head.kind);
    Needs& needs = by_namespace[cluster ? "" : head.name_space];
    needs.resources[std::string(group_of(head.api_version))].insert(resource_of(head.kind));
    const Node* rules = head.kind == "Role" || head.kind == "ClusterRole" ? object.find("rules") : nullptr;
    if (rules == nullptr) return;
    for (const Node* rule : rules->items()) {
      std::string text;
      emit::write_json(*rule, text);
      needs.granted.insert(text);
    }
  });
  std::string out;
  for (const auto& [name_space, needs] : by_namespace) {
    append(name_space.empty() ? "ClusterRole" : "Role", name, name_space, needs, out);
  }
  return out;
}

}  // namespace feastctl::inventory
