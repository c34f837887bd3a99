/// @file
/// @brief FS6xx: what is legal and hurts.
#pragma once

#include <span>

#include "base/rule.hpp"

namespace feastctl::catalog {

extern const Rule kEarlierReplicas;            // FS600
extern const Rule kDeprecatedVersion;          // FS601
extern const Rule kEphemeralData;              // FS602
extern const Rule kRecreateWhileScaling;       // FS603
extern const Rule kExternalAutoscalerOnFiles;  // FS604
extern const Rule kServedRegistryFile;         // FS605
extern const Rule kDefaultAuthorization;       // FS606
extern const Rule kNoAuthFalse;                // FS607
extern const Rule kBudgetWithoutScaling;       // FS608
extern const Rule kBudgetBlocks;               // FS609
extern const Rule kAutoscalerWithoutRequest;   // FS620
extern const Rule kDeprecatedNodeLabel;        // FS630
extern const Rule kSelectorMissing;            // FS631
extern const Rule kDeprecatedAnnotation;       // FS632
extern const Rule kDeprecatedVolume;           // FS633
extern const Rule kVolumePathsOverlap;         // FS634
extern const Rule kFractionalBytes;            // FS635
extern const Rule kEnvHidden;                  // FS636
extern const Rule kNodeAffinityValue;          // FS637
extern const Rule kProjectionEmpty;            // FS638
extern const Rule kIndexedJobTooBig;           // FS639
extern const Rule kTolerationTwice;            // FS640
extern const Rule kProjectionDropped;          // FS641

/// The rules of this family, sorted by code.
std::span<const Rule* const> warning_rules();

}  // namespace feastctl::catalog
