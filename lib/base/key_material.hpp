/// @file
/// @brief What looks like a key, a token or a password in a URL, wherever it is written.
#pragma once

#include <string>
#include <string_view>

namespace feastctl {

/// Stands for what is not shown.
inline constexpr std::string_view kConcealed = "\xE2\x80\xA6";  // an ellipsis

/// Whether `text` holds something that looks like key material: an armour line of PEM, a token with a well-known
/// prefix, a password in a URL, or a long run of letters and digits without the rhythm of words. Hexadecimal runs are
/// digests far more often than keys and are not taken for one.
bool holds_key_material(std::string_view text);

/// Replaces what looks like key material by an ellipsis, all of the text where it holds an armour line.
void conceal_key_material(std::string& text);

}  // namespace feastctl
