/// @file
/// @brief The parameters of feature_store.yaml as Feast's own configuration classes have them, made from
/// schemas/feast/.
///
/// To add a parameter or a store type: a row in schemas/feast/ROLE.json, with `since` where not every release of
/// Feast's package has it. `type` is spelt as README.md of that folder says.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/compact_table.hpp"

namespace feastctl::feast {

/// A release of Feast's Python package, by its minor: 66 is 0.66. Images have these, and they run ahead of operators.
using Minor = std::uint8_t;

/// The releases of the package that schemas/feast knows, oldest first.
inline constexpr std::array<std::string_view, 8> kReleases{"0.60", "0.61", "0.62", "0.63",
                                                           "0.64", "0.65", "0.66", "0.67"};
inline constexpr Minor kFirstMinor = 60;
inline constexpr Minor kLastMinor = kFirstMinor + kReleases.size() - 1;
/// The one whose verdict counts when nobody says which.
inline constexpr Minor kDefaultMinor = 66;

/// The release that a text names, in short or in full (0.66, 0.66.0), or nothing.
constexpr std::optional<Minor> parse_minor(std::string_view text) {
  for (std::size_t i = 0; i < kReleases.size(); ++i) {
    const bool full = text.starts_with(kReleases[i]) && text.substr(kReleases[i].size()) == ".0";
    if (full || text == kReleases[i]) return static_cast<Minor>(kFirstMinor + i);
  }
  return std::nullopt;
}

/// The texts of the tables.
struct Words {
  static const char kText[];
};
using Text = PooledText<Words>;

struct Type;
struct Parameter;

/// A word that a value may be.
struct Word {
  Text text;

  static const Word kRows[];
};

/// A type as part of another one.
struct Part {
  RowOf<Type> type;

  static const Part kRows[];
};

/// What a value must be.
struct Type {
  enum class Form : std::uint8_t { kAny, kText, kBytes, kInteger, kFloat, kBool, kMap, kList, kTuple, kWords, kObject };
  enum class Bound : std::uint8_t { kNone, kAboveZero, kFromZero, kZeroToFive };
  Form form = Form::kAny;
  bool strict = false;          ///< no conversion: a number must be a number, true must be true
  RowsOf<Word> words = {};      ///< kWords: what it may be
  RowsOf<Part> of = {};         ///< kMap, kList: of one value; kTuple: of each
  RowsOf<Part> branches = {};   ///< instead of all this: any of these
  bool separate_words = false;  ///< kWords: each word is a branch of a union of its own
  bool nullable = false;        ///< null is a value, too
  Bound bound = Bound::kNone;
  Text spelling = {};  ///< as schemas/feast has it

  static const Type kRows[];
};

/// A parameter of a section, or of an object within one.
struct Parameter {
  Text name;   ///< its last part: `enabled` of metrics.enabled
  Text alias;  ///< another name that is accepted, or empty
  RowOf<Type> type{};
  bool required = false;
  bool unknown_allowed = false;   ///< of an object: keys that nobody knows are accepted
  Minor since = 0;                ///< the first release that has it
  Minor until = 255;              ///< the last one
  Text default_value;             ///< as JSON; empty when required
  RowsOf<Parameter> fields = {};  ///< of an object, or of a list's objects

  static const Parameter kRows[];

  [[nodiscard]] bool in(Minor release) const { return since <= release && release <= until; }
};

/// A store type (or another kind of section) with its parameters.
struct Section {
  Text role;  ///< online_store, registry, …; the file's own parameters have the role feature_store
  Text type;
  Text class_name;  ///< of its configuration, in Python
  bool unknown_allowed = false;
  Minor since = 0;
  Minor until = 255;
  RowsOf<Parameter> parameters;

  static const Section kRows[];

  [[nodiscard]] bool in(Minor release) const { return since <= release && release <= until; }
};

/// The words that a value may be.
std::vector<std::string_view> allowed_words(const Type& type);

/// All sections, those of a role together.
std::span<const Section> sections();

/// The section of a role and type in a release, or nullptr.
const Section* find_section(std::string_view role, std::string_view type, Minor release);

}  // namespace feastctl::feast
