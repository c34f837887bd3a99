/// @file
/// @brief schemas/*.json as tables, made at build time by compile.cpp: what each field is and may be.
///
/// To add a field: write it in schemas/; the tables, `explain`, `schema` and the checks follow.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

#include "base/api_version.hpp"
#include "base/versions.hpp"
#include "schema/pattern.hpp"

namespace feastctl::schema {

/// What a value is. A map has keys of the user's choice; an object only those of its properties.
enum class Shape : std::uint8_t {
  kObject,
  kMap,
  kList,
  kString,
  kInteger,
  kBoolean,
  kIntOrString,
  kQuantity,
  kAnything
};

struct Property;

/// The releases of Feast that have something.
struct Range {
  FeastRelease since = kOldestFeast;
  FeastRelease until = kLatestFeast;

  [[nodiscard]] constexpr bool holds(FeastRelease release) const { return since <= release && release <= until; }
};

/// A legal value of a text.
struct Choice {
  std::string_view text;
  Range releases{};
};

/// What may stand at a field. Which members count depends on `shape`.
struct Type {
  Shape shape = Shape::kAnything;
  Pattern pattern = Pattern::kNone;        ///< kString, kQuantity
  bool bits32 = false;                     ///< kInteger, kIntOrString: kept in 32 bits instead of 64
  bool unique = false;                     ///< kList: no item twice
  std::span<const Property> properties{};  ///< kObject, sorted by name
  const Type* entry = nullptr;             ///< kList: of each item; kMap: of each value
  std::span<const Choice> choices{};       ///< kString: the legal values, if they are limited
  std::int64_t minimum = std::numeric_limits<std::int64_t>::min();  ///< kInteger
  std::string_view list_key{};  ///< kList: the property by which no two items may be the same
};

/// A value that the schema itself holds.
struct Literal {
  enum class Of : std::uint8_t { kNone, kString, kInteger, kBoolean, kEmptyMap };
  Of of = Of::kNone;
  std::string_view text{};
  std::int64_t integer = 0;  ///< kInteger, and kBoolean as 0 or 1
};

/// A field of an object.
struct Property {
  std::string_view name;
  const Type* type = nullptr;
  Range releases{};       ///< that have the field
  bool required = false;  ///< … up to the release `required_until`
  FeastRelease required_until = kLatestFeast;
  FeastRelease default_since = kOldestFeast;  ///< the first with `default_value`
  bool omit_empty = false;  ///< the operator drops "", 0, false and empty lists and maps when it passes the value on
  bool ignored = false;     ///< the cluster drops the value unread: only unknown fields in it are refused
  std::string_view first_spelling_of{};  ///< the field that this one became, if the cluster no longer knows this one
  Literal default_value{};               ///< what the API server fills in
  Literal written{};                     ///< what the operator passes on when there is no value
  std::uint16_t description = 0;         ///< for description()

  [[nodiscard]] bool required_in(FeastRelease release) const { return required && release <= required_until; }
  [[nodiscard]] bool has_default(FeastRelease release) const {
    return default_value.of != Literal::Of::kNone && releases.holds(release) && default_since <= release;
  }
};

/// The whole FeatureStore document of a version, with what any release has.
const Type& document(ApiVersion version);

/// The property called `name` in any release, or nullptr when `type` is no object or has none.
const Property* find(const Type& type, std::string_view name);

/// The property called `name` if the release has it, else nullptr.
const Property* find(const Type& type, std::string_view name, FeastRelease release);

/// The values that the release takes, if they are limited.
std::vector<std::string_view> choices_in(const Type& type, FeastRelease release);

/// What a property means, in one or two sentences.
std::string_view description(const Property& property);

/// The JSON Schema of a version in one document, with what any release has and x-since and x-until (see
/// explain/editor_schema.cpp).
std::string_view bundled(ApiVersion version);

}  // namespace feastctl::schema
