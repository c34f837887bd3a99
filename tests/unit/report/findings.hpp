/// @file
/// @brief Small findings for the tests of the reports.
#pragma once

#include <string>
#include <string_view>

#include "base/diagnostic.hpp"
#include "base/source.hpp"

namespace feastctl::test {

inline constexpr Rule kBadName{.code = "FS501",
                               .name = "bad-name",
                               .sentence = "A name is wrong.",
                               .why = "The API server refuses it.",
                               .remedy = "Mend it.",
                               .wrong = {},
                               .right = {}};
inline constexpr Rule kHurts{.code = "FS601",
                             .name = "hurts",
                             .severity = Severity::kWarning,
                             .sentence = "It hurts.",
                             .why = "It is legal, and hurts.",
                             .remedy = "Leave it.",
                             .wrong = {},
                             .right = {}};

/// The first place of `word` in source `id`; the word must be there.
inline Span span_of(const Sources& sources, std::string_view word, SourceId id = 1) {
  const auto at = static_cast<std::uint32_t>(sources.at(id).text.find(word));
  return {id, at, at + static_cast<std::uint32_t>(word.size())};
}

inline Diagnostic finding(const Rule& rule, Span where, std::string message, std::string path = {}) {
  return {
      .rule = &rule, .severity = rule.severity, .message = std::move(message), .where = where, .path = std::move(path)};
}

}  // namespace feastctl::test
