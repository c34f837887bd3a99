/// @file
/// @brief The events of a YAML text in the usual style, at a fraction of what libyaml needs for them.
///
/// FeatureStores and Secrets are nearly always written in one style: block maps and lists, scalars on one line, `|`
/// blocks, short flow collections. Such a text is read here. Anything else, and anything that might be an error, is
/// none of this file's business: libyaml, which stays the judge of what YAML is, then reads the whole text. So there is
/// nothing to know here about errors, and a test holds both to the same events.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/events.hpp"

namespace feastctl::parse {

/// A step of the parse; all places are bytes from the start of the text.
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

/// The events of a text from kDocumentStart to kDocumentEnd, which is the end of the text. Nothing when the text is not
/// in the usual style.
std::optional<std::vector<UsualEvent>> usual_events(std::string_view text);

/// The value of a scalar; that of a block is put together in `room`.
std::string_view usual_value(std::string_view text, const UsualEvent& scalar, std::string& room);

}  // namespace feastctl::parse
