/// @file
/// @brief FS510-FS529: what the API server refuses in the containers of generated objects.
#pragma once

#include <span>

#include "base/rule.hpp"

namespace feastctl::catalog {

extern const Rule kContainerImage;       ///< FS510
extern const Rule kImagePullPolicy;      ///< FS511
extern const Rule kEnvName;              ///< FS512
extern const Rule kEnvSource;            ///< FS513
extern const Rule kEnvFieldRef;          ///< FS514
extern const Rule kEnvResourceFieldRef;  ///< FS515
extern const Rule kEnvReferenceName;     ///< FS516
extern const Rule kEnvReferenceKey;      ///< FS517
extern const Rule kEnvFileRef;           ///< FS518
extern const Rule kEnvFromSource;        ///< FS519
extern const Rule kEnvFromName;          ///< FS520
extern const Rule kMountVolume;          ///< FS521
extern const Rule kMountPath;            ///< FS522
extern const Rule kMountPathTwice;       ///< FS523
extern const Rule kMountSubPath;         ///< FS524
extern const Rule kMountMode;            ///< FS525
extern const Rule kResourceName;         ///< FS526
extern const Rule kResourceAmount;       ///< FS527
extern const Rule kResourceBalance;      ///< FS528
extern const Rule kResourceClaim;        ///< FS529

/// The family, sorted by code.
std::span<const Rule* const> container_rules();

}  // namespace feastctl::catalog
