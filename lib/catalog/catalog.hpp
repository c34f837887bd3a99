/// @file
/// @brief Every diagnostic code of the program. A family is a header with its rules and a .cpp with their texts.
///
/// To add a code:
/// 1. declare `extern const Rule kYourProblem;` in the header of its family (reading FS1xx, schema FS2xx, rules FS3xx,
/// operator FS4xx,
///    metadata/containers/volumes/… FS5xx, warnings FS6xx, usage FS7xx);
/// 2. define it in the .cpp beside the header, with a wrong and a right example, and list it in the family's function;
/// 3. report it where it is found. The catalog test runs both examples; man page and `explain` read the row.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/rule.hpp"

namespace feastctl::catalog {

/// All rules, sorted by code.
const std::vector<const Rule*>& all();

/// The rule with this code (FS301) or name (scaling-needs-db-persistence), or nullptr.
const Rule* find(std::string_view code_or_name);

/// What to say of a word that is neither: the code or name that may have been meant, or where all of them are.
std::string hint_for(std::string_view word);

}  // namespace feastctl::catalog
