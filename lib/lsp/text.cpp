#include "lsp/text.hpp"

#include <algorithm>

namespace feastctl::lsp {

namespace {

/// Positions are counted from the last block, so that a long line costs no more than a short one.
constexpr std::size_t kBlock = 4096;

bool continues_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// The units of the character that begins with this byte.
std::size_t units_of(char first, Encoding encoding) {
  if (encoding == Encoding::kUtf8) return 1;
  if (continues_character(first)) return 0;
  return encoding == Encoding::kUtf16 && static_cast<unsigned char>(first) >= 0xF0U ? 2 : 1;
}

std::size_t count_units(std::string_view text, Encoding encoding) {
  std::size_t units = 0;
  for (const char c : text) units += units_of(c, encoding);
  return units;
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80U; });
}

}  // namespace

Lines::Lines(std::string_view text, Encoding encoding)
    : text_(text), encoding_(encoding), one_byte_each_(encoding == Encoding::kUtf8 || is_ascii(text)), begins_{0} {
  for (std::size_t at = next_line_end(text, 0); at < text.size(); at = next_line_end(text, at)) {
    at += text.substr(at).starts_with("\r\n") ? 2 : 1;
    begins_.push_back(static_cast<std::uint32_t>(at));
  }
  if (one_byte_each_) return;
  std::size_t units = 0;
  for (std::size_t at = 0; at <= text.size(); at += kBlock) {
    units_.push_back(static_cast<std::uint32_t>(units));
    units += count_units(text.substr(at, kBlock), encoding);
  }
}

std::size_t Lines::units_before(std::size_t offset) const {
  if (one_byte_each_) return offset;
  const std::size_t block = offset / kBlock;
  return units_[block] + count_units(text_.substr(block * kBlock, offset % kBlock), encoding_);
}

std::size_t Lines::end(std::size_t line) const {
  if (line + 1 >= begins_.size()) return text_.size();
  std::size_t end = begins_[line + 1] - 1;
  if (end > begins_[line] && text_[end] == '\n' && text_[end - 1] == '\r') --end;
  return end;
}

Position Lines::at(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const auto after = std::ranges::upper_bound(begins_, offset);
  const auto line = static_cast<std::size_t>(after - begins_.begin()) - 1;
  return {line, units_before(offset) - units_before(begins_[line])};
}

std::size_t Lines::offset(Position position) const {
  if (position.line >= begins_.size()) return text_.size();
  const std::size_t begin = begins_[position.line];
  const std::size_t end = this->end(position.line);
  if (one_byte_each_) {
    std::size_t at = begin + std::min(position.character, end - begin);
    while (at > begin && at < end && continues_character(text_[at])) --at;
    return at;
  }
  const std::size_t wanted = units_before(begin) + std::min(position.character, end - begin);
  std::size_t at = begin;
  const auto block = std::ranges::upper_bound(units_, wanted) - units_.begin();
  if (block > 0) at = std::max(at, static_cast<std::size_t>(block - 1) * kBlock);
  std::size_t units = units_before(at);
  std::size_t character = at;  // where the present character begins
  for (; at < end; ++at) {
    const std::size_t more = units_of(text_[at], encoding_);
    if (more != 0) character = at;
    if (more != 0 && units + more > wanted) return character;
    units += more;
  }
  return end;
}

}  // namespace feastctl::lsp
