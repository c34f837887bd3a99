#include "validate/kubernetes/volumes.hpp"

#include <doctest/doctest.h>

#include "support/tree.hpp"
#include "unit/validate/kubernetes/judge.hpp"

using namespace feastctl;
using namespace feastctl::validate::kubernetes;

namespace {

/// The findings in the volumes of a Deployment, paths below `spec.template.spec.volumes`.
Lines judge_volumes(std::string_view text) {
  Arena arena;
  const TreeBuilder tree(arena);
  const Node* spec = tree.map({{"volumes", test::tree_of(tree, text)}});
  const Node* object = tree.map({
      {"kind", "Deployment"},
      {"metadata", tree.map({{"name", "feast-sample"}})},
      {"spec", tree.map({{"template", tree.map({{"spec", spec}})}})},
  });
  return judge(*store_named(tree, "sample"), *object, "spec.template.spec.volumes");
}

/// The findings in one volume named `v`, paths below it.
Lines judge_source(std::string_view source) {
  Lines lines = judge_volumes("[{name: v, " + std::string(source) + "}]");
  for (auto& line : lines) {
    if (const auto at = line.find("[0]."); at != std::string::npos) line.erase(at, 4);
  }
  return lines;
}

struct Case {
  std::string_view source;
  Lines lines;
};

void check_all(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    CAPTURE(std::string(c.source));
    CHECK(judge_source(c.source) == c.lines);
  }
}

}  // namespace

TEST_CASE("volume names") {
  CHECK(judge_volumes("[{name: data-2, emptyDir: {}}]") == Lines{});
  CHECK(judge_volumes("[{name: \"\", emptyDir: {}}]") == Lines{"FS530 [0].name"});
  CHECK(judge_volumes("[{emptyDir: {}}]") == Lines{"FS530 [0].name"});
  CHECK(judge_volumes("[{name: Data, emptyDir: {}}]") == Lines{"FS530 [0].name"});
  CHECK(judge_volumes("[{name: a.b, emptyDir: {}}]") == Lines{"FS530 [0].name"});
  CHECK(judge_volumes("[{name: a, emptyDir: {}}, {name: a, hostPath: {path: /x}}]") == Lines{"FS531 [1].name"});
  // A refused volume does not take its name, so the second one is fine.
  CHECK(judge_volumes("[{name: a, secret: {}}, {name: a, emptyDir: {}}]") == Lines{"FS533 [0].secret.secretName"});
}

TEST_CASE("a volume without a source is an emptyDir") {
  CHECK(judge_volumes("[{name: a}]") == Lines{});
  CHECK(judge_volumes("[{name: a, secret: null}]") == Lines{});
}

TEST_CASE("a second source is refused where the server looks for it") {
  check_all({
      {"emptyDir: {}, secret: {secretName: s}", {"FS532 secret"}},
      {"nfs: {}, secret: {secretName: s}", {"FS532 nfs"}},
      {"emptyDir: {}, cephfs: {}", {"FS532 cephFS"}},
      {"emptyDir: {}, downwardAPI: {}", {"FS532 downwarAPI"}},
      {"emptyDir: {}, gcePersistentDisk: {}", {"FS532 gcePersistentDisk"}},
      {"image: {}, ephemeral: {volumeClaimTemplate: {spec: {accessModes: [ReadWriteOnce], resources: {requests: "
       "{storage: 1Gi}}}}}, csi: {driver: d}",
       {"FS532 ephemeral", "FS532 image"}},
  });
}

TEST_CASE("what each source needs") {
  check_all({
      {"hostPath: {}", {"FS533 hostPath.path"}},
      {"gitRepo: {repository: \"\"}", {"FS533 gitRepo.repository"}},
      {"gcePersistentDisk: {pdName: \"\"}", {"FS533 persistentDisk.pdName"}},
      {"awsElasticBlockStore: {}", {"FS533 awsElasticBlockStore.volumeID"}},
      {"nfs: {path: /x}", {"FS533 nfs.server"}},
      {"nfs: {server: s}", {"FS533 nfs.path"}},
      {"iscsi: {}", {"FS533 iscsi.iqn", "FS533 iscsi.targetPortal"}},
      {"glusterfs: {}", {"FS533 glusterfs.endpoints", "FS533 glusterfs.path"}},
      {"persistentVolumeClaim: {claimName: \"\"}", {"FS533 persistentVolumeClaim.claimName"}},
      {"rbd: {monitors: []}", {"FS533 rbd.image", "FS533 rbd.monitors"}},
      {"cinder: {secretRef: {name: \"\"}}", {"FS533 cinder.secretRef.name", "FS533 cinder.volumeID"}},
      {"cephfs: {}", {"FS533 cephfs.monitors"}},
      {"quobyte: {}", {"FS533 quobyte.registry", "FS533 quobyte.volume"}},
      {"flexVolume: {}", {"FS533 flexVolume.driver"}},
      {"configMap: {name: \"\"}", {"FS533 configMap.name"}},
      {"azureFile: {}", {"FS533 azureFile.secretName", "FS533 azureFile.shareName"}},
      {"vsphereVolume: {}", {"FS533 vsphereVolume.volumePath"}},
      {"photonPersistentDisk: {}", {"FS533 photonPersistentDisk.pdID"}},
      {"portworxVolume: {}", {"FS533 portworxVolume.volumeID"}},
      {"azureDisk: {}", {"FS533 azureDisk.diskName", "FS533 azureDisk.diskURI"}},
      {"storageos: {secretRef: {}}", {"FS533 storageos.secretRef.name", "FS533 storageos.volumeName"}},
      {"scaleIO: {}", {"FS533 scaleIO.gateway", "FS533 scaleIO.system", "FS533 scaleIO.volumeName"}},
      {"csi: {}", {"FS533 csi.driver"}},
      {"ephemeral: {}", {"FS533 ephemeral.volumeClaimTemplate"}},
      {"flocker: {}", {"FS533 flocker"}},
      {"flocker: {datasetName: a, datasetUUID: b}", {"FS533 flocker"}},
      {"fc: {}", {"FS533 fc.targetWWNs"}},
      {"fc: {targetWWNs: [a]}", {"FS533 fc.lun"}},
      {"fc: {targetWWNs: [a], wwids: [b], lun: 1}", {"FS533 fc.targetWWNs"}},
      {"emptyDir: {}", {}},
      {"image: {}", {}},
      {"projected: {}", {}},
      {"downwardAPI: {}", {}},
      {"fc: {wwids: [a]}", {}},
  });
}

TEST_CASE("values of sources") {
  check_all({
      {"hostPath: {path: /x, type: Folder}", {"FS534 hostPath.type"}},
      {"hostPath: {path: /x, type: \"\"}", {}},
      {"image: {pullPolicy: Sometimes}", {"FS534 image.pullPolicy"}},
      {"gcePersistentDisk: {pdName: a, partition: 256}", {"FS534 persistentDisk.partition"}},
      {"awsElasticBlockStore: {volumeID: a, partition: -1}", {"FS534 awsElasticBlockStore.partition"}},
      {"fc: {targetWWNs: [a], lun: 256}", {"FS534 fc.lun"}},
      {"flexVolume: {driver: d, options: {kubernetes.io/x: a, my-k8s.io: b, \"a.K8S.io/x\": c}}",
       {"FS534 flexVolume.options.a.K8S.io/x", "FS534 flexVolume.options.kubernetes.io/x"}},
      {"azureDisk: {diskName: a, diskURI: \"https://x\", cachingMode: Some, kind: Other}",
       {"FS534 azureDisk.cachingMode", "FS534 azureDisk.kind"}},
      {"azureDisk: {diskName: a, diskURI: \"https://x\", kind: Managed}", {"FS540 azureDisk.diskURI"}},
      {"azureDisk: {diskName: a, diskURI: /subscriptions/x, kind: Managed}", {}},
      {"azureDisk: {diskName: a, diskURI: /subscriptions/x}", {"FS540 azureDisk.diskURI"}},
      {"emptyDir: {sizeLimit: -1}", {"FS541 emptyDir.sizeLimit"}},
      {"emptyDir: {sizeLimit: 0, medium: Anything}", {}},
  });
}

TEST_CASE("names and addresses of sources") {
  check_all({
      {"csi: {driver: Secrets-Store.CSI.k8s.io}", {}},
      {"csi: {driver: a_b}", {"FS540 csi.driver"}},
      {"csi: {driver: a, nodePublishSecretRef: {name: \"\"}}", {"FS533 csi.nodePublishSecretRef.name"}},
      {"csi: {driver: a, nodePublishSecretRef: {name: A_b}}", {"FS540 csi.name"}},
      {"storageos: {volumeName: A, volumeNamespace: B}",
       {"FS540 storageos.volumeName", "FS540 storageos.volumeNamespace"}},
      {"flocker: {datasetName: a/b}", {"FS540 flocker.datasetName"}},
      {"quobyte: {registry: \"a:1,b\", volume: v}", {"FS540 quobyte.registry"}},
      {"quobyte: {registry: \"a:1\", volume: v, tenant: "
       "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx}",
       {}},
      {"quobyte: {registry: \"a:1\", volume: v, tenant: "
       "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx}",
       {"FS540 quobyte.tenant"}},
      {"iscsi: {targetPortal: p, iqn: bad, lun: 256, initiatorName: \"\", chapAuthSession: true}",
       {"FS533 iscsi.secretRef", "FS534 iscsi.lun", "FS540 iscsi.initiatorname", "FS540 iscsi.iqn"}},
      {"iscsi: {targetPortal: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx, iqn: "
       "\"iqn.2001-04.com:a\", "
       "initiatorName: \"iqn.2001-04.com:b\"}",
       {"FS530 name"}},
      {"iscsi: {targetPortal: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx, iqn: "
       "\"iqn.2001-04.com:a\", "
       "initiatorName: \"iqn.2001-04.com:b\"}",
       {}},
  });
}

TEST_CASE("files of Secrets and ConfigMaps") {
  check_all({
      {"secret: {secretName: s, defaultMode: 511, items: [{key: k, path: a/b, mode: 0}]}", {}},
      {"secret: {secretName: s, defaultMode: 512}", {"FS535 secret.defaultMode"}},
      {"configMap: {name: s, items: [{key: k, path: p, mode: -1}]}", {"FS535 configMap.items[0].mode"}},
      {"configMap: {name: s, items: [{}]}", {"FS533 configMap.items[0].key", "FS533 configMap.items[0].path"}},
      {"secret: {secretName: s, items: [{key: k, path: /a}, {key: k, path: a/../b}, {key: k, path: ..a}]}",
       {"FS536 secret.items[0].path", "FS536 secret.items[1].path", "FS536 secret.items[2].path"}},
      {"secret: {secretName: s, items: [{key: k, path: a..b/..c}]}", {}},
      {"hostPath: {path: /a/../b}", {"FS536 hostPath.path"}},
      {"hostPath: {path: relative}", {}},
      {"gitRepo: {repository: r, directory: /a}", {"FS536 gitRepo.directory"}},
      {"gitRepo: {repository: r, directory: ..a}", {}},
      {"nfs: {server: s, path: a}", {"FS536 nfs.path"}},
  });
}

TEST_CASE("files of the downward API are reported at the whole source") {
  check_all({
      {"downwardAPI: {items: [{path: a, fieldRef: {fieldPath: metadata.labels}}]}", {}},
      {"downwardAPI: {items: [{path: a, fieldRef: {fieldPath: spec.nodeName}}]}",
       {"FS538 downwardAPI.fieldRef.fieldPath"}},
      {"downwardAPI: {items: [{path: a, fieldRef: {fieldPath: \"metadata.labels['a b']\"}}]}",
       {"FS538 downwardAPI.fieldRef"}},
      {"downwardAPI: {items: [{path: a, fieldRef: {fieldPath: metadata.name, apiVersion: v2}}]}",
       {"FS538 downwardAPI.fieldRef.fieldPath"}},
      {"downwardAPI: {items: [{path: /a, mode: 512, resourceFieldRef: {resource: limits.cpu}}]}",
       {"FS535 downwardAPI.mode", "FS536 downwardAPI.path", "FS538 downwardAPI.resourceFieldRef.containerName"}},
      {"downwardAPI: {items: [{path: a, resourceFieldRef: {containerName: c, resource: limits.disk}}]}",
       {"FS538 downwardAPI.resourceFieldRef.resource"}},
      {"downwardAPI: {items: [{path: a, resourceFieldRef: {containerName: c, resource: limits.cpu, divisor: 2}}]}",
       {"FS538 downwardAPI.resourceFieldRef.divisor"}},
      {"downwardAPI: {items: [{path: a, resourceFieldRef: {containerName: c, resource: limits.cpu, divisor: 1000m}}]}",
       {}},
      {"downwardAPI: {defaultMode: 512}", {"FS535 downwardAPI.defaultMode"}},
      {"downwardAPI: {items: [{}]}", {"FS533 downwardAPI.path", "FS538 downwardAPI"}},
      {"downwardAPI: {items: [{path: a, fieldRef: {fieldPath: metadata.uid}, resourceFieldRef: {}}]}",
       {"FS538 downwardAPI"}},
  });
}

TEST_CASE("projected volumes") {
  const auto sources = [](std::string_view text) {
    return judge_source("projected: {sources: [" + std::string(text) + "]}");
  };
  CHECK(sources("{secret: {name: s}}, {configMap: {name: c}}, {}") == Lines{});
  CHECK(sources("{secret: {}}") == Lines{"FS533 projected.sources[0].secret.name"});
  CHECK(sources("{secret: {name: s}, configMap: {name: c}}") == Lines{"FS539 projected.sources[0]"});
  CHECK(
      sources("{secret: {name: s, items: [{key: a, path: p}]}}, {configMap: {name: c, items: [{key: a, path: p}]}}") ==
      Lines{"FS537 projected"});
  CHECK(sources("{secret: {name: s, items: [{path: p}]}}") == Lines{"FS533 projected.sources[0].secret.items[0].key"});
  CHECK(sources("{secret: {name: s, items: [{key: a, path: p}]}}, "
                "{downwardAPI: {items: [{path: p, fieldRef: {fieldPath: metadata.name}}]}}") ==
        Lines{"FS537 projected"});
  CHECK(sources("{downwardAPI: {items: [{path: p, mode: 512}]}}") ==
        Lines{"FS535 projected.sources[0].downwardAPI.mode", "FS538 projected.sources[0].downwardAPI"});
  CHECK(judge_source("projected: {defaultMode: -1}") == Lines{"FS535 projected.defaultMode"});

  CHECK(sources("{serviceAccountToken: {path: t}}") == Lines{});
  CHECK(sources("{serviceAccountToken: {path: t, expirationSeconds: 599}}") ==
        Lines{"FS539 projected.sources[0].serviceAccountToken.expirationSeconds"});
  CHECK(sources("{serviceAccountToken: {path: t, expirationSeconds: 4294967297}}") ==
        Lines{"FS539 projected.sources[0].serviceAccountToken.expirationSeconds"});
  CHECK(sources("{serviceAccountToken: {path: \"\"}}") == Lines{"FS533 projected.path"});
  CHECK(sources("{serviceAccountToken: {path: ../t}}") == Lines{"FS536 projected.path"});
  // A token's file conflicts with no other, by the server's own count.
  CHECK(sources("{serviceAccountToken: {path: p}}, {secret: {name: s, items: [{key: a, path: p}]}}") == Lines{});
  // Gates that are off in 1.35 drop these before anything is judged.
  CHECK(sources("{clusterTrustBundle: {}, podCertificate: {}, secret: {name: s}}") == Lines{});
}

TEST_CASE("claims of ephemeral volumes") {
  const auto claim = [](std::string_view spec) {
    return judge_source("ephemeral: {volumeClaimTemplate: {spec: " + std::string(spec) + "}}");
  };
  const std::string below = " ephemeral.volumeClaimTemplate.spec.";
  CHECK(claim("{accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}") == Lines{});
  CHECK(claim("{}") == Lines{"FS542" + below + "accessModes", "FS543" + below + "resources.storage"});
  CHECK(claim("{accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}, "
              "selector: {matchLabels: {\"a b\": c}}}")
            .size() == 1);
}

TEST_CASE("mounts of a refused volume are refused") {
  Arena arena;
  const TreeBuilder tree(arena);
  const Node* object =
      test::tree_of(tree,
                    "{kind: Deployment, metadata: {name: feast-sample}, spec: {template: {spec: {"
                    "containers: [{name: online, image: i, volumeMounts: [{name: bad, mountPath: /bad}, "
                    "{name: good, mountPath: /good}]}], "
                    "volumes: [{name: bad, secret: {}}, {name: good, emptyDir: {}}]}}}}");
  const Lines lines = judge(*store_named(tree, "sample"), *object, "spec.template.spec.");
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].ends_with("containers[0].volumeMounts[0].name"));
  CHECK(lines[1] == "FS533 volumes[0].secret.secretName");
}

TEST_CASE("wrong kinds anywhere are survived") {
  for (const auto* text :
       {"5", "[null, 5, text, [], {}]", "[{name: {}, secret: 5}]", "[{name: 1, projected: []}]",
        "[{name: a, projected: {sources: [5, {secret: 5}, {downwardAPI: [1]}]}}]",
        "[{name: a, csi: {driver: [], nodePublishSecretRef: x}}]",
        "[{name: a, ephemeral: {volumeClaimTemplate: {spec: []}}}]",
        "[{name: a, iscsi: {initiatorName: 5, targetPortal: {}}, fc: 1, flexVolume: {options: 1}}]"}) {
    CAPTURE(text);
    judge_volumes(text);
  }
}
