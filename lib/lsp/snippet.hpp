/// @file
/// @brief The text that completing a field inserts.
#pragma once

#include <string>
#include <string_view>

#include "base/versions.hpp"
#include "lsp/cursor.hpp"
#include "schema/table.hpp"

namespace feastctl::lsp {

/// `text` within a snippet, where some characters have a meaning.
std::string snippet_text(std::string_view text);

/// The field with a colon and, in a snippet, the fields that it requires.
std::string field_text(const schema::Property& property, FeastRelease feast, const Cursor& cursor, bool snippet);

}  // namespace feastctl::lsp
