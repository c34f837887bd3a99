/// @file
/// @brief The list of all diagnostic codes. Code that reports one includes "catalog/codes.hpp".
///
/// To add a code:
/// 1. docs/codes/FS999.md: its page, see docs/codes/README.md. From it, the build generates a row of catalog/codes.cpp
///    and a constant of catalog/codes.hpp (lib/catalog/compile.cpp);
/// 2. report it where the problem is found: `out.add(catalog::kYourProblem, field, "…")`.
/// The catalog test runs both examples of the page, and the architecture test checks that the constant is used.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/rule.hpp"

namespace feastctl::catalog {

/// All rules, sorted by code.
std::span<const Rule> all();

/// The rule with this code (FS301) or name (scaling-needs-db-persistence), or nullptr.
const Rule* find(std::string_view code_or_name);

/// Whether the rule is about YAML or JSON syntax (FS10x, FS11x), not about the meaning of the text.
bool is_about_text(const Rule& rule);

/// A hint for a word that is neither a code nor a name: the closest one, or how to list them.
std::string hint_for(std::string_view word);

}  // namespace feastctl::catalog
