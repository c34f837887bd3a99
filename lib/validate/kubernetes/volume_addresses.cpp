#include "validate/kubernetes/volume_addresses.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "base/ascii.hpp"

namespace feastctl::validate::kubernetes {

namespace {

constexpr std::size_t kLongestDriver = 63;

/// The bytes of the UTF-8 character at the beginning of `text`; 1 for what is no UTF-8.
std::size_t first_character(std::string_view text) {
  std::size_t size = 1;
  while (size < text.size() && size < 4 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) ++size;
  return size;
}

/// After the prefix: any one character, then exactly `count` alphanumerics.
bool is_numbered(std::string_view text, std::size_t prefix, std::size_t count) {
  text.remove_prefix(prefix);
  if (text.empty() || text.front() == '\n') return false;
  text.remove_prefix(first_character(text));
  return text.size() == count && std::ranges::all_of(text, is_alphanumeric);
}

/// `iqn.YYYY-MM.` and a reversed domain, then `:` and a name to the end.
bool is_qualified(std::string_view text) {
  constexpr std::string_view kPattern = "iqn.0000-00.";
  if (text.size() < kPattern.size()) return false;
  for (std::size_t i = 0; i < kPattern.size(); ++i) {
    if (kPattern[i] == '0' ? !is_digit(text[i]) : text[i] != kPattern[i]) return false;
  }
  text.remove_prefix(kPattern.size());
  const auto colon = text.find(':');
  if (colon == 0 || colon == std::string_view::npos || colon + 1 == text.size()) return false;
  const auto in_domain = [](char c) { return is_alphanumeric(c) || c == '-' || c == '.'; };
  return std::ranges::all_of(text.substr(0, colon), in_domain) &&
         text.substr(colon).find_first_of(",;*&$| \t\n\f\r") == std::string_view::npos;
}

bool is_host_port(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos) return false;
  if (!text.starts_with('[')) {
    return text.find(':') == colon && text.find_first_of("[]") == std::string_view::npos;
  }
  const auto end = text.find(']');
  return end != std::string_view::npos && end + 1 == colon && text.find('[', 1) == std::string_view::npos &&
         text.find(']', end + 1) == std::string_view::npos;
}

}  // namespace

bool is_iscsi_name(std::string_view text) {
  if (text.starts_with("eui")) return is_numbered(text, 3, 16);
  if (text.starts_with("naa")) return is_numbered(text, 3, 32);
  if (!text.starts_with("iqn")) return false;
  // The API server looks for the name anywhere in a text that begins with iqn.
  for (auto at = text.find("iqn."); at != std::string_view::npos; at = text.find("iqn.", at + 1)) {
    if (is_qualified(text.substr(at))) return true;
  }
  return false;
}

bool are_host_ports(std::string_view text) {
  for (;;) {
    const auto comma = text.find(',');
    if (!is_host_port(text.substr(0, comma))) return false;
    if (comma == std::string_view::npos) return true;
    text.remove_prefix(comma + 1);
  }
}

bool is_kubernetes_domain(std::string_view text) {
  const std::string domain = "." + lower_case(text);
  return domain.ends_with(".kubernetes.io") || domain.ends_with(".k8s.io");
}

NameProblem csi_driver_problem(std::string_view text) {
  if (text.size() > kLongestDriver) {
    return fmt::format("must be at most {} characters long, but has {}", kLongestDriver, text.size());
  }
  return dns1123_subdomain_problem(lower_case(text));
}

}  // namespace feastctl::validate::kubernetes
