#include "inventory/inventory.hpp"

#include <doctest/doctest.h>

namespace feastctl::inventory {

namespace {

Rendered object(std::string api_version, std::string kind, std::string name_space, std::string_view more) {
  Rendered r{.api_version = std::move(api_version),
             .kind = std::move(kind),
             .name_space = std::move(name_space),
             .name = "x",
             .text = {}};
  r.text = "kind: " + r.kind + "\n" + std::string(more);
  return r;
}

Result bundle() {
  Result result;
  result.shared = {
      object("rbac.authorization.k8s.io/v1", "ClusterRole", "", "rules:\n- {verbs: [get], resources: [a]}\n")};
  result.stores.resize(1);
  result.stores[0].objects = {
      object("apps/v1", "Deployment", "n",
             "spec: {template: {spec: {initContainers: [{image: b}], containers: [{image: a}, {image: a}]}}}\n"),
      object("batch/v1", "CronJob", "n",
             "spec: {jobTemplate: {spec: {template: {spec: {containers: [{image: c}, {name: none}]}}}}}\n"),
      object("networking.k8s.io/v1", "NetworkPolicy", "m", ""), object("v1", "Service", "n", "")};
  return result;
}

}  // namespace

TEST_CASE("images: each once, with who runs it") {
  std::string told;
  for (const Image& image : images(bundle())) {
    told += image.name + ":";
    for (const std::string& user : image.used_by) told += " " + user;
    told += "\n";
  }
  CHECK(told == "a: Deployment n/x\nb: Deployment n/x\nc: CronJob n/x\n");
}

TEST_CASE("rights: a role a namespace, and what the bundle's roles grant") {
  CHECK(rights(bundle(), "deployer") == R"(apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: deployer
rules:
# The objects of the bundle.
- apiGroups: ["rbac.authorization.k8s.io"]
  resources: [clusterroles]
  verbs: [get, list, watch, create, update, patch, delete]
# The permissions of the bundle's own roles: an account can grant only permissions that it has itself, unless it
# has the verbs escalate and bind on roles.
- {"verbs":["get"],"resources":["a"]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: deployer
  namespace: m
rules:
# The objects of the bundle.
- apiGroups: ["networking.k8s.io"]
  resources: [networkpolicies]
  verbs: [get, list, watch, create, update, patch, delete]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: deployer
  namespace: n
rules:
# The objects of the bundle.
- apiGroups: [""]
  resources: [services]
  verbs: [get, list, watch, create, update, patch, delete]
- apiGroups: ["apps"]
  resources: [deployments]
  verbs: [get, list, watch, create, update, patch, delete]
- apiGroups: ["batch"]
  resources: [cronjobs]
  verbs: [get, list, watch, create, update, patch, delete]
)");
}

}  // namespace feastctl::inventory
