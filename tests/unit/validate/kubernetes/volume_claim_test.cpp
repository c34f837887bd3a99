#include "validate/kubernetes/volume_claim.hpp"

#include <doctest/doctest.h>

#include "support/tree.hpp"
#include "unit/validate/kubernetes/judge.hpp"
#include "validate/kubernetes/amounts.hpp"

using namespace feastctl;
using namespace feastctl::validate::kubernetes;

namespace {

/// The findings in a claim, paths below its spec. What `text` leaves out is sound.
Lines judge_claim(std::string_view text) {
  Arena arena;
  const TreeBuilder tree(arena);
  Node* spec = tree.shallow_copy(*test::tree_of(tree, text));
  if (spec->find("accessModes") == nullptr) tree.set(spec, "accessModes", tree.list({"ReadWriteOnce"}));
  if (spec->find("resources") == nullptr)
    tree.set(spec, "resources", test::tree_of(tree, "{requests: {storage: 5Gi}}"));
  const Node* object = tree.map({
      {"kind", "PersistentVolumeClaim"},
      {"metadata", tree.map({{"name", "feast-sample-online"}})},
      {"spec", spec},
  });
  return judge(*store_named(tree, "sample"), *object, "spec.");
}

}  // namespace

TEST_CASE("access modes of a claim") {
  CHECK(judge_claim("{}") == Lines{});
  CHECK(judge_claim("{accessModes: []}") == Lines{"FS542 accessModes"});
  CHECK(judge_claim("{accessModes: [ReadWriteOnce, ReadWriteMany]}") == Lines{});
  CHECK(judge_claim("{accessModes: [Bad, ReadWriteMany, worse]}") == Lines{"FS542 accessModes", "FS542 accessModes"});
  CHECK(judge_claim("{accessModes: [ReadWriteOncePod]}") == Lines{});
  CHECK(judge_claim("{accessModes: [ReadWriteOncePod, ReadWriteOnce]}") == Lines{"FS542 accessModes"});
  CHECK(judge_claim("{accessModes: [ReadWriteOncePod, Bad]}") == Lines{"FS542 accessModes"});
}

TEST_CASE("the size of a claim, at the server's path for it") {
  CHECK(judge_claim("{resources: {requests: {storage: 1}}}") == Lines{});
  CHECK(judge_claim("{resources: {requests: {storage: 0}}}") == Lines{"FS543 resources.storage"});
  CHECK(judge_claim("{resources: {requests: {storage: -5Gi}}}") == Lines{"FS543 resources.storage"});
  CHECK(judge_claim("{resources: {requests: {cpu: 1}}}") == Lines{"FS543 resources.storage"});
  CHECK(judge_claim("{resources: {limits: {storage: 1Gi}}}") == Lines{"FS543 resources.storage"});
  Arena arena;
  const TreeBuilder tree(arena);
  const Field half(tree.number(-0.5, "-0.5"));  // of YAML, without quotes
  CHECK(quantity_at(half)->sign() == -1);
  // Only storage is judged.
  CHECK(judge_claim("{resources: {requests: {storage: 1, Bad_Name: -1}, limits: {storage: -1}}}") == Lines{});
}

TEST_CASE("classes and mode of a claim") {
  CHECK(judge_claim("{storageClassName: fast.ssd}") == Lines{});
  CHECK(judge_claim("{storageClassName: \"\"}") == Lines{});
  CHECK(judge_claim("{storageClassName: ../x}") == Lines{"FS544 storageClassName"});
  CHECK(judge_claim("{volumeAttributesClassName: A}") == Lines{"FS544 volumeAttributesClassName"});
  CHECK(judge_claim("{volumeMode: Block}") == Lines{});
  CHECK(judge_claim("{volumeMode: block}") == Lines{"FS544 volumeMode"});
}

TEST_CASE("what a claim is filled from") {
  CHECK(judge_claim("{dataSource: {kind: PersistentVolumeClaim, name: a}}") == Lines{});
  CHECK(judge_claim("{dataSource: {kind: VolumeSnapshot, name: a}}") == Lines{"FS544 dataSource"});
  CHECK(judge_claim("{dataSource: {kind: VolumeSnapshot, name: a, apiGroup: snapshot.storage.k8s.io}}") == Lines{});
  CHECK(judge_claim("{dataSource: {kind: X, name: \"\", apiGroup: A_b}}") ==
        Lines{"FS544 dataSource.apiGroup", "FS544 dataSource.name"});
  CHECK(judge_claim("{dataSource: {name: a, apiGroup: b}}") == Lines{"FS544 dataSource.kind"});
  CHECK(judge_claim("{dataSourceRef: {kind: PersistentVolumeClaim, name: a, namespace: A}}") ==
        Lines{"FS544 dataSourceRef.namespace"});
  const std::string claim = "{kind: PersistentVolumeClaim, name: a}";
  CHECK(judge_claim("{dataSource: " + claim + ", dataSourceRef: " + claim + "}") == Lines{});
  CHECK(judge_claim("{dataSource: " + claim + ", dataSourceRef: {kind: PersistentVolumeClaim, name: b}}") ==
        Lines{"FS544 spec"});
  CHECK(judge_claim("{dataSource: " + claim +
                    ", dataSourceRef: {kind: PersistentVolumeClaim, name: a, namespace: n}}") == Lines{"FS544 spec"});
}
