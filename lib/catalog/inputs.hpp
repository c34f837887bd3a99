/// @file
/// @brief FS14x: documents that are readable, but not what a FeatureStore or its companions have to be.
#pragma once

#include <span>

#include "base/rule.hpp"

namespace feastctl::catalog {

extern const Rule kUnknownStoreVersion;  // FS140
extern const Rule kStoreTwice;           // FS141
extern const Rule kNoFeatureStore;       // FS142
extern const Rule kCompanionName;        // FS143
extern const Rule kCompanionKey;         // FS144
extern const Rule kCompanionField;       // FS145
extern const Rule kCompanionUnknown;     // FS146
extern const Rule kCompanionKeyTwice;    // FS147
extern const Rule kAlmostFeatureStore;   // FS148
extern const Rule kStoreLeftOut;         // FS149
extern const Rule kNoSuchStore;          // FS150

/// The rules of this family.
std::span<const Rule* const> input_rules();

}  // namespace feastctl::catalog
