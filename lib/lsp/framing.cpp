#include "lsp/framing.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/ascii.hpp"

namespace feastctl::lsp {

namespace {

constexpr std::size_t kLargestHeader = std::size_t{8} * 1024;
constexpr std::size_t kLargestBody = std::size_t{256} << 20U;  // as of an input file

/// The end of the header, and the beginning of the body; nothing while the empty line is missing.
struct HeaderEnd {
  std::size_t header, body;
};
std::optional<HeaderEnd> header_end(std::string_view text) {
  const std::size_t with_cr = text.find("\r\n\r\n"), without = text.find("\n\n");
  if (with_cr == std::string_view::npos && without == std::string_view::npos) return std::nullopt;
  return with_cr < without ? HeaderEnd{with_cr, with_cr + 4} : HeaderEnd{without, without + 2};
}

/// The value of Content-Length; nothing if there is none or it is no number.
std::optional<std::size_t> content_length(std::string_view header) {
  constexpr std::string_view kName = "content-length:";
  while (!header.empty()) {
    const std::size_t end = std::min(header.find('\n'), header.size());
    std::string_view line = header.substr(0, end);
    header.remove_prefix(std::min(end + 1, header.size()));
    if (!equal_ignoring_case(line.substr(0, kName.size()), kName)) continue;
    line.remove_prefix(kName.size());
    while (line.starts_with(' ')) line.remove_prefix(1);
    while (line.ends_with('\r') || line.ends_with(' ')) line.remove_suffix(1);
    std::size_t length = 0;
    const auto [rest, error] = std::from_chars(line.data(), line.data() + line.size(), length);
    if (error == std::errc::result_out_of_range) return SIZE_MAX;
    if (error != std::errc() || rest != line.data() + line.size()) return std::nullopt;
    return length;
  }
  return std::nullopt;
}

}  // namespace

std::string framed(std::string_view body) {
  return "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

Frame Framing::next() {
  std::string_view rest = std::string_view(buffer_).substr(begin_);
  const auto header = header_end(rest.substr(0, kLargestHeader));
  if (!header) {
    if (rest.size() >= kLargestHeader) return end("the header of a message is too long");
    buffer_.erase(0, begin_);
    begin_ = 0;
    return {};
  }
  const auto length = content_length(rest.substr(0, header->header));
  if (!length) {
    begin_ += header->body;
    return {Frame::Of::kGarbage, "the header of a message has no Content-Length"};
  }
  if (*length > kLargestBody) return end("a message is too large");
  if (rest.size() - header->body < *length) return {};
  begin_ += header->body + *length;
  return {Frame::Of::kBody, rest.substr(header->body, *length)};
}

}  // namespace feastctl::lsp
