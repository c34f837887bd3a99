/// @file
/// @brief JSON for messages. The rest of the program writes JSON itself (base/json_string.hpp), because building a tree
/// takes longer than a whole run.
///
/// Handlers read parameters with `at`, `get` and the like. They throw Json::exception for a missing or mistyped
/// parameter, which Server answers with InvalidParams.
#pragma once

#include <nlohmann/json.hpp>

namespace feastctl::lsp {

using Json = nlohmann::json;

/// The value at a JSON pointer, or null.
inline Json at_path(const Json& value, const char* pointer) {
  const Json::json_pointer path(pointer);
  return value.contains(path) ? value.at(path) : Json();
}

/// Whether the value at a JSON pointer is `true`.
inline bool is_true(const Json& value, const char* pointer) {
  return at_path(value, pointer) == true;
}

/// The string at a key, or an empty one.
inline std::string text_at(const Json& object, const char* key) {
  const auto it = object.find(key);
  return it != object.end() && it->is_string() ? it->get<std::string>() : std::string();
}

}  // namespace feastctl::lsp
