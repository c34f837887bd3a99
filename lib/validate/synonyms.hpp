/// @file
/// @brief Names and values that other tools, other releases and Feast itself use, but that the FeatureStore spells
/// differently.
///
/// To add one: a row in synonyms.cpp.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "base/field.hpp"
#include "schema/table.hpp"

namespace feastctl::validate {

/// A field under another name.
struct Synonym {
  std::string_view owner;     ///< the key of the object that contains it
  std::string_view written;   ///< regardless of case, `_` and `-`
  std::string_view name;      ///< the field that is meant
  bool beside_owner = false;  ///< whether `name` is next to the owner rather than in it
};

/// All of them.
std::span<const Synonym> synonyms();

/// The field meant by `written` in an object at the key `owner`, or nullptr.
const Synonym* synonym(std::string_view owner, std::string_view written);

/// The key and value of a string such as `name:x` in place of an object with a field `name`: the space after the colon
/// is missing. Returns nothing for other strings.
std::optional<std::pair<std::string_view, std::string_view>> slipped_member(const Node& value,
                                                                            const schema::Type& type);

/// What is known about a value that a field does not accept.
struct OtherChoice {
  std::string_view hint;   ///< if the choices are not enough: a database with `type: sqlite` should be a file
  std::string_view meant;  ///< otherwise, the value that is meant
};

/// Both are empty if nothing is known.
OtherChoice other_choice(const Field& at);

}  // namespace feastctl::validate
