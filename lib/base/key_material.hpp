/// @file
/// @brief Recognizes keys, tokens, and passwords in URLs, wherever they occur.
#pragma once

#include <string>
#include <string_view>

namespace feastctl {

/// Replaces text that is not shown.
inline constexpr std::string_view kConcealed = "\xE2\x80\xA6";  // an ellipsis

/// Whether `text` contains something that looks like key material: a PEM armor line, a token with a well-known prefix,
/// a password in a URL, or a long run of letters and digits without the rhythm of words. Hexadecimal runs do not count,
/// because they are digests far more often than keys.
bool holds_key_material(std::string_view text);

/// Whether a line of YAML has a key that holds credentials: password, client_secret, connection_string and the like.
bool names_credential(std::string_view line);

/// Replaces what looks like key material with an ellipsis; replaces all of the text if it contains an armor line.
void conceal_key_material(std::string& text);

}  // namespace feastctl
