/// @file
/// @brief Placeholders that nobody replaced, and templates that were not rendered.
#pragma once

#include <string_view>

namespace feastctl {

/// The first placeholder in `text`: `${NAME}`, `$NAME`, `{{ name }}`, `<your-name>`, `__NAME__`, `CHANGE_ME` or
/// `REPLACE_ME`; empty if there is none. `$(NAME)` does not count, because Kubernetes expands it in commands and env.
std::string_view find_placeholder(std::string_view text);

/// The name of the environment variable in a placeholder `${NAME}` or `$NAME`; empty for another one.
std::string_view variable_of(std::string_view placeholder);

/// Whether `text` has actions of a template language: of Helm (`{{ .Values.x }}`, `{{- if … }}`), or statements of
/// Jinja (`{% if … %}`).
bool is_template(std::string_view text);

}  // namespace feastctl
