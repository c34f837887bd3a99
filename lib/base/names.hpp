/// @file
/// @brief The name formats of Kubernetes. Source: k8s.io/apimachinery util/validation.
///
/// Each function returns what is wrong ("must be at most 63 characters long, but has 70"), as one phrase without the
/// value, or nothing if the text is valid.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace feastctl {

using NameProblem = std::optional<std::string>;

/// Lower-case letters, digits and `-`, ends alphanumeric, at most 63 characters.
NameProblem dns1123_label_problem(std::string_view text);
/// Labels as above joined by dots, at most 253 characters in all.
NameProblem dns1123_subdomain_problem(std::string_view text);
/// As dns1123_subdomain_problem, for a prefix to which something will be appended. The server counts a trailing hyphen
/// and the character before it, whatever that is, as one letter.
NameProblem name_start_problem(std::string_view text);
/// As dns1123_label_problem, but begins with a letter: Services.
NameProblem dns1035_label_problem(std::string_view text);
/// A label's value: empty, or alphanumeric at the ends with `-_.` between, at most 63 characters.
NameProblem label_value_problem(std::string_view text);
/// The key of a label, annotation, resource…: an optional DNS subdomain prefix with `/`, and a name of at most 63
/// characters.
NameProblem qualified_name_problem(std::string_view text);
/// The key of a ConfigMap or Secret: at most 253 of alphanumerics and `-_.`, neither `.`, nor `..`, nor beginning with
/// `..`.
NameProblem config_map_key_problem(std::string_view text);
/// The name of an environment variable (printable ASCII without `=`), not empty.
NameProblem env_var_name_problem(std::string_view text);
/// The same for servers before Kubernetes 1.32: letters, digits, `_`, `-` and `.`, not beginning with a digit.
NameProblem strict_env_var_name_problem(std::string_view text);
/// The name of a ClusterRole, Role or binding, which is also part of a URL: not `.` or `..`, and without `/` or `%`.
NameProblem path_segment_problem(std::string_view text);

}  // namespace feastctl
