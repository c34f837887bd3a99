#include <algorithm>
#include <charconv>

#include "base/ascii.hpp"
#include "parse/json.hpp"
#include "parse/reader.hpp"

namespace feastctl::parse {

namespace {

bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// Goes through a text by the grammar of JSON.
class Scanner {
 public:
  Scanner(std::string_view text, JsonProblem& problem) : text_(text), problem_(&problem) {}

  [[nodiscard]] std::size_t at() const { return at_; }

  bool value(int depth) {
    blanks();
    if (depth > kLimits.depth) {
      problem_->too_deep = true;
      return fail("nested too deeply");
    }
    switch (peek()) {
      case '{': return members(depth);
      case '[': return items(depth);
      case '"': return string();
      case 't': return word("true");
      case 'f': return word("false");
      case 'n': return word("null");
      default: return number();
    }
  }

 private:
  [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool fail(std::string_view message) {
    problem_->message = message;
    problem_->at = std::min(at_, text_.size());
    return false;
  }
  void blanks() {
    while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') ++at_;
  }
  bool take(char c) {
    if (peek() != c || at_ >= text_.size()) return false;
    ++at_;
    return true;
  }
  bool word(std::string_view expected) {
    if (!text_.substr(at_).starts_with(expected)) return fail("expected a value");
    at_ += expected.size();
    return true;
  }
  bool digits() {
    if (!is_digit(peek())) return fail("expected a digit");
    while (is_digit(peek())) ++at_;
    return true;
  }
  bool number() {
    const bool negative = take('-');
    if (!is_digit(peek())) return fail(negative ? "expected a digit" : "expected a value");
    if (!take('0') && !digits()) return false;
    if (take('.') && !digits()) return false;
    if (peek() != 'e' && peek() != 'E') return true;
    ++at_;
    if (peek() == '+' || peek() == '-') ++at_;
    return digits();
  }
  bool escape() {
    const char c = peek();
    if (c == 'u') {
      for (std::size_t i = 1; i <= 4; ++i) {
        if (at_ + i >= text_.size() || !is_hex(text_[at_ + i]))
          return fail("expected four hexadecimal digits after \\u");
      }
      at_ += 5;
      return true;
    }
    if (c == '\0' || std::string_view("\"\\/bfnrt").find(c) == std::string_view::npos) {
      return fail("unknown escape sequence");
    }
    ++at_;
    return true;
  }
  bool string() {
    ++at_;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '"') {
        ++at_;
        return true;
      }
      if (static_cast<unsigned char>(c) < 0x20)
        return fail("a string cannot contain a line break or control character unescaped");
      ++at_;
      if (c == '\\' && !escape()) return false;
    }
    return fail("the string is never closed");
  }
  bool members(int depth) {
    ++at_;
    blanks();
    if (take('}')) return true;
    do {
      blanks();
      if (peek() != '"') return fail("expected a key in double quotes");
      if (!string()) return false;
      blanks();
      if (!take(':')) return fail("expected a colon after the key");
      if (!value(depth + 1)) return false;
      blanks();
    } while (take(','));
    return take('}') || fail("expected a comma or `}`");
  }
  bool items(int depth) {
    ++at_;
    blanks();
    if (take(']')) return true;
    do {
      if (!value(depth + 1)) return false;
      blanks();
    } while (take(','));
    return take(']') || fail("expected a comma or `]`");
  }

  std::string_view text_;
  std::size_t at_ = 0;
  JsonProblem* problem_;
};

}  // namespace

std::optional<std::size_t> json_end(std::string_view text, JsonProblem& problem) {
  Scanner scanner(text, problem);
  if (!scanner.value(0)) return std::nullopt;
  return scanner.at();
}

std::optional<std::int64_t> json_integer(std::string_view digits) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (digits.empty() || error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

}  // namespace feastctl::parse
