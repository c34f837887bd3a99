/// @file
/// @brief Names and values that other tools, other releases and Feast itself use for what the FeatureStore spells
/// otherwise.
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
  std::string_view owner;     ///< the key of the object that it was written in
  std::string_view written;   ///< without regard to case, `_` and `-`
  std::string_view name;      ///< the field that is meant
  bool beside_owner = false;  ///< whether `name` is beside the owner and not in it
};

/// All of them.
std::span<const Synonym> synonyms();

/// The field that `written` in an object at the key `owner` means, or nullptr.
const Synonym* synonym(std::string_view owner, std::string_view written);

/// The key and the value of a text such as `name:x`, written where the schema wants an object with a field `name`: a
/// blank after the colon is missing. Nothing for other texts.
std::optional<std::pair<std::string_view, std::string_view>> slipped_member(const Node& value,
                                                                            const schema::Type& type);

/// What to write for a value that a field does not take, where the choices do not tell: `type: sqlite` of a database
/// wants a file. Empty when nothing is known.
std::string_view hint_for_choice(const Field& at);

}  // namespace feastctl::validate
