/// @file
/// @brief Collects the pieces of a text.
#pragma once

#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "base/joined_text.hpp"
#include "emit/yaml.hpp"

namespace feastctl::emit {

/// Buffers pieces before appending them to the string: most are a few bytes long, and std::string's append costs more
/// than copying them. Most texts fit, so that the string is allocated once, at its final size.
class Pieces {
 public:
  /// `constants` receives the places of constants; without it, they are copied like any piece.
  explicit Pieces(std::string& text, std::vector<JoinedText::Constant>* constants = nullptr)
      : text_(&text), constants_(constants) {}
  Pieces(const Pieces&) = delete;
  Pieces& operator=(const Pieces&) = delete;
  ~Pieces() { flush(); }

  Pieces& operator+=(char c) {
    if (used_ == kRoom) flush();
    piece_[used_++] = c;
    return *this;
  }
  Pieces& operator+=(std::string_view text) {
    if (text.size() > kRoom - used_) flush();
    if (text.size() > kRoom) {
      *text_ += text;
      return *this;
    }
    // For a word, a loop is faster than calling memcpy.
    if (text.size() < kWord) {
      for (std::size_t i = 0; i < text.size(); ++i) piece_[used_ + i] = text[i];
    } else {
      std::memcpy(piece_ + used_, text.data(), text.size());
    }
    used_ += text.size();
    return *this;
  }
  /// Adds the text if it is certainly plain; otherwise, adds nothing.
  bool add_plain(std::string_view text) {
    if (text.size() > kLongWord) return false;
    if (text.size() > kRoom - used_) flush();
    if (!copy_if_plain(text, piece_ + used_)) return false;
    used_ += text.size();
    return true;
  }
  /// Adds a text that lives as long as the program.
  void add_constant(std::string_view text) {
    if (constants_ == nullptr) {
      *this += text;
    } else {
      constants_->push_back({text_->size() + used_, text});
    }
  }
  void spaces(std::size_t count) {
    for (; count > kRoom / 2; --count) *this += ' ';
    if (count > kRoom - used_) flush();
    std::memset(piece_ + used_, ' ', count);
    used_ += count;
  }
  /// The string, with everything in it.
  std::string& flushed() {
    flush();
    return *text_;
  }

 private:
  static constexpr std::size_t kRoom = std::size_t{32} * 1024;
  static constexpr std::size_t kWord = 8;
  static constexpr std::size_t kLongWord = 100;

  void flush() {
    text_->append(piece_, used_);
    used_ = 0;
  }

  std::string* text_;
  std::vector<JoinedText::Constant>* constants_;
  std::size_t used_ = 0;
  char piece_[kRoom];
};

}  // namespace feastctl::emit
