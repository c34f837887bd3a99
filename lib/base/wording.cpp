#include "base/wording.hpp"

#include <fmt/format.h>

namespace feastctl {

namespace {

constexpr std::size_t kLongestQuote = 80;

void append_escaped(std::string& to, char c) {
  const auto byte = static_cast<unsigned char>(c);
  switch (c) {
    case '"': to += "\\\""; return;
    case '\\': to += "\\\\"; return;
    case '\n': to += "\\n"; return;
    case '\t': to += "\\t"; return;
    default: break;
  }
  if (byte < 0x20 || byte == 0x7F) {
    to += fmt::format("\\x{:02x}", byte);
  } else {
    to += c;
  }
}

/// The length of the longest prefix of at most `most` bytes that does not cut a character in two.
std::size_t whole_characters(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text.size();
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
  return most;
}

}  // namespace

std::string quoted(std::string_view text) {
  const std::size_t size = whole_characters(text, kLongestQuote);
  std::string out = "\"";
  for (const char c : text.substr(0, size)) append_escaped(out, c);
  out += size < text.size() ? "…\"" : "\"";
  return out;
}

std::string shown(const Field& field) {
  const Node* node = field.node();
  if (node == nullptr) return "nothing";
  switch (node->kind) {
    case Kind::kNull: return "nothing";
    case Kind::kBool: return node->boolean ? "true" : "false";
    case Kind::kInteger: return fmt::format("{}", node->integer);
    case Kind::kFloat: return std::string(node->text);
    case Kind::kString: return quoted(node->text);
    case Kind::kList: return node->size == 0 ? "an empty list" : "a list";
    case Kind::kMap: return node->size == 0 ? "an empty object" : "an object";
  }
  return "nothing";
}

std::string counted(std::size_t number, std::string_view singular) {
  return fmt::format("{} {}{}", number, singular, number == 1 ? "" : "s");
}

std::string list_of(std::span<const std::string_view> words, std::string_view last) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += i + 1 == words.size() ? fmt::format(" {} ", last) : ", ";
    out += words[i];
  }
  return out;
}

std::string short_path(const Field& field) {
  std::string_view last;
  for (const Field* at = &field; at != nullptr; at = at->parent()) {
    if (at->key().empty()) continue;  // a list's item
    if (last.empty()) {
      last = at->key();
    } else if (at->key() == "containers" || at->key() == "initContainers") {
      break;  // no words of the FeatureStore
    } else {
      return fmt::format("{}.{}", at->key(), last);
    }
  }
  return std::string(last);
}

}  // namespace feastctl
