#include <doctest/doctest.h>

#include "unit/validate/kubernetes/judge.hpp"

using namespace feastctl;
using namespace feastctl::validate::kubernetes;

namespace {

/// A container with one more field, in a pod with a few volumes and a claim, judged as a part of a Deployment.
struct Pod {
  Arena arena;
  TreeBuilder tree{arena};

  Lines with(std::string_view key, const Node* value) { return with(tree.map({{key, value}})); }

  Lines with(Node* container) {
    const Node* volumes = tree.list({
        tree.map({{"name", "data"}, {"emptyDir", tree.map()}}),
        tree.map({{"name", "settings"}, {"configMap", tree.map({{"name", "settings"}})}}),
        tree.map({{"name", "unsaid"}}),
    });
    const Node* claims = tree.list({tree.map({{"name", "gpu"}, {"resourceClaimName", "shared-gpu"}})});
    const Node* spec =
        tree.map({{"containers", tree.list({container})}, {"volumes", volumes}, {"resourceClaims", claims}});
    if (container->find("image") == nullptr) tree.set(container, "image", "feast");
    const Node* object = tree.map({
        {"kind", "Deployment"},
        {"metadata", tree.map({{"name", "feast-sample"}})},
        {"spec", tree.map({{"template", tree.map({{"spec", spec}})}})},
    });
    return judge(*store_named(tree, "sample"), *object, "spec.template.spec.containers[0].");
  }

  Lines with_variable(Node* variable) {
    if (variable->find("name") == nullptr) tree.set(variable, "name", "V");
    return with("env", tree.list({variable}));
  }
  Lines with_source(const Node* value_from) { return with_variable(tree.map({{"valueFrom", value_from}})); }
  Lines with_field(std::string_view path) {
    return with_source(tree.map({{"fieldRef", tree.map({{"fieldPath", path}})}}));
  }
  Lines with_resource(std::string_view resource, const Value& divisor) {
    return with_source(tree.map({{"resourceFieldRef", tree.map({{"resource", resource}, {"divisor", divisor}})}}));
  }
  Lines with_file(std::string_view volume, std::string_view path, std::string_view key) {
    const Node* ref = tree.map({{"volumeName", volume}, {"path", path}, {"key", key}});
    return with_source(tree.map({{"fileKeyRef", ref}}));
  }
  Lines with_mount(Node* mount) {
    if (mount->find("name") == nullptr) tree.set(mount, "name", "data");
    if (mount->find("mountPath") == nullptr) tree.set(mount, "mountPath", "/data");
    return with("volumeMounts", tree.list({mount}));
  }
  Lines with_resources(const Node* requests, const Node* limits) {
    return with("resources", tree.map({{"requests", requests}, {"limits", limits}}));
  }
  Lines with_request(std::string_view resource, const Value& amount) {
    return with_resources(tree.map({{resource, amount}}), nullptr);
  }
  Lines with_limit(std::string_view resource, const Value& amount) {
    return with_resources(nullptr, tree.map({{resource, amount}}));
  }
};

}  // namespace

TEST_CASE("image and pull policy") {
  Pod pod;
  CHECK(pod.with("image", pod.tree.string("")) == Lines{"FS510 image"});
  // Kubernetes leaves the form of an image to the runtime.
  CHECK(pod.with("image", pod.tree.string("Feast:: x")) == Lines{});
  CHECK(pod.with("imagePullPolicy", pod.tree.string("always")) == Lines{"FS511 imagePullPolicy"});
  CHECK(pod.with("imagePullPolicy", pod.tree.string("Always")) == Lines{});
  CHECK(pod.with("imagePullPolicy", pod.tree.string("")) == Lines{});
}

TEST_CASE("a variable has a name of printable ASCII") {
  Pod pod;
  CHECK(pod.with_variable(pod.tree.map({{"name", ""}})) == Lines{"FS512 env[0].name"});
  CHECK(pod.with_variable(pod.tree.map({{"name", "A=B"}})) == Lines{"FS512 env[0].name"});
  CHECK(pod.with_variable(pod.tree.map({{"name", "größe"}})) == Lines{"FS512 env[0].name"});
  CHECK(pod.with_variable(pod.tree.map({{"name", "2 words.and-more"}})) == Lines{});
}

TEST_CASE("a variable has one source") {
  Pod pod;
  const auto& tree = pod.tree;
  const Node* field = tree.map({{"fieldPath", "metadata.name"}});
  const Node* key = tree.map({{"name", "settings"}, {"key", "level"}});
  CHECK(pod.with_source(tree.map()) == Lines{"FS513 env[0].valueFrom"});
  CHECK(pod.with_source(tree.map({{"fieldRef", field}})) == Lines{});
  CHECK(pod.with_source(tree.map({{"fieldRef", field}, {"secretKeyRef", key}})) == Lines{"FS513 env[0].valueFrom"});
  const Node* from = tree.map({{"configMapKeyRef", key}});
  CHECK(pod.with_variable(tree.map({{"value", "x"}, {"valueFrom", from}})) == Lines{"FS513 env[0].valueFrom"});
  CHECK(pod.with_variable(tree.map({{"value", ""}, {"valueFrom", from}})) == Lines{});
}

TEST_CASE("a variable takes certain fields of the pod") {
  Pod pod;
  for (const auto* path : {"metadata.uid", "spec.host", "status.podIPs", "metadata.labels['app']",
                           "metadata.annotations['Example.com/Team']"}) {
    CAPTURE(path);
    CHECK(pod.with_field(path) == Lines{});
  }
  for (const auto* path : {"spec.node", "metadata.labels", "status.phase", "metadata.name['x']", "['x']",
                           "metadata.labels[']", "metadata.labels[\"app\"]"}) {
    CAPTURE(path);
    CHECK(pod.with_field(path) == Lines{"FS514 env[0].valueFrom.fieldRef.fieldPath"});
  }
  CHECK(pod.with_field("") == Lines{"FS514 env[0].valueFrom.fieldRef.fieldPath"});
  CHECK(pod.with_field("metadata.labels['a b']") == Lines{"FS514 env[0].valueFrom.fieldRef"});
  CHECK(pod.with_field("metadata.labels['Example.com/app']") == Lines{"FS514 env[0].valueFrom.fieldRef"});
  const Node* ref = pod.tree.map({{"fieldPath", "metadata.name"}, {"apiVersion", "apps/v1"}});
  CHECK(pod.with_source(pod.tree.map({{"fieldRef", ref}})) == Lines{"FS514 env[0].valueFrom.fieldRef.fieldPath"});
}

TEST_CASE("a variable takes certain resources in certain units") {
  Pod pod;
  const Node* absent = nullptr;
  const Lines resource{"FS515 env[0].valueFrom.resourceFieldRef.resource"};
  const Lines divisor{"FS515 env[0].valueFrom.resourceFieldRef.divisor"};
  CHECK(pod.with_resource("limits.cpu", absent) == Lines{});
  CHECK(pod.with_resource("cpu", absent) == resource);
  CHECK(pod.with_resource("", absent) == resource);
  CHECK(pod.with_resource("requests.hugepages-2Mi", "1Mi") == Lines{});
  CHECK(pod.with_resource("limits.cpu", "0") == Lines{});
  CHECK(pod.with_resource("limits.cpu", "1000m") == Lines{});
  CHECK(pod.with_resource("limits.cpu", 2) == divisor);
  CHECK(pod.with_resource("limits.memory", "1024Ki") == Lines{});
  CHECK(pod.with_resource("limits.memory", "1m") == divisor);
  CHECK(pod.with_resource("requests.ephemeral-storage", "1e3") == divisor);
  CHECK(pod.with_resource("limits.hugepages-2Mi", "2Mi") == divisor);
}

TEST_CASE("a variable names a key of a Secret or ConfigMap") {
  Pod pod;
  const auto& tree = pod.tree;
  const auto secret = [&](std::string_view name, std::string_view key) {
    return pod.with_source(tree.map({{"secretKeyRef", tree.map({{"name", name}, {"key", key}})}}));
  };
  CHECK(secret("s", "a.B-c_d") == Lines{});
  CHECK(secret("", "k") == Lines{"FS516 env[0].valueFrom.secretKeyRef.name"});
  CHECK(secret("S_1", "k") == Lines{"FS516 env[0].valueFrom.secretKeyRef.name"});
  CHECK(secret("s", "") == Lines{"FS517 env[0].valueFrom.secretKeyRef.key"});
  CHECK(secret("s", "..data") == Lines{"FS517 env[0].valueFrom.secretKeyRef.key"});
  const Node* ref = tree.map({{"key", "a b"}});
  CHECK(pod.with_source(tree.map({{"configMapKeyRef", ref}})) ==
        Lines{"FS516 env[0].valueFrom.configMapKeyRef.name", "FS517 env[0].valueFrom.configMapKeyRef.key"});
}

TEST_CASE("a variable is read from a file in an emptyDir") {
  Pod pod;
  CHECK(pod.with_file("data", "x.env", "KEY") == Lines{});
  CHECK(pod.with_file("data", "/x.env", "KEY") == Lines{});
  CHECK(pod.with_file("data", "../x.env", "KEY") == Lines{"FS518 env[0].valueFrom.fileKeyRef.path"});
  CHECK(pod.with_file("data", "", "") ==
        Lines{"FS518 env[0].valueFrom.fileKeyRef.key", "FS518 env[0].valueFrom.fileKeyRef.path"});
  CHECK(pod.with_file("", "x.env", "KEY") == Lines{"FS518 env[0].valueFrom.fileKeyRef.volumeName"});
  CHECK(pod.with_file("nope", "x.env", "KEY") == Lines{"FS518 env[0].valueFrom.fileKeyRef.volumeName"});
  CHECK(pod.with_file("unsaid", "x.env", "KEY") == Lines{});
  CHECK(pod.with_file("settings", "x.env", "KEY") == Lines{"FS518 env[0].valueFrom.fileKeyRef.volumeName"});
}

TEST_CASE("envFrom: the list stands for an item without one source") {
  Pod pod;
  const auto& tree = pod.tree;
  const auto item = [&](const Node* node) { return pod.with("envFrom", tree.list({node})); };
  const Node* ref = tree.map({{"name", "settings"}});
  CHECK(item(tree.map({{"configMapRef", ref}, {"prefix", "DB_"}})) == Lines{});
  CHECK(item(tree.map()) == Lines{"FS519 envFrom"});
  CHECK(item(tree.map({{"configMapRef", ref}, {"secretRef", ref}})) == Lines{"FS519 envFrom"});
  CHECK(item(tree.map({{"configMapRef", ref}, {"prefix", "="}})) == Lines{"FS512 envFrom[0].prefix"});
  CHECK(item(tree.map({{"secretRef", tree.map()}})) == Lines{"FS520 envFrom[0].secretRef.name"});
  CHECK(item(tree.map({{"configMapRef", tree.map({{"name", "a-"}})}})) == Lines{});
  CHECK(item(tree.map({{"configMapRef", tree.map({{"name", "A b"}})}})) == Lines{"FS520 envFrom[0].configMapRef.name"});
}

TEST_CASE("a mount names a volume and a path of its own") {
  Pod pod;
  const auto& tree = pod.tree;
  CHECK(pod.with_mount(tree.map()) == Lines{});
  CHECK(pod.with_mount(tree.map({{"name", "dat"}})) == Lines{"FS521 volumeMounts[0].name"});
  CHECK(pod.with_mount(tree.map({{"name", ""}})) == Lines{"FS521 volumeMounts[0].name"});
  CHECK(pod.with_mount(tree.map({{"mountPath", ""}})) == Lines{"FS522 volumeMounts[0].mountPath"});
  const Node* first = tree.map({{"name", "data"}, {"mountPath", "/data"}});
  const Node* second = tree.map({{"name", "settings"}, {"mountPath", "/data"}});
  const Node* third = tree.map({{"name", "settings"}, {"mountPath", "/data/"}});
  CHECK(pod.with("volumeMounts", tree.list({first, second, third})) == Lines{"FS523 volumeMounts[1].mountPath"});
}

TEST_CASE("subPath leads downwards, and its path leaves the index out") {
  Pod pod;
  const auto& tree = pod.tree;
  CHECK(pod.with_mount(tree.map({{"subPath", "a/..b/c"}})) == Lines{});
  CHECK(pod.with_mount(tree.map({{"subPath", "/a"}})) == Lines{"FS524 volumeMounts.subPath"});
  CHECK(pod.with_mount(tree.map({{"subPath", "a/.."}})) == Lines{"FS524 volumeMounts.subPath"});
  CHECK(pod.with_mount(tree.map({{"subPathExpr", "../$(POD)"}})) == Lines{"FS524 volumeMounts.subPathExpr"});
  CHECK(pod.with_mount(tree.map({{"subPath", "a"}, {"subPathExpr", "b"}})) ==
        Lines{"FS524 volumeMounts[0].subPathExpr"});
}

TEST_CASE("propagation and recursive read-only mounts") {
  Pod pod;
  const auto& tree = pod.tree;
  const Lines propagation{"FS525 volumeMounts.mountPropagation"};
  const Lines recursive{"FS525 volumeMounts.recursiveReadOnly"};
  CHECK(pod.with_mount(tree.map({{"mountPropagation", "HostToContainer"}})) == Lines{});
  CHECK(pod.with_mount(tree.map({{"mountPropagation", "Bidirectional"}})) == propagation);
  CHECK(pod.with_mount(tree.map({{"mountPropagation", "none"}})) == propagation);
  CHECK(pod.with_mount(tree.map({{"mountPropagation", ""}})) == propagation);
  CHECK(pod.with_mount(tree.map({{"recursiveReadOnly", "Disabled"}})) == Lines{});
  CHECK(pod.with_mount(tree.map({{"recursiveReadOnly", "Enabled"}})) == recursive);
  CHECK(pod.with_mount(tree.map({{"recursiveReadOnly", "Enabled"}, {"readOnly", true}})) == Lines{});
  CHECK(pod.with_mount(tree.map({{"recursiveReadOnly", "always"}, {"readOnly", true}})) == recursive);
  CHECK(pod.with_mount(tree.map(
            {{"recursiveReadOnly", "IfPossible"}, {"readOnly", true}, {"mountPropagation", "HostToContainer"}})) ==
        recursive);
}

TEST_CASE("resources have known names") {
  Pod pod;
  const auto name_is_fine = [&](std::string_view name) { return pod.with_limit(name, "2Mi") == Lines{}; };
  CHECK(name_is_fine("cpu"));
  CHECK(name_is_fine("ephemeral-storage"));
  CHECK(name_is_fine("nvidia.com/gpu"));
  CHECK(name_is_fine("batteries.kubernetes.io/anything"));
  for (const auto* name : {"memry", "storage", "pods", "limits.cpu", "a b", "requests.example.com/gpu", "/gpu"}) {
    CAPTURE(name);
    CHECK(pod.with_limit(name, 1) == Lines{"FS526 resources.limits." + std::string(name)});
  }
  CHECK(pod.with_limit("", 1) == Lines{"FS526 resources.limits[]"});
}

TEST_CASE("amounts are possible") {
  Pod pod;
  CHECK(pod.with_request("cpu", "-1") == Lines{"FS527 resources.requests.cpu"});
  CHECK(pod.with_limit("memory", -5) == Lines{"FS527 resources.limits.memory"});
  CHECK(pod.with_limit("cpu", "100m") == Lines{});
  CHECK(pod.with_request("cpu", 0) == Lines{});
  CHECK(pod.with_limit("nvidia.com/gpu", "500m") == Lines{"FS527 resources.limits.nvidia.com/gpu"});
  CHECK(pod.with_limit("nvidia.com/gpu", "2000m") == Lines{});
}

TEST_CASE("requests and limits go together") {
  Pod pod;
  const auto& tree = pod.tree;
  const auto cpu = [&](const Value& request, const Value& limit) {
    return pod.with_resources(tree.map({{"cpu", request}}), tree.map({{"cpu", limit}}));
  };
  CHECK(cpu("500m", 1) == Lines{});
  CHECK(cpu("1000m", 1) == Lines{});
  CHECK(cpu("1001m", 1) == Lines{"FS528 resources.requests"});
  // The server rounds up to thousandths first.
  CHECK(cpu("900u", "100u") == Lines{});
  const auto gpu = [&](const Value& request, const Value& limit) {
    return pod.with_resources(tree.map({{"nvidia.com/gpu", request}}), tree.map({{"nvidia.com/gpu", limit}}));
  };
  CHECK(gpu(1, "1") == Lines{});
  CHECK(gpu(1, 2) == Lines{"FS528 resources.requests"});
  CHECK(pod.with_request("nvidia.com/gpu", 1) == Lines{"FS528 resources.limits"});
}

TEST_CASE("huge pages") {
  Pod pod;
  const auto& tree = pod.tree;
  const auto pages = [&](std::string_view resource, const Value& amount) {
    return pod.with_resources(nullptr, tree.map({{"memory", "1Gi"}, {resource, amount}}));
  };
  CHECK(pages("hugepages-2Mi", "4Mi") == Lines{});
  CHECK(pages("hugepages-2Mi", "3Mi") == Lines{"FS527 resources.limits.hugepages-2Mi"});
  CHECK(pages("hugepages-2Mi", "100m") == Lines{"FS527 resources.limits.hugepages-2Mi"});
  CHECK(pages("hugepages-big", "2Mi") == Lines{"FS527 resources.limits.hugepages-big"});
  CHECK(pages("hugepages-0", "2Mi") == Lines{"FS527 resources.limits.hugepages-0"});
  CHECK(pod.with_limit("hugepages-2Mi", "4Mi") == Lines{"FS528 resources"});
}

TEST_CASE("resource claims are the pod's, once each") {
  Pod pod;
  const auto& tree = pod.tree;
  const auto claims = [&](std::initializer_list<Value> items) {
    return pod.with("resources", tree.map({{"claims", tree.list(items)}}));
  };
  const auto claim = [&](std::string_view name, std::string_view request = {}) {
    return tree.map({{"name", name}, {"request", request}});
  };
  CHECK(claims({claim("gpu")}) == Lines{});
  CHECK(claims({claim("")}) == Lines{"FS529 resources.claims[0]"});
  CHECK(claims({claim("tpu")}) == Lines{"FS529 resources.claims[0]"});
  CHECK(claims({claim("gpu", "a"), claim("gpu", "b")}) == Lines{});
  CHECK(claims({claim("gpu", "a"), claim("gpu", "a")}) == Lines{"FS529 resources.claims[1]"});
  CHECK(claims({claim("gpu", "a"), claim("gpu")}) == Lines{"FS529 resources.claims[1]"});
  CHECK(claims({claim("gpu", "A_1")}) == Lines{"FS529 resources.claims[0].request"});
}

TEST_CASE("mounts of refused volumes are refused, those of a namesake before it are not") {
  Arena arena;
  const TreeBuilder tree(arena);
  const auto mount = [&](std::string_view name) {
    return tree.map({{"name", name}, {"mountPath", arena.concat({"/", name})}});
  };
  const Node* spec = tree.map({
      {"containers", tree.list({tree.map({{"image", "x"}, {"volumeMounts", tree.list({mount("a"), mount("b")})}})})},
      {"volumes", tree.list({tree.map({{"name", "a"}}), tree.map({{"name", "b"}}), tree.map({{"name", "b"}})})},
  });
  const std::vector<std::size_t> refused{0, 2};
  Diagnostics diagnostics;
  ObjectReport report(diagnostics, *store_named(tree, "s"), *spec);
  check_containers(Field(spec), report, refused);
  REQUIRE(diagnostics.all().size() == 1);
  CHECK(diagnostics.all()[0].object.path == "containers[0].volumeMounts[0].name");
}

TEST_CASE("wrong kinds in every place do no harm") {
  Pod pod;
  const auto& tree = pod.tree;
  const Node* odd[] = {tree.string("x"),    tree.integer(1),
                       tree.boolean(true),  tree.null(),
                       tree.list({"x", 1}), tree.map({{"name", 1}, {"valueFrom", "x"}, {"mountPath", 2}})};
  for (const auto* key : {"image", "imagePullPolicy", "env", "envFrom", "volumeMounts", "resources"}) {
    for (const Node* value : odd) {
      static_cast<void>(pod.with(key, value));
      static_cast<void>(pod.with(key, tree.list({value})));
      static_cast<void>(pod.with(key, tree.map({{"limits", value}, {"requests", value}, {"claims", value}})));
      static_cast<void>(pod.with_source(tree.map({{"fieldRef", value}, {"resourceFieldRef", value}})));
      static_cast<void>(pod.with_source(tree.map({{"fileKeyRef", value}, {"secretKeyRef", value}})));
      static_cast<void>(pod.with_limit("cpu", value));
    }
  }
}
