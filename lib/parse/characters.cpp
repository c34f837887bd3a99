#include "parse/characters.hpp"

#include <algorithm>

namespace feastctl::parse {

namespace {

bool continues(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

}  // namespace

std::size_t utf8_size(std::string_view text) {
  if (text.empty()) return 0;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < size) return 0;
  for (std::size_t i = 1; i < size; ++i) {
    if (!continues(text[i])) return 0;
  }
  // Overlong forms, surrogates, and what is beyond the last plane.
  if ((first == 0xE0 && byte(1) < 0xA0) || (first == 0xED && byte(1) > 0x9F)) return 0;
  if ((first == 0xF0 && byte(1) < 0x90) || (first == 0xF4 && byte(1) > 0x8F)) return 0;
  return size;
}

std::string valid_utf8(std::string_view bytes) {
  std::string out;
  for (std::size_t i = 0; i < bytes.size();) {
    const std::size_t size = utf8_size(bytes.substr(i));
    out += size == 0 ? std::string_view("\xEF\xBF\xBD") : bytes.substr(i, size);
    i += size == 0 ? 1 : size;
  }
  return out;
}

CharacterIndex::CharacterIndex(std::string_view text) : text_(text) {
  if (text.starts_with("\xFF\xFE")) {
    encoding_ = Encoding::kUtf16Little;
    start_ = 2;
  } else if (text.starts_with("\xFE\xFF")) {
    encoding_ = Encoding::kUtf16Big;
    start_ = 2;
  } else if (std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) {
    encoding_ = Encoding::kUtf8;
    start_ = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  }
  byte_ = start_;
}

std::size_t CharacterIndex::byte(std::size_t character) {
  if (encoding_ == Encoding::kAscii) return std::min(character, text_.size());
  while (character_ < character && byte_ < text_.size()) forward();
  while (character_ > character) backward();
  return byte_;
}

void CharacterIndex::forward() {
  ++character_;
  if (encoding_ == Encoding::kUtf8) {
    do {
      ++byte_;
    } while (byte_ < text_.size() && continues(text_[byte_]));
    return;
  }
  const std::size_t high = byte_ + (encoding_ == Encoding::kUtf16Little ? 1 : 0);
  const bool pair = high < text_.size() && (static_cast<unsigned char>(text_[high]) & 0xFCU) == 0xD8U;
  byte_ = std::min(byte_ + (pair ? 4 : 2), text_.size());
}

void CharacterIndex::backward() {
  --character_;
  if (encoding_ == Encoding::kUtf8) {
    do {
      --byte_;
    } while (byte_ > start_ && continues(text_[byte_]));
    return;
  }
  byte_ -= byte_ - start_ < 2 ? byte_ - start_ : 2;
  const std::size_t high = byte_ + (encoding_ == Encoding::kUtf16Little ? 1 : 0);
  const bool pair =
      byte_ >= start_ + 2 && high < text_.size() && (static_cast<unsigned char>(text_[high]) & 0xFCU) == 0xDCU;
  if (pair) byte_ -= 2;
}

}  // namespace feastctl::parse
