/// @file
/// @brief schemas/*.json as tables, generated at build time by compile.cpp: the type and constraints of each field.
///
/// To add a field, add it to schemas/; the tables, `explain`, `schema` and the checks follow.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

#include "base/api_version.hpp"
#include "base/compact_table.hpp"
#include "base/versions.hpp"
#include "schema/pattern.hpp"

namespace feastctl::schema {

/// The shape of a value. A map has arbitrary keys; an object, only those of its properties.
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

/// The texts of the schema.
struct Words {
  static const char kText[];
};
using Text = PooledText<Words>;

/// The descriptions of fields that are not required. Only explanations need them, so a program without these has none.
struct Descriptions {
  static const char kText[];
};

/// A range of Feast releases.
struct Range {
  FeastRelease since = kOldestFeast;
  FeastRelease until = kLatestFeast;

  [[nodiscard]] constexpr bool holds(FeastRelease release) const { return since <= release && release <= until; }
};

/// An allowed value of a string.
struct Choice {
  Text text;
  Range releases{};

  static const Choice kRows[];
};

/// A slot of a hash table of properties: the number of one, from 1, or 0.
struct Slot {
  std::uint8_t property = 0;

  static const Slot kRows[];
};

/// The allowed values of a field. `shape` determines which members are used.
struct Type {
  Shape shape = Shape::kAnything;
  Pattern pattern = Pattern::kNone;  ///< kString, kQuantity
  bool bits32 = false;               ///< kInteger, kIntOrString: kept in 32 bits instead of 64
  bool unique = false;               ///< kList: no duplicate items
  RowsOf<Property> properties{};     ///< kObject, sorted by name
  RowsOf<Slot> slots{};              ///< kObject: their hash table, see slots.hpp
  RowOf<Type> entry{};               ///< kList: of each item; kMap: of each value
  RowsOf<Choice> choices{};          ///< kString: the allowed values, if they are limited
  std::int64_t minimum = std::numeric_limits<std::int64_t>::min();  ///< kInteger
  Text list_key{};  ///< kList: the property that must be unique among the items

  static const Type kRows[];
};

/// A value in the schema.
struct Literal {
  enum class Of : std::uint8_t { kNone, kString, kInteger, kBoolean, kEmptyMap };
  Of of = Of::kNone;
  Text text{};
  std::int64_t integer = 0;  ///< kInteger, and kBoolean as 0 or 1
};

/// A field of an object.
struct Property {
  Text name;
  RowOf<Type> type{};
  Range releases{};       ///< the releases that have the field
  bool required = false;  ///< … up to the release `required_until`
  FeastRelease required_until = kLatestFeast;
  FeastRelease default_since = kOldestFeast;  ///< the first with `default_value`
  bool omit_empty = false;   ///< the operator drops "", 0, false and empty lists and maps when it writes the value
  bool ignored = false;      ///< the cluster drops the value without reading it; only unknown fields in it are refused
  Text first_spelling_of{};  ///< the current name of this field, if the cluster no longer accepts it
  Literal default_value{};   ///< what the API server fills in
  Literal written{};         ///< what the operator writes if there is no value
  std::uint32_t description_at = 0, description_size = 0;  ///< in Words if `required`, otherwise in Descriptions

  static const Property kRows[];

  /// What the field is for, in one or two sentences.
  [[nodiscard]] std::string_view description() const {
    return required ? required_description() : PooledText<Descriptions>(description_at, description_size).view();
  }
  /// The same of a required field, which findings quote.
  [[nodiscard]] std::string_view required_description() const { return Text(description_at, description_size); }

  [[nodiscard]] bool required_in(FeastRelease release) const { return required && release <= required_until; }
  [[nodiscard]] bool has_default(FeastRelease release) const {
    return default_value.of != Literal::Of::kNone && releases.holds(release) && default_since <= release;
  }
};

/// The whole FeatureStore document of a version, with the fields of all releases.
const Type& document(ApiVersion version);

/// The property `name` in any release, or nullptr if `type` is not an object or has no such property.
const Property* find(const Type& type, std::string_view name);

/// The property `name` if the release has it, or nullptr.
const Property* find(const Type& type, std::string_view name, FeastRelease release);

/// The values that the release accepts, if they are limited.
std::vector<std::string_view> choices_in(const Type& type, FeastRelease release);

/// The JSON Schema of a version as one document, with the fields of all releases, x-since and x-until (see
/// explain/editor_schema.cpp).
std::string_view bundled(ApiVersion version);

}  // namespace feastctl::schema
