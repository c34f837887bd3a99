#include <doctest/doctest.h>

#include "unit/validate/kubernetes/judge.hpp"

using namespace feastctl;
using namespace feastctl::validate::kubernetes;

namespace {

struct Objects {
  Arena arena;
  TreeBuilder tree{arena};

  std::string_view repeated(char c, std::size_t count) { return arena.copy(std::string(count, c)); }

  /// An object that is named after the store, as ours are.
  Lines named(std::string_view kind, std::string_view store, std::string_view suffix) {
    const Node* metadata = tree.map({{"name", arena.concat({"feast-", store, suffix})}});
    return judge(*store_named(tree, store), *tree.map({{"kind", kind}, {"metadata", metadata}}));
  }

  /// A Deployment with these pod annotations and a container `online`.
  Lines annotated(const Node* annotations) {
    const Node* pod = tree.map({
        {"metadata", tree.map({{"annotations", annotations}})},
        {"spec", tree.map({{"containers", tree.list({tree.map({{"name", "online"}, {"image", "x"}})})}})},
    });
    const Node* object = tree.map({{"kind", "Deployment"},
                                   {"metadata", tree.map({{"name", "feast-s"}})},
                                   {"spec", tree.map({{"template", pod}})}});
    return judge(*store_named(tree, "s"), *object);
  }
};

}  // namespace

TEST_CASE("names are as long as their kinds allow") {
  Objects o;
  const auto length = [&](std::string_view kind, std::size_t whole) {
    return o.named(kind, o.repeated('a', whole - 6), "");
  };
  const Lines too_long{"FS500 metadata.name"};
  CHECK(length("Service", 63) == Lines{});
  CHECK(length("Service", 64) == too_long);
  CHECK(length("CronJob", 52) == Lines{});
  CHECK(length("CronJob", 53) == too_long);
  CHECK(length("ConfigMap", 253) == Lines{});
  CHECK(length("ConfigMap", 254) == too_long);
  CHECK(length("RoleBinding", 254) == Lines{});
}

TEST_CASE("names have the characters that their kinds allow") {
  Objects o;
  CHECK(o.named("Service", "a.b", "-online") == Lines{"FS501 metadata.name"});
  CHECK(o.named("Deployment", "a.b", "") == Lines{});
  CHECK(o.named("Role", "x", "/y") == Lines{"FS501 metadata.name"});
  CHECK(o.named("Role", "x", "_Y") == Lines{});
  const Node* nameless = o.tree.map({{"kind", "Role"}, {"metadata", o.tree.map({{"name", ""}})}});
  CHECK(judge(*store_named(o.tree, "s"), *nameless) == Lines{"FS501 metadata.name"});
}

TEST_CASE("an account has a name that a ServiceAccount can have") {
  Objects o;
  const auto pod = [&](std::string_view account) {
    return o.tree.map({{"spec", o.tree.map({{"serviceAccountName", account}})}});
  };
  const auto refused = [&](std::string_view kind, const Node* spec, const Node* subjects = nullptr) {
    const Node* metadata = o.tree.map({{"name", "x"}});
    const Node* object = o.tree.map({{"kind", kind}, {"metadata", metadata}, {"spec", spec}, {"subjects", subjects}});
    Lines lines = judge(*store_named(o.tree, "s"), *object);
    std::erase_if(lines, [](const std::string& line) {
      return line.find("ccount") + line.find("subj") == 2 * std::string::npos;
    });
    return lines;
  };
  const auto subjects = [&](std::string_view account, std::string_view kind = "ServiceAccount") {
    return o.tree.list({o.tree.map({{"kind", kind}, {"name", account}})});
  };
  const auto longest = o.repeated('a', 253);
  const auto too_long = o.repeated('a', 254);
  const auto in_job = [&](std::string_view account) {
    return o.tree.map({{"jobTemplate", o.tree.map({{"spec", o.tree.map({{"template", pod(account)}})}})}});
  };
  CHECK(refused("Deployment", o.tree.map({{"template", pod(longest)}})) == Lines{});
  CHECK(refused("Deployment", o.tree.map({{"template", pod(too_long)}})) ==
        Lines{"FS500 spec.template.spec.serviceAccountName"});
  CHECK(refused("CronJob", in_job(too_long)) == Lines{"FS500 spec.jobTemplate.spec.template.spec.serviceAccountName"});
  CHECK(refused("RoleBinding", nullptr, subjects(longest)) == Lines{});
  CHECK(refused("RoleBinding", nullptr, subjects(too_long)) == Lines{"FS500 subjects[0].name"});
  CHECK(refused("ClusterRoleBinding", nullptr, subjects("a b")) == Lines{"FS501 subjects[0].name"});
  CHECK(refused("RoleBinding", nullptr, subjects("system:authenticated", "Group")) == Lines{});
}

TEST_CASE("the message says how long the FeatureStore's name may be") {
  Objects o;
  const auto store = o.repeated('a', 44);
  const Node* metadata = o.tree.map({{"name", o.arena.concat({"feast-", store, "-registry-rest"})}});
  const Node* object = o.tree.map({{"kind", "Service"}, {"metadata", metadata}});
  Diagnostics diagnostics;
  Node* own_name = o.tree.string(store);
  own_name->span = {1, 40, 84};
  const Node* feature_store = o.tree.map({{"metadata", o.tree.map({{"name", own_name}})}});
  ObjectReport report(diagnostics, *feature_store, *object);
  check_object(*object, report);
  REQUIRE(diagnostics.all().size() == 1);
  const Diagnostic& d = diagnostics.all()[0];
  CHECK(d.hint == "shorten metadata.name to 43 characters");
  CHECK(d.path == "metadata.name");
  CHECK(d.where == own_name->span);
}

TEST_CASE("the store's name is a label of every object, pod template and selector") {
  Objects o;
  const auto store = o.repeated('a', 64);
  const Node* labels = o.tree.map({{"feast.dev/name", store}, {"app.kubernetes.io/managed-by", "feast-operator"}});
  const Node* metadata = o.tree.map({{"name", "x"}, {"labels", labels}});
  const Node* role = o.tree.map({{"kind", "Role"}, {"metadata", metadata}});
  CHECK(judge(*store_named(o.tree, store), *role) == Lines{"FS502 metadata.labels"});

  const Node* spec = o.tree.map(
      {{"selector", o.tree.map({{"matchLabels", labels}})}, {"template", o.tree.map({{"metadata", metadata}})}});
  const Node* deployment = o.tree.map({{"kind", "Deployment"}, {"metadata", metadata}, {"spec", spec}});
  CHECK(judge(*store_named(o.tree, store), *deployment) ==
        Lines{"FS502 metadata.labels", "FS502 spec.selector.matchLabels", "FS502 spec.template.labels"});

  const Node* selected = o.tree.map({{"selector", o.tree.map({{"matchLabels", labels}})}});
  const Node* budget =
      o.tree.map({{"kind", "PodDisruptionBudget"}, {"metadata", o.tree.map({{"name", "x"}})}, {"spec", selected}});
  CHECK(judge(*store_named(o.tree, store), *budget) == Lines{"FS502 spec.selector.matchLabels"});

  const Node* service = o.tree.map(
      {{"kind", "Service"}, {"metadata", o.tree.map({{"name", "x"}})}, {"spec", o.tree.map({{"selector", labels}})}});
  CHECK(judge(*store_named(o.tree, store), *service) == Lines{"FS502 spec.selector"});
}

TEST_CASE("annotations have qualified keys in small or capital letters, 256 KiB together") {
  Objects o;
  CHECK(o.annotated(o.tree.map({{"Example.com/Team", "x"}, {"plain", ""}})) == Lines{});
  for (const auto* key : {"my team", "", "a/b/c", "-x", "/x"}) {
    CAPTURE(key);
    CHECK(o.annotated(o.tree.map({{key, "x"}})) == Lines{"FS503 spec.template.annotations"});
  }
  CHECK(o.annotated(o.tree.map({{"key", o.repeated('x', 262144 - 3)}})) == Lines{});
  CHECK(o.annotated(o.tree.map({{"key", o.repeated('x', 262144 - 2)}})) == Lines{"FS503 spec.template.annotations"});

  const Node* metadata = o.tree.map({{"name", "x"}, {"annotations", o.tree.map({{"a b", "c"}})}});
  const Node* pod = o.tree.map({{"metadata", metadata}});
  const Node* job = o.tree.map({{"spec", o.tree.map({{"template", pod}})}});
  const Node* cron =
      o.tree.map({{"kind", "CronJob"}, {"metadata", metadata}, {"spec", o.tree.map({{"jobTemplate", job}})}});
  CHECK(judge(*store_named(o.tree, "x"), *cron) ==
        Lines{"FS503 metadata.annotations", "FS503 spec.jobTemplate.spec.template.annotations"});
}

TEST_CASE("annotations that Kubernetes reads itself") {
  struct Case {
    std::string_view key, value;
    bool fine;
  };
  const Case cases[] = {
      {"controller.kubernetes.io/pod-deletion-cost", "-100", true},
      {"controller.kubernetes.io/pod-deletion-cost", "+1", false},
      {"controller.kubernetes.io/pod-deletion-cost", "01", false},
      {"controller.kubernetes.io/pod-deletion-cost", "2147483648", false},
      {"kubernetes.io/config.mirror", "x", false},
      {"seccomp.security.alpha.kubernetes.io/pod", "runtime/default", true},
      {"seccomp.security.alpha.kubernetes.io/pod", "localhost/../x", false},
      {"container.seccomp.security.alpha.kubernetes.io/any", "strict", false},
      {"container.apparmor.security.beta.kubernetes.io/online", "localhost/x", true},
      {"container.apparmor.security.beta.kubernetes.io/online", "x", false},
      {"container.apparmor.security.beta.kubernetes.io/other", "runtime/default", false},
  };
  Objects o;
  for (const Case& c : cases) {
    CAPTURE(c.key);
    CAPTURE(c.value);
    const Lines refused{"FS504 spec.template.annotations." + std::string(c.key)};
    CHECK(o.annotated(o.tree.map({{c.key, c.value}})) == (c.fine ? Lines{} : refused));
  }
}
