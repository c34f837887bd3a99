/// @file
/// @brief JSON strings, for the object writer and the reports.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/utf8.hpp"

namespace feastctl {

/// Appends the escape of a character: `\n`, or `\u` with four digits, twice for one beyond U+FFFF.
inline void append_json_escape(char32_t code, std::string& out) {
  switch (code) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: break;
  }
  if (code > 0xFFFF) {
    const char32_t rest = code - 0x10000;
    append_json_escape(0xD800 + (rest >> 10U), out);
    code = 0xDC00 + (rest & 0x3FFU);
  }
  out += "\\u";
  append_hex(out, code, 4);
}

/// Appends `text` as a JSON string. Control characters, and those that end lines or turn the direction of text, become
/// `\u…`, so that they cannot affect a terminal; bytes that are not UTF-8 become U+FFFD.
inline void append_json_string(std::string_view text, std::string& out) {
  out += '"';
  std::size_t from = 0;  // where the bytes begin that can go through as they are
  const char* const bytes = text.data();
  for (std::size_t i = 0; i < text.size();) {
    const char byte = bytes[i];
    if (byte >= ' ' && byte < '\x7F' && byte != '"' && byte != '\\') {  // as most do
      ++i;
      continue;
    }
    const Utf8Character c = utf8_at(text, i);
    const bool escape = !c.valid || c.code < 0x20 || c.code == '"' || c.code == '\\' || c.code == 0x7F ||
                        (c.code > 0x7F && is_treacherous(c.code));
    if (escape) {
      out += text.substr(from, i - from);
      append_json_escape(c.code, out);
      from = i + c.size;
    }
    i += c.size;
  }
  out += text.substr(from);
  out += '"';
}

/// `text` as a JSON string.
inline std::string json_string(std::string_view text) {
  std::string out;
  append_json_string(text, out);
  return out;
}

}  // namespace feastctl
