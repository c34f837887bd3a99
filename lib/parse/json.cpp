#include "parse/json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <string>

#include "catalog/codes.hpp"
#include "parse/characters.hpp"
#include "parse/keys.hpp"

namespace feastctl::parse {

namespace {

void append_utf8(std::string& out, unsigned code) {
  const auto put = [&](unsigned byte) { out += static_cast<char>(byte); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 | code >> 6);
    put(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    put(0xE0 | code >> 12);
    put(0x80 | (code >> 6 & 0x3F));
    put(0x80 | (code & 0x3F));
  } else {
    put(0xF0 | code >> 18);
    put(0x80 | (code >> 12 & 0x3F));
    put(0x80 | (code >> 6 & 0x3F));
    put(0x80 | (code & 0x3F));
  }
}

unsigned hex4(std::string_view text) {
  unsigned value = 0;
  std::from_chars(text.data(), text.data() + 4, value, 16);
  return value;
}

/// The text of a `\u` escape at `i` (after the `u`), with the second half of a surrogate pair; moves `i` behind it.
unsigned unicode_escape(std::string_view raw, std::size_t& i) {
  constexpr unsigned kReplacement = 0xFFFD;
  const unsigned first = hex4(raw.substr(i));
  i += 4;
  if (first < 0xD800 || first > 0xDFFF) return first;
  if (first < 0xDC00 && raw.substr(i).starts_with("\\u")) {
    const unsigned second = hex4(raw.substr(i + 2));
    if (second >= 0xDC00 && second <= 0xDFFF) {
      i += 6;
      return 0x10000 + ((first & 0x3FF) << 10) + (second & 0x3FF);
    }
  }
  return kReplacement;
}

/// A text between its quotes, with escapes and bytes that are no UTF-8 resolved.
std::string unescaped(std::string_view raw) {
  std::string out;
  for (std::size_t i = 0; i < raw.size();) {
    if (raw[i] != '\\') {
      const std::size_t size = utf8_size(raw.substr(i));
      out += size == 0 ? std::string_view("\xEF\xBF\xBD") : raw.substr(i, size);
      i += size == 0 ? 1 : size;
      continue;
    }
    const char c = raw[i + 1];
    i += 2;
    switch (c) {
      case 'b': out += '\b'; break;
      case 'f': out += '\f'; break;
      case 'n': out += '\n'; break;
      case 'r': out += '\r'; break;
      case 't': out += '\t'; break;
      case 'u': append_utf8(out, unicode_escape(raw, i)); break;
      default: out += c; break;
    }
  }
  return out;
}

/// Makes the tree of a text that is known to be JSON.
class Builder {
 public:
  Builder(std::string_view text, Span place, const TreeBuilder& builder, Diagnostics& out)
      : text_(text), place_(place), builder_(builder), out_(out) {}

  const Node* value() {
    blanks();
    const std::size_t begin = at_;
    Node* node = nullptr;
    switch (text_[at_]) {
      case '{': node = members(); break;
      case '[': node = items(); break;
      case '"': node = builder_.string(string()); break;
      case 't':
        node = builder_.boolean(true);
        at_ += 4;
        break;
      case 'f':
        node = builder_.boolean(false);
        at_ += 5;
        break;
      case 'n':
        node = builder_.null();
        at_ += 4;
        break;
      default: node = number(); break;
    }
    node->span = span(begin, at_);
    return node;
  }

 private:
  void blanks() { at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size()); }
  bool take(char c) {
    blanks();
    if (text_[at_] != c) return false;
    ++at_;
    return true;
  }
  [[nodiscard]] Span span(std::size_t begin, std::size_t end) const {
    return {place_.source, place_.begin + static_cast<std::uint32_t>(begin),
            place_.begin + static_cast<std::uint32_t>(end)};
  }

  std::string_view string() {
    const std::size_t begin = ++at_;
    bool plain = true;
    while (text_[at_] != '"') {
      plain = plain && text_[at_] != '\\' && static_cast<unsigned char>(text_[at_]) < 0x80;
      at_ += text_[at_] == '\\' ? 2 : 1;
    }
    const std::string_view raw = text_.substr(begin, at_++ - begin);
    if (plain) return raw;
    const std::string text = unescaped(raw);
    return text == raw ? raw : builder_.arena().copy(text);
  }

  Node* number() {
    const std::size_t begin = at_;
    at_ = std::min(text_.find_first_not_of("+-.0123456789eE", at_), text_.size());
    const std::string_view digits = text_.substr(begin, at_ - begin);
    if (const auto whole = json_integer(digits)) return builder_.integer(*whole);
    double value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error == std::errc::result_out_of_range) {
      if (digits.find("e-") == std::string_view::npos && digits.find("E-") == std::string_view::npos) {
        out_.add(catalog::kBadScalar, span(begin, at_), "the number is too large")
            .with_hint("quote it if it is meant as text");
        value = std::numeric_limits<double>::max();
      }
    }
    return builder_.number(value, digits);
  }

  Node* items() {
    Node* node = builder_.list();
    ++at_;
    if (take(']')) return node;
    do {
      builder_.push(node, value());
    } while (take(','));
    take(']');
    return node;
  }

  Node* members() {
    Node* node = builder_.map();
    KeyIndex keys(*node);
    ++at_;
    if (take('}')) return node;
    do {
      blanks();
      const std::size_t begin = at_;
      const std::string_view key = string();
      const Span key_span = span(begin, at_);
      take(':');
      const Node* child = value();
      if (const auto earlier = keys.find(key)) {
        duplicate(key, key_span, node->member[*earlier].key_span);
        node->member[*earlier].value = child;
      } else {
        builder_.add(node, key, child, key_span);
      }
    } while (take(','));
    take('}');
    return node;
  }

  void duplicate(std::string_view key, Span where, Span earlier) {
    constexpr int kMost = 100;
    if (++duplicates_ > kMost) return;
    Diagnostic& d = out_.add(catalog::kDuplicateKey, where, fmt::format("duplicate key `{}`", key));
    d.with_hint("keep one of the two, or merge the values below them");
    d.notes.push_back({"first defined here", earlier, {}});
  }

  std::string_view text_;
  Span place_;
  const TreeBuilder& builder_;
  Diagnostics& out_;
  std::size_t at_ = 0;
  int duplicates_ = 0;
};

}  // namespace

const Node* read_json(std::string_view text, Span place, const TreeBuilder& builder, Diagnostics& out) {
  return Builder(text, place, builder, out).value();
}

}  // namespace feastctl::parse
