/// @file
/// @brief Text within XML.
#pragma once

#include <string>
#include <string_view>

namespace feastctl {

/// The text as XML: markup quoted, control characters left out, because XML has no other form of them.
inline std::string xml_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '&': out += "&amp;"; break;
      case '"': out += "&quot;"; break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20) out += c;
    }
  }
  return out;
}

}  // namespace feastctl
