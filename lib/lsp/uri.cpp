#include "lsp/uri.hpp"

#include "base/ascii.hpp"
#include "base/utf8.hpp"

namespace feastctl::lsp {

namespace {

constexpr std::string_view kScheme = "file://";

/// The value of a hexadecimal digit, or -1.
int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const int lower = c | 0x20;
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

}  // namespace

std::string path_of(std::string_view uri) {
  if (!uri.starts_with(kScheme)) return {};
  uri.remove_prefix(kScheme.size());
  if (uri.starts_with("localhost/")) uri.remove_prefix(std::string_view("localhost").size());
  if (!uri.starts_with('/')) return {};
  std::string path;
  for (std::size_t i = 0; i < uri.size(); ++i) {
    const bool escape = uri[i] == '%' && i + 2 < uri.size();
    const int high = escape ? digit_value(uri[i + 1]) : -1;
    const int low = escape ? digit_value(uri[i + 2]) : -1;
    if (high < 0 || low < 0) {
      path += uri[i];
    } else {
      path += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  return path.find('\0') == std::string::npos ? path : std::string();
}

std::string uri_of(std::string_view path) {
  constexpr std::string_view kUnreserved = "-._~/";
  std::string uri(kScheme);
  for (const char c : path) {
    if (is_alphanumeric(c) || kUnreserved.find(c) != std::string_view::npos) {
      uri += c;
    } else {
      uri += '%';
      append_hex(uri, static_cast<unsigned char>(c), 2);
    }
  }
  return uri;
}

}  // namespace feastctl::lsp
