#include <doctest/doctest.h>

#include "support/tree.hpp"
#include "unit/validate/kubernetes/judge.hpp"

using namespace feastctl;
using namespace feastctl::validate::kubernetes;

namespace {

/// A security context and annotations of a Deployment's pod; paths are below `spec.template.`.
Lines judge_pod(std::string_view security, std::string_view annotations = "{}") {
  Arena arena;
  const TreeBuilder tree(arena);
  Node* pod_template = test::tree_of(tree, "{spec: {containers: [{name: online, image: feast}]}}");
  Node* spec = tree.shallow_copy(*pod_template->find("spec"));
  tree.add(spec, "securityContext", test::tree_of(tree, security));
  tree.set(pod_template, "spec", spec);
  tree.add(pod_template, "metadata", tree.map({{"annotations", test::tree_of(tree, annotations)}}));
  const Node* object = tree.map({{"kind", "Deployment"},
                                 {"metadata", tree.map({{"name", "feast-sample"}})},
                                 {"spec", tree.map({{"template", pod_template}})}});
  return judge(*store_named(tree, "sample"), *object, "spec.template.");
}

Lines one(std::string_view code, std::string_view key) {
  return {std::string(code) + " spec.securityContext." + std::string(key)};
}

}  // namespace

TEST_CASE("ids, groups and policies") {
  CHECK(judge_pod("{runAsUser: 0, runAsGroup: 2147483647, fsGroup: 1, supplementalGroups: [2, 3], runAsNonRoot: true,"
                  " fsGroupChangePolicy: Always, supplementalGroupsPolicy: Strict, seLinuxChangePolicy: Recursive,"
                  " seLinuxOptions: {level: x}, sysctls: [{name: net.core/somaxconn, value: '1'}]}") == Lines{});
  CHECK(judge_pod("{runAsUser: -1}") == one("FS572", "runAsUser"));
  CHECK(judge_pod("{runAsGroup: 2147483648}") == one("FS572", "runAsGroup"));
  CHECK(judge_pod("{fsGroup: -1}") == one("FS572", "fsGroup"));
  CHECK(judge_pod("{supplementalGroups: [1, -1]}") == one("FS572", "supplementalGroups[1]"));
  CHECK(judge_pod("{fsGroupChangePolicy: Never}") == one("FS572", "fsGroupChangePolicy"));
  CHECK(judge_pod("{supplementalGroupsPolicy: ''}") == one("FS572", "supplementalGroupsPolicy"));
  CHECK(judge_pod("{seLinuxChangePolicy: MountOption}") == one("FS572", "seLinuxChangePolicy"));
  CHECK(judge_pod("{sysctls: [{name: BAD}]}") == one("FS572", "sysctls[0].name"));
  CHECK(judge_pod("{sysctls: [{name: ''}]}") == one("FS572", "sysctls[0].name"));
  CHECK(judge_pod("{sysctls: [{name: a..b}]}") == one("FS572", "sysctls[0].name"));
  CHECK(judge_pod("{sysctls: [{name: net.ip-v4_x.y}]}") == Lines{});
  CHECK(judge_pod("{sysctls: [{name: " + std::string(253, 'a') + "}]}") == Lines{});
  CHECK(judge_pod("{sysctls: [{name: " + std::string(254, 'a') + "}]}") == one("FS572", "sysctls[0].name"));
  CHECK(judge_pod("{sysctls: [{name: a.b}, {name: a.b}]}") == one("FS572", "sysctls[1].name"));
}

TEST_CASE("profiles") {
  CHECK(judge_pod("{seccompProfile: {type: Localhost, localhostProfile: a/b.json}}") == Lines{});
  CHECK(judge_pod("{seccompProfile: {type: Localhost}}") == one("FS573", "seccompProfile.localhostProfile"));
  CHECK(judge_pod("{seccompProfile: {type: Localhost, localhostProfile: ../x}}") ==
        one("FS573", "seccompProfile.localhostProfile"));
  CHECK(judge_pod("{seccompProfile: {type: Unconfined, localhostProfile: x}}") ==
        one("FS573", "seccompProfile.localhostProfile"));
  CHECK(judge_pod("{seccompProfile: {type: ''}}") == one("FS573", "seccompProfile.type"));
  CHECK(judge_pod("{seccompProfile: {type: Other}}") == one("FS573", "seccompProfile.type"));
  CHECK(judge_pod("{appArmorProfile: {type: Localhost, localhostProfile: a b}}") == Lines{});
  CHECK(judge_pod("{appArmorProfile: {type: Localhost, localhostProfile: ''}}") ==
        one("FS573", "appArmorProfile.localhostProfile"));
  CHECK(judge_pod("{appArmorProfile: {type: Localhost, localhostProfile: ' a'}}") ==
        one("FS573", "appArmorProfile.localhostProfile"));
  CHECK(judge_pod("{appArmorProfile: {type: RuntimeDefault, localhostProfile: a}}") ==
        one("FS573", "appArmorProfile.localhostProfile"));
  const auto app_armor_of = [](std::size_t size) {
    return judge_pod("{appArmorProfile: {type: Localhost, localhostProfile: " + std::string(size, 'a') + "}}");
  };
  CHECK(app_armor_of(4095) == Lines{});
  CHECK(app_armor_of(4096) == one("FS573", "appArmorProfile.localhostProfile"));
  CHECK(judge_pod("{appArmorProfile: {type: Other, localhostProfile: a}}") == one("FS573", "appArmorProfile.type"));
}

TEST_CASE("Windows options") {
  CHECK(judge_pod("{windowsOptions: {gmsaCredentialSpecName: a.b, runAsUserName: 'CORP\\user', hostProcess: false}}") ==
        Lines{});
  CHECK(judge_pod("{windowsOptions: {hostProcess: true}}") == Lines{"FS573 spec.hostNetwork"});
  CHECK(judge_pod("{windowsOptions: {gmsaCredentialSpecName: A}}") ==
        one("FS573", "windowsOptions.gmsaCredentialSpecName"));
  CHECK(judge_pod("{windowsOptions: {gmsaCredentialSpec: ''}}") == one("FS573", "windowsOptions.gmsaCredentialSpec"));
  for (const std::string_view bad : {"", "a\\b\\c", "\\b", "a\\", ". .", "a@b", "a*", "b\x01", "do:main\\u"}) {
    CAPTURE(bad);
    CHECK(judge_pod("{windowsOptions: {runAsUserName: '" + std::string(bad) + "'}}") ==
          one("FS573", "windowsOptions.runAsUserName"));
  }
}

TEST_CASE("accounts of Windows have a NetBIOS or DNS domain, and lengths") {
  const auto user = [](const std::string& account) {
    return judge_pod("{windowsOptions: {runAsUserName: '" + account + "'}}") == Lines{};
  };
  const std::string label(63, 'a');
  CHECK(user("corp of_fifteen\\u"));
  CHECK_FALSE(user("corp of_sixteen_\\u"));
  CHECK_FALSE(user(".corp\\u"));
  CHECK(user("Long-Label-0.example.com\\some one"));
  CHECK_FALSE(user("long-label-0.exam_ple.com\\u"));
  CHECK(user(label + ".com\\u"));
  CHECK_FALSE(user(label + "a.com\\u"));
  const std::string domain = label + "." + label + "." + label + "." + label;
  CHECK(user(domain + "\\u"));
  CHECK_FALSE(user(domain + ".a\\u"));
  CHECK(user(std::string(104, 'u')));
  CHECK_FALSE(user(std::string(105, 'u')));
}

TEST_CASE("old annotations must agree with the fields that took their place") {
  const std::string_view seccomp = "{seccomp.security.alpha.kubernetes.io/pod: docker/default}";
  CHECK(judge_pod("{seccompProfile: {type: RuntimeDefault}}", seccomp) == Lines{});
  CHECK(judge_pod("{seccompProfile: {type: RuntimeDefault}}",
                  "{seccomp.security.alpha.kubernetes.io/pod: runtime/default}") == Lines{});
  CHECK(judge_pod("{seccompProfile: {type: RuntimeDefault}}",
                  "{seccomp.security.alpha.kubernetes.io/pod: unconfined}") == one("FS574", "seccompProfile.type"));
  CHECK(judge_pod("{seccompProfile: {type: Unconfined}}", seccomp) == one("FS574", "seccompProfile.type"));
  CHECK(judge_pod("{seccompProfile: {type: Localhost, localhostProfile: a}}",
                  "{seccomp.security.alpha.kubernetes.io/pod: localhost/b}") ==
        one("FS574", "seccompProfile.localhostProfile"));
  const std::string_view app_armor = "{container.apparmor.security.beta.kubernetes.io/online: localhost/a}";
  CHECK(judge_pod("{appArmorProfile: {type: Localhost, localhostProfile: a}}", app_armor) == Lines{});
  CHECK(judge_pod("{appArmorProfile: {type: Unconfined}}", app_armor) ==
        Lines{"FS574 spec.containers[0].securityContext.appArmorProfile.type"});
  CHECK(judge_pod("{}", "{scheduler.alpha.kubernetes.io/tolerations: ' []'}") == Lines{});
  CHECK(judge_pod("{}", "{scheduler.alpha.kubernetes.io/tolerations: x}") == Lines{"FS504 annotations"});
}
