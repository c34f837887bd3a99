/// @file
/// @brief Parses YAML in the usual style, at a fraction of libyaml's cost.
///
/// FeatureStores and Secrets are nearly always written in one style: block maps and lists, scalars on one line, `|`
/// blocks, short flow collections. Such a text is parsed here. If there is anything else, or anything that might be an
/// error, libyaml parses the whole text instead. This code therefore reports no errors, and a test checks that both
/// produce the same events.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/events.hpp"

namespace feastctl::parse {

/// A parse event; all offsets are in bytes from the start of the text.
struct UsualEvent {
  Event::Type type = Event::Type::kStreamEnd;
  bool flow = false;              ///< a collection in brackets or braces
  bool plain = false;             ///< kScalar: written without quotes
  char chomp = '\0';              ///< kScalar: of a `|` block, whether `-`, `+` or (as a blank) nothing follows the bar
  std::uint32_t begin = 0;        ///< as Event::begin
  std::uint32_t end = 0;          ///< as Event::end
  std::uint32_t value_begin = 0;  ///< kScalar: the value, or the lines of a block
  std::uint32_t value_end = 0;
  std::uint32_t indent = 0;  ///< kScalar: of a block, the column at which its lines begin
};

/// The events of a text from kDocumentStart to kDocumentEnd, which is the end of the text. Returns nothing if the text
/// is not in the usual style.
std::optional<std::vector<UsualEvent>> usual_events(std::string_view text);

/// The value of a scalar; that of a block is assembled in `room`.
std::string_view usual_value(std::string_view text, const UsualEvent& scalar, std::string& room);

}  // namespace feastctl::parse
