/// @file
/// @brief FS1xx: texts that cannot be read, or not as what they seem.
#pragma once

#include <span>

#include "base/rule.hpp"

namespace feastctl::catalog {

extern const Rule kInvalidYaml;
extern const Rule kDuplicateKey;
extern const Rule kUnknownAnchor;
extern const Rule kBadEncoding;
extern const Rule kBadSeparator;
extern const Rule kBadScalar;
extern const Rule kBadKey;
extern const Rule kBadMerge;
extern const Rule kExcessiveAliases;
extern const Rule kOverLimit;
extern const Rule kNotAnObject;
extern const Rule kTabIndentation;
extern const Rule kUnclosed;
extern const Rule kMisplacedKey;
extern const Rule kMissingColon;
extern const Rule kReservedCharacter;
extern const Rule kInvalidJson;
extern const Rule kTextAfterDocument;

/// The rules of this family.
std::span<const Rule* const> reading_rules();

}  // namespace feastctl::catalog
