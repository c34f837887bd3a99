#include "base/object_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <iterator>

#include "base/ascii.hpp"

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

bool is_cluster_scoped(std::string_view kind) {
  static constexpr std::string_view kKinds[] = {"APIService",
                                                "CSIDriver",
                                                "CSINode",
                                                "CertificateSigningRequest",
                                                "CustomResourceDefinition",
                                                "FlowSchema",
                                                "GatewayClass",
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
                                                "VolumeAttachment",
                                                "VolumeAttributesClass",
                                                "VolumeSnapshotClass"};
  return kind.starts_with("Cluster") || std::ranges::find(kKinds, kind) != std::end(kKinds);
}

std::string resource_of(std::string_view kind) {
  std::string name = lower_case(kind);
  if (name.ends_with("endpoints")) return name;
  if (name.ends_with("s") || name.ends_with("x") || name.ends_with("ch")) return name + "es";
  const bool vowel_before_y =
      name.size() > 1 && std::string_view("aeiou").find(name[name.size() - 2]) != std::string_view::npos;
  if (name.ends_with("y") && !vowel_before_y) return name.substr(0, name.size() - 1) + "ies";
  return name + "s";
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
