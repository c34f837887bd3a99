#include "validate/warnings.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "support/tree.hpp"

using namespace feastctl;

namespace {

using Lines = std::vector<std::string>;

Lines lines_of(const Diagnostics& out, bool of_objects) {
  Lines lines;
  for (const Diagnostic& d : out.all()) {
    lines.push_back(fmt::format("{} {}", d.rule->code, of_objects ? d.object.path : d.path));
  }
  std::ranges::sort(lines);
  return lines;
}

/// `CODE path` for each finding in a store whose applied spec is `spec`, with these objects.
Lines store(std::string_view spec, std::string_view objects = "[]", bool externally_scaled = false) {
  Arena arena;
  const TreeBuilder tree(arena);
  const Node* document = test::tree_of(
      tree, fmt::format("{{'apiVersion': 'feast.dev/v1', 'metadata': {{'name': 's'}}, 'spec': {}}}", spec));
  Diagnostics out;
  const auto items = test::tree_of(tree, std::string(objects))->items();
  validate::warn({*document, *document->find("spec"), items, externally_scaled}, out);
  return lines_of(out, false);
}

/// `CODE path` for each finding in a Deployment with this pod template, without the path to the template.
Lines pod(std::string_view pod_template) {
  Arena arena;
  const TreeBuilder tree(arena);
  const Node* object =
      test::tree_of(tree, fmt::format("{{'kind': 'Deployment', 'spec': {{'template': {}}}}}", pod_template));
  Diagnostics out;
  ObjectReport report(out, *object, *object);
  validate::warn_object(*object, report);
  Lines lines = lines_of(out, true);
  for (auto& line : lines) line.erase(6, std::string_view("spec.template.").size());
  return lines;
}

Lines spec(const std::string& pod_spec) {
  return pod("{'spec': {" + pod_spec + "}}");
}
Lines container(const std::string& c) {
  return spec("'containers': [{'name': 'online', " + c + "}]");
}
Lines volume(const std::string& v) {
  return spec("'volumes': [{'name': 'v', " + v + "}]");
}

const std::string kAuthz = "'authz': {'kubernetes': {}}";
const std::string kDatabases =
    "'onlineStore': {'persistence': {'store': {}}}, 'registry': {'local': {'persistence': {'store': {}}}}";

}  // namespace

TEST_CASE("a plain store gets two notes and no warning") {
  Arena arena;
  const TreeBuilder tree(arena);
  const Node* document = test::tree_of(tree, "{'apiVersion': 'feast.dev/v1', 'spec': {'feastProject': 'p'}}");
  const Node* applied = test::tree_of(tree,
                                      "{'authz': {'kubernetes': {}}, 'services': {'onlineStore': {'persistence': "
                                      "{'file': {'path': '/feast-data/o'}}}}}");
  Diagnostics out;
  validate::warn({*document, *applied, {}}, out);
  CHECK(lines_of(out, false) == Lines{"FS602 spec.services", "FS606 spec"});
  for (const Diagnostic& d : out.all()) CHECK(d.severity == Severity::kNote);
}

TEST_CASE("data that lies in the pod") {
  const auto services = [](const std::string& s) { return store("{" + kAuthz + ", 'services': {" + s + "}}"); };
  const Lines ephemeral{"FS602 spec.services"};
  const std::string registry = "'registry': {'remote': {}}";
  CHECK(services(kDatabases) == Lines{});
  CHECK(services(registry) == Lines{});
  CHECK(services("'onlineStore': {'persistence': {'store': {}}}") == ephemeral);  // the registry is a file
  CHECK(services("'offlineStore': {'persistence': {'file': {}}}," + registry) == ephemeral);
  CHECK(services("'onlineStore': {'persistence': {'file': {'path': 'o', 'pvc': {}}}}," + registry) == Lines{});
  CHECK(services("'onlineStore': {'disabled': true}," + registry) == Lines{});
  CHECK(
      services("'onlineStore': {'persistence': {'file': {'path': '/mnt/o'}}, 'server': {'volumeMounts': [{'mountPath': "
               "'/mnt/'}]}}," +
               registry) == Lines{});
  CHECK(services("'registry': {'local': {'persistence': {'file': {'path': 's3://b/r'}}}}") == Lines{});
  CHECK(services("'registry': {'local': {'persistence': {'file': {'path': 'r', 'pvc': {}}}, 'server': {}}}") ==
        Lines{"FS605 spec.services.registry.local.server"});
}

TEST_CASE("data that lies in the pod: whose, and where that is written") {
  Arena arena;
  const TreeBuilder tree(arena);
  const auto told = [&](const std::string& services) {
    const Node* document =
        test::tree_of(tree, "{'spec': {'authz': {'kubernetes': {}}, 'services': {" + services + "}}}");
    Diagnostics out;
    validate::warn_store(*document, *document->find("spec"), out);
    for (const Diagnostic& d : out.all()) {
      if (d.rule->code != "FS602") continue;
      std::string text = d.message.substr(0, d.message.find(" data"));
      for (const Note& note : d.notes) text += fmt::format("; {} at {}", note.message, note.path);
      return text;
    }
    return std::string();
  };
  const std::string online = "'onlineStore': {'persistence': {'file': {'path': '/a/o'}}}";
  const std::string offline = "'offlineStore': {'persistence': {'file': {'type': 'dask'}}}";
  const std::string registry = "'registry': {'local': {'persistence': {'file': {'path': '/b/r'}}}}";
  const std::string remote = ", 'registry': {'remote': {}}";
  const std::string at = ".persistence.file";
  CHECK(told(online + remote) == "the online store keeps its; the online store at spec.services.onlineStore" + at);
  CHECK(told(online + "," + offline + remote) ==
        "the online store and offline store keep their; the online store at spec.services.onlineStore" + at +
            "; the offline store at spec.services.offlineStore" + at);
  CHECK(told(online + "," + offline + "," + registry)
            .starts_with("the online store, offline store and registry keep their; "));
  const std::string on_claim = "'offlineStore': {'persistence': {'file': {'pvc': {}}}}";
  CHECK(told(online + "," + on_claim + remote) ==
        "the online store keeps its; the online store at spec.services.onlineStore" + at);
  const std::string on_volume =
      "'offlineStore': {'persistence': {'file': {'path': '/mnt/x'}}, 'server': {'volumeMounts': [{'mountPath': "
      "'/mnt'}]}}";
  CHECK(told(online + "," + on_volume + remote) ==
        "the online store keeps its; the online store at spec.services.onlineStore" + at);
}

TEST_CASE("versions and authorization") {
  CHECK(store("{'authz': {'noAuth': false}, 'services': {" + kDatabases + "}}") == Lines{"FS607 spec.authz.noAuth"});
  CHECK(store("{'authz': {'noAuth': true}, 'services': {" + kDatabases + "}}") == Lines{});
  Arena arena;
  const TreeBuilder tree(arena);
  const Node* old = test::tree_of(tree, "{'apiVersion': 'feast.dev/v1alpha1', 'spec': {'authz': {}}}");
  const Node* applied = test::tree_of(tree, "{'services': {'registry': {'remote': {}}}}");
  Diagnostics out;
  validate::warn_store(*old, *applied, out);
  CHECK(lines_of(out, false) == Lines{"FS601 apiVersion"});
}

TEST_CASE("budgets and strategies of stores that scale") {
  const auto scaled = [](const std::string& replicas, const std::string& more) {
    return store("{" + kAuthz + ", " + replicas + ", 'services': {" + kDatabases + ", " + more + "}}");
  };
  const std::string two = "'replicas': 2";
  const Lines blocks{"FS609 spec.services.podDisruptionBudgets.minAvailable"};
  CHECK(scaled("'replicas': 1", "'podDisruptionBudgets': {'minAvailable': 1}") ==
        Lines{"FS608 spec.services.podDisruptionBudgets"});
  CHECK(scaled(two, "'podDisruptionBudgets': {'minAvailable': 1}") == Lines{});
  CHECK(scaled(two, "'podDisruptionBudgets': {'minAvailable': 2}") == blocks);
  CHECK(scaled(two, "'podDisruptionBudgets': {'minAvailable': '100%'}") == blocks);
  for (const std::string none : {"0", "'0%'"}) {
    CHECK(scaled(two, "'podDisruptionBudgets': {'maxUnavailable': " + none + "}") ==
          Lines{"FS609 spec.services.podDisruptionBudgets.maxUnavailable"});
  }
  CHECK(scaled(two, "'podDisruptionBudgets': {'maxUnavailable': '1%'}") == Lines{});
  CHECK(
      scaled("'a': 1", "'scaling': {'autoscaling': {'maxReplicas': 3}}, 'podDisruptionBudgets': {'minAvailable': 2}") ==
      Lines{});
  CHECK(scaled(two, "'deploymentStrategy': {'type': 'Recreate'}") ==
        Lines{"FS603 spec.services.deploymentStrategy.type"});
  CHECK(scaled("'replicas': 1", "'deploymentStrategy': {'type': 'Recreate'}") == Lines{});
}

TEST_CASE("an autoscaler needs requests in every container that it measures") {
  const auto scaled = [](const std::string& metric, const std::string& resources) {
    return store("{" + kAuthz + ", 'services': {" + kDatabases + "}}",
                 "[{'kind': 'Deployment', 'metadata': {'name': 'd'}, 'spec': {'template': {'spec': {'containers': "
                 "[{'name': "
                 "'a', 'resources': " +
                     resources +
                     "}, {'name': 'b', 'resources': {'requests': {'cpu': 1}}}]}}}}, {'kind': "
                     "'HorizontalPodAutoscaler', 'spec': {'scaleTargetRef': {'name': 'd'}, 'metrics': [" +
                     metric + "]}}]")
        .size();
  };
  const std::string cpu = "{'type': 'Resource', 'resource': {'name': 'cpu', 'target': {'averageUtilization': 80}}}";
  const std::string only_b =
      "{'type': 'ContainerResource', 'containerResource': {'name': 'cpu', 'container': 'b', 'target': "
      "{'averageUtilization': 80}}}";
  const std::string value = "{'type': 'Resource', 'resource': {'name': 'cpu', 'target': {'averageValue': 1}}}";
  CHECK(scaled(cpu, "{}") == 1);
  CHECK(scaled(cpu, "{'requests': {'memory': 1}}") == 1);
  CHECK(scaled(cpu, "{'requests': {'cpu': 1}}") == 0);
  CHECK(scaled(cpu, "{'limits': {'cpu': 1}}") == 0);
  CHECK(scaled(only_b, "{}") == 0);
  CHECK(scaled("{'type': 'ContainerResource', 'containerResource': {'name': 'cpu', 'container': 'a', 'target': "
               "{'averageUtilization': 80}}}",
               "{}") == 1);
  CHECK(scaled(value, "{}") == 0);
}

TEST_CASE("an autoscaler without requests: where each container comes from") {
  Arena arena;
  const TreeBuilder tree(arena);
  const Node* document = test::tree_of(tree, "{'spec': {'server': {'image': 'a'}, 'env': [{'name': 'E'}]}}");
  const auto noted = [&](const Node* container) {
    const Node* pod = tree.map({{"spec", tree.map({{"containers", tree.list({container})}})}});
    const Node* deployment = tree.map({{"kind", "Deployment"},
                                       {"metadata", tree.map({{"name", "d"}})},
                                       {"spec", tree.map({{"replicas", 1}, {"template", pod}})}});
    const Node* target = tree.map({{"averageUtilization", 80}});
    const Node* metric =
        tree.map({{"type", "Resource"}, {"resource", tree.map({{"name", "cpu"}, {"target", target}})}});
    const Node* scaler = tree.map(
        {{"kind", "HorizontalPodAutoscaler"},
         {"spec", tree.map({{"scaleTargetRef", tree.map({{"name", "d"}})}, {"metrics", tree.list({metric})}})}});
    const Node* const objects[] = {deployment, scaler};
    Diagnostics out;
    validate::warn_bundle({*document, *tree.map(), objects}, out);
    REQUIRE(out.all().size() == 1);
    Lines paths;
    for (const Note& note : out.all()[0].notes) paths.push_back(note.path);
    return paths;
  };
  const Node* spec = document->find("spec");
  CHECK(noted(spec->find("server")) == Lines{"spec.server"});
  CHECK(noted(tree.map({{"name", "a"}, {"image", spec->find("server")->find("image")}})) == Lines{"spec.server.image"});
  // A variable may be anybody's.
  CHECK(noted(tree.map({{"name", "a"}, {"env", spec->find("env")}})) == Lines{});
  CHECK(noted(tree.map({{"name", "a"}})) == Lines{});
}

TEST_CASE("an autoscaler elsewhere and files") {
  const auto files = "{" + kAuthz + ", 'services': {'registry': {'local': {'persistence': {'file': {'pvc': {}}}}}}}";
  CHECK(store(files, "[]", true) == Lines{"FS604 spec.services.registry.local.persistence.file"});
  // Before spec.replicas no Deployment has replicas, and nothing follows from that.
  CHECK(store(files, "[{'kind': 'Deployment', 'spec': {}}]") == Lines{});
  CHECK(store("{" + kAuthz + ", 'services': {" + kDatabases + "}}", "[]", true) == Lines{});
}

TEST_CASE("what the API server warns about in containers") {
  CHECK(container("'env': [{'name': 'A', 'value': '1'}, {'name': 'A', 'value': '2'}]") ==
        Lines{"FS636 spec.containers[0].env[1].name"});
  CHECK(container("'env': [{'name': 'A', 'value': '1'}, {'name': 'A', 'value': '$(A)2'}]") == Lines{});
  CHECK(container("'env': [{'name': 'A', 'value': '1'}, {'name': 'A', 'value': '$(A)'}]").size() == 1);
  CHECK(container("'env': [{'name': 'A'}, {'name': 'B'}]") == Lines{});
  CHECK(
      container("'resources': {'limits': {'memory': '512m'}, 'requests': {'memory': '1.5', 'cpu': '1m'}}") ==
      Lines{"FS635 spec.containers[0].resources.limits.memory", "FS635 spec.containers[0].resources.requests.memory"});
  CHECK(container("'resources': {'limits': {'memory': '1.5Gi', 'ephemeral-storage': 1}}") == Lines{});
}

TEST_CASE("warnings say what to write instead, and where the first of two is") {
  const auto said = [](const std::string& pod_spec) {
    Arena arena;
    const Node* object =
        test::tree_of(TreeBuilder(arena), "{'kind': 'Deployment', 'spec': {'template': {'spec': {" + pod_spec + "}}}}");
    Diagnostics out;
    ObjectReport report(out, *object, *object);
    validate::warn_object(*object, report);
    REQUIRE(out.all().size() == 1);
    return out.all()[0];
  };
  const auto memory = [&](const std::string& amount) {
    return said("'containers': [{'resources': {'limits': {'memory': '" + amount + "'}}}]").hint;
  };
  CHECK(memory("512m") == "m means thousandths; did you mean 512Mi or 512M?");
  CHECK(memory("1.5") == "");
  CHECK(said("'nodeSelector': {'beta.kubernetes.io/os': 'linux'}").expected == "kubernetes.io/os");
  // The index of the place in the text, as the trees of these tests count.
  const auto env = said("'containers': [{'env': [{'name': 'A', 'value': '1'}, {'name': 'A', 'value': '2'}]}]");
  REQUIRE(env.notes.size() == 1);
  CHECK(env.notes[0].where.begin < env.where.begin);
  const auto tolerations = said("'tolerations': [{'key': 'a'}, {'key': 'a'}]");
  REQUIRE(tolerations.notes.size() == 1);
  CHECK(tolerations.notes[0].where.begin < tolerations.where.begin);
}

TEST_CASE("what the API server warns about in jobs and claims") {
  const auto object = [](const std::string& text) {
    Arena arena;
    const Node* node = test::tree_of(TreeBuilder(arena), text);
    Diagnostics out;
    ObjectReport report(out, *node, *node);
    validate::warn_object(*node, report);
    return lines_of(out, true);
  };
  const auto job = [&](const std::string& spec) {
    return object("{'kind': 'CronJob', 'spec': {'jobTemplate': {'spec': {" + spec + "}}}}");
  };
  const Lines too_big{"FS639 spec.jobTemplate.spec.completions"};
  CHECK(job("'completionMode': 'Indexed', 'completions': 100001, 'parallelism': 10001") == too_big);
  CHECK(job("'completionMode': 'Indexed', 'completions': 100000, 'parallelism': 10001") == Lines{});
  CHECK(job("'completionMode': 'Indexed', 'completions': 100001, 'parallelism': 10000") == Lines{});
  CHECK(job("'completions': 100001, 'parallelism': 10001") == Lines{});
  CHECK(job("'template': {'spec': {'nodeSelector': {'beta.kubernetes.io/os': 'linux'}}}") ==
        Lines{"FS630 spec.jobTemplate.spec.template.spec.nodeSelector.beta.kubernetes.io/os"});
  CHECK(object("{'kind': 'PersistentVolumeClaim', 'spec': {'resources': {'requests': {'storage': '500m'}}}}") ==
        Lines{"FS635 spec.resources.requests.storage"});
}

TEST_CASE("volume claims have one resource") {
  const auto claim = [](std::string_view requests, bool written) {
    Arena arena;
    const TreeBuilder tree(arena);
    Node* amounts = tree.map();
    for (const Member& m : test::tree_of(tree, std::string(requests))->members()) {
      Node* amount = tree.string(m.value->text);
      if (written) amount->span = {1, 2, 3};
      tree.add(amounts, m.key, amount);
    }
    const Node* resources = tree.map({{"requests", amounts}});
    const Node* object = tree.map({{"kind", "PersistentVolumeClaim"}, {"spec", tree.map({{"resources", resources}})}});
    Diagnostics out;
    ObjectReport report(out, *object, *object);
    validate::warn_object(*object, report);
    return lines_of(out, true);
  };
  for (const char* slip : {"stoarge", "Storage", "storag", "storrage"}) {
    CAPTURE(slip);
    for (const bool written : {true, false}) {
      CHECK(claim(fmt::format("{{'{}': '1Gi', 'storage': '2Gi'}}", slip), written) ==
            Lines{fmt::format("FS645 spec.resources.requests.{}", slip)});
    }
  }
  // What is no slip matters where the size is missing.
  CHECK(claim("{'size': '1Gi', 'storage': '20Gi'}", false) == Lines{"FS645 spec.resources.requests.size"});
  CHECK(claim("{'size': '1Gi', 'storage': '20Gi'}", true) == Lines{});
  CHECK(claim("{'example.com/iops': '1', 'storage': '20Gi'}", false) == Lines{});
}

TEST_CASE("no workers, no answers") {
  const auto online = [](std::string_view config) {
    return store(fmt::format(
        "{{{}, 'services': {{'onlineStore': {}, 'registry': {{'local': {{'persistence': {{'store': {{}}}}}}}}}}}}",
        kAuthz, config));
  };
  const Lines none{"FS647 spec.services.onlineStore.server.workerConfigs.workers"};
  const std::string persistence = "'persistence': {'store': {}}, ";
  CHECK(online("{" + persistence + "'server': {'workerConfigs': {'workers': 0}}}") == none);
  for (const char* fine : {"{'workers': 1}", "{'workers': -1}", "{}", "{'workers': null}"}) {
    CAPTURE(fine);
    CHECK(online("{" + persistence + "'server': {'workerConfigs': " + fine + "}}") == Lines{});
  }
  CHECK(online("{'disabled': true, " + persistence + "'server': {'workerConfigs': {'workers': 0}}}") == Lines{});
}

TEST_CASE("what the API server warns about in scheduling") {
  CHECK(spec("'nodeSelector': {'beta.kubernetes.io/os': 'linux', 'a': 'b'}") ==
        Lines{"FS630 spec.nodeSelector.beta.kubernetes.io/os"});
  CHECK(spec("'topologySpreadConstraints': [{'topologyKey': 'failure-domain.beta.kubernetes.io/zone', 'labelSelector': "
             "{}}]") == Lines{"FS630 spec.topologySpreadConstraints[0].topologyKey"});
  CHECK(spec("'topologySpreadConstraints': [{'topologyKey': 'a'}]") ==
        Lines{"FS631 spec.topologySpreadConstraints[0].labelSelector"});
  const std::string wrong = "[{'matchExpressions': [{'key': 'a', 'values': ['b c']}]}]";
  const std::string node = "spec.affinity.nodeAffinity.";
  CHECK(spec("'affinity': {'nodeAffinity': {'requiredDuringSchedulingIgnoredDuringExecution': {'nodeSelectorTerms': " +
             wrong + "}}}") == Lines{});
  CHECK(spec("'affinity': {'nodeAffinity': {'preferredDuringSchedulingIgnoredDuringExecution': [{'preference': "
             "{'matchExpressions': [{'key': 'a', 'values': ['b c']}]}}]}}") ==
        Lines{"FS637 " + node +
              "preferredDuringSchedulingIgnoredDuringExecution[0].preference.matchExpressions[0].values[0]"});
  CHECK(spec("'affinity': {'podAntiAffinity': {'requiredDuringSchedulingIgnoredDuringExecution': [{}]}}") ==
        Lines{"FS631 spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].labelSelector"});
  CHECK(spec("'affinity': {'nodeAffinity': {'requiredDuringSchedulingIgnoredDuringExecution': {'nodeSelectorTerms': "
             "[{'matchExpressions': [{'key': 'beta.kubernetes.io/arch', 'operator': 'Exists'}]}]}}}") ==
        Lines{"FS630 " + node +
              "requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].key"});
  CHECK(spec("'affinity': {'podAffinity': {'preferredDuringSchedulingIgnoredDuringExecution': [{'podAffinityTerm': "
             "{}}]}}") == Lines{"FS631 spec.affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution[0]."
                                "podAffinityTerm.labelSelector"});
  CHECK(spec("'tolerations': [{'key': 'a'}, {'key': 'b'}, {'key': 'a'}]") == Lines{"FS640 spec.tolerations[2]"});
}

TEST_CASE("what the API server warns about in annotations") {
  const auto annotated = [](const std::string& key, const std::string& more) {
    return pod("{'metadata': {'annotations': {'" + key + "': ''}}, 'spec': {'containers': [{'name': 'online'" + more +
               "}]}}");
  };
  const std::string seccomp = "container.seccomp.security.alpha.kubernetes.io/online";
  CHECK(annotated("scheduler.alpha.kubernetes.io/critical-pod", "").size() == 1);
  CHECK(annotated("example.com/a", "").empty());
  CHECK(annotated(seccomp, "") == Lines{"FS632 metadata.annotations." + seccomp});
  CHECK(annotated(seccomp, ", 'securityContext': {'seccompProfile': {'type': 'Unconfined'}}").empty());
  CHECK(annotated("container.seccomp.security.alpha.kubernetes.io/other", "").empty());
  const std::string of_pod = "'metadata': {'annotations': {'seccomp.security.alpha.kubernetes.io/pod': ''}}, ";
  CHECK(pod("{" + of_pod + "'spec': {}}") ==
        Lines{"FS632 metadata.annotations.seccomp.security.alpha.kubernetes.io/pod"});
  CHECK(pod("{" + of_pod + "'spec': {'securityContext': {'seccompProfile': {'type': 'Unconfined'}}}}") == Lines{});
  const std::string armor = "container.apparmor.security.beta.kubernetes.io/online";
  CHECK(annotated(armor, "") == Lines{"FS632 metadata.annotations." + armor});
  CHECK(annotated(armor, ", 'securityContext': {'appArmorProfile': {'type': 'Unconfined'}}").empty());
}

TEST_CASE("what the API server warns about in volumes") {
  CHECK(volume("'cephfs': {}") == Lines{"FS633 spec.volumes[0].cephfs"});
  CHECK(volume("'nfs': {}") == Lines{});
  CHECK(volume("'projected': {'sources': [{}]}") == Lines{"FS638 spec.volumes[0].projected.sources[0]"});
  for (const std::string gated : {"clusterTrustBundle", "podCertificate"}) {
    CHECK(volume("'projected': {'sources': [{'" + gated + "': {'path': 'x'}}]}") ==
          Lines{"FS641 spec.volumes[0].projected.sources[0]." + gated});
  }
  CHECK(volume("'secret': {'items': [{'path': 'a/b'}, {'path': 'a'}, {'path': 'a-b'}]}") ==
        Lines{"FS634 spec.volumes[0].secret.items[1].path"});
  CHECK(volume("'secret': {'items': [{'path': 'a/b'}, {'path': 'a/c'}, {'path': 'a.d'}, {'path': 'a'}, {'path': "
               "'a/e/f'}]}") ==
        Lines{"FS634 spec.volumes[0].secret.items[3].path", "FS634 spec.volumes[0].secret.items[4].path"});
  CHECK(volume("'secret': {'items': [{'path': 'a/'}, {'path': 'a'}]}") ==
        Lines{"FS634 spec.volumes[0].secret.items[1].path"});
  CHECK(volume("'projected': {'sources': [{'podCertificate': {'keyPath': 'k', 'certificateChainPath': 'k'}}]}") ==
        Lines{"FS634 spec.volumes[0].projected.sources[0].podCertificate.keyPath",
              "FS641 spec.volumes[0].projected.sources[0].podCertificate"});
  CHECK(volume("'projected': {'sources': [{'serviceAccountToken': {'path': 't'}}, {'secret': {'items': [{'path': "
               "'t'}]}}]}") == Lines{"FS634 spec.volumes[0].projected.sources[1].secret.items[0].path"});
  CHECK(
      volume("'ephemeral': {'volumeClaimTemplate': {'spec': {'resources': {'requests': {'storage': '1m'}}}}}").size() ==
      1);
}

TEST_CASE("the same finding at the same place is told once") {
  const std::string env = "[{'name': 'A', 'value': '1'}, {'name': 'A', 'value': '2'}]";
  Arena arena;
  const TreeBuilder tree(arena);
  const Node* document = test::tree_of(tree, "{'spec': {'authz': {}, 'env': " + env + "}}");
  const Node* shared = lookup(document, {"spec", "env"});
  const Node* containers = tree.list({tree.map({{"env", shared}}), tree.map({{"env", shared}})});
  const Node* object = tree.map(
      {{"kind", "Deployment"},
       {"spec",
        tree.map({{"replicas", 1}, {"template", tree.map({{"spec", tree.map({{"containers", containers}})}})}})}});
  const Node* applied = test::tree_of(tree, "{'services': {'registry': {'remote': {}}}}");
  Diagnostics out;
  const Node* const objects[] = {object};
  validate::warn({*document, *applied, objects}, out);
  CHECK(lines_of(out, false) == Lines{"FS636 spec.env[1].name"});
}
