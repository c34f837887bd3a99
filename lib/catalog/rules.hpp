/// @file
/// @brief FS3xx: the cross-field rules of the FeatureStore (operator.md §1.2), and the two spellings of replicas.
#pragma once

#include <span>

#include "base/rule.hpp"

namespace feastctl::catalog {

extern const Rule kScalingPersistence;      // FS301
extern const Rule kScalingModes;            // FS302
extern const Rule kReplicasTwice;           // FS303
extern const Rule kAuthorizationChoice;     // FS310
extern const Rule kProjectChoice;           // FS311
extern const Rule kPersistenceChoice;       // FS312
extern const Rule kClaimChoice;             // FS313
extern const Rule kRegistryChoice;          // FS314
extern const Rule kRemoteRegistryChoice;    // FS315
extern const Rule kDisruptionBudgetChoice;  // FS316
extern const Rule kGitPath;                 // FS320
extern const Rule kPackagedPath;            // FS321
extern const Rule kClaimMountPath;          // FS322
extern const Rule kFilePathRelative;        // FS323
extern const Rule kFilePathAbsolute;        // FS324
extern const Rule kOnlineBucket;            // FS325
extern const Rule kRegistryBucketOnClaim;   // FS326
extern const Rule kS3SettingsElsewhere;     // FS327
extern const Rule kRegistryProtocols;       // FS330
extern const Rule kMcpNeedsRest;            // FS331
extern const Rule kTlsSecret;               // FS332
extern const Rule kMlflowExtraConfig;       // FS340

/// The rules of this family, sorted by code.
std::span<const Rule* const> cross_field_rules();

}  // namespace feastctl::catalog
