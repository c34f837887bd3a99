#include "base/names.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/ascii.hpp"

namespace feastctl {

namespace {

constexpr std::size_t kLabelLength = 63;
constexpr std::size_t kSubdomainLength = 253;

NameProblem too_long(std::string_view text, std::size_t most) {
  if (text.size() <= most) return std::nullopt;
  return fmt::format("must be at most {} characters long, but has {}", most, text.size());
}

/// Classes of characters; a character is in several.
enum Class : std::uint8_t { kLowerAlphanumeric = 1, kInDnsLabel = 2, kAlphanumeric = 4, kInLabel = 8 };

constexpr auto kClasses = [] {
  std::array<std::uint8_t, 256> table{};
  for (int i = 0; i < 128; ++i) {
    const char c = static_cast<char>(i);
    const int dns =
        (is_lower_alphanumeric(c) ? kLowerAlphanumeric : 0) | (is_lower_alphanumeric(c) || c == '-' ? kInDnsLabel : 0);
    const int label = (is_alphanumeric(c) ? kAlphanumeric : 0) |
                      (is_alphanumeric(c) || c == '-' || c == '_' || c == '.' ? kInLabel : 0);
    table[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(dns | label);
  }
  return table;
}();

bool all_in(std::string_view text, Class characters) {
  for (const char c : text) {
    if ((kClasses[static_cast<unsigned char>(c)] & characters) == 0) return false;
  }
  return true;
}

/// Whether all of `text` is in the class `inner`, both ends in `outer`, and there is at least one character.
bool framed(std::string_view text, Class outer, Class inner) {
  return !text.empty() && all_in(text.substr(0, 1), outer) && all_in(text.substr(text.size() - 1), outer) &&
         all_in(text, inner);
}

bool is_dns1123_label(std::string_view text) {
  return framed(text, kLowerAlphanumeric, kInDnsLabel);
}

bool is_dns1123_subdomain(std::string_view text) {
  for (;;) {
    const auto dot = text.find('.');
    if (!is_dns1123_label(text.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    text.remove_prefix(dot + 1);
  }
}

bool is_label_part(std::string_view text) {
  return framed(text, kAlphanumeric, kInLabel);
}

NameProblem directory_problem(std::string_view text) {
  if (text == ".") return "must not be '.'";
  if (text == "..") return "must not be '..'";
  if (text.starts_with("..")) return "must not begin with '..'";
  return std::nullopt;
}

/// The name after the prefix of a qualified name, or all of it.
NameProblem qualified_part_problem(std::string_view name) {
  if (name.empty()) return "must not have an empty name";
  if (name.size() > kLabelLength) {
    return fmt::format("must have a name of at most {} characters, but has one of {}", kLabelLength, name.size());
  }
  if (!is_label_part(name)) {
    return "must have a name of letters, digits, '-', '_' and '.' that begins and ends with a letter or digit";
  }
  return std::nullopt;
}

}  // namespace

NameProblem dns1123_label_problem(std::string_view text) {
  if (text.empty()) return "must not be empty";
  if (auto problem = too_long(text, kLabelLength)) return problem;
  if (is_dns1123_label(text)) return std::nullopt;
  if (is_dns1123_subdomain(text)) return "must not contain dots";
  return "must consist of lower-case letters, digits and '-', and begin and end with a letter or digit";
}

NameProblem dns1123_subdomain_problem(std::string_view text) {
  if (text.empty()) return "must not be empty";
  if (auto problem = too_long(text, kSubdomainLength)) return problem;
  if (is_dns1123_subdomain(text)) return std::nullopt;
  return "must consist of lower-case letters, digits, '-' and '.', with a letter or digit at both ends and around each "
         "dot";
}

NameProblem name_start_problem(std::string_view text) {
  if (text.size() < 2 || !text.ends_with('-')) return dns1123_subdomain_problem(text);
  return dns1123_subdomain_problem(std::string(text.substr(0, text.size() - 2)) + "a");
}

NameProblem dns1035_label_problem(std::string_view text) {
  if (text.empty()) return "must not be empty";
  if (auto problem = too_long(text, kLabelLength)) return problem;
  if (is_dns1123_label(text) && is_lower(text.front())) return std::nullopt;
  return "must consist of lower-case letters, digits and '-', begin with a letter, and end with a letter or digit";
}

NameProblem label_value_problem(std::string_view text) {
  if (auto problem = too_long(text, kLabelLength)) return problem;
  if (text.empty() || is_label_part(text)) return std::nullopt;
  return "must be empty, or consist of letters, digits, '-', '_' and '.', beginning and ending with a letter or digit";
}

NameProblem qualified_name_problem(std::string_view text) {
  const auto slash = text.find('/');
  if (slash == std::string_view::npos) return qualified_part_problem(text);
  const auto name = text.substr(slash + 1);
  if (name.find('/') != std::string_view::npos) return "must have at most one '/', between a DNS prefix and the name";
  const auto prefix = text.substr(0, slash);
  if (prefix.empty()) return "must not begin with '/': the prefix is a DNS name such as example.com";
  if (const auto problem = dns1123_subdomain_problem(prefix)) {
    return fmt::format("must have a valid prefix before '/': it {}", *problem);
  }
  return qualified_part_problem(name);
}

NameProblem config_map_key_problem(std::string_view text) {
  if (text.empty()) return "must not be empty";
  if (auto problem = too_long(text, kSubdomainLength)) return problem;
  if (!all_in(text, kInLabel)) {
    return "must consist of letters, digits, '-', '_' and '.'";
  }
  return directory_problem(text);
}

NameProblem env_var_name_problem(std::string_view text) {
  if (text.empty()) return "must not be empty";
  if (std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~' && c != '='; })) return std::nullopt;
  return "must consist of printable ASCII characters other than '='";
}

NameProblem strict_env_var_name_problem(std::string_view text) {
  if (text.empty()) return "must not be empty";
  if (!all_in(text, kInLabel) || (text.front() >= '0' && text.front() <= '9')) {
    return "must consist of letters, digits, '_', '-' or '.', and must not begin with a digit";
  }
  if (text == "." || text.starts_with("..")) return "must not be '.' or begin with '..'";
  return std::nullopt;
}

NameProblem path_segment_problem(std::string_view text) {
  if (text == "." || text == "..") return fmt::format("must not be '{}'", text);
  if (text.find('/') != std::string_view::npos) return "must not contain '/'";
  if (text.find('%') != std::string_view::npos) return "must not contain '%'";
  return std::nullopt;
}

}  // namespace feastctl
