/// @file
/// @brief FS530-FS544: what the API server refuses in the volumes of the pods and in PersistentVolumeClaims.
#pragma once

#include <span>

#include "base/rule.hpp"

namespace feastctl::catalog {

extern const Rule kVolumeName;              ///< FS530
extern const Rule kVolumeNameTaken;         ///< FS531
extern const Rule kVolumeSeveralSources;    ///< FS532
extern const Rule kVolumeSourceIncomplete;  ///< FS533
extern const Rule kVolumeSourceValue;       ///< FS534
extern const Rule kVolumeFileMode;          ///< FS535
extern const Rule kVolumePath;              ///< FS536
extern const Rule kVolumePathsConflict;     ///< FS537
extern const Rule kVolumePodField;          ///< FS538
extern const Rule kVolumeProjection;        ///< FS539
extern const Rule kVolumeSourceAddress;     ///< FS540
extern const Rule kVolumeSizeNegative;      ///< FS541
extern const Rule kClaimAccessModes;        ///< FS542
extern const Rule kClaimSize;               ///< FS543
extern const Rule kClaimField;              ///< FS544

/// The family, sorted by code.
std::span<const Rule* const> volume_rules();

}  // namespace feastctl::catalog
