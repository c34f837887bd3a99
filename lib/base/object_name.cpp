#include "base/object_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <iterator>

namespace feastctl {

ObjectName name_of(const Node& object) {
  const Node* metadata = lookup(&object, {"metadata"});
  return {string_at(&object, "apiVersion"), string_at(&object, "kind"), string_at(metadata, "namespace"),
          string_at(metadata, "name")};
}

std::string_view group_of(std::string_view api_version) {
  const auto slash = api_version.find('/');
  return slash == std::string_view::npos ? std::string_view() : api_version.substr(0, slash);
}

bool is_cluster_scoped(const ObjectName& object) {
  static constexpr std::string_view kKinds[] = {"APIService",
                                                "CSIDriver",
                                                "CSINode",
                                                "CertificateSigningRequest",
                                                "CustomResourceDefinition",
                                                "FlowSchema",
                                                "IngressClass",
                                                "MutatingWebhookConfiguration",
                                                "Namespace",
                                                "Node",
                                                "PersistentVolume",
                                                "PriorityClass",
                                                "PriorityLevelConfiguration",
                                                "RuntimeClass",
                                                "StorageClass",
                                                "ValidatingAdmissionPolicy",
                                                "ValidatingAdmissionPolicyBinding",
                                                "ValidatingWebhookConfiguration",
                                                "VolumeAttachment"};
  return object.kind.starts_with("Cluster") || std::ranges::find(kKinds, object.kind) != std::end(kKinds);
}

std::string identity(const ObjectName& object) {
  const char separator = '\0';
  std::string text(group_of(object.api_version));
  for (const std::string_view part : {object.kind, object.name_space, object.name}) {
    text += separator;
    text += part;
  }
  return text;
}

std::size_t identity_hash(const ObjectName& object) {
  std::size_t hash = 0;
  for (const std::string_view part : {group_of(object.api_version), object.kind, object.name_space, object.name}) {
    hash = hash * 31 + std::hash<std::string_view>()(part);
  }
  return hash;
}

std::string display(const ObjectName& object) {
  return object.name_space.empty() ? fmt::format("{} {}", object.kind, object.name)
                                   : fmt::format("{} {}/{}", object.kind, object.name_space, object.name);
}

}  // namespace feastctl
