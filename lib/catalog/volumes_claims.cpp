#include "catalog/volumes.hpp"

namespace feastctl::catalog {

// The store that the examples of claims complete: what follows belongs to pvc.create.
#define STORE_WITH_CLAIM                  \
  "apiVersion: feast.dev/v1\n"            \
  "kind: FeatureStore\n"                  \
  "metadata:\n"                           \
  "  name: sample\n"                      \
  "spec:\n"                               \
  "  feastProject: my_project\n"          \
  "  services:\n"                         \
  "    onlineStore:\n"                    \
  "      persistence:\n"                  \
  "        file:\n"                       \
  "          path: online_store.db\n"     \
  "          pvc:\n"                      \
  "            mountPath: /data/online\n" \
  "            create:\n"

const Rule kClaimAccessModes = {
    .code = "FS542",
    .name = "claim-access-modes",
    .sentence = "A claim has no access mode, one that does not exist, or modes that exclude each other.",
    .why =
        "The API server refuses the PersistentVolumeClaim (or the Deployment, for an ephemeral volume). "
        "ReadWriteOncePod stands alone. Source: Kubernetes 1.35, pkg/apis/core/validation.",
    .remedy = "Use ReadWriteOnce for one node, ReadWriteMany for several replicas on shared storage.",
    .wrong = STORE_WITH_CLAIM R"(              accessModes: [ReadWriteAlways]
)",
    .right = STORE_WITH_CLAIM R"(              accessModes: [ReadWriteMany]
)",
};

const Rule kClaimSize = {
    .code = "FS543",
    .name = "claim-size",
    .sentence = "A claim does not ask for storage, or for no more than nothing.",
    .why =
        "The API server refuses the PersistentVolumeClaim (or the Deployment, for an ephemeral volume). The operator "
        "fills in a size only where there are no requests at all. Source: Kubernetes 1.35, pkg/apis/core/validation.",
    .remedy = "Set resources.requests.storage to a size such as 5Gi.",
    .wrong = STORE_WITH_CLAIM R"(              resources:
                requests:
                  storage: 0
)",
    .right = STORE_WITH_CLAIM R"(              resources:
                requests:
                  storage: 5Gi
)",
};

const Rule kClaimField = {
    .code = "FS544",
    .name = "claim-field",
    .sentence = "A claim names a class, mode or source of data that cannot be.",
    .why =
        "The API server refuses the PersistentVolumeClaim (or the Deployment, for an ephemeral volume). Source: "
        "Kubernetes 1.35, pkg/apis/core/validation.",
    .remedy = "Write the class's name as the cluster has it: lower-case letters, digits, - and dots.",
    .wrong = STORE_WITH_CLAIM R"(              storageClassName: Fast_SSD
)",
    .right = STORE_WITH_CLAIM R"(              storageClassName: fast-ssd
)",
};

#undef STORE_WITH_CLAIM

}  // namespace feastctl::catalog
