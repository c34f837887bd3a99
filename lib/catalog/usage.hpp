/// @file
/// @brief FS7xx: how feastctl is used: folders that it writes to, what other tools hand to it.
#pragma once

#include <span>

#include "base/rule.hpp"

namespace feastctl::catalog {

extern const Rule kUnsafeFolder;      // FS700
extern const Rule kFileInTheWay;      // FS701
extern const Rule kStaleRender;       // FS702
extern const Rule kObjectTwice;       // FS703
extern const Rule kLeftOver;          // FS704
extern const Rule kLeftOverChanged;   // FS705
extern const Rule kScalerRetargeted;  // FS706
extern const Rule kUnreadableInput;   // FS707
extern const Rule kFunctionInput;     // FS710
extern const Rule kFunctionConfig;    // FS711
extern const Rule kArgoParameters;    // FS712

/// The rules of this family.
std::span<const Rule* const> usage_rules();

}  // namespace feastctl::catalog
