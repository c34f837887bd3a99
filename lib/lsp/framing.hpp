/// @file
/// @brief Messages in a stream of bytes: a header with Content-Length, and a body.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace feastctl::lsp {

/// `body` with the header that the protocol requires.
std::string framed(std::string_view body);

/// What the stream contains next.
struct Frame {
  enum class Of : unsigned char {
    kNothing,  ///< more bytes are needed
    kBody,     ///< `text` is the body of a message
    kGarbage,  ///< something else was skipped; `text` says what is wrong
    kEnd,      ///< nothing that follows can be understood; `text` says why
  };
  Of of = Of::kNothing;
  std::string_view text{};
};

/// Splits a stream into messages.
class Framing {
 public:
  void add(std::string_view bytes) { buffer_ += bytes; }
  /// The next frame; its text is valid until the next call.
  Frame next();
  /// Whether a part of a message waits for the rest.
  [[nodiscard]] bool unfinished() const { return begin_ < buffer_.size(); }

 private:
  static Frame end(std::string_view why) { return {Frame::Of::kEnd, why}; }

  std::string buffer_;
  std::size_t begin_ = 0;  ///< of what was not taken yet
};

}  // namespace feastctl::lsp
