/// @file
/// @brief What the API server (Kubernetes 1.35) refuses in the objects that are generated from a FeatureStore.
///
/// All checks work on objects before the server's own defaulting, so an absent value means its default. Paths are
/// spelled as the server spells them, including oddities (spec.template.annotations, volumeMounts.subPath).
#pragma once

#include "base/diagnostic.hpp"
#include "base/field.hpp"
#include "base/node.hpp"
#include "validate/kubernetes/containers.hpp"

namespace feastctl::validate::kubernetes {

/// Checks one generated object of any kind: everything below that applies to it.
void check_object(const Node& object, ObjectReport& report);

/// Checks the names, labels and annotations of an object, of its pod template and of its selectors.
void check_metadata(const Node& object, ObjectReport& report);

/// Checks the containers and init containers of a pod spec (`spec.template.spec` of a Deployment). `refused_volumes`
/// are the volumes that check_volumes refused: mounts of them are refused too.
void check_containers(const Field& pod_spec, ObjectReport& report, RefusedVolumes refused_volumes = {});

}  // namespace feastctl::validate::kubernetes
