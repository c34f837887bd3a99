/// @file
/// @brief Where an unknown field most likely belongs, for hints and for mend.hpp.
///
/// A mistake changes the name of a field, its level, or both. Names are compared regardless of case, `_` and `-`, then
/// by their beginning or end, then by edit distance; levels are searched from the field outwards. synonyms() lists the
/// names that other tools use for these fields.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/api_version.hpp"
#include "base/field.hpp"
#include "schema/table.hpp"

namespace feastctl::validate {

/// The likely place of an unknown field.
struct Home {
  const Field* base = nullptr;          ///< the object around the field or one above it; null if no place is likely
  std::vector<std::string_view> way{};  ///< the fields that lead there from `base`, with the correct name last
  bool taken = false;                   ///< the correct name is clear, but the field is already set there
  bool sure = false;                    ///< no other place or name is likely

  /// Whether the field can be moved there.
  [[nodiscard]] bool found() const { return base != nullptr && !taken; }
  /// Whether `at`, whose home this is, stays in its object and is only renamed.
  [[nodiscard]] bool renames(const Field& at) const { return base == at.parent() && way.size() == 1; }
};

/// Finds homes in one document. The number of searches is limited, because nobody reads thousands of hints: beyond the
/// limit, no home is found.
class Homes {
 public:
  explicit Homes(Edition edition) : edition_(edition) {}

  /// The home of the unknown field `at` in an object of the type `type`; valid as long as the Fields above `at`.
  [[nodiscard]] Home of(const Field& at, const schema::Type& type);

 private:
  class Search;

  /// Cached facts about the object that was used last.
  struct Around {
    const Node* object = nullptr;
    std::vector<std::string_view> unused;   ///< names that its type has, but not the object
    std::vector<std::string_view> unknown;  ///< keys that its type does not have, if there are only a few
    std::string used;                       ///< a character for each name: whether it is used
  };

  /// The suggested name of a field in its object.
  struct Renamed {
    std::string_view name{};  ///< empty when none is likely
    bool taken = false;
    bool sure = false;
  };

  void look_around(const Field& object, const schema::Type& type);
  [[nodiscard]] Renamed renamed(const Field& at, const schema::Type& type);

  Edition edition_;
  Around around_;
  std::map<std::tuple<const schema::Type*, std::string, std::string>, Renamed> names_;
  std::size_t searches_ = 0;
};

}  // namespace feastctl::validate
