#include "diff/live/kubectl.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/object_name.hpp"
#include "diff/diff.hpp"

namespace feastctl::diff {

namespace {

constexpr std::string_view kNameLabel = "feast.dev/name";

/// The kinds of bundles that every cluster has.
constexpr std::string_view kUsual[] = {
    "configmaps",           "cronjobs",     "deployments", "horizontalpodautoscalers", "persistentvolumeclaims",
    "poddisruptionbudgets", "rolebindings", "roles",       "serviceaccounts",          "services"};

constexpr std::string_view kFetched = "# fetched: ";

struct InNamespace {
  std::set<std::string> resources;
  std::set<std::string> stores;  ///< names in the label of the objects
  bool all_labelled = true;
};

/// `-l feast.dev/name=a`, or nothing where an object has no such label.
std::string selector(const InNamespace& of) {
  if (!of.all_labelled || of.stores.empty()) return {};
  if (of.stores.size() == 1) return fmt::format(" -l {}={}", kNameLabel, *of.stores.begin());
  return fmt::format(" -l '{} in ({})'", kNameLabel, fmt::join(of.stores, ","));
}

struct Sorted {
  std::map<std::string, InNamespace> namespaces;
  std::map<std::string, std::set<std::string>> cluster;  ///< names by resource
};

/// The objects by namespace. One without a namespace is of the cluster if its kind is, and else of the namespace that
/// kubectl works in.
Sorted sorted(const std::vector<const Node*>& objects) {
  Sorted out;
  for (const Node* object : objects) {
    const ObjectName name = name_of(*object);
    if (name.name_space.empty() && is_cluster_scoped(name.kind)) {
      out.cluster[resource_of(*object)].emplace(name.name);
      continue;
    }
    InNamespace& here = out.namespaces[std::string(name.name_space)];
    here.resources.insert(resource_of(*object));
    const auto store = string_at(lookup(object, {"metadata", "labels"}), kNameLabel);
    here.all_labelled &= !store.empty();
    if (!store.empty()) here.stores.emplace(store);
  }
  return out;
}

std::string in_namespace(std::string_view name) {
  return name.empty() ? std::string("namespace") : fmt::format("namespace {}", name);
}

/// A command, and what it fetches.
struct Get {
  std::string command, what;
};

std::vector<Get> commands(const Sorted& of, std::string_view more) {
  std::vector<Get> lines;
  for (const auto& [name, here] : of.namespaces) {
    lines.push_back({fmt::format("kubectl get {}{}{}{} -o yaml{}", fmt::join(here.resources, ","),
                                 name.empty() ? "" : " -n ", name, selector(here), more),
                     in_namespace(name)});
  }
  for (const auto& [resource, names] : of.cluster) {
    lines.push_back(
        {fmt::format("kubectl get {} {} --ignore-not-found -o yaml{}", resource, fmt::join(names, " "), more),
         resource});
  }
  return lines;
}

std::string sentence(const std::map<std::string, std::size_t>& kinds) {
  std::vector<std::string> items;
  for (const auto& [kind, count] : kinds) items.push_back(fmt::format("{} ({})", kind, count));
  return fmt::format("{}", fmt::join(items, ", "));
}

}  // namespace

bool in_every_cluster(std::string_view group) {
  return group.find('.') == std::string_view::npos || group.ends_with(".k8s.io");
}

std::string fetched_stores(std::string_view name_space) {
  return fmt::format("featurestores of {}", in_namespace(name_space));
}

std::string fetched_with(const Node& object) {
  const ObjectName name = name_of(object);
  return name.name_space.empty() && is_cluster_scoped(name.kind) ? resource_of(object) : in_namespace(name.name_space);
}

void read_fetched(std::string_view text, Fetched& fetched) {
  for (auto at = text.find(kFetched); at != std::string_view::npos; at = text.find(kFetched, at + 1)) {
    if (at != 0 && text[at - 1] != '\n') continue;
    const std::string_view line = text.substr(at + kFetched.size());
    fetched.emplace(line.substr(0, line.find_first_of("\r\n")));
  }
}

std::string resource_of(const Node& object) {
  const ObjectName name = name_of(object);
  const std::string plural = feastctl::resource_of(name.kind);
  const std::string_view group = group_of(name.api_version);
  return in_every_cluster(group) ? plural : fmt::format("{}.{}", plural, group);
}

std::vector<std::string> resources_of(const std::vector<const Node*>& objects) {
  std::set<std::string> resources;
  for (const Node* object : objects) resources.insert(resource_of(*object));
  return {resources.begin(), resources.end()};
}

std::vector<std::string> commands_for(const std::vector<const Node*>& objects) {
  std::vector<std::string> lines;
  for (Get& get : commands(sorted(objects), "")) lines.push_back(std::move(get.command));
  return lines;
}

std::vector<std::string> commands_for_bundle(const std::vector<const Node*>& objects, const Wanted& wanted) {
  Sorted of = sorted(objects);
  for (auto& [name, here] : of.namespaces) {
    if (wanted.left_over) here.resources.insert(std::begin(kUsual), std::end(kUsual));
    if (wanted.adopt) here.resources.insert("replicasets");  // they keep the credentials of earlier pods
  }
  std::vector<Get> gets = commands(of, wanted.adopt ? " --show-managed-fields" : "");
  if (wanted.adopt) {
    for (const auto& [name, here] : of.namespaces) {
      gets.push_back({fmt::format("kubectl get featurestores.feast.dev{}{} -o yaml --show-managed-fields",
                                  name.empty() ? "" : " -n ", name),
                      fetched_stores(name)});
    }
    gets.push_back({"kubectl get persistentvolumes -o yaml", "persistentvolumes"});
    gets.push_back({fmt::format("kubectl get deployments -A -l app.kubernetes.io/name=feast-operator -o yaml"),
                    std::string(kFetchedOperator)});
    gets.push_back(
        {fmt::format("kubectl get leases -A --field-selector metadata.name={} -o yaml", kOperatorLease), "leases"});
  }
  std::vector<std::string> lines;
  for (const Get& get : gets) lines.push_back(fmt::format("{} && echo '{}{}'", get.command, kFetched, get.what));
  return lines;
}

std::vector<std::string> notes(const Live& live, bool all) {
  std::vector<std::string> lines;
  if (!live.not_fetched.empty()) {
    lines.push_back(fmt::format("not among the given objects: {}; get them with: {}",
                                fmt::join(resources_of(live.not_fetched), ", "),
                                fmt::join(commands_for(live.not_fetched), "; ")));
  }
  for (const std::string& workload : live.respelled) {
    lines.push_back(fmt::format(
        "no difference in meaning, but an apply restarts the pods of {}: the text of the configuration or of the init "
        "container differs",
        workload));
  }
  if (!all) return lines;
  lines.push_back(live.foreign.empty()
                      ? "no other objects were given"
                      : fmt::format("left out because they do not belong to these stores: {}", sentence(live.foreign)));
  if (live.theirs != 0) {
    lines.push_back(
        fmt::format("labels and annotations that others have added, and that an apply keeps: {}", live.theirs));
  }
  return lines;
}

}  // namespace feastctl::diff
