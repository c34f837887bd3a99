/// @file
/// @brief FS201-FS211: what the API server refuses in the FeatureStore by its schema and metadata.
#pragma once

#include <span>

#include "base/rule.hpp"

namespace feastctl::catalog {

extern const Rule kUnknownField;      ///< FS201
extern const Rule kWrongType;         ///< FS202
extern const Rule kMissingField;      ///< FS203
extern const Rule kUnknownChoice;     ///< FS204
extern const Rule kTextForm;          ///< FS205
extern const Rule kNumberTooSmall;    ///< FS206
extern const Rule kNotAQuantity;      ///< FS207
extern const Rule kDuplicateEntry;    ///< FS208
extern const Rule kStoreName;         ///< FS209
extern const Rule kStoreMetadata;     ///< FS210
extern const Rule kNumberDoesNotFit;  ///< FS211

/// The family, sorted by code.
std::span<const Rule* const> schema_rules();

}  // namespace feastctl::catalog
