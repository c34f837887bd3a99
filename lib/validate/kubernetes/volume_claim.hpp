/// @file
/// @brief What the API server refuses in PersistentVolumeClaims. Source: pkg/apis/core/validation,
/// ValidatePersistentVolumeClaimSpec.
#pragma once

#include "base/diagnostic.hpp"
#include "base/field.hpp"

namespace feastctl::validate::kubernetes {

/// Checks the spec of a claim, or of the claim template of an ephemeral volume.
void check_claim_spec(const Field& spec, ObjectReport& report);

}  // namespace feastctl::validate::kubernetes
