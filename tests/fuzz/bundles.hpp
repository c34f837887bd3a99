/// @file
/// @brief What must hold for every bundle: all readers read the same, and each object is there once.
#pragma once

#include "feastctl.hpp"

namespace feastctl::fuzz {

/// `yaml` and `json` are one bundle in the two formats, made without an error.
void check_bundle(const Result& yaml, const Result& json);

/// The texts of `feastctl defaults`, made without an error, are FeatureStores.
void check_defaults(const Result& defaults);

}  // namespace feastctl::fuzz
