#include "schema/pattern.hpp"

#include <algorithm>
#include <cstddef>

#include "base/ascii.hpp"

namespace feastctl::schema {

namespace {

/// ^https://\S+$
bool is_https_url(std::string_view text) {
  constexpr std::string_view kScheme = "https://";
  return text.starts_with(kScheme) && text.size() > kScheme.size() &&
         text.find_first_of(" \t\n\f\r") == std::string_view::npos;
}

/// ^[A-Za-z0-9][A-Za-z0-9_-]*$
bool is_project_name(std::string_view text) {
  return !text.empty() && is_alphanumeric(text.front()) &&
         std::ranges::all_of(text, [](char c) { return is_alphanumeric(c) || c == '_' || c == '-'; });
}

/// Consumes a number such as 1, 1., 1.5 or .5 at the front of `text`, if there is one.
bool take_number(std::string_view& text) {
  const auto digits = [&text] {
    std::size_t n = 0;
    while (n < text.size() && is_digit(text[n])) ++n;
    text.remove_prefix(n);
    return n;
  };
  const bool whole = digits() > 0;
  if (text.empty() || text.front() != '.') return whole;
  text.remove_prefix(1);
  return digits() > 0 || whole;
}

void take_sign(std::string_view& text) {
  if (!text.empty() && (text.front() == '+' || text.front() == '-')) text.remove_prefix(1);
}

/// A signed number with a suffix of the decimal or binary family, or with an exponent.
bool is_quantity(std::string_view text) {
  take_sign(text);
  if (!take_number(text)) return false;
  if (text.empty()) return true;
  const char suffix = text.front();
  text.remove_prefix(1);
  if (text.empty() && std::string_view("numkMGTPE").find(suffix) != std::string_view::npos) return true;
  if (text == "i") return std::string_view("KMGTPE").find(suffix) != std::string_view::npos;
  if (suffix != 'e' && suffix != 'E') return false;
  take_sign(text);
  return take_number(text) && text.empty();
}

}  // namespace

bool matches(Pattern pattern, std::string_view text) {
  switch (pattern) {
    case Pattern::kNone: return true;
    case Pattern::kHttpsUrl: return is_https_url(text);
    case Pattern::kProjectName: return is_project_name(text);
    case Pattern::kQuantity: return is_quantity(text);
  }
  return false;
}

std::string_view words(Pattern pattern) {
  switch (pattern) {
    case Pattern::kNone: return "";
    case Pattern::kHttpsUrl: return "an address that begins with https:// and has no spaces";
    case Pattern::kProjectName: return "letters, digits, _ and -, beginning with a letter or digit";
    case Pattern::kQuantity: return "a quantity such as 500m, 2, 1.5Gi or 1e3";
  }
  return "";
}

}  // namespace feastctl::schema
